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

// proposing is an outline with proposals.
const proposing = `
title: Báo cáo
addressees: [{name: cap_huyen, label: cấp huyện, words: [huyện]}, {name: cap_tinh, label: cấp tỉnh, words: [tỉnh]}]
sections:
  - code: X1
    title: Nhận xét
    questions:
      - {code: X1.01, name: so, type: integer, label: Bao nhiêu vụ?, required: true}
      - code: X1.02
        name: kien_nghi
        type: long_text
        label: Kiến nghị gì?
        topic: Kiến nghị
        addressed: true
        themes:
          - {name: kinh_phi, label: kinh phí hoạt động, words: [kinh phí]}
          - {name: phuong_tien, label: "trang bị, phương tiện", words: [đèn pin, bộ đàm]}
contradictions:
  - {name: qua_nhieu, words: [hòa giải <n> vụ], when: so >= 0, at_most: so, ask: "nói {n} vụ, số ghi {a}", values: {a: so}}
`

// proposals are what eight communes write; two districts, the first four in one.
var proposals = []string{
	"Đề nghị huyện cấp kinh phí cho tổ tự quản.",
	"Đề nghị huyện hỗ trợ kinh phí hằng năm. Đã hòa giải 9 vụ.",
	"Đề nghị tỉnh trang bị đèn pin, bộ đàm cho các tổ tuần tra ban đêm ở những thôn xa trung tâm xã.",
	"Đề nghị tỉnh trang bị đèn pin, bộ đàm cho các tổ tuần tra ban đêm ở những thôn xa trung tâm.",
	"Đề nghị tỉnh trang bị đèn pin và bộ đàm cho các tổ tuần tra ban đêm ở những thôn xa trung tâm xã.",
	"Đề nghị huyện bố trí thêm kinh phí. Đã hòa giải 4 vụ.",
	"", "",
}

// proposed makes a reader of those communes; before are the texts of the campaign before.
func proposed(t *testing.T, before []string) func(unit string, cmd command.Command) string {
	t.Helper()
	o, err := form.Parse("proposing.yaml", []byte(proposing))
	if err != nil {
		t.Fatal(err)
	}
	var csv strings.Builder
	csv.WriteString("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n402,38,2,huyện,Hà Trung\n")
	s := report.Overview{Level: 3, Now: time.Date(2016, 7, 7, 8, 0, 0, 0, time.UTC), Zone: time.UTC, Status: map[string]report.Status{}}
	now, past := map[string]oversight.Paper{}, map[string]oversight.Paper{}
	paper := func(words string) oversight.Paper {
		if words == "" {
			return oversight.Paper{}
		}
		d := answers.NewDraft(o)
		d.Set(o, o.ByName["so"], 0, form.Value{Number: 5})
		d.Set(o, o.ByName["kien_nghi"], 0, form.Value{Text: answers.Describe(words, 1, form.TextInfo{})})
		return oversight.Paper{Outline: o, Draft: d, Texts: func(form.Place) []string { return []string{words} }}
	}
	for i, words := range proposals {
		code, parent := fmt.Sprint(100+i), [...]string{"401", "402"}[i/4]
		fmt.Fprintf(&csv, "%s,%s,3,xã,N%s\n", code, parent, code)
		if now[code] = paper(words); words != "" {
			s.Status[code] = report.Status{State: report.Submitted, Revision: 1}
		}
		if i < len(before) {
			past[code] = paper(before[i])
		}
	}
	if s.Units, err = roster.ParseUnits(strings.NewReader(csv.String()), "units.csv"); err != nil {
		t.Fatal(err)
	}
	lib := oversight.Library{Outlines: map[int]*form.Outline{3: o}, Open: func(unit string) (oversight.Paper, error) { return now[unit], nil }}
	if before != nil {
		lib.Before = func(unit string) (oversight.Paper, error) { return past[unit], nil }
	}
	return func(unit string, cmd command.Command) string {
		out, err := oversight.Read(s, lib, []roster.Membership{{Unit: unit, Role: roster.Coordinator}}, cmd, nil, phrases(t, "vi"))
		if err != nil {
			t.Fatal(err)
		}
		return everything(out)
	}
}

// holds fails for each of the words that the text has not.
func holds(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("no %q in\n%s", w, text)
		}
	}
}

// TestDocumentsHoldTheContent: the files of a summary say what the chat says: themes with
// their units and sentences, addressees, shared texts, and what to ask about.
func TestDocumentsHoldTheContent(t *testing.T) {
	said := proposed(t, nil)("38", command.Command{Name: command.Summary, Part: command.WholeTable})
	table, printed, two := strings.Cut(said, "noi-dung-38-2016-07-07.html")
	if !two {
		t.Fatalf("no file to read in\n%s", said)
	}
	holds(t, table, "tong-hop-38-2016-07-07.csv",
		"X1.02,Kiến nghị gì?,ý: kinh phí hoạt động,3,6,", "«Đề nghị huyện cấp kinh phí cho tổ tự quản» – xã N100 (Nga Sơn)",
		"X1.02,Kiến nghị gì?,gửi cấp tỉnh,3,6,", "X1.02,Kiến nghị gì?,đoạn dùng chung,3,6,", "cần hỏi lại: xã N101 (Nga Sơn)", "nói 9 vụ, số ghi 5?")
	holds(t, printed, "từ 6/8 báo cáo đã nộp", "<h2>X1.02. Kiến nghị</h2>", "Kinh phí hoạt động: 3 xã (Nga Sơn 2, Hà Trung 1)",
		"Gửi cấp tỉnh: 3 xã", "«Đề nghị huyện bố trí thêm kinh phí» – xã N105 (Hà Trung)", "3 xã dùng chung một đoạn",
		"xã N104 (Hà Trung), xã N102 (Nga Sơn), xã N103 (Nga Sơn)", "Điểm cần hỏi lại", "xã N101 (Nga Sơn)</p><p>Cần hỏi: nói 9 vụ, số ghi 5?")
	if strings.Contains(said, "kỳ trước") || strings.Contains(said, "nói 4 vụ") {
		t.Errorf("a change against nothing, or a question about a part:\n%s", said)
	}
}

// TestChangeAgainstTheCampaignBefore: where a campaign names the one before, each theme
// says how many units spoke of it then.
func TestChangeAgainstTheCampaignBefore(t *testing.T) {
	read := proposed(t, []string{"Xin kinh phí.", "Thiếu đèn pin.", "", "Cần kinh phí hoạt động."})
	holds(t, read("38", command.Command{Name: command.Summary}), "kinh phí hoạt động 3 (kỳ trước 2/3)")
	holds(t, read("38", command.Command{Name: command.Summary, Part: "X1.02"}), "trang bị, phương tiện: 3 xã (Nga Sơn 2, Hà Trung 1) (kỳ trước 1/3)")
	holds(t, read("38", command.Command{Name: command.Summary, Part: command.WholeTable}), "ý: kinh phí hoạt động (kỳ trước 2/3),3", "Kinh phí hoạt động: 3 xã (Nga Sơn 2, Hà Trung 1) (kỳ trước 2/3)")
}
