package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

const weekly = `title: Báo cáo tuần
sections:
  - code: A1
    title: Hộ
    questions:
      - {code: A1.01, name: so_ho, type: integer, required: true, min: 0, max: 500, unit: hộ, carry: yes, label: Có bao nhiêu hộ?, hint: 'Kỳ trước {last.so_ho} hộ, {last.so_moi} hộ mới.'}
      - {code: A1.02, name: muc, type: select_one, required: true, carry: yes, label: Mức độ?, choices: [{name: nhe, label: Nhẹ}, {name: nang, label: Nặng}]}
      - {code: A1.03, name: mo_ta, type: text, required: true, carry: yes, label: Mô tả?}
      - {code: A1.04, name: so_moi, type: integer, required: true, unit: hộ, label: Bao nhiêu hộ mới?}
      - {code: A1.05, name: tang, type: calculate, calculation: so_ho - last.so_ho, unit: hộ, label: Tăng so với kỳ trước}
  - code: A2
    title: Điểm
    questions:
      - code: A2.01
        name: diem
        type: repeat
        carry: yes
        label: Điểm {stt}
        rows: {noun: điểm, name: o_dau}
        questions:
          - {code: A2.01.01, name: o_dau, type: text, required: true, label: Ở đâu?}
          - {code: A2.01.02, name: dai, type: integer, required: true, unit: m, label: Dài bao nhiêu?}
checks:
  - {id: K1, level: warning, constraint: so_ho <= last.so_ho * 1.5, message: 'Số hộ tăng trên 50 % so với kỳ trước ({last.so_ho} hộ).'}
`

func outlineOf(t testing.TB, source string) *form.Outline {
	t.Helper()
	o, err := form.Parse("t.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// lastWeek is what an officer reported to the older outline.
func lastWeek(t testing.TB, o *form.Outline) (*answers.Last, map[form.Place][]string) {
	t.Helper()
	f := newOfficer(t, o, vietnamese(t))
	f.types("bắt đầu")
	for _, words := range []string{"120", "nhẹ", "Tình hình ổn định", "4", "bỏ qua", "có", "Thôn Một", "12", "kê tiếp", "Thôn Hai", "30", "dừng"} {
		f.types(words)
	}
	if f.focus.Mode != exchange.Review {
		t.Fatalf("the last report is not filled in: %+v", f.focus)
	}
	lastly := map[form.Place][]string{}
	for p, pieces := range f.texts {
		lastly[o.Filed(p)] = pieces
	}
	return &answers.Last{Outline: o, Draft: f.draft}, lastly
}

func screen(out exchange.Outcome) string {
	var b strings.Builder
	for _, c := range out.Contents {
		b.WriteString(c.Text + "\n")
		for _, row := range c.Choices {
			for _, choice := range row {
				b.WriteString("[" + choice.Label + "]")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func thisWeek(t *testing.T, source string) *officer {
	t.Helper()
	f := newOfficer(t, outlineOf(t, source), vietnamese(t))
	f.past, f.pastly = lastWeek(t, outlineOf(t, weekly))
	return f
}

func TestLastIsShownBesideTheQuestion(t *testing.T) {
	f := thisWeek(t, weekly)
	for _, c := range []struct{ words, shown string }{
		{"bắt đầu", "Kỳ trước: 120 hộ"}, {"130", "Kỳ trước: Nhẹ"}, {"nặng", "Kỳ trước: «Tình hình ổn định»"}, {"Mưa", "Kỳ trước: 4 hộ"},
		{"5", "Hệ thống tính: 10 hộ"},
	} {
		if got := screen(f.types(c.words)); !strings.Contains(got, c.shown) {
			t.Errorf("after %q %q is not shown:\n%s", c.words, c.shown, got)
		}
	}
	first := newOfficer(t, outlineOf(t, weekly), vietnamese(t))
	for _, words := range []string{"bắt đầu", "130", "nặng"} {
		if got := screen(first.types(words)); strings.Contains(got, "Kỳ trước") {
			t.Errorf("a first report has something before it:\n%s", got)
		}
	}
}

func TestLastFillsHintsAndChecks(t *testing.T) {
	f := thisWeek(t, weekly)
	f.types("bắt đầu")
	if got := screen(f.types("gợi ý")); !strings.Contains(got, "Kỳ trước 120 hộ, 4 hộ mới.") {
		t.Errorf("the hint is\n%s", got)
	}
	if got := screen(f.types("180")); strings.Contains(got, "50 %") {
		t.Errorf("half as many again is more than that:\n%s", got)
	}
	f.types("sửa A1.01")
	if got := screen(f.types("181")); !strings.Contains(got, "Số hộ tăng trên 50 % so với kỳ trước (120 hộ).") {
		t.Errorf("growth is not noticed:\n%s", got)
	}
	first := newOfficer(t, outlineOf(t, weekly), vietnamese(t))
	first.types("bắt đầu")
	if got := screen(first.types("181")); strings.Contains(got, "50 %") {
		t.Errorf("a first report grew:\n%s", got)
	}
}

// What the last report said to a question that means something else now is not shown.
func TestLastThatFitsNoMore(t *testing.T) {
	for _, c := range []struct{ name, was, now string }{
		{"out of range", "max: 500", "max: 100"}, {"another unit", "max: 500, unit: hộ", "max: 500, unit: người"},
		{"another kind", "name: so_ho, type: integer, required: true, min: 0, max: 500, unit: hộ", "name: so_ho, type: year, required: true"},
		{"another name", "name: so_ho", "name: tong_ho"},
	} {
		t.Run(c.name, func(t *testing.T) {
			source := strings.Replace(weekly, c.was, c.now, 1)
			if c.name == "another kind" || c.name == "another name" {
				head, _, _ := strings.Cut(source, "checks:")
				source = strings.ReplaceAll(head, "{last.so_ho}", "")
				source = strings.Replace(source, "so_ho - last.so_ho", "so_moi", 1)
			}
			if got := screen(thisWeek(t, source).types("bắt đầu")); strings.Contains(got, "Kỳ trước: 120") || !strings.Contains(got, "bao nhiêu hộ") {
				t.Errorf("it is shown:\n%s", got)
			}
		})
	}
	f := thisWeek(t, strings.Replace(weekly, "{name: nhe, label: Nhẹ}", "{name: vua, label: Vừa}", 1))
	f.types("bắt đầu")
	if got := screen(f.types("130")); strings.Contains(got, "Kỳ trước") {
		t.Errorf("a choice that is gone is shown:\n%s", got)
	}
}

// says types each line, or presses the button of that label, and returns what was said last.
func (f *officer) says(lines ...string) (out exchange.Outcome) {
	f.t.Helper()
	var before exchange.Outcome
	for _, line := range lines {
		if label, ok := strings.CutPrefix(line, "["); ok {
			out = f.presses(offered(f.t, before, strings.TrimSuffix(label, "]")))
		} else {
			out = f.types(line)
		}
		before = out
	}
	return out
}

func (f *officer) stands(name string) (form.Value, bool) {
	c := f.draft.Cells[f.outline.ByName[name].Pos]
	return c.Value, c.State == answers.Answered
}

func TestOneAnswerAsLastTime(t *testing.T) {
	for _, how := range []string{"[Như kỳ trước: 120 hộ]", "như cũ", "như kỳ trước", "Nhu ky truoc nhe"} {
		f := thisWeek(t, weekly)
		if got := screen(f.says("bắt đầu", how)); !strings.Contains(got, "Đã ghi: 120 hộ.") || !strings.Contains(got, "Mức độ?") {
			t.Errorf("%s: %s", how, got)
		}
		if v, ok := f.stands("so_ho"); !ok || v.Number != 120 {
			t.Errorf("%s: there stands %v", how, v)
		}
	}
	f := thisWeek(t, weekly)
	got := screen(f.says("bắt đầu", "130", "nhẹ", "như kỳ trước"))
	if v, _ := f.stands("mo_ta"); v.Text.Pieces != 1 || strings.Join(f.texts[form.Place{Code: "A1.03"}], "") != "Tình hình ổn định" {
		t.Errorf("the text is not taken over: %v\n%s", f.texts, got)
	}
	if got := screen(f.says("như kỳ trước")); !strings.Contains(got, "không tự lấy theo kỳ trước") {
		t.Errorf("what the outline does not let be carried is:\n%s", got)
	}
	first := newOfficer(t, outlineOf(t, weekly), vietnamese(t))
	if got := screen(first.says("bắt đầu", "như cũ")); !strings.Contains(got, "không tự lấy theo kỳ trước") || strings.Contains(got, "[Như kỳ trước") {
		t.Errorf("a first report:\n%s", got)
	}
}

func TestSectionAsLastTime(t *testing.T) {
	f := thisWeek(t, weekly)
	got := screen(f.says("bắt đầu", "[Cả phần như kỳ trước (3 câu)]"))
	for _, line := range []string{"1. Có bao nhiêu hộ: 120 hộ", "2. Mức độ: Nhẹ", "3. Mô tả: «Tình hình ổn định»", "[Ghi cả]"} {
		if !strings.Contains(got, line) {
			t.Errorf("the preview lacks %q:\n%s", line, got)
		}
	}
	if _, ok := f.stands("so_ho"); ok {
		t.Error("an answer was taken over before anybody said yes")
	}
	got = screen(f.says("có"))
	for name, want := range map[string]form.Value{"so_ho": {Number: 120}, "muc": {Name: "nhe"}} {
		if v, ok := f.stands(name); !ok || v.Number != want.Number || v.Name != want.Name {
			t.Errorf("%s is %v, %v:\n%s", name, v, ok, got)
		}
	}
	if !strings.Contains(got, "Đã ghi 3 câu như kỳ trước.") || !strings.Contains(got, "Bao nhiêu hộ mới?") {
		t.Errorf("it goes on with\n%s", got)
	}
}

// An old button of a preview takes over nothing that it did not show.
func TestSectionPreviewIsOfItsTime(t *testing.T) {
	f := thisWeek(t, weekly)
	old := offered(t, f.says("bắt đầu", "[Cả phần như kỳ trước (3 câu)]"), "Ghi cả")
	f.past.Draft.Cells[0].Value.Number = 99
	if got := screen(f.presses(old)); !strings.Contains(got, "99 hộ") {
		t.Errorf("what changed is not shown anew:\n%s", got)
	}
	if _, ok := f.stands("so_ho"); ok {
		t.Error("it was taken over unseen")
	}
	if got := screen(f.says("không")); !strings.Contains(got, "Có bao nhiêu hộ?") {
		t.Errorf("a no leads to\n%s", got)
	}
}

func TestRowsAsLastTime(t *testing.T) {
	f := thisWeek(t, weekly)
	out := f.says("bắt đầu", "130", "nhẹ", "Mưa", "5", "đúng")
	got := screen(f.presses(offered(t, out, "Như kỳ trước: 2 điểm")))
	for _, line := range []string{"1. Thôn Một (12 m)", "2. Thôn Hai (30 m)", "[Ghi cả]"} {
		if !strings.Contains(got, line) {
			t.Errorf("the preview lacks %q:\n%s", line, got)
		}
	}
	if got = screen(f.says("Ghi cả")); !strings.Contains(got, "Đã kê lại 2 điểm") {
		t.Errorf("after yes:\n%s", got)
	}
	rows := f.draft.Cells[f.outline.ByName["diem"].Pos].Rows
	if len(rows) != 2 || rows[1].Label != "Thôn Hai" || rows[1].Cells[1].Value.Number != 30 || f.texts[form.Place{Code: "A2.01.01", Row: rows[0].ID}][0] != "Thôn Một" {
		t.Errorf("the rows are %+v, %v", rows, f.texts)
	}
	if got := screen(f.says("2")); !strings.Contains(got, "Thôn Hai") { // and is edited as any other
		t.Errorf("row 2 is\n%s", got)
	}
}
