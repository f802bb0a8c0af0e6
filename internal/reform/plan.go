package reform

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Plan is a reform that is not begun: what it does to what.
type Plan struct {
	store.Reform
	// Lines are the units that move, in the order of the file, each with what stands on it.
	Lines []Line
	// Missing are the units that something stands on and of which the file does not say what becomes of them.
	Missing []Finding
	// Untold are units that are not as they were and of which the file does not say what becomes of them, on which only codes or
	// deadlines stand.
	Untold []Finding
}

// A Line is one unit of the list as it was.
type Line struct {
	Old   roster.Unit
	Kind  roster.MoveKind
	Into  []roster.Unit
	At    string // the code with which its figures are counted, "" apart
	Day   string
	Holds Stakes
	// Stay marks that its people do not go along: no unit of its level takes its place, or they are asked of which they are.
	Stay bool
}

// Draw makes the plan of moving what stands on a list as it was to that of now, by what a file says. n is the number of the
// reform.
func (g Ground) Draw(r store.Reader, was []roster.Unit, now *roster.Units, moves []roster.Move, n int, at time.Time) (Plan, error) {
	stakes, err := g.Stakes(r)
	if err != nil {
		return Plan{}, err
	}
	found, err := g.Findings(r, was, now)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Reform: store.Reform{List: g.List, N: n, At: at, Stage: store.Clearing, Campaigns: g.Campaigns, Moves: moves, Units: now.All(), Called: map[string]string{}}}
	older := map[string]roster.Unit{}
	for _, u := range was {
		older[u.Code] = u
	}
	places := map[string]int{}
	for _, m := range moves {
		if m.Kind == roster.Added {
			continue
		}
		i, known := places[m.Old]
		if !known {
			i = len(p.Lines)
			places[m.Old] = i
			p.Called[m.Old] = older[m.Old].Label()
			p.Lines = append(p.Lines, Line{Old: older[m.Old], Kind: m.Kind, Day: m.Day, Holds: stakes[m.Old]})
		}
		l := &p.Lines[i]
		if u, ok := now.Get(m.New); ok {
			l.Into = append(l.Into, u)
		}
		if m.Totals == roster.AtSuccessor {
			l.At = m.New
		}
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		l.Stay = l.Kind.Ends() && (len(l.Into) != 1 || l.Into[0].Level != l.Old.Level)
		if l.Kind.Ends() {
			p.Formers = append(p.Formers, p.former(*l))
		}
	}
	for _, f := range found {
		if _, told := places[f.Old.Code]; !told {
			p.Missing = append(p.Missing, f)
		}
	}
	for _, d := range now.Differences(was) {
		if _, told := places[d.Old.Code]; !told && stakes[d.Old.Code].Any() && !stakes[d.Old.Code].Holds() {
			p.Untold = append(p.Untold, Finding{d, stakes[d.Old.Code]})
		}
	}
	return p, nil
}

func (p Plan) former(l Line) roster.Former {
	f := roster.Former{Unit: l.Old, Was: l.Old.Code, Kind: l.Kind, Day: l.Day, At: l.At}
	f.Code = p.Former(l.Old.Code)
	for _, u := range l.Into {
		f.Into = append(f.Into, u.Code)
	}
	return f
}

// Until is the latest day of the moves, "" if none has one.
func (p Plan) Until() (day string) {
	for _, m := range p.Moves {
		day = max(day, m.Day)
	}
	return day
}

// Total adds up what stands on the units that move.
func (p Plan) Total(kinds ...roster.MoveKind) (n int, all Stakes) {
	for _, l := range p.Lines {
		if slices.Contains(kinds, l.Kind) {
			n++
			all = all.Plus(l.Holds)
		}
	}
	return n, all
}

// clears are the codes that are cleared first: those that another unit may have from now on, and of units that get another.
func clears(r store.Reform) map[string]string {
	codes := map[string]string{}
	for _, m := range r.Moves {
		if m.Kind.Ends() || m.Kind != roster.Added && m.Old != m.New {
			codes[m.Old] = r.Former(m.Old)
		}
	}
	return codes
}

// goesOn are the units that go on under another code.
func goesOn(r store.Reform) map[string]string {
	codes := map[string]string{}
	for _, m := range r.Moves {
		if (m.Kind == roster.Renamed || m.Kind == roster.Moved) && m.Old != m.New {
			codes[r.Former(m.Old)] = m.New
		}
	}
	return codes
}

// An heir is the unit to which the people of another go, and what it was called.
type heir struct{ from, to string }

// News is what is told to the people of a unit that moved.
type News struct {
	Kind roster.MoveKind `json:"k"`
	// Unit is it as it was called, Former the code under which it is kept what it wrote, if it ended.
	Unit   string `json:"u"`
	Former string `json:"f,omitempty"`
	// Into are the codes of the units that took its place, To is the one of which the person is a member now.
	Into []string `json:"i,omitempty"`
	To   string   `json:"t"`
	Day  string   `json:"d,omitempty"`
}

// Told is what is told to those who were members of a unit, by its former code.
func Told(r store.Reform, former string) (n News) {
	for _, m := range r.Moves {
		if m.Kind == roster.Added || r.Former(m.Old) != former {
			continue
		}
		n.Kind, n.Unit, n.Day, n.Into = m.Kind, r.Called[m.Old], m.Day, append(n.Into, m.New)
		if m.Kind.Ends() {
			n.Former = former
		}
	}
	if n.Kind == roster.Closed {
		n.Into = nil
	}
	return n
}

// heirs are where the members of each unit go, by its former code; those who stay go to where they are.
func heirs(r store.Reform) (list []heir) {
	level := map[string]int{}
	for _, u := range r.Units {
		level[u.Code] = u.Level
	}
	for _, f := range r.Formers {
		to := f.Code
		if len(f.Into) == 1 && level[f.Into[0]] == f.Level {
			to = f.Into[0]
		}
		list = append(list, heir{f.Code, to})
	}
	for _, m := range r.Moves {
		if m.Kind == roster.Renamed || m.Kind == roster.Moved {
			list = append(list, heir{r.Former(m.Old), m.New})
		}
	}
	keeps := func(h heir) bool { // its code: before others come to it
		return h.from == r.Former(h.to)
	}
	slices.SortFunc(list, func(a, b heir) int {
		if x, y := keeps(a), keeps(b); x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a.from, b.from)
	})
	return slices.Compact(list)
}
