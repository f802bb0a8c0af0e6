package reading

import (
	"fmt"
	"os"
	"path/filepath"
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

func TestRealReports(t *testing.T) {
	o, m := shipped(t)
	dir := "testdata/real"
	if d := os.Getenv("REAL"); d != "" {
		dir = d
	}
	files, _ := filepath.Glob(dir + "/*.docx")
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
			t.Error(file, err)
			continue
		}
		found := m.Read(d)
		s := sheet(string(said)).judge(o, found)
		t.Logf("%s: texts %d/%d (%d sure), figures %d/%d (%d sure)", filepath.Base(file), s.textsRight, s.texts, s.textsSure, s.figuresRight, s.figures, s.figuresSure)
		for _, w := range s.wrong {
			t.Errorf("  WRONG and sure: %s", w)
		}
		for _, w := range s.missed {
			t.Logf("  missed %s", w)
		}
		for _, w := range s.unsure {
			t.Logf("  unsure %s", w)
		}
		for _, w := range found.Left {
			t.Logf("  left %s", w)
		}
		all.texts, all.textsRight, all.textsSure = all.texts+s.texts, all.textsRight+s.textsRight, all.textsSure+s.textsSure
		all.figures, all.figuresRight, all.figuresSure = all.figures+s.figures, all.figuresRight+s.figuresRight, all.figuresSure+s.figuresSure
	}
	t.Logf("all: texts %d/%d (%d sure), figures %d/%d (%d sure)", all.textsRight, all.texts, all.textsSure, all.figuresRight, all.figures, all.figuresSure)
}
