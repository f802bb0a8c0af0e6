package report

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// namesInCount is how many missing units a count names; of more it names the groups.
const namesInCount = 30

// groupsInCount is how many groups a count of a great many names.
const groupsInCount = 5

// CountMissing says how many of the reports under a unit are not in, and names the units
// if they are few, else the groups in which most are missing.
func CountMissing(s Overview, under string, say locale.Phrases) string {
	w, ok := newWriter(s, under, say)
	if !ok {
		return ""
	}
	t := w.tally(w.units)
	text, m := w.nobodyMissing(t), w.missing(under)
	beside := w.besideLines(false)
	if text != "" {
		return strings.Join(append([]string{text}, beside...), "\n")
	}
	text = say.Say("count_missing", "unit", w.head.Full(), "missing", t.Missing(), "total", t.Total, "noun", w.noun, "in", t.In())
	if line := m.deadlines(); line != "" {
		text += " " + line
	}
	with := func(line string) string { return strings.Join(append([]string{text, line}, beside...), "\n") }
	if t.Missing() <= namesInCount {
		var missing []roster.Unit
		for _, g := range m.groups {
			missing = append(missing, g.Missing...)
		}
		return with(say.Say("count_missing_names", "names", say.List(w.located(missing), namesInCount)))
	}
	groups := slices.Clone(m.groups)
	slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Compare(b.Tally.Missing(), a.Tally.Missing()) })
	var names []string
	for _, g := range groups[:min(len(groups), groupsInCount)] {
		names = append(names, say.Say("count_missing_group", "unit", g.Unit.Name, "n", g.Tally.Missing()))
	}
	return with(say.Say("count_missing_most", "names", w.say.Join(names...)))
}

// Handed are the reports that are in, or some of them.
type Handed uint8

// Which of the reports that are in.
const (
	AllHanded Handed = iota
	HandedAccepted
	HandedInTime
)

// has reports whether a unit's report is one of them.
func (h Handed) has(s Overview, unit string) bool {
	status := s.Status[unit]
	switch h {
	case HandedAccepted:
		return status.State == Accepted
	case HandedInTime:
		return InTime(s, unit)
	}
	return status.State.In()
}

// SubmittedList lists the units under one whose report is in, the last first, each with when
// it came and whether in time.
func SubmittedList(s Overview, under string, which Handed, say locale.Phrases) (title string, lines []string) {
	w, ok := newWriter(s, under, say)
	if !ok {
		return "", nil
	}
	t := w.tally(w.units)
	if t.Total == 0 {
		return w.noneExpected(), nil
	}
	in := slices.DeleteFunc(slices.Clone(w.units), func(u roster.Unit) bool { return !which.has(s, u.Code) })
	slices.SortStableFunc(in, func(a, b roster.Unit) int {
		return w.Status[b.Code].Submitted.Compare(w.Status[a.Code].Submitted)
	})
	for _, u := range in {
		status := w.Status[u.Code]
		when := say.Say("submitted_untimed")
		if !status.Submitted.IsZero() {
			when = w.say.Say("submitted_at", "time", w.say.Clock(status.Submitted), "day", w.say.ShortDay(status.Submitted, w.Now))
		}
		if status.State == Accepted && which != HandedAccepted {
			when += ", " + say.Say("overview_state_accepted")
		}
		lines = append(lines, "- "+w.located([]roster.Unit{u})[0]+": "+when+w.inBrackets(u.Code))
	}
	switch which {
	case HandedInTime:
		late := 0
		for _, u := range w.units {
			if s.isLate(u.Code) {
				late++
			}
		}
		return say.Say("in_time_title", "unit", w.head.Full(), "n", len(in), "total", t.Total, "noun", w.noun, "percent", percent(len(in), t.Total),
			"late", late, "missing", t.Missing()), lines
	case HandedAccepted:
		title = say.Say("accepted_title", "unit", w.head.Full(), "n", len(in), "in", t.In())
		if len(in) == 0 {
			title = say.Say("accepted_none", "unit", w.head.Full(), "in", t.In())
		}
		if wait := t.In() - len(in); wait > 0 {
			title += " " + say.Count("accepted_waiting", wait)
		}
		return title, lines
	}
	lines = append(lines, w.besideLines(true)...)
	if len(in) == 0 {
		return say.Say("submitted_none", "unit", w.head.Full(), "total", t.Total, "noun", w.noun), lines
	}
	return say.Say("submitted_title", "unit", w.head.Full(), "in", t.In(), "total", t.Total, "noun", w.noun), lines
}
