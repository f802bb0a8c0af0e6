package campaigns

import (
	"os"
	"testing"

	"giaoban/internal/campaign"
	"giaoban/internal/locale"
)

// TestWhoAsks: the greeting says who asks, on which document, and whom to call; what the
// campaign leaves out is left out.
func TestWhoAsks(t *testing.T) {
	catalog, err := locale.Load(os.DirFS("../../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("vi")
	for _, tt := range []struct {
		order campaign.Order
		want  string
	}{
		{campaign.Order{}, ""},
		{campaign.Order{Kind: "Kế hoạch"}, ""},
		{campaign.Order{Kind: "Kế hoạch", Issuer: "UBND huyện A"}, "UBND huyện A yêu cầu báo cáo này."},
		{campaign.Order{Number: "45/KH-UBND"}, "Báo cáo theo văn bản số 45/KH-UBND."},
		{campaign.Order{Kind: "Kế hoạch", Number: "45/KH-UBND", Date: "2016-05-10", Issuer: "UBND huyện A", Subject: "tổng kết 10 năm"},
			"UBND huyện A yêu cầu báo cáo theo Kế hoạch số 45/KH-UBND ngày 10/5/2016 về tổng kết 10 năm."},
	} {
		if got := OrderSentence(tt.order, say); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.order, got, tt.want)
		}
	}
	for _, tt := range []struct {
		contact campaign.Contact
		want    string
	}{
		{campaign.Contact{Telephone: "037"}, ""},
		{campaign.Contact{Office: "Phòng A"}, "Cần hỗ trợ, đồng chí liên hệ Phòng A."},
		{campaign.Contact{Office: "Phòng A", Name: "Lê B", Telephone: "037"}, "Cần hỗ trợ, đồng chí liên hệ đồng chí Lê B, Phòng A, điện thoại 037."},
	} {
		if got := ContactSentence(tt.contact, say); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.contact, got, tt.want)
		}
	}
}
