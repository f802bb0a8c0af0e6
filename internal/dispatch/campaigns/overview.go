package campaigns

import (
	"cmp"
	"context"
	"slices"
	"time"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Overview reads what words about many units are made from, from one snapshot.
func (d *Campaign) Overview(ctx context.Context, now time.Time) (report.Overview, error) {
	var s report.Overview
	err := d.Set.KV.View(ctx, func(r store.Reader) error {
		var err error
		s, err = d.OverviewFrom(r, now)
		return err
	})
	return s, err
}

func (d *Campaign) OverviewFrom(r store.Reader, now time.Time) (report.Overview, error) {
	statuses, err := store.Statuses(r, d.Name())
	if err != nil {
		return report.Overview{}, err
	}
	members, err := store.AllMembers(r, d.List())
	if err != nil {
		return report.Overview{}, err
	}
	waiting, err := store.AllWaiting(r, d.Name())
	if err != nil {
		return report.Overview{}, err
	}
	deadlines, err := d.deadlines(r, statuses)
	if err != nil {
		return report.Overview{}, err
	}
	level := d.Level()
	s := report.Overview{
		Units: d.Units, Level: level, Status: statuses, Waiting: waiting,
		Members:  func(unit string) roster.Members { return members[unit] },
		Deadline: deadlines,
		Contact:  d.Contact(),
		Now:      d.Local(now), Zone: d.Plan.Zone,
	}
	for l := range d.Outlines {
		if len(d.Units.AtLevel(l)) > 0 {
			s.Levels = append(s.Levels, l)
		}
	}
	slices.Sort(s.Levels)
	if o := d.Outlines[level]; o != nil {
		_, s.Sections = o.SectionNumber(o.Sections[0].Code)
		s.SectionNumber = func(code string) (int, bool) {
			n, _ := o.SectionNumber(code)
			return n, code != ""
		}
		for _, f := range o.Figures {
			label := ""
			if f.Headline {
				label = f.Label
			}
			s.FigureLabels = append(s.FigureLabels, label)
		}
		s.Figure = d.Set.figures(o)
	}
	return s, nil
}

// OverviewAndMembers reads the overview and everybody's membership from one snapshot.
func (d *Campaign) OverviewAndMembers(ctx context.Context, now time.Time) (s report.Overview, members map[string]roster.Members, err error) {
	err = d.Set.KV.View(ctx, func(r store.Reader) error {
		if s, err = d.OverviewFrom(r, now); err != nil {
			return err
		}
		members, err = store.AllMembers(r, d.List())
		return err
	})
	return s, members, err
}

// Level is the level whose reports coordinators chase: the lowest of the tree
// that has an outline. A level beside the tree, such as departments, is it only
// where no other reports.
func (d *Campaign) Level() int {
	lowest, beside := 0, 0
	for level := range d.Outlines {
		switch {
		case len(d.Units.AtLevel(level)) == 0:
		case d.Units.Beside(level):
			beside = max(beside, level)
		default:
			lowest = max(lowest, level)
		}
	}
	return cmp.Or(lowest, beside)
}

// figures finds a figure of the current outline, by its name, among those of
// the version with which a report was handed in.
func (d *Set) figures(current *form.Outline) func(version string, i int) int {
	return func(version string, i int) int {
		if version == current.Hash {
			return i
		}
		older := d.Versions[version]
		if older == nil {
			return -1
		}
		return slices.IndexFunc(older.Figures, func(f form.Figure) bool { return f.Name == current.Figures[i].Name })
	}
}
