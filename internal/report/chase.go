package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// Pace is how those above are told of a level's reports on a day.
type Pace uint8

// The paces.
const (
	Collecting Pace = iota // the deadline is to come, or there is none: each day
	Chased                 // it has passed: who is late is told today
	DayOff                 // nobody works: only if something happened
	Between                // not the day of the week: only of a deadline that was missed
	Over                   // for so long that nobody is told any more, but of the same
)

// pace returns how the reports of these units are told of, by the deadline that most of
// them have.
func (s Overview) pace(units []roster.Unit) Pace {
	if s.Pace == nil {
		return Collecting
	}
	return s.Pace(s.usual(units))
}

// usual returns the deadline that most of the units have, the earlier of two as frequent.
func (s Overview) usual(units []roster.Unit) (usual time.Time) {
	count := map[time.Time]int{}
	for _, u := range units {
		if s.Status[u.Code].State.Counts() {
			count[s.deadline(u.Code).UTC()]++
		}
	}
	for d, n := range count {
		if n > count[usual] || n == count[usual] && d.Before(usual) {
			usual = d
		}
	}
	return usual
}

// A stage is what is to be done about a report that is missing after its deadline.
type stage uint8

const (
	callNow     stage = iota // nobody is at it, or a promised day passed
	almostDone               // little is left
	unexplained              // it is worked at, and nobody said why it is late
	explained                // its unit said why
	notYetDue                // its own deadline is to come
	stages
)

// almost is which part of a report is done where little is left.
const almost = 0.8

// stage tells what is to be done about a unit's missing report.
func (s Overview) stage(unit string) stage {
	status, excuse, cause := s.Status[unit], s.Excuses[unit], s.Cause(unit)
	switch {
	case !s.overdue(unit):
		return notYetDue
	case cause == CauseUnregistered || cause == CauseUnreachable || excuse.broken(s.Now):
		return callNow
	case excuse.Given():
		return explained
	case cause == CauseNotStarted || s.silent(status):
		return callNow
	case cause == CauseAwaitingSignature || status.Share() >= almost:
		return almostDone
	}
	return unexplained
}

// byStage sorts the missing units by what is to be done about them, by name.
func (m missing) byStage() (of [stages][]roster.Unit) {
	for _, g := range m.groups {
		for _, u := range g.Missing {
			n := m.stage(u.Code)
			of[n] = append(of[n], u)
		}
	}
	for _, units := range of {
		slices.SortFunc(units, func(a, b roster.Unit) int { return cmp.Or(viet.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code)) })
	}
	return of
}

// mostChased is how many late units a chase names; of more it gives counts. Of more than
// mostCalled it names no telephones: it is one message, and the list behind it has them.
const mostChased, mostCalled = 60, 30

// chase lists the missing units by what is to be done about them: by name, or where they
// are many, how many they are and where most of them are.
func (m missing) chase() (lines []string, named bool) {
	of := m.byStage()
	if named = m.count() <= mostChased; !named {
		return m.chaseCounts(of), false
	}
	if m.count() > mostCalled {
		named, m.told = !m.anyCalled(), nil
	}
	if units := of[callNow]; len(units) > 0 {
		lines = append(lines, m.say.Say("chase_call", "n", len(units)))
		lines = append(lines, m.callLines(units)...)
	}
	row := func(key string, units []roster.Unit, how func(roster.Unit) string) {
		names := make([]string, len(units))
		for i, u := range units {
			names[i] = m.placed(u)
			if h := how(u); h != "" {
				names[i] += " (" + h + ")"
			}
		}
		if len(names) > 0 {
			lines = append(lines, m.say.Say(key, "n", len(names), "names", m.say.Join(names...)))
		}
	}
	row("chase_almost", of[almostDone], m.howFar)
	row("chase_unexplained", of[unexplained], m.howFar)
	if units := of[explained]; len(units) > 0 {
		lines = append(lines, m.say.Say("chase_explained", "n", len(units)))
		for _, u := range units {
			lines = append(lines, m.excused(u))
		}
	}
	row("chase_not_due", of[notYetDue], func(u roster.Unit) string { return m.say.ShortDeadline(m.deadline(u.Code), m.Now) })
	return lines, named
}

// anyCalled reports whether the reader may call anybody of the missing units.
func (m missing) anyCalled() bool {
	return slices.ContainsFunc(m.groups, func(g Group) bool {
		return slices.ContainsFunc(g.Missing, func(u roster.Unit) bool { return m.call(u.Code) != "" })
	})
}

// callLines name whom to call, a line for each reason why.
func (m missing) callLines(units []roster.Unit) (lines []string) {
	var broken, others []roster.Unit
	for _, u := range units {
		if e := m.Excuses[u.Code]; e.broken(m.Now) && !m.nobody(u.Code) && !m.unreachable(u.Code) {
			broken = append(broken, u)
		} else {
			others = append(others, u)
		}
	}
	for _, u := range broken {
		lines = append(lines, m.excused(u))
	}
	return append(m.causeLines(others), lines...)
}

// excused tells why a unit is late, and whom to call about it.
func (m missing) excused(u roster.Unit) string {
	return "- " + m.withCall(m.placed(u), u.Code) + ": " + m.words(m.Excuses[u.Code])
}

// howFar tells in a word how far a report is.
func (m missing) howFar(u roster.Unit) string {
	switch status := m.Status[u.Code]; status.State {
	case AwaitingSignOff:
		return m.say.Say("overview_awaiting")
	case Returned:
		return m.say.Say("overview_returned")
	default:
		return fmt.Sprintf("%d%%", percent(status.Done, status.Total))
	}
}

// districtsInChase is how many units between are named as those with the most to call.
const districtsInChase = 5

// chaseCounts is chase for many.
func (m missing) chaseCounts(of [stages][]roster.Unit) (lines []string) {
	for i, key := range [stages]string{"chase_call_n", "chase_almost_n", "chase_unexplained_n", "chase_explained_n", "chase_not_due_n"} {
		if n := len(of[i]); n > 0 {
			lines = append(lines, m.say.Say(key, "n", n, "where", m.where(stage(i), of[i])))
		}
	}
	return lines
}

// where tells of many units where the most are, and of those with a reason which.
func (m missing) where(n stage, units []roster.Unit) string {
	count, label := map[string]int{}, map[string]string{}
	for _, u := range units {
		key := u.Parent
		if n == explained {
			key = string(m.Excuses[u.Code].Why)
			label[key] = m.Excuses[u.Code].Why.Label(m.say)
		} else if up, ok := m.Units.Get(key); ok {
			label[key] = up.Name
		}
		count[key]++
	}
	keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], viet.Compare(label[a], label[b]), cmp.Compare(a, b))
	})
	if n != explained && len(keys) < 2 {
		return ""
	}
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = fmt.Sprintf("%s %d", label[key], count[key])
	}
	if n == explained {
		return m.say.Say("chase_whys", "names", m.say.Join(names...))
	}
	return m.say.Say("chase_most", "names", m.say.Join(names[:min(len(names), districtsInChase)]...))
}

// missedLines tell of deadlines that passed. The names are told where they are few.
func (w writer) missedLines(missed []Missed) (lines []string) {
	usual := w.usual(w.units)
	for _, d := range missed {
		day := w.say.ShortDeadline(d.Deadline, w.Now)
		if d.Deadline.Equal(usual) {
			lines = append(lines, w.say.Say("digest_missed", "day", day, "n", len(d.Units), "noun", w.noun))
		} else {
			lines = append(lines, w.say.Say("digest_missed_own", "day", day, "names", w.say.List(w.located(d.Units), namesInChanges)))
		}
	}
	return lines
}

// MissedDeadline tells a coordinator of a unit who of the units below, all of one level,
// missed their deadlines, and how many have not submitted by now.
func MissedDeadline(s Overview, head string, late []roster.Unit, say locale.Phrases) string {
	if len(late) == 0 {
		return ""
	}
	s.Level = late[0].Level
	w, ok := newWriter(s, head, say)
	if !ok {
		return ""
	}
	of := map[time.Time][]roster.Unit{}
	for _, u := range late {
		of[s.deadline(u.Code).UTC()] = append(of[s.deadline(u.Code).UTC()], u)
	}
	var missed []Missed
	for _, d := range slices.SortedFunc(maps.Keys(of), time.Time.Compare) {
		missed = append(missed, Missed{d, of[d]})
	}
	t := w.tally(w.units)
	text := say.Say("missed_now", "unit", w.head.Label(), "missing", t.Missing(), "total", t.Total, "noun", w.noun)
	lines := append(w.missedLines(missed), text)
	chase, _ := w.missing(head).chase()
	return strings.Join(append(lines, chase...), "\n")
}
