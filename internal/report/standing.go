package report

import (
	"strings"

	"giaoban/internal/locale"
)

// Standing returns the figures of everything under the unit: how many reports are
// in, begun and not begun, with a bar, the deadline, and the outline's figures
// added up. It fits on a phone's screen.
func Standing(s Overview, under string, say locale.Phrases) string {
	w, ok := newWriter(s, under, say)
	if !ok {
		return ""
	}
	lines := append(w.summary().state(), w.figures()...)
	return strings.Join(lines, "\n")
}

// A summary is the figures of all that is under a unit.
type summary struct{ missing }

func (w writer) summary() summary { return summary{w.missing(w.head.Code)} }

// state returns the counts by state, and the deadline of those that are late.
func (s summary) state() []string {
	t := s.tally(s.units)
	if t.Total == 0 {
		return []string{s.noneExpected()}
	}
	lines := []string{
		s.say.Say("digest_head", "unit", s.head.Label(), "moment", s.say.Moment(s.Now)),
		s.say.Say("digest_in", "bar", bar(t.In(), t.Total), "in", t.In(), "total", t.Total,
			"noun", s.noun, "percent", percent(t.In(), t.Total)),
	}
	if t.Missing() == 0 {
		lines = append(lines, s.allIn(t))
	} else {
		lines = append(lines, s.say.Say("digest_rest", "working", t.Working(), "nothing", t.NotStarted))
	}
	lines = append(lines, s.among(t)...)
	if line := s.deadlines(); line != "" {
		lines = append(lines, line)
	}
	return append(lines, s.upperLines()...)
}

// among tells the states apart that the three great ones fold together, and
// how many units are in none of them.
func (w writer) among(t Tally) []string {
	var parts, lines []string
	if t.AwaitingSignOff > 0 {
		parts = append(parts, w.say.Count("digest_awaiting", t.AwaitingSignOff))
	}
	if t.Returned > 0 {
		parts = append(parts, w.say.Count("digest_returned", t.Returned))
	}
	if t.Accepted > 0 {
		parts = append(parts, w.say.Count("digest_accepted", t.Accepted))
	}
	if len(parts) > 0 {
		lines = append(lines, w.say.Say("digest_among", "parts", w.say.Join(parts...)))
	}
	if t.Exempt > 0 {
		lines = append(lines, w.say.Count("digest_exempt", t.Exempt, "noun", w.noun))
	}
	return lines
}

// withOwn counts the missing units whose deadline is another than that of most.
func (m missing) withOwn() (n int) {
	for _, g := range m.groups {
		for _, u := range g.Missing {
			if d := m.deadline(u.Code); !d.IsZero() && !d.Equal(m.common) {
				n++
			}
		}
	}
	return n
}

// deadlines returns the line about the deadline, and how many of the missing have another.
func (m missing) deadlines() string {
	if m.common.IsZero() {
		return ""
	}
	line := m.say.Say("overview_deadline", "day", m.say.Deadline(m.common), "due", m.due(m.common))
	others := m.withOwn()
	if others == 0 {
		return line
	}
	line += " " + m.say.Count("overview_deadline_own", others, "noun", m.noun)
	over := 0
	for _, g := range m.groups {
		over += g.Tally.Overdue
	}
	if over > 0 {
		line += " " + m.say.Count("overview_deadline_over", over, "noun", m.noun)
	}
	return line
}

// figures returns the outline's, added up, a line each.
func (w writer) figures() []string {
	var lines []string
	for _, sum := range w.sums(w.withFormer(w.units, w.head.Code), w.head.Code) {
		if sum.Known == 0 || sum.Label == "" {
			continue
		}
		if lines == nil {
			lines = append(lines, "", w.say.Count("digest_figures", sum.In, "noun", w.noun))
		}
		value := w.say.Amount(sum.Value)
		if since := sum.Since.Words(sum.Known, w.noun, w.say); since != "" {
			value += " – " + since
		}
		if sum.Known < sum.In {
			lines = append(lines, w.say.Say("digest_figure_part", "label", sum.Label, "value", value,
				"known", sum.Known, "in", sum.In, "noun", w.noun))
			continue
		}
		lines = append(lines, w.say.Say("digest_figure", "label", sum.Label, "value", value))
	}
	if line := w.formerLine(w.head.Code, w.say); line != "" && lines != nil {
		lines = append(lines, line)
	}
	return lines
}
