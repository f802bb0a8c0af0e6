package conversation

import (
	"strings"
	"testing"

	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/locale"
)

// a step is what an officer types, or the button in brackets that he presses, and what the
// reply says; a want that begins with "!" is not said.
type step struct {
	does string
	want []string
}

// does is a step.
func does(words string, want ...string) step { return step{words, want} }

// play fills in an outline from the beginning, and gives the officer back for a closer look.
func play(t *testing.T, language, source string, steps ...step) *officer {
	t.Helper()
	o, err := form.Parse("t.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	f := newOfficer(t, o, spoken(t, language))
	f.goes(steps...)
	return f
}

// spoken are the phrases of a language.
func spoken(t testing.TB, language string) locale.Phrases {
	t.Helper()
	c, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	say, _ := c.Language(language)
	return say
}

// goes goes on.
func (f *officer) goes(steps ...step) {
	f.t.Helper()
	shown := f.last
	for i, s := range steps {
		if label, ok := strings.CutPrefix(s.does, "["); ok {
			shown = f.presses(offered(f.t, shown, strings.TrimSuffix(label, "]")))
		} else {
			shown = f.types(s.does)
		}
		reply := said(shown)
		for _, want := range s.want {
			if refused, not := strings.CutPrefix(want, "!"); strings.Contains(reply, refused) == not {
				f.t.Fatalf("step %d, %q: want %q in\n%s\n%v", i+1, s.does, want, reply, labels(shown))
			}
		}
	}
	f.last = shown
}

// labels are the buttons of an outcome.
func labels(out exchange.Outcome) (list []string) {
	for _, c := range out.Contents {
		for _, row := range c.Choices {
			for _, b := range row {
				list = append(list, b.Label)
			}
		}
	}
	return list
}
