package conversation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// small is an outline with one of each kind that an edit can hurt.
const small = `
title: Thử
sections:
  - code: A1
    title: Một
    questions:
      - {code: A1.01, name: ho, type: integer, label: Bao nhiêu hộ?, unit: hộ, min: 0, required: true}
      - {code: A1.02, name: co_quy, type: yes_no, label: Có quỹ không?, required: true}
      - {code: A1.03, name: quy, type: decimal, label: Quỹ bao nhiêu?, unit: triệu đồng, required: true, relevant: co_quy}
      - code: A1.04
        name: loai_quy
        type: select_one
        label: Quỹ nào?
        required: true
        choices:
          - {name: thon, label: Quỹ thôn}
          - {name: xa, label: Quỹ xã}
      - {code: A1.05, name: y_kien, type: text, label: Ý kiến?}
  - code: A2
    title: Hai
    questions:
      - code: A2.01
        name: mo_hinh
        type: repeat
        label: "Mô hình {stt}"
        required: true
        rows: {noun: mô hình, name: ten, min: "1"}
        questions:
          - {code: A2.01.01, name: ten, type: text, label: Tên?, required: true}
          - {code: A2.01.02, name: nam, type: year, label: Năm?, min: "1990", max: "2016", required: true}
          - {code: A2.01.03, name: ghi_chu, type: text, label: Ghi chú?}
checks:
  - {id: KT-1, level: warning, constraint: ho < 100, message: "Nhiều hộ quá.", fix: [{question: ho}]}
`

func parse(t testing.TB, source string) *form.Outline {
	t.Helper()
	o, err := form.Parse("small.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// filled is somebody who has answered all of small, with two rows.
func filled(t testing.TB) *officer {
	t.Helper()
	f := newOfficer(t, parse(t, small), vietnamese(t))
	for _, text := range []string{"tiếp tục", "120", "giữ nguyên", "có", "2,5", "quỹ xã", "Tốt cả", "Tổ tự quản", "2010", "Cũ", "1", "Camera", "2012", "Mới", "2"} {
		f.types(text)
	}
	if missing := f.turn.Missing(); len(missing) != 0 || len(f.draft.Kept) != 1 {
		t.Fatalf("still missing %v, kept %v, at %+v", missing, f.draft.Kept, f.focus)
	}
	return f
}

// edited is small with old text exchanged for new, in pairs.
func edited(t testing.TB, pairs ...string) *form.Outline {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(small, pairs[i]) {
			t.Fatalf("small has no %q", pairs[i])
		}
	}
	return parse(t, strings.NewReplacer(pairs...).Replace(small))
}

// moves brings the officer's report to another version, as on their next turn.
func (f *officer) moves(to *form.Outline) []form.Place {
	f.turn.MoveTo(to)
	f.draft, f.outline = f.turn.Draft, to
	return f.draft.Recheck(to)
}

var silent = map[string][]string{
	"reworded":         {"label: Bao nhiêu hộ?", "label: Xã có bao nhiêu hộ?, hint: Tính đến 30/6", "label: Quỹ xã", "label: Quỹ của xã"},
	"a choice more":    {"          - {name: thon, label: Quỹ thôn}", "          - {name: huyen, label: Quỹ huyện}\n          - {name: thon, label: Quỹ thôn}"},
	"a check reworded": {"Nhiều hộ quá.", "Nhiều hộ hơn 100."},
	"codes swapped":    {"code: A1.01", "code: A1.02", "code: A1.02", "code: A1.01"},
	"other codes":      {"code: A2.01.01", "code: A2.01.07", "code: A1.05", "code: A1.09"},
	"a floor lowered":  {`min: "1"}`, `min: "0"}`},
	"condition broken over lines": {
		"required: true, relevant: co_quy}", "required: true, relevant: '  co_quy  '}"},
}

// What does not change the meaning of an answer moves without a word.
func TestMovesSilently(t *testing.T) {
	for name, pairs := range silent {
		t.Run(name, func(t *testing.T) {
			f := filled(t)
			before := f.draft
			if again := f.moves(edited(t, pairs...)); len(again) != 0 || len(f.draft.Before) != 0 {
				t.Fatalf("to be looked at again: %v", again)
			}
			back := answers.Move(f.outline, parse(t, small), f.draft, f.turn.Recalled)
			if diff := cmp.Diff(before.Cells, back.Cells, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("there and back (-before +after):\n%s", diff)
			}
			f.types("xem lại")
			if _, warnings := f.turn.Faults(); len(warnings) != 0 {
				t.Errorf("the kept warning is asked about again: %+v", warnings)
			}
		})
	}
}

// What does is asked again where it was answered, and comes back whole when the
// change is taken back.
func TestMovesAsking(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs []string
		again []form.Place
		gone  []string // names put aside with no question
	}{
		{"unit", []string{"unit: hộ", "unit: khẩu"}, []form.Place{{Code: "A1.01", Row: 0}}, nil},
		{"type", []string{"type: decimal", "type: integer"}, []form.Place{{Code: "A1.03", Row: 0}}, nil},
		{"limit", []string{"min: 0, required", "min: 1, required"}, []form.Place{{Code: "A1.01", Row: 0}}, nil},
		{"constraint", []string{"min: 0, required", "min: 0, constraint: ho != 7, required"}, []form.Place{{Code: "A1.01", Row: 0}}, nil},
		{"condition", []string{"relevant: co_quy}", "relevant: co_quy and ho > 0}"}, []form.Place{{Code: "A1.03", Row: 0}}, nil},
		{"the choice picked", []string{"name: xa,", "name: xa_phuong,"}, []form.Place{{Code: "A1.04", Row: 0}}, nil},
		{"another choice", []string{"name: thon,", "name: thon_ban,"}, nil, nil},
		{"in every row", []string{`max: "2016"`, `max: "2015"`}, []form.Place{{Code: "A2.01.02", Row: 1}, {Code: "A2.01.02", Row: 2}}, nil},
		{"an option answered", []string{"name: y_kien, type: text", "name: y_kien, type: long_text"}, []form.Place{{Code: "A1.05", Row: 0}}, nil},
		{"more rows", []string{`min: "1"}`, `min: "3"}`}, []form.Place{{Code: "A2.01", Row: 0}}, nil},
		{"gone", []string{"      - {code: A1.05, name: y_kien, type: text, label: Ý kiến?}\n", ""}, nil, []string{"y_kien"}},
		{"a field gone", []string{"          - {code: A2.01.03, name: ghi_chu, type: text, label: Ghi chú?}\n", ""}, nil, []string{"ghi_chu", "ghi_chu"}},
		{"another name", []string{"name: y_kien", "name: kien_nghi"}, nil, []string{"y_kien"}},
		{"another name, the code goes on", []string{"code: A1.05, name: y_kien, type: text", "code: A1.05, name: kien_nghi, type: integer"}, nil, []string{"y_kien"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := filled(t)
			before, first := f.draft, f.outline
			again := f.moves(edited(t, c.pairs...))
			if diff := cmp.Diff(c.again, again, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("to be looked at again (-want +got):\n%s", diff)
			}
			var gone []string
			for _, b := range f.draft.Before {
				if f.outline.ByName[b.Name] == nil {
					gone = append(gone, b.Name)
				}
			}
			if diff := cmp.Diff(c.gone, gone, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("put aside (-want +got):\n%s", diff)
			}
			for _, p := range again {
				if !contains(f.turn.Missing(), p) {
					t.Errorf("%v does not count as missing", p)
				}
			}
			stored, err := answers.DecodeDraft(f.draft.Encode())
			if diff := cmp.Diff(f.draft, stored, cmpopts.EquateEmpty()); diff != "" || err != nil {
				t.Errorf("stored and read (-want +got), %v:\n%s", err, diff)
			}
			back := answers.Move(f.outline, first, f.draft, f.turn.Recalled)
			if diff := cmp.Diff(before.Cells, back.Cells, cmpopts.EquateEmpty()); diff != "" || len(back.Before) != 0 {
				t.Errorf("there and back (-before +after), aside %v:\n%s", back.Before, diff)
			}
		})
	}
}

func contains(places []form.Place, p form.Place) bool {
	for _, x := range places {
		if x == p {
			return true
		}
	}
	return false
}

// A whole group that is taken out keeps its rows, fields by name, and has them
// again when it is back.
func TestGroupGoneAndBack(t *testing.T) {
	f := filled(t)
	before, first := f.draft, f.outline
	at := strings.Index(small, "  - code: A2")
	end := strings.Index(small, "checks:")
	without := parse(t, small[:at]+small[end:])
	f.moves(without)
	if len(f.draft.Cells) != 5 || len(f.draft.Before) != 1+2+2+2 {
		t.Fatalf("%d cells, aside: %+v", len(f.draft.Cells), f.draft.Before)
	}
	f.draft.Outline = without.Hash
	f.moves(first)
	if diff := cmp.Diff(before.Cells, f.draft.Cells, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("rows after the group came back (-before +after):\n%s", diff)
	}
}

// The officer is told once, each with a button; what they say to the old
// question is not taken for the new one.
func TestToldWhatChanged(t *testing.T) {
	f := filled(t)
	f.types("sửa 1.01")
	f.focus.Outline = f.outline.Hash
	first := f.outline
	old := offered(t, f.types("sửa 1.01"), "Giữ nguyên")
	to := edited(t, "unit: hộ", "unit: khẩu", "code: A1.01", "code: A1.07", "      - {code: A1.05, name: y_kien, type: text, label: Ý kiến?}\n", "")
	out := f.followed(first, to, "130")
	text := said(out)
	for _, want := range []string{"1 câu đã trả lời nay hỏi khác trước", "A1.07: Bao nhiêu hộ? (đã đổi: đơn vị tính)", "A1.05: Ý kiến?",
		"câu trả lời vừa gửi chưa ghi", "Đã ghi trước đây: 120 hộ."} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing of %q in:\n%s", want, text)
		}
	}
	if f.value("ho").Number != 0 || f.focus.Code != "A1.07" {
		t.Fatalf("what was said to the old question was taken: %+v at %+v", f.value("ho"), f.focus)
	}
	offered(t, out, "Xem lại A1.07")
	f.presses(old)
	if f.value("ho").Number != 120 || len(f.draft.Before) != 1 {
		t.Errorf("kept by the old button: %+v, aside %+v", f.value("ho"), f.draft.Before)
	}
	if text := said(f.types("sửa 1.07")); strings.Contains(text, "nay hỏi khác") || strings.Contains(text, "trước đây") {
		t.Errorf("told again:\n%s", text)
	}
}

// followed moves report and focus to another version and types there.
func (f *officer) followed(from, to *form.Outline, text string) exchange.Outcome {
	f.types("xin chào") // any turn
	f.moves(to)
	f.turn.Focus = &f.focus
	f.turn.Follow(from)
	f.turn.Out, f.turn.Lead = exchange.Outcome{}, nil
	f.turn.Input.Text = text
	out := f.turn.Step()
	return out
}

// An old button of a question that is gone, or whose code another has, says so.
func TestOldButtons(t *testing.T) {
	f := filled(t)
	gone := offered(t, f.types("sửa 1.05"), "Giữ nguyên")
	yes := offered(t, f.types("sửa 1.02"), "Không")
	picked := offered(t, f.types("sửa 1.04"), "Quỹ xã")
	f.moves(edited(t, "      - {code: A1.05, name: y_kien, type: text, label: Ý kiến?}\n", "", "code: A1.01", "code: A1.02", "code: A1.02", "code: A1.01",
		"name: xa,", "name: xa_phuong,"))
	f.focus = exchange.Focus{}
	if text := said(f.presses(gone)); !strings.Contains(text, "mã cũ A1.05") {
		t.Errorf("a question that is gone:\n%s", text)
	}
	f.presses(yes)
	if f.value("co_quy").Number != 0 || f.value("ho").Number != 120 {
		t.Errorf("the button of a question with another code now: %+v, %+v", f.value("co_quy"), f.value("ho"))
	}
	if text := said(f.presses(picked)); !strings.Contains(text, "không còn trong câu A1.04") {
		t.Errorf("a choice that is gone:\n%s", text)
	}
}
