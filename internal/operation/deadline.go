package operation

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/language"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// What is asked for is more time. A day that leaves somebody less than they have is shown as such, old and new, and its button says so
// too: «đến thứ bảy» is easily said of a day that comes before the deadline.

// day reads the new last day, and asks for it if it is none to come, or is the deadline already.
func (v verdict) day() []chat.Content {
	s, now := v.State, v.Overview.Now
	first, last := v.deadlines()
	lead := ""
	if s.Until != "" {
		typed := s.Until
		at, unclear := language.Till(v.Say.Tongue(), typed, now, last)
		of, _ := language.Till(v.Say.Tongue(), typed, now, first)
		s.Until, s.Due = "", time.Time{}
		switch {
		case unclear != nil && s.Asked == askDate:
			return one(v.Say.Say("decision_day_unclear"))
		case unclear == nil && !of.Equal(at): // «thêm 2 ngày» of several deadlines
			lead = v.Say.Say("decision_day_differs", "input", report.Echo(typed), "first", v.Say.Deadline(first), "last", v.Say.Deadline(last))
		case unclear == nil:
			s.Due = at
		}
	}
	same := first.Equal(last)
	switch {
	case s.Due.IsZero():
	case s.Due.Before(now):
		lead = v.Say.Say("decision_day_gone", "today", v.Say.Day(now))
	case same && s.Due.Equal(first):
		lead = v.Say.Say("decision_day_same")
	default:
		return nil
	}
	text := v.Say.Say("decision_which_day", "target", v.target())
	if same && !last.IsZero() && s.Level == 0 {
		text = v.Say.Say("decision_day_now", "day", v.Say.Deadline(last)) + "\n" + text
	}
	if lead != "" {
		text = lead + "\n" + text
	}
	s.Asked, s.Due = askDate, time.Time{}
	return one(text)
}

// extended are the units that are to get the day. Those of a level that have a deadline of their own keep it.
func (v verdict) extended() []roster.Unit {
	s := v.State
	switch {
	case s.several():
		return v.able()
	case s.Level != 0:
		return without(v.all(Group{Root: s.Units[0], Level: s.Level}), v.hasOwn)
	}
	return []roster.Unit{v.unit()}
}

func (v verdict) hasOwn(u roster.Unit) bool { return !v.Overview.Status[u.Code].Due.IsZero() }

// deadlineOf is the one in force for a unit; zero where none is known.
func (v verdict) deadlineOf(u roster.Unit) time.Time {
	switch {
	case !v.State.several() && v.State.Level == 0 && !v.folder.Deadline.IsZero():
		return v.folder.Deadline
	case v.Overview.Deadline == nil:
		return time.Time{}
	}
	return v.Overview.Deadline(u.Code)
}

// deadlines are the first and the last of those in force; zero where none are known.
func (v verdict) deadlines() (first, last time.Time) {
	for _, u := range v.extended() {
		at := v.deadlineOf(u)
		if first.IsZero() || at.Before(first) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	return first, last
}

// sooner are the units to which the new day leaves less time than they have.
func (v verdict) sooner() []roster.Unit {
	if v.State.Name != command.Extend || v.State.Due.IsZero() {
		return nil
	}
	return without(v.extended(), func(u roster.Unit) bool { return !v.State.Due.Before(v.deadlineOf(u)) })
}

// dayNow says what the new day takes the place of.
func (v verdict) dayNow() (lines []string) {
	s := v.State
	sooner := v.sooner()
	first, last := v.deadlines()
	day := v.Say.Deadline(s.Due)
	switch {
	case len(sooner) > 0 && first.Equal(last):
		lines = append(lines, v.Say.Say("decision_day_sooner", "old", v.Say.Deadline(last), "new", day))
	case len(sooner) > 0:
		lines = append(lines, v.Say.Say("decision_day_sooner_some", "units", v.withDays(sooner), "new", day))
	case first.Equal(last) && !last.IsZero():
		lines = append(lines, v.Say.Say("decision_day_now", "day", v.Say.Deadline(last)))
	}
	if s.Level == 0 {
		return lines
	}
	own := without(v.all(Group{Root: s.Units[0], Level: s.Level}), func(u roster.Unit) bool { return !v.hasOwn(u) })
	if len(own) > 0 {
		lines = append(lines, v.Say.Say("decision_day_own", "units", v.withDays(own)))
	}
	return lines
}

// withDays names units with the deadlines that they have.
func (v verdict) withDays(units []roster.Unit) string {
	names := v.labels(units, "%s, %s")
	for i, u := range units {
		names[i] += " (" + v.Say.ShortDeadline(v.deadlineOf(u), v.Overview.Now) + ")"
	}
	return v.Say.List(slices.Clip(names), maxListed)
}
