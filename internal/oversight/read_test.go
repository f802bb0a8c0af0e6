package oversight_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"giaoban/internal/answers"
	"giaoban/internal/asked"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// small is an outline with every type that comes together in its own way.
const small = `
title: Báo cáo
sections:
  - code: %[1]s1
    title: Số liệu
    questions:
      - {code: %[1]s1.01, name: so, type: integer, label: Bao nhiêu mô hình?, unit: mô hình, required: true}
      - {code: %[1]s1.02, name: tinh, type: integer, label: Bao nhiêu cấp tỉnh?, aggregate: max, required: true}
      - {code: %[1]s1.03, name: nam, type: year, label: Năm nào?, required: true}
      - {code: %[1]s1.04, name: da, type: yes_no, label: Đã có chưa?, required: true}
      - {code: %[1]s1.05, name: ngay, type: date, label: Ngày nào?, required: true}
      - code: %[1]s1.06
        name: loai
        type: select_one
        label: Loại nào?
        required: true
        choices: [{name: mot, label: Một}, {name: hai, label: Hai}]
      - {code: %[1]s1.07, name: tep, type: file, label: Gửi tệp., visible_to: awards}
  - code: %[1]s2
    title: Nội dung
    questions:
      - {code: %[1]s2.01, name: loi, type: long_text, label: Kết quả ra sao?, required: true}
      - code: %[1]s2.02
        name: ds
        type: repeat
        label: Mô hình
        rows: {noun: mô hình, name: ten}
        questions:
          - {code: %[1]s2.02.01, name: ten, type: text, label: Tên?, required: true}
      - code: %[1]s2.03
        name: khen
        type: repeat
        label: Đề nghị khen
        visible_to: awards
        rows: {noun: đề nghị khen, name: ai}
        questions:
          - {code: %[1]s2.03.01, name: ai, type: text, label: Ai?, visible_to: awards, required: true}
figures:
  - {name: so, label: mô hình, value: so}
  - {name: khen, label: nơi có đề nghị khen, value: 'len(khen) > 0 ? 1 : 0'}
checks:
  - {id: k1, level: warning, constraint: len(khen) == 0, message: "Có đề nghị khen {n}", values: {n: len(khen)}}
`

func smallOutline(t testing.TB, letter string) *form.Outline {
	t.Helper()
	o, err := form.Parse("small.yaml", fmt.Appendf(nil, small, letter))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// filledIn is a report whose every word names its unit: WORD, ROW and AWARD
// with the unit's code.
func filledIn(o *form.Outline, unit string, n float64) oversight.Paper {
	d := answers.NewDraft(o)
	i := 0
	for _, s := range o.Sections {
		for _, q := range s.Questions {
			c := &d.Cells[i]
			i++
			c.State = answers.Answered
			if c.Value.Remark = "REMARK" + unit; q.VisibleTo != "" {
				c.Value.Remark = "AWARD" + unit
			}
			switch q.Type {
			case form.Date:
				c.Value.Name = "2016-06-30"
			case form.SelectOne:
				c.Value.Name = "mot"
			case form.Year:
				c.Value.Number = 2010
			case form.LongText:
				c.Value.Text = form.TextInfo{Letters: 10, Pieces: 1}
			case form.FileUpload:
				c.Value.Files = 1
			case form.Repeat:
				label := "ROW" + unit
				if q.VisibleTo != "" {
					label = "AWARD" + unit
				}
				field := answers.Cell{State: answers.Answered, Value: form.Value{Text: form.TextInfo{Letters: 9, Pieces: 1}}}
				c.Rows = []answers.Row{{ID: 1, Label: label, Cells: []answers.Cell{field}}}
			default:
				c.Value.Number = n
			}
		}
	}
	return oversight.Paper{
		Outline: o, Draft: d, Words: form.Words{},
		Texts: func(p form.Place) []string {
			switch p.Code[1:] {
			case "2.01":
				return []string{"WORD" + unit}
			case "2.02.01":
				return []string{"ROW" + unit}
			}
			return []string{"AWARD" + unit}
		},
		Files: func() ([]oversight.Attached, error) {
			return []oversight.Attached{{Filed: answers.Filed{ID: 1, Name: "FILE" + unit + ".pdf"}, Ref: "FILE" + unit},
				{Filed: answers.Filed{ID: 2, Name: "AWARD" + unit + ".pdf", Caption: "AWARD" + unit, At: form.Place{Code: o.Sections[0].Code + ".07"}}, Ref: "AWARD" + unit}}, nil
		},
	}
}

// indexes are made once for each outline.
var indexes sync.Map

func index(o *form.Outline) *asked.Index {
	x, ok := indexes.Load(o)
	if !ok {
		x, _ = indexes.LoadOrStore(o, asked.New(o, nil, asked.Language{Common: []string{"số", "tổng", "bao nhiêu", "có"}}))
	}
	return x.(*asked.Index)
}

func library(o3, o2 *form.Outline) oversight.Library {
	return oversight.Library{
		Outlines: map[int]*form.Outline{3: o3, 2: o2},
		Asked:    func(level int) *asked.Index { return index(map[int]*form.Outline{3: o3, 2: o2}[level]) },
		Open: func(unit string) (oversight.Paper, error) {
			o := o3
			if unit[len(unit)-1]%2 == 0 {
				o = o2
			}
			return filledIn(o, unit, float64(len(unit))), nil
		},
	}
}

// readingsOf are all commands about what reports say.
func readingsOf() []command.Name {
	return []command.Name{command.View, command.Summary, command.Attention, command.Models, command.Awards,
		command.Figure, command.Average, command.Most, command.Least, command.Having, command.Lacking, command.Far}
}

// parts are what may stand in a button, true ones and guesses.
func parts() []string {
	return []string{"", "X1", "X2", "X2.01", "X2.02", "X2.03", "X2.03.01", "X1.07", "H1", "H2.03", "bc", "tep", "tep-2", "cap2", "cap3", "muon", "phần 2", "5", "..", "|",
		"X1.01", "X1.01@2", "X1.02@2", "X1.04", "X1.06~" + form.NameHash("mot"), "X2.03@2", "=khen", "=khen@2", "mô hình", "đề nghị khen", "kem", "kemca", "tiep"}
}

// draws somebody with any roles at any units, most often one.
func (c country) anybody(t *rapid.T) []roster.Membership {
	var who []roster.Membership
	for range rapid.IntRange(1, 3).Draw(t, "roles") {
		who = append(who, roster.Membership{
			Unit: rapid.SampledFrom(c.codes).Draw(t, "at"), Role: rapid.SampledFrom(roster.Roles()).Draw(t, "role"),
		})
	}
	return who
}

// may are the rules as the outline's document says them, written again here.
func (c country) may(who []roster.Membership, code string, roles ...roster.Role) bool {
	return slices.ContainsFunc(who, func(m roster.Membership) bool {
		return slices.Contains(roles, m.Role) && c.units.Contains(m.Unit, code)
	})
}

func (c country) mayAward(who []roster.Membership, code string) bool {
	return c.may(who, code, roster.Viewer) || slices.ContainsFunc(who, func(m roster.Membership) bool {
		return m.Unit == code && (m.Role == roster.Officer || m.Role == roster.Approver || m.Role == roster.Coordinator)
	})
}

// TestReadingStaysInside: whoever asks whatever about what reports say, by name,
// code, guess or a button that came of it, is told nothing from outside and no
// award without the right.
func TestReadingStaysInside(t *testing.T) {
	say := phrases(t, "vi")
	o3, o2 := smallOutline(t, "X"), smallOutline(t, "H")
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t)
		c.who = c.anybody(t)
		s, lib := c.scene(t, nil), library(o3, o2)
		lib.Open = func(unit string) (oversight.Paper, error) {
			u, _ := c.units.Get(unit)
			o := map[int]*form.Outline{3: o3, 2: o2}[u.Level]
			return filledIn(o, unit, float64(u.Level)), nil
		}
		cmd := command.Command{Name: rapid.SampledFrom(readingsOf()).Draw(t, "reading"),
			Part: rapid.SampledFrom(parts()).Draw(t, "part"), Page: rapid.IntRange(0, 40).Draw(t, "page")}
		asked := c.question(t)
		cmd.Unit, cmd.Code = asked.Unit, asked.Code
		ask := func(s report.Overview, cmd command.Command) []chat.Content {
			out, err := oversight.Read(s, lib, c.who, cmd, nil, say)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		out := ask(s, cmd)
		c.looksInside(t, cmd, out)
		other := c.scene(t, s.Status)
		if len(roster.Places(c.units, c.who, roster.Look)) > 0 && cmd.Name != command.Awards {
			if diff := cmp.Diff(out, ask(other, cmd)); diff != "" && c.scenesAgree(s, other) {
				t.Fatalf("%+v: the answer depends on units outside:\n%s", cmd, diff)
			}
		}
		for _, content := range out {
			for _, row := range content.Choices {
				for _, b := range row {
					if len(utf16.Encode([]rune(b.Data))) > 60 {
						t.Fatalf("data %q is too long", b.Data)
					}
					if next, ok := commandOf(b.Data); ok && oversight.Reads(next) {
						c.looksInside(t, next, ask(s, next))
					}
				}
			}
		}
	})
}

// scenesAgree reports whether both have the same records of what the person may
// see.
func (c country) scenesAgree(a, b report.Overview) bool {
	for _, code := range c.codes {
		if c.may(c.who, code, roster.Coordinator, roster.Admin) && !cmp.Equal(a.Status[code], b.Status[code]) {
			return false
		}
	}
	return true
}

func (c country) looksInside(t *rapid.T, cmd command.Command, out []chat.Content) {
	said := everything(out)
	if len(out) == 0 || strings.TrimSpace(said) == "" {
		t.Fatalf("%+v: nothing is said", cmd)
	}
	for _, content := range out {
		if n := len(utf16.Encode([]rune(content.Text))); n > 4096 {
			t.Fatalf("%+v: a text of %d units", cmd, n)
		}
	}
	inside := map[string]bool{}
	for i, code := range c.codes {
		if c.may(c.who, code, roster.Coordinator, roster.Admin) || cmd.Name == command.Awards && c.may(c.who, code, roster.Viewer) {
			inside[code], inside[c.names[i]] = true, true
		}
	}
	for i, code := range c.codes {
		if strings.Contains(said, "AWARD"+code) && !c.mayAward(c.who, code) {
			t.Fatalf("%+v by %+v: an award of %s shows in:\n%s", cmd, c.who, code, said)
		}
		if inside[code] {
			continue
		}
		echoed := cmd.Unit != "" && strings.Contains(said, "«"+cmd.Unit+"»") && strings.Contains(cmd.Unit, code)
		if strings.Contains(said, code) && !echoed || !inside[c.names[i]] && strings.Contains(said, c.names[i]) {
			t.Fatalf("%+v by %+v: %s %s shows in:\n%s", cmd, c.who, code, c.names[i], said)
		}
	}
}

// TestAwardsAreKeptBack: the right, and nothing else, opens an award, in every
// answer that could show one.
func TestAwardsAreKeptBack(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n1,,1,tỉnh,T\n20,1,2,huyện,Ha\n301,20,3,xã,Xa\n303,20,3,xã,Xb\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	say := phrases(t, "vi")
	lib := library(smallOutline(t, "X"), smallOutline(t, "H"))
	s := report.Overview{Units: units, Level: 3, Zone: time.UTC, Now: time.Date(2016, 7, 5, 8, 0, 0, 0, time.UTC),
		Status: map[string]report.Status{"301": {State: report.Submitted, Warnings: 1}, "303": {State: report.Accepted}, "20": {State: report.Submitted}}}
	for _, test := range []struct {
		who   []roster.Membership
		opens bool
	}{
		{[]roster.Membership{{Unit: "20", Role: roster.Coordinator}}, false},
		{[]roster.Membership{{Unit: "1", Role: roster.Admin}}, false},
		{[]roster.Membership{{Unit: "20", Role: roster.Viewer}}, true},
		{[]roster.Membership{{Unit: "1", Role: roster.Coordinator}, {Unit: "20", Role: roster.Viewer}}, true},
	} {
		shown := ""
		for _, name := range readingsOf() {
			for _, part := range parts() {
				for _, code := range []string{"", "20", "301"} {
					out, err := oversight.Read(s, lib, test.who, command.Command{Name: name, Code: code, Part: part}, nil, say)
					if err != nil {
						t.Fatal(err)
					}
					shown += everything(out)
				}
			}
		}
		if got := strings.Contains(shown, "AWARD301"); got != test.opens {
			t.Errorf("%+v: awards show: %v", test.who, got)
		}
	}
}

// TestTable: the whole summary is a table that a spreadsheet opens, with sums
// only where the outline lets numbers be added up.
func TestTable(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n1,,1,tỉnh,T\n20,1,2,huyện,Ha\n301,20,3,xã,=Xa\n303,20,3,xã,Xb\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	o := smallOutline(t, "X")
	lib := oversight.Library{Outlines: map[int]*form.Outline{3: o}, Open: func(unit string) (oversight.Paper, error) {
		return filledIn(o, unit, map[string]float64{"301": 4, "303": 10}[unit]), nil
	}}
	now := time.Date(2016, 7, 5, 8, 0, 0, 0, time.UTC)
	s := report.Overview{Units: units, Level: 3, Now: now, Zone: now.Location(),
		Status: map[string]report.Status{"301": {State: report.Submitted}, "303": {State: report.Submitted}}}
	out, err := oversight.Read(s, lib, []roster.Membership{{Unit: "20", Role: roster.Coordinator}}, command.Command{Name: command.Summary, Part: "tep"}, nil, phrases(t, "vi"))
	if err != nil || len(out) != 1 || out[0].File == nil {
		t.Fatalf("no file: %v %+v", err, out)
	}
	data, marked := strings.CutPrefix(string(out[0].File.Data), "\ufeff")
	if !marked {
		t.Error("a spreadsheet will read Vietnamese wrong")
	}
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if last := len(rows[0]) - 1; rows[0][last] != "Ghi chú" || rows[1][last] != "xã =Xa: REMARK301 | xã Xb: REMARK303" {
		t.Errorf("remarks are %q", rows[:2])
	}
	value := map[string][]string{}
	for _, row := range rows {
		value[row[0]] = append(value[row[0]], row[2]+"="+row[3])
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
	want := map[string][]string{
		"X1.01": {"tổng=14"}, "X1.02": {"tổng thô, không cộng dồn=14"}, "X1.03": {"không cộng="}, "X1.04": {"Có=2", "Không=0"},
		"X1.05": {"ngày sớm nhất và muộn nhất="}, "X1.06": {"Một=2", "Hai=0"}, "X2.01": {"số ký tự=20"}, "X2.02": {"số mục=2"}, "X2.03": {"số mục=2"},
	}
	for code, rows := range want {
		if diff := cmp.Diff(rows, value[code]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
}
