package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/conversation/exchange"
)

const counted = `      - {code: X1.01, name: tong, type: integer, label: Tổng số hộ?, required: true}
      - code: X1.02
        name: thon
        type: repeat
        label: "Thôn thứ {stt}."
        REQUIRED
        rows: {noun: thôn, name: ten}
        questions:
          - {code: X1.02.1, name: ten, type: text, label: "Tên thôn?", required: true}
          - {code: X1.02.2, name: ho, type: integer, label: "Thôn có mấy hộ?", required: true}
checks:
  - id: TONG
    level: error
    constraint: sum(thon, .ho ?? 0) == tong
    message: Các thôn cộng lại {a}, tổng là {b}.
    values: {a: "sum(thon, .ho ?? 0)", b: tong}
    fix: [{question: tong, label: Sửa tổng}, {question: thon, label: Sửa danh sách}]
`

// TestSumWaitsForItsList: a check that sums a list does not fail before there is one.
func TestSumWaitsForItsList(t *testing.T) {
	questions := strings.Replace(counted, "REQUIRED", "required: true", 1)
	f, out := walked(t, questions, "30")
	if f.focus.Mode == exchange.Checking || strings.Contains(said(out), "cộng lại") {
		t.Fatalf("before the list: %s", said(out))
	}
	if out := f.types("xem lại"); strings.Contains(said(out), "cộng lại") {
		t.Errorf("in the summary, before the list: %s", said(out))
	}
	for _, text := range []string{"tiếp tục", "có", "Thôn Đông", "20"} {
		out = f.types(text)
	}
	if f.focus.Mode != exchange.Checking || !strings.Contains(said(out), "Các thôn cộng lại 20, tổng là 30.") {
		t.Errorf("at %s: %s", f.focus.Mode, said(out))
	}
	if _, out = walked(t, questions, "30", "không có"); !strings.Contains(said(out), "Các thôn cộng lại 0, tổng là 30.") {
		t.Errorf("said to be empty: %s", said(out))
	}
}

// TestSumIsTriedOnSubmission: where the list may be left alone, handing in is what the
// check waits for.
func TestSumIsTriedOnSubmission(t *testing.T) {
	f, _ := walked(t, strings.Replace(counted, "REQUIRED", "required: false", 1), "30", "nộp")
	out := f.types("nộp")
	if f.frozen || !strings.Contains(said(out), "Các thôn cộng lại 0, tổng là 30.") {
		t.Errorf("handed in: %v: %s", f.frozen, said(out))
	}
}
