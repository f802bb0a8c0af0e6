package report

import (
	"maps"
	"slices"
	"time"

	"giaoban/internal/roster"
)

// Changes are what happened under a unit since an instant. A unit is in one of them at
// most, beside the deadlines, promises and questions.
type Changes struct {
	// Submitted are the units whose report came in and is in, Again those of which it had
	// been in before.
	Submitted, Again []roster.Unit
	// Begun and Continued count reports that are not in; Other counts what is none of
	// these, such as an exemption.
	Begun, Continued, Other int
	// Exempted units need not report since, Unexempted ones must again.
	Exempted, Unexempted int
	// Returned, Accepted and Reopened count reports that stand so now.
	Returned, Accepted, Reopened int
	// Extended are the units that got a deadline which is still to come.
	Extended []roster.Unit
	// Missed are the deadlines that passed, each with the units that had not submitted.
	Missed []Missed
	// Explained are the units that said why they are late, Broken those whose promised
	// day passed.
	Explained, Broken []roster.Unit
	// Questions counts those that came and wait for an answer.
	Questions int
	// Reminded are the units that the ladder reminded.
	Reminded []roster.Unit
}

// Missed is a deadline that passed, and the units that have not submitted.
type Missed struct {
	Deadline time.Time
	Units    []roster.Unit
}

// A Step is one of the ladder that was taken: when, and which units it reminded.
type Step struct {
	At    time.Time `json:"a"`
	Units []string  `json:"u"`
}

// Happened reports whether anything did that is told on a day off too.
func (c Changes) Happened() bool {
	return len(c.Submitted)+len(c.Again)+len(c.Extended)+len(c.Missed)+c.Returned+c.Accepted+c.Reopened+c.Questions > 0
}

// None reports whether nothing happened. That the ladder reminded somebody is no news
// by itself.
func (c Changes) None() bool {
	return !c.Happened() && c.Begun+c.Continued+c.Other+c.Exempted+c.Unexempted+len(c.Explained)+len(c.Broken) == 0
}

// Changes since the instant. Times are kept to the second, so what happened in
// the second of the last digest is told with the next one: at worst twice,
// never not at all.
func (s Overview) Changes(under string, since time.Time) Changes {
	return s.changes(s.reporters(under), since)
}

func (s Overview) changes(units []roster.Unit, since time.Time) Changes {
	var c Changes
	acts := s.lastActs(since)
	reminded := s.reminded(since)
	missed := map[time.Time][]roster.Unit{}
	ours := map[string]bool{}
	for _, u := range units {
		ours[u.Code] = true
		s.changed(&c, u, since, acts[u.Code])
		if !s.isMissing(u.Code) {
			continue
		}
		if d := s.deadline(u.Code); !d.IsZero() && !since.After(d) && s.Now.After(d) {
			missed[d.UTC()] = append(missed[d.UTC()], u)
		}
		e := s.Excuses[u.Code]
		switch {
		case e.broken(s.Now) && !e.broken(since):
			c.Broken = append(c.Broken, u)
		case e.Given() && !e.Said.Before(since):
			c.Explained = append(c.Explained, u)
		}
		if acts[u.Code].extended && s.Now.Before(s.deadline(u.Code)) {
			c.Extended = append(c.Extended, u)
		}
		if reminded[u.Code] {
			c.Reminded = append(c.Reminded, u)
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(missed), time.Time.Compare) {
		c.Missed = append(c.Missed, Missed{d, missed[d]})
	}
	for _, q := range s.Waiting {
		if ours[q.Unit] && !q.Since.Before(since) {
			c.Questions++
		}
	}
	return c
}

// changed adds what happened to one report itself.
func (s Overview) changed(c *Changes, u roster.Unit, since time.Time, act act) {
	status := s.Status[u.Code]
	switch {
	case status.State.In() && (!status.First.Before(since) || status.Revision == 1 && !status.Submitted.Before(since)):
		c.Submitted = append(c.Submitted, u)
	case status.State.In() && !status.Submitted.Before(since):
		c.Again = append(c.Again, u)
	case status.Changed.Before(since):
	case status.State == Exempt:
		c.Exempted++
	case act.move == MoveUnexempt && !act.exempted:
		c.Unexempted++
	case act.move == MoveUnexempt: // it stands as it stood
	case status.State == Returned && act.move == MoveReturn:
		c.Returned++
	case status.State == Accepted:
		c.Accepted++
	case status.State == InProgress && act.move == MoveReopen:
		c.Reopened++
	case status.State == InProgress || status.State == AwaitingSignOff || status.State == Returned:
		if status.Started.Before(since) {
			c.Continued++
		} else {
			c.Begun++
		}
	default:
		c.Other++
	}
}

// act is what was last done about a unit's report, and whether it was given another
// deadline and exempted meanwhile.
type act struct {
	move               Move
	extended, exempted bool
}

// lastActs returns what was done about each unit since an instant.
func (s Overview) lastActs(since time.Time) map[string]act {
	acts := map[string]act{}
	for _, e := range s.Acts {
		switch {
		case e.When.Before(since) || e.Move == "":
		case e.Move != MoveExtend:
			a := acts[e.Unit]
			acts[e.Unit] = act{e.Move, a.extended, a.exempted || e.Move == MoveExempt}
		case e.Level == 0:
			acts[e.Unit] = acts[e.Unit].extend()
		default:
			for _, u := range s.Units.Below(e.Unit) {
				if u.Level == e.Level {
					acts[u.Code] = acts[u.Code].extend()
				}
			}
		}
	}
	return acts
}

func (a act) extend() act {
	a.extended = true
	return a
}

// reminded returns the units that steps of the ladder reminded since an instant.
func (s Overview) reminded(since time.Time) map[string]bool {
	units := map[string]bool{}
	for _, step := range s.Steps {
		if step.At.After(since) { // a digest of the same instant told of it
			for _, u := range step.Units {
				units[u] = true
			}
		}
	}
	return units
}
