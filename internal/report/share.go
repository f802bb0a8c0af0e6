package report

import (
	"cmp"
	"slices"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// A Bound is a share that units are held against, in per cent.
type Bound struct {
	Percent int
	// Below asks for those that are under it, Reached for those at it or over.
	Below, Reached bool
}

// holds reports whether a share, as it is shown, is beyond the bound.
func (b Bound) holds(percent int) bool {
	switch {
	case b.Below:
		return percent < b.Percent
	case b.Reached:
		return percent >= b.Percent
	}
	return percent > b.Percent
}

// Beyond ranks the units under one that have done more, or less, than a share of their
// report; groups asks for those next below, and for the share of their reports that is in.
func Beyond(s Overview, under string, b Bound, groups bool, say locale.Phrases) Ranking {
	w, ok := newWriter(s, under, say)
	if !ok {
		return Ranking{}
	}
	var r Ranking
	kind, total := w.noun, 0
	if groups {
		all := w.rankGroups(true, nil).Units
		r, kind, total = w.rankGroups(!b.Below, b.holds), commonType(all), len(all)
	} else {
		r, total = w.rankUnits(!b.Below, b.holds), w.tally(w.units).Total
	}
	phrase := "share_over"
	switch {
	case b.Below:
		phrase = "share_below"
	case b.Reached:
		phrase = "share_reached"
	}
	bound := say.Say(phrase, "percent", b.Percent)
	switch {
	case groups:
		bound = say.Say("share_in", "noun", w.noun, "bound", bound)
	case b.Below:
		bound = say.Say("share_done", "bound", bound)
	default:
		bound = say.Say("share_done_in", "noun", w.noun, "bound", bound)
	}
	r.Title = say.Say("share_title", "unit", w.head.Full(), "n", len(r.Units), "total", total, "noun", kind, "bound", bound,
		"moment", w.say.ShortMoment(w.Now, w.Now))
	return r
}

// Place tells which place a unit has among those beside it, by how many reports are in or by
// how far its own is; "" if there is none beside it.
func Place(s Overview, unit roster.Unit, say locale.Phrases) string {
	w, ok := newWriter(s, unit.Parent, say)
	if !ok {
		return ""
	}
	r, better := w.rankGroups(true, nil), func(a, b roster.Unit) int {
		x, y := s.Tally(a.Code), s.Tally(b.Code)
		return cmp.Compare(y.In()*x.Total, x.In()*y.Total)
	}
	if unit.Level == s.Level {
		r, better = w.rankUnits(true, nil), s.sooner
	}
	ahead, level := 0, 0
	for _, u := range r.Units {
		switch c := better(u, unit); {
		case c < 0:
			ahead++
		case c == 0 && u.Code != unit.Code:
			level++
		}
	}
	if len(r.Units) < 2 || !slices.Contains(r.Units, unit) {
		return ""
	}
	noun := commonType(r.Units)
	text := say.Say("place_of", "unit", unit.Full(), "n", ahead+1, "total", len(r.Units), "noun", noun, "parent", w.head.Label(), "moment", w.say.ShortMoment(w.Now, w.Now))
	if level > 0 {
		text += " " + say.Count("place_level", level, "noun", noun)
	}
	if unit.Level == s.Level {
		return text + " " + say.Say("place_by_done")
	}
	t := s.Tally(unit.Code)
	return text + " " + say.Say("place_by_share", "noun", w.noun, "in", t.In(), "total", t.Total, "percent", percent(t.In(), t.Total))
}
