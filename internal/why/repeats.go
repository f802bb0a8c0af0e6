package why

import (
	"slices"
	"time"

	"giaoban/internal/locale"
)

// fewRepeats are so few of the same that each keeps its line.
const fewRepeats = 3

// repeated is what will come with the digests that are the same day after day in one, where the first of them is: a plan of a
// month is read for what is different in it.
func repeated(coming []Coming, p Plan) (list []Coming) {
	for _, c := range coming {
		if i := lastLike(list, c, p); i >= 0 {
			list[i].Again = append(list[i].Again, c.At)
			continue
		}
		list = append(list, c)
	}
	return unfolded(list)
}

// lastLike is the last thing of a list that a digest repeats, -1 if it repeats none.
func lastLike(list []Coming, c Coming, p Plan) int {
	if c.What != DigestSent || !c.Till.IsZero() || c.At.After(c.Due) {
		return -1
	}
	for i := len(list) - 1; i >= 0; i-- {
		if o := list[i]; o.What != DigestSent || o.Level != c.Level || p.clock(o.At) != p.clock(c.At) {
			continue
		} else if o.Pace == c.Pace && o.Own == c.Own && o.Till.IsZero() && !o.At.After(o.Due) && len(o.People) == len(c.People) {
			return i
		}
		break // what was different between them is not hidden
	}
	return -1
}

// unfolded gives what is repeated only a few times a line each again.
func unfolded(list []Coming) (out []Coming) {
	for _, c := range list {
		if len(c.Again) == 0 || len(c.Again) >= fewRepeats {
			out = append(out, c)
			continue
		}
		days := append([]time.Time{c.At}, c.Again...)
		for _, at := range days {
			one := c
			one.At, one.Due, one.Again = at, at, nil
			out = append(out, one)
		}
	}
	slices.SortStableFunc(out, func(a, b Coming) int { return a.At.Compare(b.At) })
	return out
}

// again says until when the same is repeated, and how often if that is not every day.
func (p Plan) again(c Coming, say locale.Phrases) string {
	if len(c.Again) == 0 {
		return ""
	}
	last := c.Again[len(c.Again)-1]
	if p.day(last)-p.day(c.At) == len(c.Again) {
		return say.Say("plan_daily", "last", say.Day(last))
	}
	return say.Say("plan_days", "n", len(c.Again), "last", say.Day(last))
}

// clock is the minute of the day.
func (p Plan) clock(t time.Time) int {
	t = t.In(p.Zone)
	return t.Hour()*60 + t.Minute()
}
