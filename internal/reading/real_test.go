package reading

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/docx"
	"giaoban/internal/form"
)

// A real report is a file that a word processor wrote, with a sheet of what its author
// would have put where: «so_thon = 10», «uu_diem: words of the text», and behind «?»
// what may be found or not.
type realReport struct {
	figures, texts map[string]string
	may            map[string]bool
}

func sheet(source string) realReport {
	r := realReport{map[string]string{}, map[string]string{}, map[string]bool{}}
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "? "); ok {
			for name := range strings.FieldsSeq(rest) {
				r.may[name] = true
			}
		} else if name, value, ok := strings.Cut(line, " = "); ok {
			r.figures[name] = value
		} else if name, words, ok := strings.Cut(line, ": "); ok {
			r.texts[name] = words
		}
	}
	return r
}

// judge tells what of a real report was placed, and what was placed wrongly.
func (r realReport) judge(o *form.Outline, found answers.Found) (s score) {
	s.texts, s.figures = len(r.texts), len(r.figures)
	got, rows := map[string]answers.FoundItem{}, map[string]int{}
	for _, item := range found.List {
		got[item.Name] = item
		rows[item.Name]++
	}
	for name, words := range r.texts {
		item, ok := got[name]
		switch {
		case !ok || !strings.Contains(item.Text, words):
			at := ""
			for _, other := range found.List {
				if strings.Contains(other.Text, words) {
					at = fmt.Sprintf(" (at %s, sure %v)", other.Name, other.Sure)
				}
			}
			s.missed = append(s.missed, name+at)
		default:
			s.textsRight++
			if item.Sure {
				s.textsSure++
			}
		}
	}
	for name, value := range r.figures {
		item, ok := got[name]
		q := o.ByName[name]
		right := ok && (q.IsGroup() && fmt.Sprint(rows[name]) == value || q.Type == form.Date && strings.Contains(item.Text, value) || same(item.Text, value))
		if !right {
			s.missed = append(s.missed, name+" "+value)
			continue
		}
		s.figuresRight++
		if item.Sure {
			s.figuresSure++
		}
	}
	for _, item := range found.List {
		q := o.ByName[item.Name]
		value, figure := r.figures[item.Name]
		_, text := r.texts[item.Name]
		switch {
		case r.may[item.Name], q.IsGroup() && figure, text && strings.Contains(item.Text, r.texts[item.Name]):
		case figure && (same(item.Text, value) || strings.Contains(item.Text, value)):
		case item.Sure:
			s.wrong = append(s.wrong, fmt.Sprintf("%s = %.80s (%.80s)", item.Name, item.Text, item.From))
		default:
			s.unsure = append(s.unsure, fmt.Sprintf("%s = %.60s? (%.80s)", item.Name, item.Text, item.From))
		}
	}
	return s
}

// same reports whether a text begins with a number, however it is written.
func same(text, value string) bool {
	return strings.TrimLeft(numeral(text), "0") == strings.TrimLeft(value, "0")
}

// Reports that four word processors and libraries wrote, each in the shape of another
// commune: numbers typed, counted by a list, or none; bold or by styles; old fonts; NFD;
// crossed tables; an older period beside this one; half of what is asked. Those from 21 on
// were first read when the others were placed.
func TestRealReports(t *testing.T) {
	o, m := shipped(t)
	dir := cmp.Or(os.Getenv("REPORTS"), "testdata/real")
	files, _ := filepath.Glob(dir + "/*.docx")
	if len(files) == 0 {
		t.Fatal("no report is there")
	}
	var all score
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said, err := os.ReadFile(strings.TrimSuffix(file, ".docx") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		d, err := docx.Read(source)
		if err != nil {
			t.Fatal(file, err)
		}
		found := m.Read(d)
		s := sheet(string(said)).judge(o, found)
		for _, w := range s.wrong {
			t.Errorf("%s: wrong and sure: %s", filepath.Base(file), w)
		}
		s.log(t, file, found)
		all.add(s)
	}
	all.ask(t)
}

// A note goes where the line goes that refers to it, what it counts is no figure of the
// report, and the note of a table is listed.
func TestNotes(t *testing.T) {
	_, m := shipped(t)
	found := m.Read(&docx.Document{Blocks: []docx.Block{
		{Text: "II. Công tác tuyên truyền", Bold: true},
		{Text: "Xã đã tuyên truyền nội dung phong trào qua loa, họp thôn để nhân dân hiểu vị trí, vai trò của phong trào.", Notes: []string{"Toàn xã có 999 hộ nghe loa."}},
		{Rows: [][]string{{"Nội dung", "Số lượng"}, {"Số hộ", "1.200"}}, Notes: []string{"Không kể hộ tạm trú."}},
	}})
	text, figure := "", ""
	for _, item := range found.List {
		switch item.Name {
		case "tuyen_truyen":
			text = item.Text
		case "so_ho":
			figure = item.Text
		}
	}
	if !strings.HasSuffix(text, "phong trào. (chú thích: Toàn xã có 999 hộ nghe loa.)") || !same(figure, "1200") {
		t.Errorf("%q, %q", text, figure)
	}
	if !slices.Contains(found.Left, "chú thích: Không kể hộ tạm trú.") {
		t.Errorf("left %q", found.Left)
	}
}
