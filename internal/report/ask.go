package report

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// ByCause lists the units below whose report is missing for one of the causes.
func ByCause(s Overview, under string, causes []Cause, say locale.Phrases) []chat.Content {
	w, ok := newWriter(s, under, say)
	if !ok {
		return nil
	}
	groups := w.late(under, w.units)
	n := 0
	labels := w.causeLabels()
	var kinds []string
	for i := range groups {
		g := &groups[i]
		g.Missing = slices.Clone(g.Missing)
		g.Missing = slices.DeleteFunc(g.Missing, func(u roster.Unit) bool { return !slices.Contains(causes, w.Cause(u.Code)) })
		n += len(g.Missing)
	}
	for _, c := range causes {
		kinds = append(kinds, labels[c])
	}
	if n == 0 {
		return []chat.Content{{Text: say.Say("cause_none", "unit", w.head.Full(), "kind", w.say.Join(kinds...))}}
	}
	m := w.missingOf(groups)
	title := say.Say("overview_title_cause", "unit", w.head.Label(), "n", n, "noun", w.noun)
	return m.named(title)
}

// Due tells the deadline of what is under the unit, and how far it is.
func Due(s Overview, under string, say locale.Phrases) string {
	w, ok := newWriter(s, under, say)
	if !ok {
		return ""
	}
	t := w.tally(w.units)
	line := w.missing(under).deadlines()
	switch {
	case t.Total == 0:
		return w.noneExpected()
	case t.Missing() == 0:
		return w.allIn(t)
	case line == "":
		return say.Say("due_none", "unit", w.head.Full())
	}
	return say.Say("due_line", "unit", w.head.Full(), "line", line, "missing", t.Missing(), "total", t.Total, "noun", w.noun)
}

// workerWords are what those who work at a report are called.
var workerWords = map[roster.Role]string{roster.Officer: "role_officer", roster.Approver: "role_approver", roster.Coordinator: "role_coordinator"}

// Who tells who works at the unit's report: their posts and telephones, which they gave
// themselves, and never a name that nobody checked; then the office's own list.
func Who(s Overview, unit string, roots []string, say locale.Phrases) string {
	w, ok := newWriter(s, unit, say)
	if !ok {
		return ""
	}
	people := w.people(unit)
	place := s.Place(w.head, roots)
	list := w.directory(unit)
	if len(people) == 0 {
		lines := append([]string{say.Say("who_nobody", "unit", place)}, list...)
		if len(list) == 0 {
			lines = append(lines, say.Say("who_nobody_how", "unit", w.head.Name, "contact", s.Contact))
		}
		return strings.Join(lines, "\n")
	}
	called := len(list) > 0
	may := roster.May(s.Units, s.told, unit, roster.Call)
	lines := []string{say.Count("who_people", len(people), "unit", place)}
	for _, m := range people {
		post := m.Post
		switch {
		case post != "":
		case s.Posts[w.head.Level]:
			post = say.Say("who_no_post")
		default: // nobody was asked for it
			post = say.Say(workerWords[m.Role])
		}
		if may && m.Telephone != "" {
			post += ": " + m.Telephone
			called = true
		}
		if m.Blocked {
			post += " " + say.Say("who_blocked")
		}
		lines = append(lines, "- "+post)
	}
	if by := w.Status[unit].By; by != "" {
		lines = append(lines, say.Say("overview_unit_by", "by", by))
	}
	if may && !called {
		lines = append(lines, say.Say("who_no_telephone", "unit", w.head.Name))
	}
	return strings.Join(append(lines, list...), "\n")
}
