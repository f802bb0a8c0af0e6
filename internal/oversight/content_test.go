package oversight_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// told is an outline of texts: one for everybody, one for those with a right.
const told = `
title: Báo cáo
sections:
  - code: X1
    title: Nhận xét
    questions:
      - {code: X1.01, name: so, type: integer, label: Bao nhiêu mô hình?, required: true}
      - code: X1.02
        name: kho_khan
        type: long_text
        label: Khó khăn gì?
        topic: Khó khăn
        themes: [{name: kinh_phi, label: thiếu kinh phí, words: [kinh phí]}]
      - code: X1.03
        name: kin
        type: long_text
        label: Điều kín?
        topic: Điều kín
        visible_to: awards
        themes: [{name: kinh_phi, label: thiếu kinh phí, words: [kinh phí]}]
contradictions:
  - {name: chua_co, words: [chưa có mô hình], when: so > 0, ask: "nói chưa có, số ghi {a}", values: {a: so}}
  - {name: kin_co, words: [kinh phí kín], when: so > 0, ask: "kín"}
`

// tellingReport is one unit's report of that outline.
func tellingReport(o *form.Outline, open, closed string) oversight.Paper {
	d := answers.NewDraft(o)
	texts := map[string]string{"X1.02": open, "X1.03": closed}
	d.Set(o, o.ByName["so"], 0, form.Value{Number: 5})
	for code, words := range texts {
		d.Set(o, o.ByCode[code], 0, form.Value{Text: answers.Describe(words, 1, form.TextInfo{})})
	}
	return oversight.Paper{Outline: o, Draft: d, Texts: func(p form.Place) []string { return []string{texts[p.Code]} },
		Files: func() ([]oversight.Attached, error) { return nil, nil }}
}

// TestContentKeepsRights: what only some may see, what another district wrote, and what
// quotes a telephone is in no summary, theme, excerpt, shared text or question to ask.
func TestContentKeepsRights(t *testing.T) {
	o, err := form.Parse("told.yaml", []byte(told))
	if err != nil {
		t.Fatal(err)
	}
	var csv strings.Builder
	csv.WriteString("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n402,38,2,huyện,Hà Trung\n")
	s := report.Overview{Level: 3, Now: time.Date(2016, 7, 7, 8, 0, 0, 0, time.UTC), Zone: time.UTC, Status: map[string]report.Status{}}
	papers := map[string]oversight.Paper{}
	for i := range 8 {
		code, parent, mark := fmt.Sprint(100+i), "401", "trong huyện"
		if i >= 4 {
			parent, mark = "402", "NGOAIHUYEN"
		}
		open := fmt.Sprintf("Kinh phí %s còn ít %d. Xã chưa có mô hình.", mark, i)
		if i == 3 {
			open = "Kinh phí ít, gọi TELEPHONE 0912.345.678 để hỏi thêm. Xã chưa có mô hình."
		}
		fmt.Fprintf(&csv, "%s,%s,3,xã,N%s\n", code, parent, code)
		s.Status[code] = report.Status{State: report.Submitted, Revision: 1}
		papers[code] = tellingReport(o, open, "Kinh phí kín BARRED còn ít.")
	}
	if s.Units, err = roster.ParseUnits(strings.NewReader(csv.String()), "units.csv"); err != nil {
		t.Fatal(err)
	}
	lib := oversight.Library{Outlines: map[int]*form.Outline{3: o}, Open: func(unit string) (oversight.Paper, error) { return papers[unit], nil }}
	read := func(unit string, cmd command.Command) string {
		out, err := oversight.Read(s, lib, []roster.Membership{{Unit: unit, Role: roster.Coordinator}}, cmd, nil, phrases(t, "vi"))
		if err != nil {
			t.Fatal(err)
		}
		return everything(out)
	}
	all := ""
	for _, part := range []string{"", "X1.02", "kho-khan", "X1.02/kinh_phi", "X1.02/chung", "X1.03", "X1.03/kinh_phi", "X1.03/chung", "muc3"} {
		all += read("401", command.Command{Name: command.Summary, Part: part})
	}
	all += read("401", command.Command{Name: command.Attention})
	all += read("401", command.Command{Name: command.Summary, Part: command.WholeTable})
	for _, mark := range []string{"BARRED", "NGOAIHUYEN", "TELEPHONE", "0912"} {
		if strings.Contains(all, mark) {
			t.Errorf("%s shows in\n%s", mark, all)
		}
	}
	for _, want := range []string{"X1.02. Khó khăn: 3 xã", "thiếu kinh phí 3", "«Kinh phí trong huyện còn ít 0»", "1 đoạn có số điện thoại", "nói chưa có, số ghi 5?"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	province := read("38", command.Command{Name: command.Summary, Part: "X1.02"})
	if !strings.Contains(province, "7 xã (Hà Trung 4, Nga Sơn 3)") {
		t.Errorf("the districts are not counted:\n%s", province)
	}
	named := read("38", command.Command{Name: command.Summary, Part: "kho-khan", Words: "thiếu kinh phí"})
	if !strings.Contains(named, "- xã N104 (Hà Trung): «Kinh phí NGOAIHUYEN còn ít 4»") {
		t.Errorf("a theme that words name is not listed by unit:\n%s", named)
	}
}
