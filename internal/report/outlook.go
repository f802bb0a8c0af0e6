package report

import (
	"math"
	"slices"
	"time"

	"giaoban/internal/roster"
)

// The pace is that of the last paceDays; it is told only when the deadline is
// near, for before nobody is in a hurry and a pace says nothing.
const (
	paceDays        = 3
	outlookDays     = 10
	districtsAtRisk = 5
)

// expected returns how many of the units will have submitted by the deadline if as
// many a day go on submitting as did in the last days.
func (s Overview) expected(units []roster.Unit, deadline time.Time) (recent, expected, total int) {
	since := s.Now.AddDate(0, 0, -paceDays)
	in := 0
	for _, u := range units {
		status := s.Status[u.Code]
		if !status.State.Counts() {
			continue
		}
		total++
		if status.State.In() {
			in++
			if status.Submitted.After(since) {
				recent++
			}
		}
	}
	left := max(0, deadline.Sub(s.Now).Hours()/24)
	expected = in + int(math.Floor(float64(recent)*left/paceDays))
	return recent, min(expected, total), total
}

// firstDay reports whether the first of the reports came in less than a day ago: there is no pace yet.
func (s Overview) firstDay(units []roster.Unit) bool {
	in := 0
	for _, u := range units {
		status := s.Status[u.Code]
		if !status.State.Counts() || !status.State.In() {
			continue
		}
		if in++; status.First.IsZero() || s.Now.Sub(status.First) >= 24*time.Hour {
			return false
		}
	}
	return in > 0
}

// outlook says who will make the deadline at the present pace, with what it is
// reckoned from.
func (m missing) outlook() []string {
	deadline := m.common
	left := m.days(m.Now, deadline)
	if deadline.IsZero() || m.Now.After(deadline) || left > outlookDays {
		return nil
	}
	recent, expected, total := m.expected(m.units, deadline)
	day := m.say.ShortDeadline(deadline, m.Now)
	until := day
	if m.say.EndsDay(deadline) {
		until = m.say.Say("deadline_day", "day", day)
	}
	if recent == 0 {
		return []string{m.say.Say("digest_no_pace", "days", paceDays, "day", day)}
	}
	if expected >= total {
		return []string{m.say.Say("digest_pace_enough", "days", paceDays, "recent", recent, "until", until)}
	}
	lines := []string{m.say.Say("digest_pace", "days", paceDays, "recent", recent, "until", until,
		"expected", expected, "total", total, "noun", m.noun)}
	if names := m.atRisk(); len(names) > 0 {
		lines = append(lines, m.say.Say("digest_at_risk", "names", m.say.List(names, districtsAtRisk)))
	}
	return lines
}

// atRisk names the districts that will not make it by their own pace, those
// that will lack most first. Below a district there is nothing to compare.
func (m missing) atRisk() []string {
	if len(m.groups) < 2 {
		return nil
	}
	type risk struct {
		lacks int
		text  string
	}
	var risks []risk
	for _, g := range m.groups {
		_, expected, total := m.expected(m.reporters(g.Unit.Code), m.common)
		if expected < total {
			risks = append(risks, risk{total - expected, m.say.Say("digest_risk", "unit", g.Unit.Name, "expected", expected, "total", total)})
		}
	}
	slices.SortStableFunc(risks, func(a, b risk) int { return b.lacks - a.lacks })
	names := make([]string, len(risks))
	for i, r := range risks {
		names[i] = r.text
	}
	return names
}
