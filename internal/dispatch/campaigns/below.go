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

// belowIndex keeps every unit's status in memory, for the reports of the units above
// that are added up from them: a transaction never scans, and a unit may have 166
// below it. It is loaded from a snapshot when the campaign is opened, and each change
// is noted after its commit.
type belowIndex struct {
	mu     sync.RWMutex
	status map[string]report.Status
	// issues are the numbers of the questions that wait for an answer, by the
	// unit that asked.
	issues map[string]map[int]bool
	// made are the values that were asked for, by unit, until something below
	// changes. They are never changed themselves.
	made map[string]*form.Below
}

// LoadBelow reads all statuses anew.
func (c *Campaign) LoadBelow(ctx context.Context) error {
	var all map[string]report.Status
	var waiting []report.Waiting
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		if all, err = store.StatusesOf(r, c.ID()); err != nil {
			return err
		}
		waiting, err = store.OpenIssues.List(r, c.ID().String())
		return err
	})
	if err != nil {
		return err
	}
	c.below.mu.Lock()
	defer c.below.mu.Unlock()
	c.below.status, c.below.made = all, map[string]*form.Below{}
	c.below.issues = map[string]map[int]bool{}
	for _, w := range waiting {
		c.below.note(w.Unit, w.Number, true)
	}
	return nil
}

// StatusChanged notes a report's status after its commit. Whoever writes a status
// calls it; the reports of the units above then show the new figures.
func (s *Set) StatusChanged(r report.ID, status report.Status) {
	if c := s.Named(r); c != nil {
		c.statusChanged(r.Unit, status)
	}
}

func (c *Campaign) statusChanged(unit string, s report.Status) {
	b := &c.below
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.status == nil {
		return // not open yet; Open reads it
	}
	before := b.status[unit]
	b.status[unit] = s
	if before.State != s.State || before.Revision != s.Revision || before.Section != s.Section || s.State.In() {
		c.forgetAbove(unit)
	}
}

// IssueChanged notes after the commit that an issue was opened or answered.
func (s *Set) IssueChanged(t report.Issue) {
	c := s.Named(t.Report)
	if c == nil {
		return
	}
	c.below.mu.Lock()
	defer c.below.mu.Unlock()
	if c.below.issues != nil { // else Open reads it
		c.below.note(t.Report.Unit, t.Number, t.Open)
		c.forgetAbove(t.Report.Unit)
	}
}

// note keeps whether an issue waits. The lock is held.
func (b *belowIndex) note(unit string, number int, open bool) {
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
func (c *Campaign) forgetAbove(unit string) {
	for _, u := range c.Units.Ancestors(unit) {
		delete(c.below.made, u.Code)
	}
}

// Below returns what is known of the units below: those of the next level that
// reports.
func (c *Campaign) Below(unit roster.Unit) *form.Below {
	b := &c.below
	b.mu.RLock()
	made := b.made[unit.Code]
	b.mu.RUnlock()
	if made != nil {
		return made
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	made = c.makeBelow(unit)
	if b.made != nil {
		b.made[unit.Code] = made
	}
	return made
}

// levelBelow returns the level whose reports are added up for a level's own: the next
// one down that has an outline and units, or 0.
func (c *Campaign) levelBelow(level int) int {
	next := 0
	for l := range c.Outlines {
		if l > level && (next == 0 || l < next) && len(c.Units.AtLevel(l)) > 0 {
			next = l
		}
	}
	return next
}

// makeBelow adds up the reports below a unit. The lock is held.
func (c *Campaign) makeBelow(unit roster.Unit) *form.Below {
	level := c.levelBelow(unit.Level)
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
		s := c.below.status[u.Code]
		out.Issues += len(c.below.issues[u.Code])
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
