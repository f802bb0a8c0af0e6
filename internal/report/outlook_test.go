package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// at is a district of ten communes as of an instant: so many came in on each of
// the days before.
func at(t *testing.T, now time.Time, in map[int]int) report.Overview {
	t.Helper()
	nodes := []node{{"1", "", 1}, {"2", "1", 2}}
	s := report.Overview{
		Level: 3, Sections: 10, Now: now, Zone: zone, Status: map[string]report.Status{},
		Deadline:     func(string) time.Time { return time.Date(2016, 7, 5, 23, 59, 59, 0, zone) },
		FigureLabels: []string{"số buổi"},
	}
	n := 0
	for i := range 10 {
		nodes = append(nodes, node{fmt.Sprintf("3%02d", i), "2", 3})
	}
	for ago, count := range in {
		for range count {
			when := now.AddDate(0, 0, -ago).Add(time.Minute)
			s.Status[fmt.Sprintf("3%02d", n)] = report.Status{
				State: report.Submitted, Started: when, Changed: when, Submitted: when, Figures: []float64{float64(100 + n)},
			}
			n++
		}
	}
	s.Units = units(t, nodes)
	return s
}

func digest(t *testing.T, s report.Overview) string {
	t.Helper()
	return report.Digest(s, "2", report.Since{Last: s.Now.AddDate(0, 0, -1)}, phrases(t, "vi"))[0].Text
}

func TestOutlookTellsItsBasis(t *testing.T) {
	morning := func(month time.Month, day int) time.Time { return time.Date(2016, month, day, 7, 30, 0, 0, zone) }
	for _, c := range []struct {
		name string
		now  time.Time
		in   map[int]int
		want string
	}{
		// One a day for three days, and 3.7 days left: three more.
		{"some pace", morning(7, 2), map[int]int{1: 1, 2: 1, 3: 1}, "Dự kiến: 3 ngày qua nộp 3 báo cáo; giữ nhịp này thì đến hết ngày 05/7 được khoảng 6/10 xã."},
		{"enough", morning(7, 2), map[int]int{1: 6}, "kịp nộp đủ đến hết ngày 05/7"},
		{"none of late", morning(7, 4), map[int]int{1: 0, 5: 4}, "3 ngày qua không có báo cáo nào nộp"},
		{"too early to tell", morning(6, 20), map[int]int{1: 1}, ""},
		{"past the deadline", morning(7, 6), map[int]int{1: 1}, ""},
	} {
		s := at(t, c.now, c.in)
		// Somebody works, so that the digest is not the line of a day without news.
		s.Status["309"] = report.Status{State: report.InProgress, Started: c.now, Changed: c.now, Done: 1, Total: 70}
		got := digest(t, s)
		if c.want == "" && strings.Contains(got, "Dự kiến") || !strings.Contains(got, c.want) {
			t.Errorf("%s: want «%s» in\n%s", c.name, c.want, got)
		}
	}
}

func TestOutlierIsNamedWithWhatIsUsual(t *testing.T) {
	s := at(t, noon, map[int]int{1: 9})
	if got := digest(t, s); strings.Contains(got, "khác hẳn") {
		t.Errorf("figures that are alike are called far:\n%s", got)
	}
	far := s.Status["304"]
	far.Figures = []float64{5000}
	s.Status["304"] = far
	if got := digest(t, s); !strings.Contains(got, "xã Tên 304: số buổi 5.000 (lân cận thường khoảng 105)") {
		t.Errorf("5,000 among hundreds is not named:\n%s", got)
	}
}

// TestCauses: each reason for which a report is missing, from the records.
func TestCauses(t *testing.T) {
	s := at(t, noon, nil)
	person := roster.Member{Address: chat.Address{Channel: "telegram", ID: "1"}, Role: roster.Officer}
	blocked := person
	blocked.Blocked = true
	members := map[string]roster.Members{"301": {blocked}}
	s.Members = func(unit string) roster.Members {
		if unit == "300" {
			return nil
		}
		if ms, ok := members[unit]; ok {
			return ms
		}
		return roster.Members{person}
	}
	working := report.Status{State: report.InProgress, Started: noon, Changed: noon.AddDate(0, 0, -2)}
	stuck := report.Status{State: report.InProgress, Started: noon, Changed: noon.AddDate(0, 0, -3)}
	for unit, c := range map[string]struct {
		status report.Status
		want   report.Cause
	}{
		"300": {working, report.CauseUnregistered},
		"301": {working, report.CauseUnreachable},
		"302": {report.Status{}, report.CauseNotStarted},
		"303": {stuck, report.CauseStuck},
		"304": {working, report.CauseInProgress},
		"305": {report.Status{State: report.Returned}, report.CauseReturned},
		"306": {report.Status{State: report.AwaitingSignOff}, report.CauseAwaitingSignature},
	} {
		s.Status[unit] = c.status
		if got := s.Cause(unit); got != c.want {
			t.Errorf("%s: cause %d, want %d", unit, got, c.want)
		}
	}
}

// TestFirstMessageIsACaption: the figures of a digest go under the picture, and a
// platform gives a caption 1,024 UTF-16 units.
func TestFirstMessageIsACaption(t *testing.T) {
	for tenths := 1; tenths < 6; tenths++ {
		s := province(t, 27, 635, tenths)
		s.Now = time.Date(2016, 7, 4, 7, 30, 0, 0, zone)
		c := report.Digest(s, "1", report.Since{Last: s.Now.AddDate(0, 0, -3), Questions: []report.Waiting{{Number: 1101, Unit: "1"}, {Number: 1102, Unit: "1"}, {Number: 1103, Unit: "1"}, {Number: 1104, Unit: "1"}}}, phrases(t, "vi"))[0]
		if n := utf8.RuneCountInString(c.Text); n > 1024 {
			t.Errorf("%d letters:\n%s", n, c.Text)
		}
		if c.File == nil || c.File.Type != "image/png" {
			t.Error("the digest has no picture")
		}
	}
}
