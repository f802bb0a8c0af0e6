package xlsform

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/xlsx"
	"giaoban/locales"
)

var update = flag.Bool("update", false, "write what Import makes into testdata")

// catalog is read once: it is large.
var catalog = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(locales.FS) })

func phrases(t testing.TB, language string) locale.Phrases {
	t.Helper()
	all, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	say, _ := all.Language(language)
	return say
}

// sheets reads a workbook that is written as one table, as pyxform takes it too: the name of a sheet in the first column, and
// its rows behind it.
func sheets(t testing.TB, content []byte) (book xlsx.Book) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(content))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		if name := record[0]; name != "" {
			book = append(book, xlsx.Sheet{Name: name, Read: true})
			continue
		}
		s := &book[len(book)-1]
		row := xlsx.Row{Number: 1}
		if len(s.Rows) > 0 {
			row.Number = s.Rows[len(s.Rows)-1].Number + 1
		}
		for _, text := range record[1:] {
			row.Cells = append(row.Cells, xlsx.Cell{Text: strings.TrimSpace(text)})
		}
		s.Rows = append(s.Rows, row)
	}
	return book
}

// remarked are the remarks, a line each.
func remarked(m *Imported, say locale.Phrases, file string) string {
	var b strings.Builder
	for _, r := range m.Remarks {
		b.WriteString([]string{"- ", "? ", "! "}[r.Weight] + r.Say(say, file) + "\n")
	}
	return b.String()
}

// TestForms: each form of testdata becomes the outline beside it, with the remarks beside that; the outline is taken as it is.
func TestForms(t *testing.T) {
	files, err := filepath.Glob("testdata/forms/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			say := phrases(t, "en")
			name := strings.TrimSuffix(filepath.Base(file), ".csv")
			m, err := Import(sheets(t, content), Options{File: name + ".xlsx", Title: name, Say: say, In: func(l string) fault.Sayer { return phrases(t, l) }})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := form.Parse(name, m.Source); err != nil {
				t.Errorf("the outline is not taken: %v", err)
			}
			for suffix, got := range map[string]string{".yaml": string(m.Source), ".remarks": remarked(m, say, name+".xlsx")} {
				beside := strings.TrimSuffix(file, ".csv") + suffix
				if *update {
					if err := os.WriteFile(beside, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(beside)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", suffix, diff)
				}
			}
		})
	}
}

// TestPublic: of forms that others published an outline comes that is taken, and each row with a name is in it or is spoken of.
func TestPublic(t *testing.T) {
	files, err := filepath.Glob("testdata/public/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	say := phrases(t, "en")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			book := sheets(t, content)
			m, err := Import(book, Options{File: file, Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := form.Parse(file, m.Source); err != nil {
				t.Fatalf("the outline is not taken: %v", err)
			}
			survey := tabled(book.Sheet(surveySheet))
			for _, row := range survey.rows {
				name := survey.text(row, "name")
				spoken := name == "" || strings.Contains(string(m.Source), "name: "+outlineName(name, "q")+"\n") ||
					survey.text(row, "type") == "begin group" && strings.Contains(string(m.Source), "title: "+survey.text(row, "label"))
				for _, r := range m.Remarks {
					spoken = spoken || r.Sheet == surveySheet && (r.Row == row.Number || strings.Contains(r.Fault.Error(), name))
				}
				if !spoken {
					t.Errorf("row %d, %s, is neither asked nor spoken of", row.Number, name)
				}
			}
			t.Logf("%d questions; %d refused, %d to look at, %d not used", m.Questions, m.Count(Refused), m.Count(Look), m.Count(Ignored))
		})
	}
}

// TestNoForm: what is no form at all is told with what to do, and nothing is made of it.
func TestNoForm(t *testing.T) {
	say := phrases(t, "en")
	for name, c := range map[string]struct{ sheets, want string }{
		"no sheet":    {"Sheet1\n,a\n", "f.xlsx: there is no sheet survey (there are: Sheet1), so this is no XLSForm; if it is one, call the sheet of questions survey and that of choices choices"},
		"empty":       {"survey\n", "f.xlsx, sheet survey: this sheet is empty"},
		"no heading":  {"survey\n,type,label\n,text,A\n", "f.xlsx, sheet survey: there is no column name: the first row of the sheet survey must name the columns type, name, label"},
		"no question": {"survey\n,type,name,label\n,rank x,a,A\n", "f.xlsx, sheet survey: there is no question that could be taken"},
		"not ended":   {"survey\n,type,name,label\n,begin group,g,G\n,text,a,A\n", `f.xlsx, sheet survey, cell A2 (row 2, column type): "begin group" (name: g) has no end: add one behind the last question of the group`},
		"ends":        {"survey\n,type,name,label\n,begin group,g,G\n,text,a,A\n,end repeat\n", `f.xlsx, sheet survey, cell A4 (row 4, column type): "end repeat" ends in the wrong order: what is open is "begin group" (name: g) of row 2: add its end before this row`},
	} {
		_, err := Import(sheets(t, []byte(c.sheets)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
		failed, ok := err.(*Failure)
		if !ok {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := failed.Say(say, "f.xlsx"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// FuzzImport: whatever stands in the cells, an outline comes of it that is taken, or a reason why none does.
func FuzzImport(f *testing.F) {
	files, _ := filepath.Glob("testdata/forms/*.csv")
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(content))
	}
	say := phrases(f, "en")
	f.Fuzz(func(t *testing.T, content string) {
		var book xlsx.Book
		for line := range strings.Lines(content) {
			cells := strings.Split(strings.TrimSuffix(line, "\n"), ",")
			if cells[0] != "" {
				book = append(book, xlsx.Sheet{Name: cells[0], Read: true})
			} else if len(book) > 0 {
				s := &book[len(book)-1]
				row := xlsx.Row{Number: len(s.Rows) + 1}
				for _, text := range cells[1:] {
					row.Cells = append(row.Cells, xlsx.Cell{Text: strings.ToValidUTF8(strings.TrimSpace(text), "")})
				}
				s.Rows = append(s.Rows, row)
			}
		}
		m, err := Import(book, Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
		if err != nil {
			if _, ok := err.(*Failure); !ok {
				t.Error(err)
			}
			return
		}
		if _, err := form.Parse("f.yaml", m.Source); err != nil {
			t.Errorf("%v\n%s", err, m.Source)
		}
	})
}

// TestLooks: what is taken otherwise than whoever wrote it may have meant is told.
func TestLooks(t *testing.T) {
	const form = `survey
,type,name,label,constraint,relevant
,select_one muc,muc_do,Mức độ?,,
,integer,so_ho,Số hộ?,. <= 1.000,
,decimal,so_nha,Số nhà?,. <= 0.125,${so_ho} > 12.500
choices
,list_name,name,label
,muc,nhe,Nhẹ
`
	say := phrases(t, "vi")
	m, err := Import(sheets(t, []byte(form)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	got := remarked(m, say, "f.xlsx")
	for _, want := range []string{"chỉ có một lựa chọn («Nhẹ»)", "1.000 ở đây là số thập phân", "12.500 ở đây"} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing of %q in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "0.125") {
		t.Errorf("a fraction is doubted:\n%s", got)
	}
}
