package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// TestRemark: a reason behind an answer is kept with it, read back in short, stands beside
// it wherever the report is read, and goes when the answer is given anew without one.
func TestRemark(t *testing.T) {
	const outline = `
title: Thử
sections:
  - code: X1
    title: Phần một
    questions:
      - {code: X1.01, name: ho, type: integer, label: Số hộ?, unit: hộ, required: true}
      - {code: X1.02, name: co, type: yes_no, label: Có tổ tự quản không?, required: true}
      - {code: X1.03, name: them, type: integer, label: "So với {ho} hộ năm trước tăng bao nhiêu?", required: true}
checks:
  - {id: k1, level: note, constraint: ho > 0, message: "{ho} hộ"}
`
	o, err := form.Parse("t.yaml", []byte(outline))
	if err != nil {
		t.Fatal(err)
	}
	f := newOfficer(t, o, vietnamese(t))
	f.types("/start")
	out := f.types("12, vì hai hộ chuyển đi")
	if want := "Đã ghi: 12 hộ. Ghi chú: vì hai hộ chuyển đi."; !strings.Contains(said(out), want) {
		t.Fatalf("not read back: %s", said(out))
	}
	long := strings.Repeat("do xã mới sáp nhập ", 40)
	out = f.types("chưa, " + long)
	if strings.Contains(said(out), long) || !strings.Contains(said(out), "Ghi chú: do xã mới sáp nhập") {
		t.Errorf("the echo is not short: %s", said(out))
	}
	if !strings.Contains(said(out), "So với 12 năm") && !strings.Contains(said(out), "So với 12 hộ năm") {
		t.Errorf("a remark stands inside a sentence: %s", said(out))
	}
	if n := len([]rune(f.value("co").Remark)); n > form.RemarkLetters {
		t.Errorf("%d letters lie in the draft", n)
	}
	if f.draft, err = answers.DecodeDraft(f.draft.Encode()); err != nil {
		t.Fatal(err)
	}
	view := paper.View{Writer: f.turn.Writer}
	view.Draft = f.draft
	for _, read := range []string{view.Page(0), string(view.File().Data), said(f.types("/xem toàn bộ"))} {
		if !strings.Contains(read, "12 hộ\n[Ghi chú: vì hai hộ chuyển đi]") {
			t.Errorf("no remark in %s", read)
		}
	}
	f.types("/tieptuc")
	f.types("sửa X1.01")
	if out = f.types("13"); f.value("ho").Remark != "" || f.value("ho").Number != 13 {
		t.Errorf("%+v: %s", f.value("ho"), said(out))
	}
}
