package campaigns

import (
	"cmp"
	"context"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Overview reads the state of all units from one snapshot.
func (c *Campaign) Overview(ctx context.Context, now time.Time) (report.Overview, error) {
	var s report.Overview
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		s, err = c.OverviewFrom(r, now)
		return err
	})
	return s, err
}

// OverviewFrom is Overview from a snapshot at hand.
func (c *Campaign) OverviewFrom(r store.Reader, now time.Time) (report.Overview, error) {
	statuses, err := store.StatusesOf(r, c.ID())
	if err != nil {
		return report.Overview{}, err
	}
	excuseSuccessors(c, statuses)
	members, err := store.Members.Map(r, c.OnList("").String())
	if err != nil {
		return report.Overview{}, err
	}
	waiting, err := store.OpenIssues.List(r, c.ID().String())
	if err != nil {
		return report.Overview{}, err
	}
	deadlines, err := c.deadlines(r, statuses)
	if err != nil {
		return report.Overview{}, err
	}
	excuses, err := store.ExcusesOf(r, c.ID())
	if err != nil {
		return report.Overview{}, err
	}
	level := c.Level()
	s := report.Overview{
		Units: c.Units, Level: level, Status: statuses, Waiting: slices.DeleteFunc(waiting, func(w report.Waiting) bool { return w.Down }),
		Members: func(unit string) roster.Members { return members[unit] }, Directory: c.People,
		Vacated: func(unit string) bool { // whose last member leaves keeps an empty record
			left, ok := members[unit]
			return ok && len(left) == 0
		},
		Deadline: deadlines, Excuses: excuses,
		Pace:    func(deadline time.Time) report.Pace { return c.Plan.Pace(deadline, now) },
		Contact: c.In(c.Phrases("")).Contact,
		Now:     c.Local(now), Zone: c.Plan.Zone, Closed: closedSince(c.Phase()),
	}
	s.Posts = map[int]bool{}
	for l, o := range c.Outlines {
		s.Posts[l] = o.PostQuestion() != nil
		if len(c.Units.AtLevel(l)) > 0 {
			s.Levels = append(s.Levels, l)
		}
	}
	slices.Sort(s.Levels)
	if o := c.Outlines[level]; o != nil {
		_, s.Sections = o.Number(0)
		s.SectionNumber = func(code string) (int, bool) {
			n, _, ok := o.SectionNumber(code)
			return n, ok
		}
		s.FigureLabels = headlines(o.In(c.Plan.Language))
		for _, f := range o.Figures {
			s.FigurePer = append(s.FigurePer, slices.IndexFunc(o.Figures, func(g form.Figure) bool { return f.Per != "" && g.Name == f.Per }))
		}
		s.Figure = c.Set.figures(o)
		if err := c.compared(r, o, &s); err != nil {
			return report.Overview{}, err
		}
	}
	return s, nil
}

// Told is an overview as it is told in these phrases.
func Told(c *Campaign, s report.Overview, say locale.Phrases) report.Overview {
	s.Contact = c.In(say).Contact
	if o := c.Outlines[s.Level]; o != nil && len(s.FigureLabels) > 0 {
		s.FigureLabels = headlines(o.In(say.Tag()))
	}
	return s
}

// headlines are the labels of the figures that digests tell, "" for each other one.
func headlines(o *form.Outline) []string {
	labels := make([]string, len(o.Figures))
	for i, f := range o.Figures {
		if f.Headline {
			labels[i] = f.Label
		}
	}
	return labels
}

// closedSince is since when the campaign is closed; zero if it is not.
func closedSince(p campaign.Phase) time.Time {
	if p.Closed {
		return p.Since
	}
	return time.Time{}
}

// Level returns the level whose reports coordinators chase: the lowest of the tree
// that has an outline. A level beside the tree, such as departments, is it only
// where no other reports.
func (c *Campaign) Level() int {
	lowest, beside := 0, 0
	for level := range c.Outlines {
		switch {
		case len(c.Units.AtLevel(level)) == 0:
		case c.Units.Beside(level):
			beside = max(beside, level)
		default:
			lowest = max(lowest, level)
		}
	}
	return cmp.Or(lowest, beside)
}

// figures finds a figure of the current outline, by its name, among those of
// the version with which a report was handed in.
func (s *Set) figures(current *form.Outline) func(version string, i int) int {
	return func(version string, i int) int {
		if version == current.Hash {
			return i
		}
		older := s.Version(version)
		if older == nil {
			return -1
		}
		return slices.IndexFunc(older.Figures, func(f form.Figure) bool { return f.Name == current.Figures[i].Name })
	}
}
