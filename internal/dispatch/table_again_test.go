package dispatch_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// statusIn is how a unit's report stands in a campaign.
func (w *world) statusIn(campaign, unit string) (s report.Status) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		s, err = store.Statuses.Get(r, report.ID{Campaign: campaign, Unit: unit})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// TestTheTableAgain goes over what heads asked and did on one evening and the days after,
// with two campaigns open on one list and departments beside the communes. What is done in
// the one changes nothing in the other.
func TestTheTableAgain(t *testing.T) {
	s := newSides(t, true)
	const yen, truong = "16132", "16171"
	due := func(unit string) string { return s.statusIn("flood-2016", unit).Due.In(s.c.Zone).Format("2/1") }
	heard := func(name, line string) string {
		t.Helper()
		hears := s.since(name)
		said := s.types(name, line)
		return hears(name) + "\n" + text(said)
	}
	wants := func(name, line string, words ...string) {
		t.Helper()
		wantsIn(t, name+", «"+line+"»", heard(name, line), append(words, namedWith+floods)...)
	}

	// Exactly those units.
	wants("huyen", "gia hạn cho Nga Yên đến 8/7", "Hạn nộp mới của xã Nga Yên: hết ngày 08/7/2016", "[Gia hạn 1 xã đến 08/7]")
	wants("huyen", "Gửi", "Hạn nộp của xã Nga Yên nay là hết ngày 08/7/2016")
	wants("huyen", "/han Nga Yên, Nga Trường 9/7", "2 xã", "Nga Trường", "Nga Yên")
	for _, no := range []string{"đừng gửi", "ok mai gửi", "dừng"} {
		heard("huyen", no)
		heard("huyen", "hủy")
		if got := due(yen); got != "8/7" {
			t.Errorf("«%s» extends to %s", no, got)
		}
		heard("huyen", "/han Nga Yên, Nga Trường 9/7")
	}
	heard("huyen", "Gửi")
	if got := due(yen) + " " + due(truong) + " " + due(ngaAn); got != "9/7 9/7 1/1" {
		t.Errorf("extended: %s", got)
	}
	wants("tinh", "gia hạn cho Sở Y tế đến 20/7", "Hạn nộp mới của Sở Y tế: hết ngày 20/7/2016")
	heard("tinh", "hủy")

	// Questions in plain words, of this campaign.
	s.submits("an", "5")
	s.submits("so", "7")
	s.goes(s.now.Add(2 * time.Hour))
	for _, q := range []struct {
		who, line string
		words     []string
	}{
		{"tinh", "huyện nào chậm nhất", []string{"chậm nhất"}},
		{"huyen", "còn bao nhiêu xã chưa gửi", []string{"26/27 xã"}},
		{"huyen", "so với hôm qua", []string{"nộp thêm 1 xã", "Nga An"}},
		{"huyen", "Nga An", []string{"Đã nộp lúc 9 giờ"}},
		{"huyen", "xã nào đã nộp", []string{"Nga An"}},
		{"huyen", "Nga Phú vì sao chậm", []string{"Nga Phú"}},
		{"huyen", "xã nào nhiều mô hình nhất", []string{"1. xã Nga An: 5"}},
		{"tinh", "tổng số mô hình toàn tỉnh", []string{": 5", "Từ 1/635 xã đã nộp"}},
		{"tinh", "sở nào đã nộp", []string{"Sở Y tế"}},
		{"huyen", "bao nhiêu xã nộp đúng hạn", []string{"1/27 xã nộp đúng hạn (4%)", "Nga An"}},
		{"huyen", "xã nào làm được trên 80%", []string{"1/27 xã làm được trên 80%", "Nga An"}},
		{"huyen", "xã nào mới được dưới 20%", []string{"26/27 xã làm được dưới 20%"}},
		{"tinh", "huyện nào chưa được 5%", []string{"27/27 huyện có dưới 5% số xã đã nộp"}},
		{"huyen", "Nga An đứng thứ mấy", []string{"Xã Nga An đứng thứ 1/27 xã của huyện Nga Sơn"}},
		{"tinh", "huyện Nga Sơn xếp thứ mấy toàn tỉnh", []string{"Huyện Nga Sơn đứng thứ 1/27", "1/27 (4%)"}},
		{"huyen", "huyện mình đứng thứ mấy", []string{"Huyện Nga Sơn đã nộp 1/27 xã", "chỉ cấp trên"}},
		{"huyen", "hôm nay có xã nào nộp không", []string{"nộp thêm 1 xã", "Nga An"}},
		{"tinh", "/tonghop", []string{"từ 1/635 báo cáo", "sở, ban, ngành: đã nộp 1/2"}},
		{"huyen", "xem Nga An", []string{"[Chấp nhận]", "[Trả lại]", "[Tải tệp]"}},
		{"tinh", "xem Sở Y tế", []string{"[Chấp nhận]", "[Trả lại]"}},
	} {
		wants(q.who, q.line, q.words...)
	}
	if got := s.statusIn("thanhhoa-2016", ngaAn).State; got != report.NotStarted {
		t.Errorf("the other campaign has a report of Nga An: %v", got)
	}
	s.turns("huyen", tenYears)
	wantsIn(t, "the other campaign", heard("huyen", "còn bao nhiêu xã chưa gửi"), "27/27 xã", namedWith+tenYears)
	s.turns("huyen", floods)

	// The journal names exactly who and what, in its own campaign.
	wants("huyen", "/nhatky", "Nga Yên", "Nga Trường")
	s.turns("tinh", tenYears)
	if got := heard("tinh", "/nhatky"); strings.Contains(got, "Nga Yên") {
		t.Errorf("the journal of the other campaign: %q", got)
	}
	s.turns("tinh", floods)

	// An evening: decided, undone, repeated and overtaken. The officer hears in the morning
	// of what is so then, once.
	s.goes(time.Date(2016, 7, 4, 20, 30, 0, 0, s.c.Zone))
	evening := s.since("an", "huyen", "tinh", "so")
	for _, line := range []string{"/tralai Nga An: sai số", "cả báo cáo", "Gửi"} {
		s.types("huyen", line)
	}
	s.submits("an", "6")
	s.types("an", "có")
	for _, line := range []string{"/khoa Nga An", "Gửi", "/mo Nga An: xem lại", "Gửi"} {
		s.types("huyen", line)
	}
	for _, line := range []string{"/tralai Sở Y tế: thiếu", "cả báo cáo", "Gửi"} {
		s.types("tinh", line)
	}
	s.goes(time.Date(2016, 7, 5, 7, 31, 0, 0, s.c.Zone))
	for _, c := range []struct {
		who, words string
		times      int
	}{
		{"an", "trả lại báo cáo của", 0}, {"an", "đã chấp nhận", 0}, {"an", "đã mở lại báo cáo", 1}, {"so", "trả lại báo cáo của Sở Y tế", 1},
		{"huyen", "vừa nộp: Nga An", 0}, {"tinh", "Tình hình nộp báo cáo tỉnh", 2}, {"huyen", "Tình hình nộp báo cáo huyện", 2},
	} {
		if got := strings.Count(evening(c.who), c.words); got != c.times {
			t.Errorf("in the morning %s hears «%s» %d times, want %d: %q", c.who, c.words, got, c.times, evening(c.who))
		}
	}

	// The day after: each campaign tells of its own deadline, and counts those of the moment.
	s.goes(time.Date(2016, 7, 5, 12, 0, 0, 0, s.c.Zone))
	after := s.since("tinh", "huyen", "an")
	s.goes(time.Date(2016, 7, 6, 12, 0, 0, 0, s.c.Zone))
	for _, who := range []string{"tinh", "huyen"} {
		for _, campaign := range []string{floods, tenYears} {
			n := 0
			for _, message := range strings.Split(after(who), "\n---\n") {
				if strings.HasPrefix(message, namedWith+campaign) && strings.Contains(message, "Hết hạn nộp 05/7") {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s hears %d times that the deadline of %s passed: %q", who, n, campaign, after(who))
			}
		}
	}
	wantsIn(t, "the day after, of the communes with their own day", after("huyen"), "Hết hạn nộp 05/7: 25 xã chưa nộp", "Hết hạn nộp 05/7: 27 xã chưa nộp")

	// A viewer and an approver turn to a campaign too.
	wantsIn(t, "the viewer", heard("xem", "/khen"), namedWith+floods)
	s.turns("xem", tenYears)
	wantsIn(t, "the viewer elsewhere", heard("xem", "/khen"), namedWith+tenYears)
	s.turns("ky", tenYears)
	wantsIn(t, "the approver", heard("ky", "/xembaocao"), "Báo cáo: xã Nga Phú, huyện Nga Sơn — "+tenYears)
	s.submits("phu", "9")
	wantsIn(t, "what waits for the approver", heard("ky", "/trinhky"), namedWith+floods)

	// Whoever is revoked keeps their name in the journal; a new one is greeted by the campaign.
	members := s.types("huyen", "/thanhvien Nga Phú")
	s.presses("huyen", members, "Thu hồi")
	s.types("huyen", "Gửi")
	wants("huyen", "/nhatky", "Nga Phú")
}
