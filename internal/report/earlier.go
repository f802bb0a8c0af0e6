package report

import (
	"math"

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
// either report is left out of the change: it neither grew nor fell.
func (s Overview) since(units []roster.Unit, i int) (since Growth) {
	if len(s.Earlier) == 0 {
		return since
	}
	told := func(statuses map[string]Status, unit string) (float64, bool) {
		status := statuses[unit]
		if !status.State.In() {
			return 0, false
		}
		if n := s.figure(status, i); !math.IsNaN(n) {
			return n, true
		}
		return 0, false
	}
	for _, u := range units {
		now, is := told(s.Status, u.Code)
		if then, was := told(s.Earlier[0], u.Code); is && was {
			since.Change, since.Of = form.Rounded(since.Change+now-then), since.Of+1
		}
		if i >= len(s.Cumulative) || !s.Cumulative[i] {
			continue
		}
		since.Periods, since.Total = 1+len(s.Earlier), form.Rounded(since.Total+now)
		for _, statuses := range s.Earlier {
			then, _ := told(statuses, u.Code)
			since.Total = form.Rounded(since.Total + then)
		}
	}
	return since
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
