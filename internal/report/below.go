package report

import (
	"slices"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// namesInBelow is how many of those below a unit its own reminder names.
const namesInBelow = 10

// Below tells who fills in the report of a unit how many of the reports below
// are in, and whose are not; "" where none is expected.
func Below(s Overview, unit string, say locale.Phrases) string {
	w, ok := newWriter(s, unit, say)
	if !ok || w.head.Level == s.Level {
		return ""
	}
	t := w.tally(w.units)
	if t.Total == 0 {
		return ""
	}
	var missing []roster.Unit
	for _, u := range w.units {
		if w.isMissing(u.Code) {
			missing = append(missing, u)
		}
	}
	if len(missing) == 0 {
		return say.Say("reminder_below_all", "total", t.Total, "noun", w.noun)
	}
	// A unit above districts is told how many, not which.
	if slices.ContainsFunc(missing, func(u roster.Unit) bool { return u.Parent != unit }) {
		return say.Say("reminder_below_some", "in", t.In(), "total", t.Total, "noun", w.noun)
	}
	return say.Say("reminder_below", "in", t.In(), "total", t.Total, "noun", w.noun, "names", w.say.List(w.located(missing), namesInBelow))
}

// dueWords says how far a deadline is from the overview's now, «còn 3 ngày», and
// which day it is.
func dueWords(s Overview, deadline time.Time, say locale.Phrases) (day, due string) {
	w := writer{Overview: s, say: say.In(s.Zone)}
	return w.say.Deadline(deadline), w.due(deadline)
}

// daysTo counts the midnights from the overview's now to the deadline.
func daysTo(s Overview, deadline time.Time) int { return writer{Overview: s}.days(s.Now, deadline) }
