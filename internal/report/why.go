package report

import (
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// WhyLate tells why a unit's report is not in, as far as is known: the reason that is seen and the one that
// the unit gave, how far it is, which questions of the unit wait for an answer.
func WhyLate(s Overview, unit string, roots []string, say locale.Phrases) string {
	w, ok := newWriter(s, unit, say)
	if !ok {
		return ""
	}
	state := UnitState(s, unit, roots, say)
	if !s.isMissing(unit) {
		return state
	}
	cause := s.Cause(unit)
	how := w.standing(w.head, cause)
	if cause == CauseUnregistered || cause == CauseNotStarted {
		how = ""
	}
	lines := []string{say.Say("why_cause", "unit", w.head.Full(), "cause", viet.LowerFirst(w.causeLabels()[cause]), "how", leading(how))}
	if e := s.Excuses[unit]; e.Given() {
		lines = append(lines, say.Say("why_said", "words", w.words(e)))
	}
	for _, q := range s.Waiting {
		if q.Unit == unit {
			lines = append(lines, say.Say("why_question", "n", q.Number, "text", viet.Shorten(viet.Line(q.Text), 160)))
		}
	}
	return strings.Join(lines, "\n") + "\n\n" + state
}

// leading puts a dash before what follows, if anything does.
func leading(text string) string {
	if text == "" {
		return ""
	}
	return " — " + text
}

// Compare tells how several units stand beside each other: how many reports under each are
// in, or how far its own is; the one that is ahead is named if they can be told apart.
func Compare(s Overview, units []roster.Unit, say locale.Phrases) string {
	lines := []string{say.Say("compare_head", "n", len(units))}
	best, bestAt, tie := -1.0, "", false
	for _, u := range units {
		w, ok := newWriter(s, u.Code, say)
		if !ok {
			continue
		}
		share := s.Status[u.Code].Share()
		how := w.far(u.Code)
		if u.Level != s.Level {
			t := w.tally(w.units)
			share = float64(t.In()) / float64(max(t.Total, 1))
			how = say.Say("compare_under", "in", t.In(), "total", t.Total, "noun", w.noun, "percent", percent(t.In(), t.Total))
		} else if status := s.Status[u.Code]; status.State.In() {
			how = strings.TrimSuffix(viet.LowerFirst(w.submitted(status)), ".")
		}
		lines = append(lines, "- "+s.Place(u, nil)+": "+how)
		tie = tie && share < best || share == best
		if share > best {
			best, bestAt = share, u.Label()
		}
	}
	if !tie && len(units) > 1 {
		lines = append(lines, say.Say("compare_ahead", "unit", bestAt))
	}
	return strings.Join(lines, "\n")
}

// DueAll tells the deadlines of a unit and of what is under it, level by level.
func DueAll(s Overview, unit string, say locale.Phrases) string {
	var lines []string
	u, ok := s.Units.Get(unit)
	for _, level := range slices.Backward(slices.SortedFunc(slices.Values(s.Levels), s.Units.ByTree)) {
		if !ok || level < u.Level {
			continue
		}
		at := s
		at.Level = level
		if w, ok := newWriter(at, unit, say); ok && len(w.units) > 0 {
			line := Due(at, unit, say)
			if level == u.Level {
				line = w.say.Say("due_own", "unit", u.Label(), "day", w.deadlineOrNone(w.deadline(unit)), "due", w.due(w.deadline(unit)))
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
