package report_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/report"
)

// TestDistrictsOwnReports: the province hears of the districts' reports beside
// the communes', with their names and deadline, and a district of its own.
func TestDistrictsOwnReports(t *testing.T) {
	s := at(t, noon, map[int]int{1: 3})
	s.Levels = []int{2, 3}
	s.Pace = func(time.Time) report.Pace { return report.Chased }
	say := phrases(t, "vi")
	since := report.Since{Last: s.Now.AddDate(0, 0, -1)}
	all := func(unit string) string {
		var texts []string
		for _, c := range report.Digest(s, unit, since, say) {
			texts = append(texts, c.Text)
		}
		return strings.Join(texts, "\n\n")
	}
	for _, want := range []string{"Báo cáo của huyện: đã nộp 0/1. Hạn nộp: 05/7/2016", "Chưa nộp báo cáo của huyện (1/1):\nCần gọi ngay (1):\n- Chưa bắt đầu (1): Tên 2."} {
		if got := all("1"); !strings.Contains(got, want) {
			t.Errorf("the province does not hear «%s»:\n%s", want, got)
		}
	}
	if got := all("2"); !strings.Contains(got, "Báo cáo của huyện Tên 2: chưa bắt đầu. Hạn nộp: 05/7/2016") {
		t.Errorf("the district does not hear of its own report:\n%s", got)
	}
	// Nothing happens with the communes, and the district hands in.
	for unit, status := range s.Status {
		before := s.Now.AddDate(0, 0, -3)
		status.Changed, status.Submitted, status.First = before, before, before
		s.Status[unit] = status
	}
	if got := all("1"); !strings.Contains(got, "không có thay đổi") {
		t.Errorf("a day without news:\n%s", got)
	}
	s.Status["2"] = report.Status{State: report.Submitted, Changed: s.Now, Submitted: s.Now, First: s.Now, Revision: 1}
	for _, want := range []string{"Báo cáo của huyện: đã nộp 1/1.", "Báo cáo của huyện mới nộp: huyện Tên 2"} {
		if got := all("1"); !strings.Contains(got, want) {
			t.Errorf("the province does not hear «%s»:\n%s", want, got)
		}
	}
	if got := all("2"); strings.Contains(got, "không có thay đổi") || !strings.Contains(got, "Báo cáo của huyện Tên 2: đã nộp lúc") {
		t.Errorf("the district's own report is no news:\n%s", got)
	}
}
