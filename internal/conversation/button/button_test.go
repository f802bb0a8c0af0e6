package button_test

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// TestMade: what was made is read again, and nothing else is.
func TestMade(t *testing.T) {
	p := form.Place{Code: "X6.01.04", Row: 12}
	c := button.Make("3f9k2m", p, "1x2y3z", button.Choose, "Có", "ab12")
	b, ok := button.Parse(c.Data)
	if !ok || b.Report != "3f9k2m" || b.Place != p || b.Name != "1x2y3z" || b.Act != button.Choose || b.Arg(0) != "ab12" || b.Arg(1) != "" || b.Number() != -1 {
		t.Errorf("%q is read as %+v, %v", c.Data, b, ok)
	}
	if b, ok := button.Parse(button.Start("3f9k2m", "").Data); !ok || b.Act != button.Resume || b.Place != (form.Place{}) {
		t.Errorf("start is read as %+v, %v", b, ok)
	}
	for _, target := range []string{"X6.01.04#-1", "X6.01.04#012", "#0", "X6.01.04~"} {
		if b, ok := button.Parse(chat.Action{To: chat.Interview, For: "r", Verb: button.Fix, Target: target}.Choice("").Data); ok {
			t.Errorf("%s passes for %+v", target, b)
		}
	}
	if _, ok := button.Parse(chat.Action{To: chat.Report, Verb: "x"}.Choice("").Data); ok {
		t.Error("a button of another room passes")
	}
}

// TestTyped: words stand for a button by its whole label or by its position.
func TestTyped(t *testing.T) {
	rows := button.Rows(button.Make("r", form.Place{}, "", button.Add, "Kê tiếp"), button.Make("r", form.Place{}, "", button.Stop, "Hết rồi"))
	if len(rows) != 1 {
		t.Errorf("two short labels lie on %d rows", len(rows))
	}
	for words, want := range map[string]string{"kê tiếp": button.Add, "Het roi.": button.Stop, "kê tiệp": "", "hết": ""} {
		if b, ok := button.Labelled(rows, words); b.Act != want || ok != (want != "") {
			t.Errorf("%q is the label of %q, %v", words, b.Act, ok)
		}
	}
	if b, ok := button.Chosen(rows, "2", viet.Reader{}); !ok || b.Act != button.Stop {
		t.Errorf("2 is %+v, %v", b, ok)
	}
	if !button.Offers(rows, button.Add) || button.Offers(rows, button.Drop) {
		t.Error("the buttons offer something else")
	}
}
