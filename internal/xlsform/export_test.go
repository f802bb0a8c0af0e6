package xlsform

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"giaoban/conversations"
	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/xlsx"
)

// canonical is what an outline's file says, whatever its layout.
func canonical(t *testing.T, name string, source []byte) string {
	t.Helper()
	o, err := form.Parse(name, source)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var plain any
	if err := yaml.Unmarshal(source, &plain); err != nil {
		t.Fatal(err)
	}
	o.Hash = ""
	out, err := yaml.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestRoundTrip: what Import makes of what Export made of a shipped outline is that outline, and no remark is left but of names.
func TestRoundTrip(t *testing.T) {
	var files []string
	err := fs.WalkDir(conversations.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".yaml") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	say := phrases(t, "en")
	o := Options{File: "f.xlsx", Title: "f", Say: say, In: func(l string) fault.Sayer { return phrases(t, l) }}
	for _, file := range files {
		source, err := fs.ReadFile(conversations.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(source), "\nsections:\n") {
			continue // a campaign, or settings
		}
		t.Run(file, func(t *testing.T) {
			outline, err := form.Parse(file, source)
			if err != nil {
				t.Fatal(err)
			}
			book, told, err := Export(source, outline, o)
			if err != nil {
				t.Fatal(err)
			}
			m, err := Import(book, o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(canonical(t, file, source), canonical(t, file, m.Source)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			refused := 0
			for _, r := range told {
				if r.Weight == Refused {
					refused++
				}
			}
			t.Logf("%d questions, %d remarks, %d expressions unsaid", m.Questions, len(told), refused)
			if m.Count(Refused) > 0 {
				t.Errorf("refused:\n%s", remarked(m, say, file))
			}
		})
	}
}

const small = `title: Thử
sections:
  - code: A1
    title: Chung
    intro: Xin chào.
    questions:
      - {code: A1.01, name: co, type: yes_no, required: true, label: Có thiệt hại không?}
      - {code: A1.02, name: so, type: integer, label: Bao nhiêu nhà?, relevant: co, min: 0, max: 50, unit: nhà}
      - {code: A1.03, name: nam, type: year, label: "Năm nào, {loai}?", min: 2000}
      - {code: A1.04, name: ngay, type: date, label: Ngày nào?, max: today, relevant: not co or so > 3}
      - {code: A1.05, name: vi, type: select_multiple, label: Vì sao?, choices: [{name: gio, label: Gió}, {name: khong, label: Không rõ, alone: true}]}
      - {code: A1.06, name: ta, type: long_text, label: "Tả {so} nhà.", max_length: 500, relevant: '"gio" in vi and "khong" not in vi'}
      - code: A1.07
        name: diem
        type: repeat
        label: Điểm thứ {stt}
        rows: {noun: điểm, name: thon, max: 3}
        questions:
          - {code: A1.07.01, name: thon, type: text, required: true, label: Thôn?}
          - {code: A1.07.02, name: dai, type: decimal, label: Dài?, constraint: dai > 0 and dai <= 100, constraint_message: Từ 0 đến 100.}
      - {code: A1.08, name: tong, type: calculate, label: Tổng, calculation: "sum(diem, (.dai ?? 0))"}
      - {code: A1.09, name: anh, type: file, label: Ảnh, accept: [jpg, jpeg, png, heic], max_files: 3}
figures:
  - {name: so, label: nhà, value: so}
`

func exported(t *testing.T, source string) (xlsx.Book, []Remark, Options) {
	t.Helper()
	say := phrases(t, "en")
	o := Options{File: "f.xlsx", Title: "f", Say: say, In: func(l string) fault.Sayer { return phrases(t, l) }}
	outline, err := form.Parse("f.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	book, told, err := Export([]byte(source), outline, o)
	if err != nil {
		t.Fatal(err)
	}
	return book, told, o
}

// cell finds a cell of the survey by the name of its row and the heading of its column.
func cell(t *testing.T, book xlsx.Book, name, heading string) *xlsx.Cell {
	t.Helper()
	s := book.Sheet(surveySheet)
	for c, head := range s.Rows[0].Cells {
		for r := range s.Rows {
			if head.Text == heading && s.Rows[r].Text(1) == name {
				return &s.Rows[r].Cells[c]
			}
		}
	}
	t.Fatalf("there is no cell %s of %s", heading, name)
	return nil
}

// TestExported: the form's own columns have what other programs read.
func TestExported(t *testing.T) {
	book, told, _ := exported(t, small)
	for _, c := range [][3]string{
		{"co", "type", "select_one yes_no"}, {"so", "relevant", "${co} = 'yes'"}, {"so", "constraint", ". >= 0 and . <= 50"}, {"so", "giaoban_unit", "nhà"},
		{"nam", "type", "integer"}, {"nam", "label", "Năm nào, {loai}?"}, {"nam", "giaoban_type", `{said: "integer", as: year}`},
		{"ngay", "constraint", ". <= today()"}, {"ngay", "relevant", "${co} = 'no' or ${so} > 3"}, {"vi", "type", "select_multiple vi"},
		{"ta", "type", "text"}, {"ta", "appearance", "multiline"}, {"ta", "label", "Tả ${so} nhà."}, {"ta", "relevant", "selected(${vi}, 'gio') and not(selected(${vi}, 'khong'))"},
		{"diem", "type", "begin repeat"}, {"dai", "constraint", ". > 0 and . <= 100"}, {"tong", "calculation", "sum(${dai})"}, {"anh", "type", "image"},
	} {
		if got := cell(t, book, c[0], c[1]).Text; got != c[2] {
			t.Errorf("%s, %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
	for _, r := range told {
		if r.Weight == Refused {
			t.Errorf("unsaid: %v", r.Fault)
		}
	}
}

// TestChangedSince: a cell that somebody changed after the export counts, not what was kept beside it; what was not changed is
// as it was.
func TestChangedSince(t *testing.T) {
	book, _, o := exported(t, small)
	cell(t, book, "nam", "type").Text = "decimal"
	cell(t, book, "so", "label").Text = "Bao nhiêu nhà tốc mái?"
	cell(t, book, "tong", "calculation").Text = "sum(${dai}) * 2"
	m, err := Import(book, o)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("type: year", "type: decimal", "nhiêu nhà?", "nhiêu nhà tốc mái?", `"sum(diem, (.dai ?? 0))"`, `"sum(diem, .dai) * 2"`).Replace(small)
	if diff := cmp.Diff(canonical(t, "f", []byte(want)), canonical(t, "f", m.Source)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m.Count(Look) != 2 || m.Count(Refused) != 0 { // of the type, and of the sum, which is nothing there where a row has no answer
		t.Errorf("remarks:\n%s", remarked(m, phrases(t, "en"), "f.xlsx"))
	}
}
