package report

import (
	"math"
	"time"

	"giaoban/internal/roster"
)

// Overview is everything that words about many units are made from, as of one
// instant. The shell builds it from one snapshot of the store; nothing here
// changes it.
type Overview struct {
	Units *roster.Units
	// Level is the level whose units report.
	Level int
	// Levels are all whose units report, Level among them; those above it have
	// their own report, beside what is collected from below.
	Levels []int
	// Status has the record of each unit that has one; a unit without has not
	// started.
	Status map[string]Status
	// Members are those of a unit. Nil: nobody knows, and nobody is missed.
	Members func(unit string) roster.Members
	// Vacated reports whether a unit had members and has none any more; nil: nobody knows.
	Vacated func(unit string) bool
	// Directory is the office's own list of people.
	Directory roster.Directory
	// Posts are the levels whose outline asks for the post of who fills it in.
	Posts map[int]bool
	// told are the memberships of whoever is told; of nobody's at first. See ToldTo.
	told []roster.Membership
	// Deadline is the last instant on time; nil or zero if there is none.
	Deadline func(unit string) time.Time
	// Closed is since when nothing is taken any more; zero while reports are.
	Closed time.Time
	// Pace is how those above are told of the reports with a deadline. Nil: each day.
	Pace func(deadline time.Time) Pace
	// Excuses are the reasons that units gave for being late.
	Excuses map[string]Excuse
	// Acts are the journal's entries since the earliest digest or day that is told from, in
	// the order in which they came about; Steps those of the ladder.
	Acts  []Entry
	Steps []Step
	// Sections is the number of the last section and SectionNumber the number
	// of the one with that code: 5 for X5, 0 for the opening part.
	Sections      int
	SectionNumber func(code string) (n int, ok bool)
	// FigureLabels name the figures of a status, in their order; one without a
	// label is not shown.
	FigureLabels []string
	// FigurePer tells for each figure which other it is looked at per: people in models
	// per household; -1 for one that is looked at as it is.
	FigurePer []int
	// Earlier are the statuses in the periods before this one, the newest first, or in the
	// campaign before; none where nothing was asked before. Cumulative marks the figures that add
	// up over them.
	Earlier    []map[string]Status
	Cumulative []bool
	// Waiting are the questions from below that nobody has answered.
	Waiting []Waiting
	// Figure tells where the figure with that label's place stands among those
	// of a status made with another version of the outline; -1 if it has none.
	// Nil: all statuses are of one version.
	Figure func(outline string, i int) int
	// Contact is whom to call, as a sentence, for refusals.
	Contact string
	Now     time.Time
	Zone    *time.Location
}

// reporters returns the units below (or the unit itself) that a report is
// collected from, exempt ones included, ordered by name within one parent.
func (s Overview) reporters(under string) []roster.Unit {
	if u, ok := s.Units.Get(under); ok && u.Level == s.Level {
		return []roster.Unit{u}
	}
	var out []roster.Unit
	for _, u := range s.Units.Below(under) {
		if u.Level == s.Level {
			out = append(out, u)
		}
	}
	return out
}

// deadline returns the unit's deadline, zero if it has none.
func (s Overview) deadline(unit string) time.Time {
	if s.Deadline == nil {
		return time.Time{}
	}
	return s.Deadline(unit)
}

// nobody reports whether no person has joined for the unit.
func (s Overview) nobody(unit string) bool {
	return s.Members != nil && len(s.people(unit)) == 0
}

// workers are the roles that work at a unit's own report.
var workers = []roster.Role{roster.Officer, roster.Approver, roster.Coordinator}

// people returns those who work at the unit's own report.
func (s Overview) people(unit string) roster.Members {
	if s.Members == nil {
		return nil
	}
	return s.Members(unit).With(workers...)
}

// Tally counts reports by state. Exempt units are in no other number.
type Tally struct {
	Total                                                                  int
	NotStarted, InProgress, AwaitingSignOff, Returned, Submitted, Accepted int
	Exempt                                                                 int
	// Overdue of the missing ones are past their deadline.
	Overdue int
}

// In counts the reports that are handed in.
func (t Tally) In() int { return t.Submitted + t.Accepted }

// Missing counts the reports that are not.
func (t Tally) Missing() int { return t.Total - t.In() }

// Working counts those begun and not in: being filled in, waiting for a
// signature, or returned.
func (t Tally) Working() int { return t.InProgress + t.AwaitingSignOff + t.Returned }

// Tally counts what is under the unit.
func (s Overview) Tally(under string) Tally { return s.tally(s.reporters(under)) }

func (s Overview) tally(units []roster.Unit) Tally {
	var t Tally
	for _, u := range units {
		s.count(&t, u.Code)
	}
	return t
}

// count adds one unit.
func (s Overview) count(t *Tally, unit string) {
	state := s.Status[unit].State
	if state == Exempt {
		t.Exempt++
	}
	if !state.Counts() {
		return
	}
	t.Total++
	switch state {
	case InProgress:
		t.InProgress++
	case AwaitingSignOff:
		t.AwaitingSignOff++
	case Returned:
		t.Returned++
	case Submitted:
		t.Submitted++
	case Accepted:
		t.Accepted++
	default:
		t.NotStarted++
	}
	if !state.In() && s.overdue(unit) {
		t.Overdue++
	}
}

// Sum is one figure added up over the reports that are in.
type Sum struct {
	Label string
	Value float64
	// Known of the In reports that are in have the figure.
	Known, In int
	Since     Growth
}

// Sums adds up the figures of the reports under the unit that are in. What
// nobody knows yet is left out of the sum and of Known, never taken for zero.
func (s Overview) Sums(under string) []Sum {
	return s.sums(s.withFormer(s.reporters(under), under), under)
}

func (s Overview) sums(units []roster.Unit, under string) []Sum {
	sums := make([]Sum, len(s.FigureLabels))
	for i, label := range s.FigureLabels {
		sums[i].Label = label
	}
	for _, u := range units {
		status := s.Status[u.Code]
		if !status.State.In() {
			continue
		}
		for i := range sums {
			sums[i].In++
			if f := s.figure(status, i); !math.IsNaN(f) {
				sums[i].Known++
				sums[i].Value += f
			}
		}
	}
	ended := s.endedBelow(under)
	for i := range sums {
		sums[i].Since = s.since(units, ended, i)
	}
	return sums
}

// figure returns the status's value of the overview's figure; NaN if it has none.
func (s Overview) figure(status Status, i int) float64 {
	if s.Figure != nil {
		i = s.Figure(status.Outline, i)
	}
	if i < 0 || i >= len(status.Figures) {
		return math.NaN()
	}
	return status.Figures[i]
}
