package report

import (
	"cmp"
	"math"
	"time"

	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// Growth tells how a figure stands to the reports before: by how much it has changed, over the Of
// units that told it then too, and what it comes to with all Periods before this one.
type Growth struct {
	Change float64
	Of     int
	Total  float64
	// Periods counts those that Total is added up from, this one among them; 0 where the outline
	// does not add the figure up over periods.
	Periods int
}

// since compares a figure of these units with the periods before. A unit that did not tell it in
// either report is left out of the change: it neither grew nor fell. ended are all units below that are no more: one that took
// the place of some is compared with what all of them told, and what they told in a period is part of the total.
func (s Overview) since(units []roster.Unit, ended []roster.Former, i int) (since Growth) {
	if len(s.Earlier) == 0 {
		return since
	}
	adds := i < len(s.Cumulative) && s.Cumulative[i]
	if adds {
		since.Periods = 1 + len(s.Earlier)
	}
	here := make(map[string]bool, len(units))
	for _, u := range units {
		here[u.Code] = true
		now, is := s.figureIn(s.Status, u.Code, i)
		if then, was := s.toldAsOne(s.Earlier[0], u.Code, ended, i); is && was {
			since.Change, since.Of = form.Rounded(since.Change+now-then), since.Of+1
		}
		if !adds {
			continue
		}
		since.Total = form.Rounded(since.Total + now)
		for _, statuses := range s.Earlier {
			then, _ := s.figureIn(statuses, u.Code, i)
			since.Total = form.Rounded(since.Total + then)
		}
	}
	for _, f := range ended {
		for _, statuses := range s.Earlier {
			if then, was := s.figureIn(statuses, f.Code, i); adds && was && !here[f.Code] && s.countedThen(statuses, f) {
				since.Total = form.Rounded(since.Total + then)
			}
		}
	}
	return since
}

// figureIn is a figure of a unit's report in some period; ok is false if it is not in, or does not tell it.
func (s Overview) figureIn(statuses map[string]Status, unit string, i int) (n float64, ok bool) {
	status := statuses[unit]
	if !status.State.In() {
		return 0, false
	}
	n = s.figure(status, i)
	if math.IsNaN(n) {
		return 0, false
	}
	return n, true
}

// toldAsOne is what a unit told together with those that are counted with it since they ended. It is not known if one of these
// did not tell it.
func (s Overview) toldAsOne(statuses map[string]Status, unit string, ended []roster.Former, i int) (sum float64, ok bool) {
	sum, ok = s.figureIn(statuses, unit, i)
	for _, f := range ended {
		if f.At != unit || f.Code == unit || ok && !s.countedThen(statuses, f) {
			continue
		}
		n, was := s.toldAsOne(statuses, f.Code, ended, i)
		if !was {
			return 0, false
		}
		sum, ok = form.Rounded(sum+n), true
	}
	return sum, ok
}

// AsOneBefore is toldAsOne in the last period for anything that adds up: told is what a unit told of it then. formers counts the units
// that ended in this one and are in it.
func (s Overview) AsOneBefore(unit string, told func(unit string) (n float64, ok bool)) (sum float64, formers int, ok bool) {
	var then map[string]Status
	if len(s.Earlier) > 0 {
		then = s.Earlier[0]
	}
	sum, ok = told(unit)
	for _, u := range s.Units.Before(unit) {
		f, _ := s.Units.Ended(u.Code)
		if f.At != unit || f.Code == unit || ok && !s.countedThen(then, f) {
			continue
		}
		n, more, was := s.AsOneBefore(f.Code, told)
		if !was {
			return 0, 0, false
		}
		sum, formers, ok = form.Rounded(sum+n), formers+1+more, true
	}
	return sum, formers, ok
}

// WithThose are the units, each with those that ended in it and are counted with it.
func (s Overview) WithThose(units []roster.Unit) (all []roster.Unit) {
	for _, u := range units {
		all = append(all, u)
		for _, former := range s.Units.Before(u.Code) {
			if f, _ := s.Units.Ended(former.Code); f.At == u.Code && f.Code != u.Code {
				all = append(all, s.WithThose([]roster.Unit{former})...)
			}
		}
	}
	return all
}

// countedThen reports whether what a unit that ended told in a period is beside what its successor told in that one: all of a
// period from before its end is, and what the successor has not told itself.
func (s Overview) countedThen(statuses map[string]Status, f roster.Former) bool {
	at := statuses[f.At]
	if f.At == "" || !at.State.In() {
		return true
	}
	end, err := time.ParseInLocation(time.DateOnly, f.Day, cmp.Or(s.Zone, time.UTC))
	return err == nil && at.Submitted.Before(end)
}

// endedBelow are the units of the level below one that are no more.
func (s Overview) endedBelow(under string) (ended []roster.Former) {
	for _, u := range s.Units.Formers(under) {
		if f, ok := s.Units.Ended(u.Code); ok && u.Level == s.Level {
			ended = append(ended, f)
		}
	}
	return ended
}

// Words are behind the figure's value: «so với kỳ trước: +3; cộng dồn 5 kỳ: 34»; "" where there
// is nothing before it. known units told the figure this time.
func (since Growth) Words(known int, noun string, say locale.Phrases) string {
	var parts []string
	switch change := say.Signed(since.Change); {
	case since.Of == 0:
	case since.Of < known:
		parts = append(parts, say.Count("since_last_some", since.Of, "change", change, "noun", noun))
	default:
		parts = append(parts, say.Say("since_last", "change", change))
	}
	if since.Periods > 1 {
		parts = append(parts, say.Count("since_total", since.Periods, "value", say.Amount(since.Total)))
	}
	return say.Join(parts...)
}
