package conversation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// TestReturnedQuestions: the officer meets the returned questions first, with
// their old value and the remark; each is kept or corrected; before that the
// report is not handed in again.
func TestReturnedQuestions(t *testing.T) {
	o := answerstest.Outline(t, "xa.yaml")
	f := newOfficer(t, o, vietnamese(t))
	f.types("bắt đầu")
	for _, text := range []string{"đúng", "1", "Công an xã", "1"} {
		f.types(text)
	}
	if got := f.draft.Recall(o, []string{"X0.03", "X0.02", "X9.99", "X10.10", "X0.03"}, map[string]string{"X0.02": "sai chức vụ"}); cmp.Diff(got, []string{"X0.03", "X0.02", "X0.03"}) != "" {
		t.Errorf("taken back: %v", got)
	}
	if want := []form.Place{{Code: "X0.03"}, {Code: "X0.02"}}; cmp.Diff(want, f.draft.Again) != "" {
		t.Fatalf("to look at: %v", f.draft.Again)
	}
	back, err := answers.DecodeDraft(f.draft.Encode())
	if err != nil || cmp.Diff(f.draft.Again, back.Again) != "" {
		t.Fatalf("stored and read: %v, %v", back, err)
	}
	f.focus = exchange.Focus{}
	out := f.types("chào")
	if f.focus.Code != "X0.03" || !strings.Contains(said(out), "đề nghị xem lại (còn 2 câu)") {
		t.Fatalf("first comes %+v:\n%s", f.focus, said(out))
	}
	if out = f.types("nộp"); out.Submitted || !strings.Contains(said(out), "còn 2 câu") {
		t.Errorf("handed in, or without saying why not:\n%s", said(out))
	}
	f.types("tiếp tục")
	f.types("làm sau")
	if f.focus.Code != "X0.02" {
		t.Fatalf("behind what was put off comes %+v", f.focus)
	}
	out = f.types("giữ nguyên")
	if len(f.draft.Again) != 1 || f.focus.Code != "X0.03" {
		t.Fatalf("after keeping one: %v, %+v\n%s", f.draft.Again, f.focus, said(out))
	}
	f.types("2")
	if len(f.draft.Again) != 0 || len(f.turn.Out.Answers) != 1 {
		t.Errorf("after correcting the other: %v", f.draft.Again)
	}
}

// TestOtherWordsWhenLocked: an accepted and an exempt report say so.
func TestOtherWordsWhenLocked(t *testing.T) {
	o, say := answerstest.Outline(t, "xa.yaml"), vietnamese(t)
	turn := *New(exchange.Facts{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: o, Draft: answers.NewDraft(o)},
			Say:       say,
			UnitLabel: "xã Nga An",
		},
		Focus:    &exchange.Focus{},
		Frozen:   true,
		Accepted: true,
		Above:    "huyện Nga Sơn",
	})
	if got := said(turn.Greet()); !strings.Contains(got, "huyện Nga Sơn chấp nhận") {
		t.Errorf("accepted: %s", got)
	}
	turn = *New(exchange.Facts{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: o, Draft: answers.NewDraft(o)},
			Say:       say,
			UnitLabel: "xã Nga An",
		},
		Focus:  &exchange.Focus{},
		Frozen: true,
		Exempt: true,
		Remark: "mới sáp nhập",
	})
	if got := said(turn.Greet()); !strings.Contains(got, "miễn") || !strings.Contains(got, "mới sáp nhập") {
		t.Errorf("exempt: %s", got)
	}
}
