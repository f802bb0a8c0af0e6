package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// province makes one with so many districts and communes; a share of them, in
// tenths, has submitted, and as many are at work.
func province(t interface{ Fatal(...any) }, districts, communes, tenths int) report.Overview {
	nodes := []node{{"1", "", 1}}
	for i := range districts {
		nodes = append(nodes, node{fmt.Sprintf("2%03d", i), "1", 2})
	}
	s := report.Overview{
		Level: 3, Sections: 10, Now: noon, Zone: zone, Status: map[string]report.Status{},
		Deadline:     func(string) time.Time { return time.Date(2016, 7, 5, 23, 59, 59, 0, zone) },
		FigureLabels: []string{"mô hình"},
	}
	for i := range communes {
		code := fmt.Sprintf("3%05d", i)
		nodes = append(nodes, node{code, fmt.Sprintf("2%03d", i%districts), 3})
		st := report.Status{Done: i % 70, Total: 70, Started: noon.AddDate(0, 0, -9), Changed: noon.Add(-time.Hour)}
		switch tenth := i / districts % 10; {
		case tenth < tenths:
			st.State, st.Submitted, st.Figures = report.Submitted, st.Changed, []float64{1}
		case tenth < 2*tenths:
			st.State = report.InProgress
		}
		if st.State != report.NotStarted {
			s.Status[code] = st
		}
	}
	s.Units = units(t, nodes)
	return s
}

// TestDigestOfAProvince: one message that fits a phone, before the deadline and after it,
// with the way to the names.
func TestDigestOfAProvince(t *testing.T) {
	say := phrases(t, "vi")
	list := chat.Choice{Label: "Danh sách", Data: "x"}
	for tenths := range 6 {
		for _, pace := range []report.Pace{report.Collecting, report.Chased} {
			s := province(t, 27, 635, tenths)
			s.Pace = func(time.Time) report.Pace { return pace }
			contents := report.Digest(s, "1", report.Since{Last: noon.AddDate(0, 0, -1), List: list}, say)
			if len(contents) != 1 {
				t.Errorf("%d messages", len(contents))
			}
			c := contents[0]
			if n := utf8.RuneCountInString(c.Text); n > 2000 {
				t.Errorf("a message of %d letters", n)
			}
			if n := strings.Count(c.Text, "\n"); n > 18 {
				t.Errorf("the figures take %d lines:\n%s", n, c.Text)
			}
			if len(c.Choices) != 1 {
				t.Errorf("no way to the names:\n%s", c.Text)
			}
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	say := phrases(b, "vi")
	for _, size := range []struct{ districts, communes int }{{27, 635}, {713, 11162}} {
		s := province(b, size.districts, size.communes, 3)
		b.Run(fmt.Sprint(size.communes), func(b *testing.B) {
			for b.Loop() {
				report.Digest(s, "1", report.Since{Last: noon.AddDate(0, 0, -1)}, say)
			}
		})
	}
}
