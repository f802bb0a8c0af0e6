package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
)

const passing = `
title: Thử
sections:
  - code: A1
    title: Một
    questions:
      - {code: A1.01, name: ho, type: integer, label: Bao nhiêu hộ?, required: true}
      - {code: A1.02, name: nguoi, type: integer, label: Bao nhiêu người?, required: true}
      - {code: A1.03, name: anh, type: file, label: Gửi ảnh.}
      - {code: A1.04, name: dien_thoai, type: telephone, label: Số điện thoại?}
      - {code: A1.05, name: ghi_chu, type: text, label: Ghi chú?}
  - code: A2
    title: Hai
    questions:
      - code: A2.01
        name: diem
        type: repeat
        label: "Điểm {stt}"
        rows: {noun: điểm sơ tán, name: ten}
        questions:
          - {code: A2.01.01, name: ten, type: text, label: Tên điểm?, required: true}
          - {code: A2.01.02, name: so, type: integer, label: Bao nhiêu người?, required: true}
`

// TestPassedOver: «không có» to a photo or a number that need not be given goes on, and to one that must be does not.
func TestPassedOver(t *testing.T) {
	f := newOfficer(t, parse(t, passing), vietnamese(t))
	f.says("tiếp tục", "5", "7")
	if f.focus.Code != "A1.03" {
		t.Fatalf("the photo is not asked for, but %v", f.focus.Place)
	}
	out := f.says("không có")
	if cell := f.draft.Cell(f.outline.ByCode["A1.03"], 0); cell.State != answers.Skipped || !strings.Contains(said(out), "Để trống") {
		t.Errorf("the photo is %v: %s", cell.State, said(out))
	}
	f.says("không có")
	if cell := f.draft.Cell(f.outline.ByCode["A1.04"], 0); cell.State != answers.Skipped {
		t.Errorf("the telephone is %v", cell.State)
	}
}

// TestMissingFirst: who goes on from a summary that names what is missing is asked that, and not first what need not be answered.
func TestMissingFirst(t *testing.T) {
	f := newOfficer(t, parse(t, passing), vietnamese(t))
	f.says("tiếp tục", "làm sau", "làm sau", "xem lại")
	if f.focus.Mode != exchange.Review {
		t.Fatalf("this is no summary: %v", f.focus.Mode)
	}
	if f.says("tiếp tục"); f.focus.Code != "A1.01" {
		t.Errorf("asked is %v", f.focus.Place)
	}
	if f.says("5"); f.focus.Code != "A1.02" {
		t.Errorf("then %v", f.focus.Place)
	}
	if f.says("7"); f.focus.Code == "A1.01" || f.focus.Mode == exchange.Review {
		t.Errorf("what need not be answered is left out: %v %v", f.focus.Mode, f.focus.Place)
	}
}

// TestNameTyped: a name that is typed where it is asked whether there is a row is asked about, stored after a yes, and leaves
// nothing after a no.
func TestNameTyped(t *testing.T) {
	for word, names := range map[string]int{"ghi vào báo cáo": 1, "không ghi": 0} {
		f := newOfficer(t, parse(t, passing), vietnamese(t))
		f.says("tiếp tục", "5", "7", "không có", "không có", "không có")
		if f.focus.Mode != exchange.Growing {
			t.Fatalf("it is not asked whether there is one: %v %v", f.focus.Mode, f.focus.Place)
		}
		out := f.says("Nhà văn hóa thôn 2")
		if f.focus.Mode != exchange.Doubtful || !strings.Contains(said(out), "Tên điểm?") {
			t.Fatalf("the name is not asked about: %v: %s", f.focus.Mode, said(out))
		}
		f.says(word)
		n := 0
		for _, row := range f.draft.Cells[f.outline.ByCode["A2.01"].Pos].Rows {
			if row.Cells[0].State == answers.Answered {
				n++
			}
		}
		if n != names {
			t.Errorf("after %q there are %d names", word, n)
		}
	}
}
