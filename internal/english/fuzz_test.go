package english

import (
	"math"
	"strings"
	"testing"
	"time"

	"giaoban/internal/effort"
	"giaoban/internal/effort/efforttest"
	"giaoban/internal/language"
)

// manyChoices has options that hold separators, so that parts are joined.
var manyChoices = []string{"Roads and bridges", "Roads, bridges and water", "a a a a", "a", "1"}

// pieces are what English is made of that the messages of efforttest lack.
var pieces = []string{"one hundred and ", "twenty-", "a million and a half ", "half a ", "point five ", "dozen ", "1,250 ", "1,000,", "Nov 24, ", "24 November ", "the 24th of ", "next Friday ", "in 2 weeks ", "at 5 pm, ",
	"no, ", "none ", "yes, ", "not ", "because ", "about ", "between 5 and 7 ", "please ", "Roads and ", "and ", "until ", "more days "}

// FuzzRead reads any input with every reader: what is taken is a value that there is, and
// twice as much takes about twice the steps.
func FuzzRead(f *testing.F) {
	for _, l := range readLines(f) {
		f.Add(l.Input)
	}
	for _, piece := range pieces {
		f.Add(strings.Repeat(piece, 400/len(piece)))
	}
	q := language.Question{Label: "How many households were flooded in November 2026?", Unit: "households"}
	f.Fuzz(func(t *testing.T, input string) {
		e := Reader{}
		if n, u := e.Number(input, q); u == nil && (n.Value.Value < 0 || math.IsNaN(n.Value.Value) || math.IsInf(n.Value.Value, 0)) {
			t.Errorf("%q was taken as %v", input, n.Value.Value)
		} else if u != nil && u.Why == language.Ambiguous && (len(u.Values) != 2 || len(u.Readings) != 2) {
			t.Errorf("%q is ambiguous between %v", input, u.Readings)
		}
		if y, u := e.Year(input, q, refDay, 2006, 2016); u == nil && (y.Value < 2006 || y.Value > 2016) {
			t.Errorf("%q was taken as %d", input, y.Value)
		}
		if d, u := e.Date(input, q, refDay); u == nil && !d.Value.Exists() {
			t.Errorf("%q was taken as %v", input, d.Value)
		} else if u != nil && u.Why == language.Ambiguous && (len(u.Dates) == 0 || len(u.Dates) != len(u.Readings)) {
			t.Errorf("%q is ambiguous between %v", input, u.Readings)
		}
		_, _ = e.YesNo(input, q)
		if i, u := e.Choice(input, q, manyChoices); u == nil && (i.Value < 0 || i.Value >= len(manyChoices)) {
			t.Errorf("%q picks %d", input, i.Value)
		}
		if picks, u := e.Choices(input, q, manyChoices); u == nil && len(picks.Value) == 0 {
			t.Errorf("%q picks nothing", input)
		}
		if d, u := e.Until(input, refDay, refDay); u == nil && !d.Exists() {
			t.Errorf("%q is until %v", input, d)
		}
		if at, ok := e.When(input, refDay); ok && !at.After(refDay) {
			t.Errorf("%q is at %v", input, at)
		}
		e.Hours(input)
		if input == "" || len(input) > 200 {
			return
		}
		once := effort.Of(func() { _, _ = e.Number(strings.Repeat(input, 1000/len(input)), q) })
		twice := effort.Of(func() { _, _ = e.Number(strings.Repeat(input, 2*(1000/len(input))), q) })
		if twice > 2*once+once/4+4000 {
			t.Errorf("%q: %d steps, %d for twice as many", input, once, twice)
		}
	})
}

// TestGrows: no message of the platform's greatest size holds up a reader.
func TestGrows(t *testing.T) {
	e, now := Reader{}, time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	q := language.Question{Label: "How many of the a a a 1 1 households were flooded?", Unit: "households"}
	efforttest.Grows(t, efforttest.Greatest, 150, map[string]func(s string){
		"Number": func(s string) { _, _ = e.Number(s, q) }, "Date": func(s string) { _, _ = e.Date(s, q, now) }, "Year": func(s string) { _, _ = e.Year(s, q, now, 2006, 2016) },
		"YesNo": func(s string) { _, _ = e.YesNo(s, q) }, "Choice": func(s string) { _, _ = e.Choice(s, q, manyChoices) }, "Choices": func(s string) { _, _ = e.Choices(s, q, manyChoices) },
		"Same": func(s string) { e.Same(s, "later", s) }, "Hours": func(s string) { e.Hours(s) }, "Until": func(s string) { _, _ = e.Until(s, now, now) },
		"CutUntil": func(s string) { e.CutUntil(s, now) }, "When": func(s string) { e.When(s, now) },
	}, efforttest.Messages(pieces...))
}
