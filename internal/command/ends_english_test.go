package command

import (
	"strings"
	"testing"

	"giaoban/internal/locale"
	"giaoban/internal/viet"
	"giaoban/locales"
)

// ends are what people say where a row of a list, or more of a text, was asked for: done, none and more
// are ends, drop takes a row out, ? is asked about at the name of a row, ?text in a text, and 0 is neither.
func ends(t *testing.T, language, noun string, cases map[string]string) {
	t.Helper()
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language(language)
	r := New(say)
	of := Rows{Noun: noun,
		Called: func(name string) bool { return viet.Fold(name) == "ahero" },
		Nth: func(words string) int {
			return Nth(words, 3, strings.Split(say.Say("row_ordinals"), ","), Listed(say.Say("row_last")))
		}}
	for line, want := range cases {
		c, _ := r.Parse(line, Sender{May: Reporters})
		got := "0"
		end, ended := c.Heard.End(of)
		_, drops := c.Heard.TakesOut(of)
		switch {
		case drops:
			got = "drop"
		case ended:
			got = end.Kind
		case strings.HasSuffix(want, "text"):
			_, seems := c.Heard.EndsText()
			got = map[bool]string{true: "?text", false: "0text"}[seems]
		case c.Heard.Ends(of):
			got = "?"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

// TestEnglishEnds: what says that a list or a text is over begins no row, and is no part of the text.
func TestEnglishEnds(t *testing.T) {
	ends(t, "en", "evacuation camp", map[string]string{
		"no that was the only one": "done", "nope thats it": "done", "no more camps": "done", "no others": "done", "that is all I have to say": "done", "thats all from us for now": "done",
		"that's all of the camps": "done", "there are no others": "done", "we have no other camps": "done", "no other evacuation camp": "done", "just that one": "done", "just the one": "done",
		"that is the last camp": "done", "none other": "done", "we only have one": "done", "no more to add": "done", "nothing else to add thanks": "done", "no that's everything": "done",
		"those are all": "done", "those are all the camps": "done", "only one camp": "done", "only that camp": "done", "this is the only camp we have": "done", "there are no more": "done",
		"we have no more": "done", "sorry, there is no other": "done", "that would be all": "done", "I have nothing more to add": "done", "end of report": "done", "ok that's enough": "done",
		"that's the end": "done", "the list is complete": "done", "no camps": "none", "there aren't any camps": "none", "yes one more": "more",
		"no more rain fell": "?", "i pressed that by mistake": "?", "never mind": "?", "we have only the church": "?", "cancel": "?",
		"Kibos Church": "0", "the only one is Kibos": "0", "Camp One": "0", "Ahero": "0", "One Love school": "0", "No. 1 camp": "0",
		"that is all water": "?", "that's the whole story": "?text", "no don't keep that": "?text", "delete that": "?text", "don't save that": "?text",
		"The water is still up.": "0text", "No more rain fell": "0text", "There is no water in town": "0text",
		"please remove the second camp, it was a mistake": "drop", "delete this camp please": "drop", "delete the last camp": "drop", "remove camp 2": "drop", "delete Ahero": "drop",
		"remove the second one": "drop", "the second camp was a mistake": "drop", "remove the ninth camp": "0", "remove this camp": "drop", "delete the first one because it is not ours": "drop",
	})
}
