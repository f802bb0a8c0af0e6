package dispatch_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// departments are the example lines of a transcript.
func departments(t testing.TB) string {
	t.Helper()
	archive, err := txtar.ParseFile(shipped + "/so-ban-nganh.txtar")
	if err != nil || archive.Files[0].Name != "units.csv" {
		t.Fatalf("no departments: %v", err)
	}
	return string(archive.Files[0].Data)
}

// A department goes from its invitation to the receipt, and is counted at the
// province apart from the communes and nowhere else.
func TestADepartmentReportsBesideTheTree(t *testing.T) {
	w := newWorldOfAll(t, departments(t))
	w.joins("ha", "38", roster.Coordinator)
	w.joins("binh", "401", roster.Coordinator)
	w.joins("minh", "S04", roster.Officer)
	outline := w.d.Campaigns[0].Outlines[4]
	examples := map[string]form.Question{}
	for _, section := range outline.Sections {
		for _, q := range section.Questions {
			examples[q.Code] = q
			for _, field := range q.Questions {
				examples[field.Code] = field
			}
		}
	}
	w.types("minh", "bắt đầu")
	for steps := 0; ; steps++ {
		at := focus(w, "minh", "S04")
		s := reply(at, examples[at.Code])
		if s.typed == "" {
			break
		}
		if steps > 100 {
			t.Fatalf("no end to the department's outline: at %+v", at)
		}
		w.types("minh", s.typed)
	}
	if out := w.types("minh", "nộp báo cáo"); !strings.Contains(out[len(out)-1].Text, "Mã biên nhận: S04-1-") {
		t.Fatalf("the department's receipt: %+v", out)
	}
	if s := w.statusOf("S04"); s.State != report.Submitted {
		t.Errorf("the department's report is %v", s.State)
	}
	province := w.types("ha", "/tinhhinh")[0].Text
	for _, line := range []string{"đã nộp 0/635 xã", "Báo cáo của huyện: đã nộp 0/27.", "Báo cáo của sở, ban, ngành: đã nộp 1/10."} {
		if !strings.Contains(province, line) {
			t.Errorf("the province does not read %q in\n%s", line, province)
		}
	}
	if text := w.types("binh", "/tinhhinh")[0].Text; !strings.Contains(text, "đã nộp 0/27 xã") || strings.Contains(text, "ban, ngành") {
		t.Errorf("a district reads\n%s", text)
	}
	for _, asked := range []string{"tình hình Hội Cựu chiến binh tỉnh", "/xem Hội Cựu chiến binh tỉnh", "/khoa Hội Cựu chiến binh tỉnh"} {
		for _, c := range w.types("binh", asked) {
			if strings.Contains(c.Text, "Đã nộp") || strings.Contains(c.Text, "S04") {
				t.Errorf("a district that asks %q reads\n%s", asked, c.Text)
			}
		}
	}
}

// Where there are no districts nobody reads of one.
func TestTwoTiersKnowNoDistricts(t *testing.T) {
	chat, err := os.ReadFile(shipped + "/hai-cap.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(chat), "< Tình hình nộp báo cáo tỉnh Thanh Hóa") {
		t.Fatal("this is not the chat that is meant")
	}
	for line := range strings.Lines(string(chat)) {
		if strings.HasPrefix(line, "<") && strings.Contains(strings.ToLower(line), "huyện") {
			t.Errorf("of two tiers it is said: %s", line)
		}
	}
}
