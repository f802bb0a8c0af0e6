package command

import (
	"os"
	"testing"

	"giaoban/internal/locale"
)

// TestFigures: digits by themselves, which are not looked up, would say nothing if they were.
func TestFigures(t *testing.T) {
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"vi", "en"} {
		say, _ := catalog.Language(tag)
		r := New(say)
		for _, line := range []string{"0", "9", " 12 ", "１２", "1986", "30062016", "0912345678"} {
			who := Sender{May: 1<<8 - 1}
			h := r.hear(line, who)
			if !h.figure {
				t.Errorf("%s: %q is no figure", tag, line)
			}
			if c, ok := r.parse(line, who, h); ok || c.Name != "" {
				t.Errorf("%s: %q is %+v", tag, line, c)
			}
			if s, ok := h.find(rootSaid); ok {
				t.Errorf("%s: %q says %+v", tag, line, s)
			}
		}
		if h := r.hear("2.08", Sender{}); h.figure {
			t.Errorf("%s: a question's code is a figure", tag)
		}
	}
}
