package report

import (
	"cmp"
	"slices"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// A Ranking orders units by how far they are, the slowest first, or the fastest.
type Ranking struct {
	// Title says what is ranked and by what; without lines there is nothing to rank.
	Title string
	Lines []string
	// Units are those of the lines.
	Units []roster.Unit
}

// RankGroups ranks the units next below one by the share of their reports that is in.
func RankGroups(s Overview, under string, fastest bool, say locale.Phrases) Ranking {
	w, ok := newWriter(s, under, say)
	if !ok {
		return Ranking{}
	}
	return w.rankGroups(fastest, nil)
}

// rankGroups ranks those whose share in per cent holds; nil holds of all.
func (w writer) rankGroups(fastest bool, holds func(percent int) bool) Ranking {
	groups := slices.DeleteFunc(w.lines(w.head.Code, w.units), func(g Group) bool {
		return g.Direct || holds != nil && !holds(percent(g.Tally.In(), g.Tally.Total))
	})
	key := "rank_groups_slowest"
	if fastest {
		slices.Reverse(groups)
		key = "rank_groups_fastest"
	}
	var r Ranking
	for i, g := range groups {
		r.Units = append(r.Units, g.Unit)
		r.Lines = append(r.Lines, w.say.Say("rank_group_line", "n", i+1, "unit", g.Unit.Label(), "in", g.Tally.In(), "total", g.Tally.Total,
			"percent", percent(g.Tally.In(), g.Tally.Total)))
	}
	r.Title = w.say.Say(key, "unit", w.head.Label(), "n", len(groups), "groups", commonType(r.Units), "noun", w.noun, "moment", w.say.ShortMoment(w.Now, w.Now))
	return r
}

// RankUnits ranks the units under one that report: those that submitted first, then those
// that have done most; the slowest the other way round, those with nobody registered first.
func RankUnits(s Overview, under string, fastest bool, say locale.Phrases) Ranking {
	w, ok := newWriter(s, under, say)
	if !ok {
		return Ranking{}
	}
	return w.rankUnits(fastest, nil)
}

// rankUnits ranks those whose share in per cent holds; nil holds of all.
func (w writer) rankUnits(fastest bool, holds func(percent int) bool) Ranking {
	units := slices.DeleteFunc(slices.Clone(w.units), func(u roster.Unit) bool {
		status := w.Status[u.Code]
		return !status.State.Counts() || holds != nil && !holds(status.percent())
	})
	slices.SortStableFunc(units, func(a, b roster.Unit) int {
		if fastest {
			return w.sooner(a, b)
		}
		return w.sooner(b, a)
	})
	r := Ranking{Units: units}
	for i, u := range units {
		how := w.far(u.Code)
		if status := w.Status[u.Code]; status.State.In() {
			how = w.say.Say("rank_in")
			if !status.Submitted.IsZero() {
				how = w.say.Say("rank_in_at", "time", w.say.Clock(status.Submitted), "day", w.say.ShortDay(status.Submitted, w.Now))
			}
		}
		r.Lines = append(r.Lines, w.say.Say("rank_unit_line", "n", i+1, "unit", w.located([]roster.Unit{u})[0], "how", how))
	}
	key := "rank_units_slowest"
	if fastest {
		key = "rank_units_fastest"
	}
	r.Title = w.say.Say(key, "unit", w.head.Label(), "n", len(units), "noun", w.noun, "moment", w.say.ShortMoment(w.Now, w.Now))
	return r
}

// sooner compares by submission, then by what is done, then by whether somebody registered.
func (o Overview) sooner(a, b roster.Unit) int {
	x, y := o.Status[a.Code], o.Status[b.Code]
	rank := func(code string, s Status) int {
		switch {
		case s.State.In():
			return 0
		case s.State == AwaitingSignOff:
			return 1
		case s.State != NotStarted:
			return 2
		case !o.nobody(code):
			return 3
		}
		return 4
	}
	if c := rank(a.Code, x) - rank(b.Code, y); c != 0 {
		return c
	}
	if x.State.In() {
		return x.Submitted.Compare(y.Submitted)
	}
	if x.Share() != y.Share() {
		return cmp.Compare(y.Share(), x.Share())
	}
	return y.Changed.Compare(x.Changed)
}

// Complete names the units next below one of which all reports are in, and if there are
// none those that are nearest to it.
func Complete(s Overview, under string, say locale.Phrases) string {
	w, ok := newWriter(s, under, say)
	if !ok {
		return ""
	}
	groups := slices.DeleteFunc(w.lines(under, w.units), func(g Group) bool { return g.Direct })
	if len(groups) == 0 {
		return CountMissing(s, under, say)
	}
	slices.Reverse(groups)
	var full []string
	units := make([]roster.Unit, len(groups))
	for i, g := range groups {
		units[i] = g.Unit
		if g.Tally.In() == g.Tally.Total {
			full = append(full, g.Unit.Label())
		}
	}
	kind := commonType(units)
	if len(full) > 0 {
		return say.Say("complete_some", "n", len(full), "total", len(groups), "groups", kind, "noun", w.noun, "names", say.List(full, len(full)))
	}
	var near []string
	for _, g := range groups[:min(len(groups), 3)] {
		near = append(near, say.Say("complete_near_line", "unit", g.Unit.Label(), "in", g.Tally.In(), "total", g.Tally.Total))
	}
	return say.Say("complete_none", "total", len(groups), "groups", kind, "noun", w.noun, "names", w.say.Join(near...))
}
