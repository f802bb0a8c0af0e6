package report

import (
	"strings"

	"giaoban/internal/locale"
)

// An End is what is told of a period that is over, of the units under one: Came is how many of their reports came in and who is missing,
// Figures what those that came say together, "" where there is none.
type End struct {
	Came, Figures string
	Missing       int
}

// EndOfPeriod tells it; ok is false where no report was expected.
func EndOfPeriod(s Overview, under string, say locale.Phrases) (e End, ok bool) {
	w, ok := newWriter(s, under, say)
	t := w.tally(w.units)
	if !ok || t.Total == 0 {
		return e, false
	}
	return End{CountMissing(s, under, say), strings.Join(w.figures(), "\n"), t.Missing()}, true
}
