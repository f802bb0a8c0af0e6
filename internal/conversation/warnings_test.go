package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
)

// fewVillages is an officer to whom KT-X08 was put: the commune meets a standard
// that too few of its villages meet.
func fewVillages(t *testing.T) *officer {
	f := begun(t, "sửa 0.5", "9", "sửa 2.8", "4", "sửa 2.9", "có")
	if f.focus.Mode != exchange.Checking || !strings.HasPrefix(f.focus.Failed.Check, "KT-X08/") {
		t.Fatalf("at %+v", f.focus)
	}
	return f
}

// TestReason: a warning that wants a reason is kept by words, which go into the
// draft, the history and the summary.
func TestReason(t *testing.T) {
	f := fewVillages(t)
	out := f.types("giữ nguyên")
	if f.focus.Mode != exchange.Reasoning || len(f.draft.Kept) != 0 {
		t.Fatalf("at %+v: %s", f.focus, said(out))
	}
	if f.types("ừ"); f.focus.Mode != exchange.Reasoning {
		t.Errorf("«ừ» is taken for a reason; at %+v", f.focus)
	}
	const reason = "Hai thôn mới tách đang chờ quyết định công nhận."
	out = f.types(reason)
	if len(out.Answers) != 1 || out.Answers[0].Check != "KT-X08" || out.Answers[0].Text != reason {
		t.Errorf("answered %+v", out.Answers)
	}
	again, err := answers.DecodeDraft(f.draft.Encode())
	if err != nil || len(again.Kept) != 1 || again.Kept[0].Reason != reason || again.Kept[0].Check() != "KT-X08" || again.Kept[0].Row() != 0 {
		t.Errorf("kept %+v, %v", again.Kept, err)
	}
	if text := said(f.types("/xemlai")); !strings.Contains(text, "mới là 44,4%") || !strings.Contains(text, "Lý do: "+reason) {
		t.Errorf("the summary says %s", text)
	}
	f.types("sửa 2.8")
	f.types("8")
	if kept := f.turn.Kept(); len(kept) != 0 {
		t.Errorf("kept though it holds: %+v", kept)
	}
}

// TestReasonWays: from the reason one can go back, mend, or put it off; nothing
// is kept then, and the report is not handed in without it.
func TestReasonWays(t *testing.T) {
	f := fewVillages(t)
	back := offered(t, f.types("giữ nguyên"), "Quay lại")
	if f.presses(back); f.focus.Mode != exchange.Checking {
		t.Errorf("back leads to %+v", f.focus)
	}
	f.types("giữ nguyên")
	if f.types("sửa số thôn đạt"); f.focus.Code != "X2.08" || f.focus.Mode != exchange.Asking {
		t.Errorf("mending leads to %+v", f.focus)
	}
	f.types("4")
	f.types("giữ nguyên")
	if f.types("để sau"); f.focus.Mode == exchange.Reasoning || len(f.draft.Kept) != 0 {
		t.Errorf("at %+v, kept %+v", f.focus, f.draft.Kept)
	}
	_, warnings := f.turn.Faults()
	if x, ok := f.turn.Unreasoned(warnings); !ok || x.Check.ID != "KT-X08" {
		t.Errorf("handed in without a reason: %+v", warnings)
	}
}
