package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"giaoban/internal/roster"
)

// TestPagesSplitBetweenBlocks: every line once and in order, no page too long,
// and a block that fits on a page stands on one.
func TestPagesSplitBetweenBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 60), 1, 20).Draw(t, "sizes")
		width := rapid.IntRange(3, 80).Draw(t, "width")
		var sections []section
		var want []string
		for i, size := range sizes {
			b := section{head: fmt.Sprintf("H%d", i)}
			for j := range size {
				text := fmt.Sprintf("b%d.%d ", i, j) + strings.Repeat("ệ", width)
				b.lines = append(b.lines, line{text: text, units: 1})
				want = append(want, text)
			}
			sections = append(sections, b)
		}
		pages, shown := paginate(slices.Values(sections), "title", "again", "+", 3)
		var got []string
		on := map[string]int{} // pages on which a block's lines stand
		for i, page := range pages {
			lines := strings.Split(page, "\n")
			if len(lines) > maxLines || utf8.RuneCountInString(page) > maxLetters {
				t.Fatalf("page %d has %d lines, %d letters", i, len(lines), utf8.RuneCountInString(page))
			}
			here := map[string]bool{}
			for _, line := range lines {
				if strings.HasPrefix(line, "b") {
					got = append(got, line)
					name, _, _ := strings.Cut(line, ".")
					here[name] = true
				}
			}
			for name := range here {
				on[name]++
			}
		}
		if len(pages) > 3 || len(got) != shown || strings.Join(got, "\n") != strings.Join(want[:shown], "\n") {
			t.Fatalf("%d pages show %d lines of %d, not the first %d in order", len(pages), len(got), len(want), shown)
		}
		for i, b := range sections {
			lines, size := b.measure()
			fits := lines < maxLines && size < maxLetters-letters("again")
			if fits && on[fmt.Sprint("b", i)] > 1 {
				t.Fatalf("block %d of %d lines is torn apart", i, len(b.lines))
			}
		}
	})
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		n, total int
		want     string
		percent  int
	}{
		{0, 27, "░░░░░░░░░░", 0},
		{1, 635, "▓░░░░░░░░░", 0},
		{14, 27, "▓▓▓▓▓░░░░░", 52},
		{634, 635, "▓▓▓▓▓▓▓▓▓░", 99},
		{635, 635, "▓▓▓▓▓▓▓▓▓▓", 100},
		{0, 0, "░░░░░░░░░░", 0},
	} {
		if got := bar(c.n, c.total); got != c.want {
			t.Errorf("bar(%d, %d) = %s, want %s", c.n, c.total, got, c.want)
		}
		if got := percent(c.n, c.total); got != c.percent {
			t.Errorf("percent(%d, %d) = %d, want %d", c.n, c.total, got, c.percent)
		}
	}
}

func TestCellIsSafe(t *testing.T) {
	for in, want := range map[string]string{
		"=HYPERLINK(1)": "'=HYPERLINK(1)", "+84": "'+84", "-1": "'-1", "@x": "'@x", "\t=1": "'=1",
		"a;b\r\nc": "a,b  c", "Xã Nga An": "Xã Nga An", "": "",
	} {
		if got := cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestFile shows the table as a spreadsheet gets it.
func TestFile(t *testing.T) {
	zone := time.FixedZone("ICT", 7*60*60)
	deadline := time.Date(2016, 7, 5, 23, 59, 59, 0, zone)
	w := writer{say: speak(t, "vi"), Overview: Overview{
		Now: time.Date(2016, 7, 7, 7, 30, 0, 0, zone), Zone: zone, Sections: 10,
		Deadline:      func(string) time.Time { return deadline },
		SectionNumber: func(string) (int, bool) { return 5, true },
		Status: map[string]Status{
			"14003": {State: InProgress, Done: 46, Total: 74, Section: "X5", Changed: time.Date(2016, 7, 3, 9, 0, 0, 0, zone)},
		},
	}}
	w.head = roster.Unit{Code: "401", Type: "huyện", Name: "Nga Sơn"}
	groups := []Group{{
		Unit: w.head,
		Missing: []roster.Unit{
			{Code: "14003", Type: "xã", Name: "Nga Văn"},
			{Code: "14002", Type: "xã", Name: `Nga "Mỹ"; =1`},
		},
	}}
	// A bubble of a phone that is 390 points wide takes about 42 letters.
	u := groups[0].Missing[0]
	if line := w.unitLine(u, w.standing(u, CauseInProgress)); utf8.RuneCountInString(line) > 42 || !strings.HasSuffix(line, "62%, phần 5, sửa 03/7") {
		t.Errorf("a line that wraps: %q", line)
	}
	f := w.missingOf(groups).file()
	want := "\ufeffMã,Đơn vị,Thuộc,Tình trạng,Đã làm (%),Lần cuối,Hạn nộp,Quá hạn (ngày),Lý do chậm\r\n" +
		"14003,Xã Nga Văn,Huyện Nga Sơn,\"62%, phần 5, sửa 03/7\",62,03/7/2016,05/7/2016,2,\r\n" +
		"14002,\"Xã Nga \"\"Mỹ\"\", =1\",Huyện Nga Sơn,chưa bắt đầu,0,,05/7/2016,2,\r\n"
	if got := string(f.Data); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if f.Name != "chua-nop-401-2016-07-07.csv" || f.Size != int64(len(want)) {
		t.Errorf("file %q of %d bytes", f.Name, f.Size)
	}
}
