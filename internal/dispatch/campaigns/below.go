package campaigns

import (
	"context"
	"math"
	"sync"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Below keeps every unit's status in memory, for the reports of the units above that are
// added up from them: a transaction never scans, and a unit may have 166 below it. It is
// loaded from a snapshot when the campaign is opened, and learns of each change after its
// commit.
type Below struct {
	of *Campaign

	mu     sync.RWMutex
	status map[string]report.Status
	// issues are the numbers of the questions that wait for an answer, by the
	// unit that asked.
	issues map[string]map[int]bool
	// made are the values that were asked for, by unit, until something below
	// changes. They are never changed themselves.
	made map[string]*form.Below
}

// Load reads all statuses anew.
func (b *Below) Load(ctx context.Context) error {
	var all map[string]report.Status
	var waiting []report.Waiting
	err := b.of.Set.KV.View(ctx, func(r store.Reader) (err error) {
		if all, err = store.StatusesOf(r, b.of.ID()); err != nil {
			return err
		}
		waiting, err = store.OpenIssues.List(r, b.of.ID().String())
		return err
	})
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.status, b.made, b.issues = all, map[string]*form.Below{}, map[string]map[int]bool{}
	for _, w := range waiting {
		b.note(w.Unit, w.Number, true)
	}
	return nil
}

// StatusChanged learns of a report's status after its commit. Whoever writes a status
// calls it; the reports of the units above then show the new figures.
func (s *Set) StatusChanged(r report.ID, status report.Status) {
	c := s.Named(r)
	if c == nil {
		return
	}
	b := c.Below
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.status == nil {
		return // not open yet; Load reads it
	}
	before := b.status[r.Unit]
	b.status[r.Unit] = status
	if before.State != status.State || before.Revision != status.Revision || before.Section != status.Section || status.State.In() {
		b.forgetAbove(r.Unit)
	}
}

// IssueChanged learns after the commit that an issue was opened or answered.
func (s *Set) IssueChanged(t report.Issue) {
	c := s.Named(t.Report)
	if c == nil {
		return
	}
	b := c.Below
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.issues != nil { // else Load reads it
		b.note(t.Report.Unit, t.Number, t.Open)
		b.forgetAbove(t.Report.Unit)
	}
}

// note keeps whether an issue waits. The lock is held.
func (b *Below) note(unit string, number int, open bool) {
	if !open {
		delete(b.issues[unit], number)
		return
	}
	if b.issues[unit] == nil {
		b.issues[unit] = map[int]bool{}
	}
	b.issues[unit][number] = true
}

// forgetAbove drops what was made for the units above. The lock is held.
func (b *Below) forgetAbove(unit string) {
	for _, u := range b.of.Units.Ancestors(unit) {
		delete(b.made, u.Code)
	}
}

// Unit returns what is known of the units below one: those of the next level that
// reports.
func (b *Below) Unit(unit roster.Unit) *form.Below {
	b.mu.RLock()
	made := b.made[unit.Code]
	b.mu.RUnlock()
	if made != nil {
		return made
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	made = b.make(unit)
	if b.made != nil {
		b.made[unit.Code] = made
	}
	return made
}

// level returns the level whose reports are added up for a level's own: the next
// one down that has an outline and units, or 0.
func (b *Below) level(level int) int {
	next := 0
	for l := range b.of.Outlines {
		if l > level && (next == 0 || l < next) && len(b.of.Units.AtLevel(l)) > 0 {
			next = l
		}
	}
	return next
}

// make adds up the reports below a unit. The lock is held.
func (b *Below) make(unit roster.Unit) *form.Below {
	c, level := b.of, b.level(unit.Level)
	out := &form.Below{Where: map[string]string{}, Figures: map[string][]float64{}, Having: map[string][]string{}}
	var units []roster.Unit
	for _, u := range c.Units.Below(unit.Code) {
		if u.Level == level {
			units = append(units, u)
		}
	}
	if out.Noun = report.Noun(units); out.Noun == "" {
		out.Noun = c.Phrases("").Say("digest_noun")
	}
	for _, u := range units {
		s := b.status[u.Code]
		out.Issues += len(b.issues[u.Code])
		switch {
		case s.State == report.Exempt:
			continue
		case s.State.In():
			out.Submitted++
			c.addFigures(out, u, s)
		default:
			out.Missing = append(out.Missing, u.Label())
			out.Where[u.Label()] = c.stands(level, s)
		}
		out.Expected++
	}
	return out
}

// addFigures adds one report's figures, by the names in the version that it belongs to.
func (c *Campaign) addFigures(to *form.Below, u roster.Unit, s report.Status) {
	o := c.Set.Versions[s.Outline]
	if o == nil {
		if o = c.Outlines[u.Level]; o == nil || o.Hash != s.Outline {
			return
		}
	}
	for i := range o.Figures {
		if i >= len(s.Figures) || math.IsNaN(s.Figures[i]) {
			continue
		}
		name := o.Figures[i].Name
		to.Figures[name] = append(to.Figures[name], s.Figures[i])
		if s.Figures[i] != 0 {
			to.Having[name] = append(to.Having[name], u.Label())
		}
	}
}

// stands returns in words how far a report is that was not submitted.
func (c *Campaign) stands(level int, s report.Status) string {
	say := c.Phrases("")
	switch s.State {
	case report.NotStarted:
		return ""
	case report.AwaitingSignOff:
		return say.Say("overview_awaiting")
	case report.Returned:
		return say.Say("overview_returned")
	}
	o := c.Outlines[level]
	if s.Section == "" || o == nil {
		return ""
	}
	n, last := o.SectionNumber(s.Section)
	if n == 0 {
		return say.Say("overview_opening")
	}
	return say.Say("overview_in_section", "n", n, "of", last)
}
