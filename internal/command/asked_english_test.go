package command_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"giaoban/internal/asked"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// TestAskedInEnglish holds the sentences of heads in another country, whose units have names
// and kinds of their own, against what was expected before.
func TestAskedInEnglish(t *testing.T) {
	try := askedInEnglish(t, "english_units.csv", nil)
	command.Each(t, "asked_english_own.txt", try)
	command.Each(t, "asked_english_stranger.txt", try)
	command.Each(t, "asked_english_second.txt", try)
}

// TestAskedInACounty is the same for the heads of a county in Kenya, who also ask about the
// figures of its outline. Its sentences were written before any of them was tried.
func TestAskedInACounty(t *testing.T) {
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("en")
	source, err := os.ReadFile("testdata/county_ward.yaml")
	if err != nil {
		t.Fatal(err)
	}
	outline, err := form.Parse("county_ward.yaml", source)
	if err != nil {
		t.Fatal(err)
	}
	command.Each(t, "asked_english_county.txt", askedInEnglish(t, "county_units.csv", asked.New(outline, nil, asked.Language{
		Common: strings.Split(say.Say("figure_common"), ","), Not: strings.Split(say.Say("figure_not"), ","), Shorts: say.Shorts()})))
}

// askedInEnglish tries what a sentence is read as, of a head whose units are those of a list.
func askedInEnglish(t *testing.T, list string, figures command.Figures) func(want []string, sentence string) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + list)
	if err != nil {
		t.Fatal(err)
	}
	units, err := roster.ParseUnits(bytes.NewReader(data), list)
	if err != nil {
		t.Fatal(err)
	}
	units = units.TypesBehind(true) // as a campaign in English has them
	r, lists := readerOf(t, "en"), listsOf(t, units, "en")
	return func(want []string, sentence string) {
		who := command.Sender{May: head, Units: units, Lists: lists, Figures: figures, Now: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)}
		if want := strings.Join(want, " "); meant(r.Parse(sentence, who)) != want {
			t.Errorf("«%s» is %s, want %s", sentence, meant(r.Parse(sentence, who)), want)
		}
	}
}
