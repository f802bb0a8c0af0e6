package report

import (
	"fmt"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// Cause is why a unit's report is not in, as the one who chases it needs to
// know: whom to call, and about what.
type Cause uint8

// The reasons, those that need a person most first.
const (
	CauseUnregistered      Cause = iota // nobody has joined for the unit
	CauseUnreachable                    // all who joined have blocked the bot
	CauseNotStarted                     // not a question answered
	CauseStuck                          // begun, and nothing since stuckAfter
	CauseInProgress                     // being filled in
	CauseReturned                       // returned and not yet resent
	CauseAwaitingSignature              // waits for the approver
	causes
)

// stuckAfter is how long a report that was begun may rest before a person
// should ask why.
const stuckAfter = 3 * 24 * time.Hour

// Cause tells why the unit's report is not in.
func (s Overview) Cause(unit string) Cause {
	status := s.Status[unit]
	switch {
	case s.nobody(unit):
		return CauseUnregistered
	case s.unreachable(unit):
		return CauseUnreachable
	case status.State == Returned:
		return CauseReturned
	case status.State == AwaitingSignOff:
		return CauseAwaitingSignature
	case status.State == NotStarted:
		return CauseNotStarted
	case s.silent(status):
		return CauseStuck
	}
	return CauseInProgress
}

// silent reports whether nobody did anything about a report for long.
func (s Overview) silent(status Status) bool { return !s.Now.Before(status.Changed.Add(stuckAfter)) }

// unreachable reports whether all who joined for the unit refuse our messages.
func (s Overview) unreachable(unit string) bool {
	people := s.people(unit)
	for _, m := range people {
		if !m.Blocked {
			return false
		}
	}
	return len(people) > 0
}

// isMissing reports whether a report is awaited from the unit and not in.
func (s Overview) isMissing(unit string) bool {
	state := s.Status[unit].State
	return !state.In() && state.Counts()
}

// byCause sorts the missing units of the groups by why they are, each in the
// order of its group.
func (o Overview) byCause(groups []Group) (of [causes][]roster.Unit) {
	for _, g := range groups {
		for _, u := range g.Missing {
			r := o.Cause(u.Code)
			of[r] = append(of[r], u)
		}
	}
	return of
}

func (w writer) causeLabels() [causes]string {
	return [causes]string{
		w.say.Say("overview_kind_nobody"), w.say.Say("overview_kind_blocked"), w.say.Say("overview_kind_not_started"),
		w.say.Say("overview_kind_stuck"), w.say.Say("overview_kind_working"), w.say.Say("overview_kind_returned"),
		w.say.Say("overview_kind_awaiting"),
	}
}

// byReason lists the missing units by reason: a line each where there is more
// to say of a unit than its name, and names in a row where there is not.
func (m missing) byReason() []section {
	var sections []section
	labels := m.causeLabels()
	for cause, units := range m.byCause(m.groups) {
		if len(units) == 0 {
			continue
		}
		s := section{head: m.say.Say("overview_reason", "reason", labels[cause], "n", len(units))}
		if Cause(cause) == CauseUnregistered || Cause(cause) == CauseNotStarted {
			s.lines = m.inRows(units)
		} else {
			for _, u := range units {
				how := m.say.Join(m.standing(u, Cause(cause)), m.own(u, m.common), m.why(u), m.call(u.Code))
				s.lines = append(s.lines, line{text: m.lineOf(u, how), units: 1})
			}
		}
		sections = append(sections, s)
	}
	return sections
}

// standing says what the reason's heading does not say already: how far it is,
// where, and since when.
func (w writer) standing(u roster.Unit, r Cause) string {
	status := w.Status[u.Code]
	done := fmt.Sprintf("%d%%", percent(status.Done, status.Total))
	since := ""
	if !status.Changed.IsZero() {
		since = w.say.Say("overview_since", "day", w.say.ShortDay(status.Changed, w.Now))
	}
	switch r {
	case CauseReturned:
		if status.Round > 1 {
			return w.say.Join(since, w.say.Say("overview_round", "n", status.Round))
		}
		return since
	case CauseAwaitingSignature:
		return since
	case CauseUnreachable:
		if status.State == NotStarted {
			return w.say.Say("overview_not_started")
		}
		return done
	case CauseInProgress:
		since = w.say.Say("overview_last", "day", w.say.ShortDay(status.Changed, w.Now))
	}
	return w.say.Join(done, w.part(status.Section), since)
}

// own returns the unit's deadline, if it is not the common one.
func (w writer) own(u roster.Unit, common time.Time) string {
	d := w.deadline(u.Code)
	if d.IsZero() || d.Equal(common) {
		return ""
	}
	return w.say.Say("overview_own", "day", w.say.ShortDeadline(d, w.Now), "due", w.due(d))
}

// lineOf returns a unit in a list that goes over several groups.
func (m missing) lineOf(u roster.Unit, how string) string {
	name := u.Label()
	if up, ok := m.Units.Parent(u.Code); ok && len(m.groups) > 1 && up.Code != m.head.Code {
		name += " (" + up.Name + ")"
	}
	text := mark(m.Status[u.Code].State) + " " + name
	if how != "" {
		text += " — " + how
	}
	return text
}

// inRows puts names in rows, each row of one group.
func (m missing) inRows(units []roster.Unit) []line {
	var lines []line
	for at := 0; at < len(units); {
		end := at + 1
		for end < len(units) && end-at < namesPerLine && units[end].Parent == units[at].Parent {
			end++
		}
		names := make([]string, 0, end-at)
		for _, u := range units[at:end] {
			name := m.short(u)
			if more := m.say.Join(m.own(u, m.common), m.why(u), m.call(u.Code)); more != "" {
				name += " (" + more + ")"
			}
			names = append(names, name)
		}
		text := m.say.Join(names...)
		if up, ok := m.Units.Parent(units[at].Code); ok && len(m.groups) > 1 && up.Code != m.head.Code {
			text = up.Name + ": " + text
		}
		lines = append(lines, line{text: text, units: end - at})
		at = end
	}
	return lines
}

// CauseLabel returns the reason in words.
func CauseLabel(c Cause, say locale.Phrases) string { return writer{say: say}.causeLabels()[c] }
