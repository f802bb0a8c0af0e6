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

// belowIndex is what is known of every unit's report, for the reports of the
// units above, which are added up from them. Transactions never scan, and a
// unit may have 166 below it, so it is kept in memory: loaded from a snapshot
// when the campaign is opened, and told of each change after its commit.
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
func (d *Campaign) LoadBelow(ctx context.Context) error {
	var all map[string]report.Status
	var waiting []report.Waiting
	err := d.Set.KV.View(ctx, func(r store.Reader) (err error) {
		if all, err = store.Statuses(r, d.Name()); err != nil {
			return err
		}
		waiting, err = store.AllWaiting(r, d.Name())
		return err
	})
	if err != nil {
		return err
	}
	d.below.mu.Lock()
	defer d.below.mu.Unlock()
	d.below.status, d.below.made = all, map[string]*form.Below{}
	d.below.issues = map[string]map[int]bool{}
	for _, w := range waiting {
		d.below.note(w.Unit, w.Number, true)
	}
	return nil
}

// StatusChanged tells that a report's status was committed: handed in, returned,
// accepted, exempt, or worked at. Whoever writes a status calls it after the
// commit; the reports of the units above then show the new figures.
func (d *Set) StatusChanged(r store.Report, s report.Status) {
	for _, in := range d.All {
		if in.Name() == r.Campaign {
			in.statusChanged(r.Unit, s)
		}
	}
}

func (d *Campaign) statusChanged(unit string, s report.Status) {
	b := &d.below
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.status == nil {
		return // not open yet; Open reads it
	}
	before := b.status[unit]
	b.status[unit] = s
	if before.State != s.State || before.Revision != s.Revision || before.Section != s.Section || s.State.In() {
		d.forgetAbove(unit)
	}
}

// ThreadChanged tells that a question to the unit above was committed: asked, or
// answered.
func (d *Set) ThreadChanged(t report.Thread) {
	for _, in := range d.All {
		if in.Name() != t.Campaign {
			continue
		}
		in.below.mu.Lock()
		if in.below.issues != nil { // else Open reads it
			in.below.note(t.Unit, t.Number, t.Open)
			in.forgetAbove(t.Unit)
		}
		in.below.mu.Unlock()
	}
}

// note keeps whether a question waits; the lock is held.
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

// forgetAbove drops what was made for the units above; the lock is held.
func (d *Campaign) forgetAbove(unit string) {
	for _, u := range d.Units.Ancestors(unit) {
		delete(d.below.made, u.Code)
	}
}

// Below is what is known of the units below, those of the next level that
// reports.
func (d *Campaign) Below(unit roster.Unit) *form.Below {
	b := &d.below
	b.mu.RLock()
	made := b.made[unit.Code]
	b.mu.RUnlock()
	if made != nil {
		return made
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	made = d.makeBelow(unit)
	if b.made != nil {
		b.made[unit.Code] = made
	}
	return made
}

// levelBelow is the level whose reports are added up for a level's own: the
// next one down that has an outline and units. It is 0 if there is none.
func (d *Campaign) levelBelow(level int) int {
	next := 0
	for l := range d.Outlines {
		if l > level && (next == 0 || l < next) && len(d.Units.AtLevel(l)) > 0 {
			next = l
		}
	}
	return next
}

// makeBelow adds up; the lock is held.
func (d *Campaign) makeBelow(unit roster.Unit) *form.Below {
	level := d.levelBelow(unit.Level)
	out := &form.Below{Where: map[string]string{}, Figures: map[string][]float64{}, Having: map[string][]string{}}
	var units []roster.Unit
	for _, u := range d.Units.Below(unit.Code) {
		if u.Level == level {
			units = append(units, u)
		}
	}
	if out.Noun = report.Noun(units); out.Noun == "" {
		out.Noun = d.Phrases("").Say("digest_noun")
	}
	for _, u := range units {
		s := d.below.status[u.Code]
		out.Issues += len(d.below.issues[u.Code])
		switch {
		case s.State == report.Exempt:
			continue
		case s.State.In():
			out.Submitted++
			d.addFigures(out, u, s)
		default:
			out.Missing = append(out.Missing, u.Label())
			out.Where[u.Label()] = d.stands(level, s)
		}
		out.Expected++
	}
	return out
}

// addFigures adds one report's, by the names of the version that it belongs to.
func (d *Campaign) addFigures(to *form.Below, u roster.Unit, s report.Status) {
	o := d.Set.Versions[s.Outline]
	if o == nil {
		if o = d.Outlines[u.Level]; o == nil || o.Hash != s.Outline {
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

// stands is where a report that is not in stands, in words.
func (d *Campaign) stands(level int, s report.Status) string {
	say := d.Phrases("")
	switch s.State {
	case report.NotStarted:
		return ""
	case report.AwaitingSignOff:
		return say.Say("late_awaiting")
	case report.Returned:
		return say.Say("late_returned")
	}
	o := d.Outlines[level]
	if s.Section == "" || o == nil {
		return ""
	}
	n, last := o.SectionNumber(s.Section)
	if n == 0 {
		return say.Say("late_opening")
	}
	return say.Say("late_section", "n", n, "of", last)
}
