package campaigns

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Below keeps every unit's status in memory, for the reports of the units above that are
// added up from them: a transaction never scans, and a unit may have 166 below it. It is
// loaded from a snapshot when the campaign is opened, and learns of each change of this
// process after its commit.
//
// A change of another process makes store.BelowVersion run ahead of it, which is looked
// at with each use: in a snapshot it is then loaded from that, and a transaction is given
// up with ErrOutdated, to run again once it is loaded.
type Below struct {
	of *Campaign

	mu sync.RWMutex
	// version is the one of store.BelowVersion that all this is of.
	version int
	status  map[string]report.Status
	// issues are the numbers of the questions that wait for an answer, by the
	// unit that asked.
	issues map[string]map[int]bool
	// made are the values that were asked for, by unit, until something below
	// changes. They are never changed themselves.
	made map[string]*form.Below
}

// ErrOutdated marks a transaction that needs to know what is below while this process is
// behind. It is to run again after Load.
var ErrOutdated = errors.New("what is below was changed by another process")

// Load reads all statuses anew, unless it is up to date.
func (b *Below) Load(ctx context.Context) error { return b.of.Set.KV.View(ctx, b.load) }

func (b *Below) load(r store.Reader) error {
	version, err := store.BelowVersion(r, b.of.ID())
	if err != nil {
		return err
	}
	if b.upTo(version) {
		return nil
	}
	all, err := store.StatusesOf(r, b.of.ID())
	if err != nil {
		return err
	}
	waiting, err := store.OpenIssues.List(r, b.of.ID().String())
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.status != nil && b.version >= version {
		return nil // loaded meanwhile
	}
	b.version, b.status, b.made, b.issues = version, all, map[string]*form.Below{}, map[string]map[int]bool{}
	for _, w := range waiting {
		if !w.Down {
			b.note(w.Unit, w.Number, true)
		}
	}
	return nil
}

// upTo reports whether all changes up to that version are known.
func (b *Below) upTo(version int) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.status != nil && b.version >= version
}

// A Change is one that reports above others show: of a report's status, or of an issue.
type Change struct {
	// Version is that of store.BelowVersion with this change.
	Version int
	Report  report.ID
	Status  report.Status
	Issue   *report.Issue // if it is of an issue, and not of the status
}

// Shows reports whether a report above the unit's shows that its status has changed.
func (b *Below) Shows(unit string, before, after report.Status) bool {
	same := func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
	changed := before.State != after.State || before.Revision != after.Revision || before.Section != after.Section ||
		after.State.In() && !slices.EqualFunc(before.Figures, after.Figures, same)
	return changed && b.Shown(unit)
}

// Shown reports whether a report above the unit's is made from those below it.
func (b *Below) Shown(unit string) bool {
	return slices.ContainsFunc(b.of.Units.Ancestors(unit), func(up roster.Unit) bool {
		o := b.of.Outlines[up.Level]
		return o != nil && o.UsesBelow()
	})
}

// Changed learns of a change after its commit. One that does not follow the last that is
// known is left to the next Load.
func (s *Set) Changed(change Change) {
	c := s.Named(change.Report)
	if c == nil {
		return
	}
	b := c.Below
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.status == nil || change.Version != b.version+1 {
		return
	}
	b.version = change.Version
	if t := change.Issue; t != nil {
		b.note(t.Report.Unit, t.Number, t.Open)
	} else {
		b.status[change.Report.Unit] = change.Status
	}
	for _, u := range c.Units.Ancestors(change.Report.Unit) {
		delete(b.made, u.Code)
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

// In returns what is known of the units below one inside a transaction: those of the
// next level that reports. It takes one key, and fails with ErrOutdated if this process
// is behind.
func (b *Below) In(tx store.Getter, unit roster.Unit) (*form.Below, error) {
	version, err := store.BelowVersion(tx, b.of.ID())
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.status == nil || b.version < version {
		return nil, ErrOutdated
	}
	made := b.made[unit.Code]
	if made == nil {
		made = b.make(unit)
		b.made[unit.Code] = made
	}
	return made, nil
}

// From is In for a snapshot, from which all is loaded if this process is behind.
func (b *Below) From(r store.Reader, unit roster.Unit) (*form.Below, error) {
	if err := b.load(r); err != nil {
		return nil, err
	}
	return b.In(r, unit)
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
		case !s.State.Counts():
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
	seen := report.Overview{Units: c.Units, Status: b.status}
	for _, u := range seen.Former(unit.Code, level) {
		out.Former++
		c.addFigures(out, u, b.status[u.Code])
	}
	return out
}

// addFigures adds one report's figures, by the names in the version that it belongs to.
func (c *Campaign) addFigures(to *form.Below, u roster.Unit, s report.Status) {
	o := c.Set.Version(s.Outline)
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
	n, last, ok := o.SectionNumber(s.Section)
	switch {
	case !ok:
		return ""
	case n == 0:
		return say.Say("overview_opening")
	}
	return say.Say("overview_in_section", "n", n, "of", last)
}
