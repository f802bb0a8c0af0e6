package command

import (
	"testing"

	"giaoban/internal/locale"
	"giaoban/locales"
)

// TestEnglishEnds: what says that a list or a text is over begins no row, and is no part of the text.
func TestEnglishEnds(t *testing.T) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("en")
	r := New(say)
	for line, want := range map[string]bool{
		"no that was the only one": true, "nope thats it": true, "no more camps": true, "no others": true, "that is all I have to say": true, "thats all from us for now": true,
		"no more rain fell": false, "Kibos Church": false, "that is all water": false, "the only one is Kibos": false,
	} {
		c, _ := r.Parse(line, Sender{May: Reporters})
		if _, ends := c.Heard.End(); ends != want {
			t.Errorf("%q: ends %v, want %v", line, ends, want)
		}
	}
}
