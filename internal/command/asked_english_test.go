package command_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/roster"
)

// TestAskedInEnglish holds the sentences of heads in another country, whose units have names
// and kinds of their own, against what was expected before.
func TestAskedInEnglish(t *testing.T) {
	data, err := os.ReadFile("testdata/english_units.csv")
	if err != nil {
		t.Fatal(err)
	}
	units, err := roster.ParseUnits(bytes.NewReader(data), "english_units.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, lists := readerOf(t, "en"), listsOf(t, units, "en")
	try := func(want []string, sentence string) {
		who := command.Sender{May: head, Units: units, Lists: lists, Now: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)}
		if want := strings.Join(want, " "); meant(r.Parse(sentence, who)) != want {
			t.Errorf("«%s» is %s, want %s", sentence, meant(r.Parse(sentence, who)), want)
		}
	}
	command.Each(t, "asked_english_own.txt", try)
	command.Each(t, "asked_english_stranger.txt", try)
}
