package report

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// daysBack is how many days a comparison counts one by one.
const daysBack = 5

// SinceDay compares how many reports under a unit are in with how many were when a day
// began. A report that was returned or opened again meanwhile, as the overview's acts tell,
// counts as in then. What was handed in before them is known from the reports themselves.
func SinceDay(s Overview, under string, day time.Time, say locale.Phrases) string {
	w, ok := newWriter(s, under, say)
	if !ok {
		return ""
	}
	t := w.tally(w.units)
	if t.Total == 0 {
		return w.noneExpected()
	}
	before := w.inAt(day)
	var gained, lost []roster.Unit
	then := 0
	for _, u := range w.units {
		now := w.Status[u.Code].State.In()
		switch {
		case before(u) && !now:
			lost = append(lost, u)
		case now && !before(u):
			gained = append(gained, u)
		}
		if before(u) {
			then++
		}
	}
	since := w.say.ShortMoment(day, w.Now)
	head := "since_head"
	if then == t.In() && len(gained) == 0 {
		head = "since_same"
	}
	lines := []string{say.Say(head, "since", since, "unit", w.head.Full(), "gained", len(gained), "noun", w.noun,
		"then", then, "now", t.In(), "total", t.Total)}
	if len(gained) > 0 {
		lines = append(lines, say.Say("since_gained", "names", say.List(w.located(gained), namesInCount)))
	}
	if len(lost) > 0 {
		lines = append(lines, say.Say("since_lost", "names", say.List(w.located(lost), namesInCount)))
	}
	return strings.Join(append(lines, w.byDay()), "\n")
}

// inAt tells whether a unit's report was in at an instant.
func (w writer) inAt(at time.Time) func(roster.Unit) bool {
	first := map[string]Move{} // the first act about each report since
	for _, a := range w.Acts {
		if _, later := first[a.Unit]; !later && a.Level == 0 && a.Move != "" && a.Move != MoveExtend && !a.When.Before(at) {
			first[a.Unit] = a.Move
		}
	}
	return func(u roster.Unit) bool {
		status := w.Status[u.Code]
		switch move := first[u.Code]; move {
		case MoveReturn, MoveReopen, MoveAccept, MoveTakeBack:
			return true
		case MoveSubmit, MoveResubmit, Present, MoveSign, MoveSendBack:
			return false
		}
		return status.State.In() && status.Submitted.Before(at)
	}
}

// byDay counts on which of the last days the reports that are in came.
func (w writer) byDay() string {
	counts := map[int]int{}
	earlier := 0
	for _, u := range w.units {
		status := w.Status[u.Code]
		if !status.State.In() || status.Submitted.IsZero() {
			continue
		}
		if ago := w.days(status.Submitted, w.Now); ago < daysBack {
			counts[ago]++
		} else {
			earlier++
		}
	}
	var parts []string
	for ago := daysBack - 1; ago >= 0; ago-- {
		day := w.say.ShortDay(w.Now.AddDate(0, 0, -ago), w.Now)
		if ago == 0 {
			day = w.say.Say("since_today")
		}
		parts = append(parts, w.say.Say("since_day", "day", day, "n", counts[ago]))
	}
	if earlier > 0 {
		parts = slices.Insert(parts, 0, w.say.Say("since_day", "day", w.say.Say("since_earlier"), "n", earlier))
	}
	return w.say.Say("since_days", "parts", w.say.Join(parts...))
}

// Forecast reckons when all reports under a unit will be in at the pace of the last days,
// with what it is reckoned from. It is arithmetic, and says so.
func Forecast(s Overview, under string, say locale.Phrases) string {
	w, ok := newWriter(s, under, say)
	if !ok {
		return ""
	}
	t := w.tally(w.units)
	if none := w.nobodyMissing(t); none != "" {
		return none
	}
	m := w.missing(under)
	if m.firstDay(m.units) {
		return say.Say("forecast_first_day", "unit", w.head.Full(), "missing", t.Missing(), "noun", w.noun)
	}
	recent, _, _ := m.expected(m.units, w.Now)
	lines := []string{say.Say("forecast_base", "unit", w.head.Full(), "days", paceDays, "recent", recent, "missing", t.Missing(), "noun", w.noun)}
	if recent == 0 {
		lines = append(lines, say.Say("forecast_no_pace"))
	} else {
		days := (t.Missing()*paceDays + recent - 1) / recent
		lines = append(lines, say.Say("forecast_end", "day", w.say.Day(w.Now.AddDate(0, 0, days)), "days", days))
	}
	if d := m.common; !d.IsZero() && w.Now.Before(d) {
		_, expected, total := m.expected(m.units, d)
		lines = append(lines, say.Say("forecast_due", "day", w.say.ShortDay(d, w.Now), "expected", expected, "total", total, "noun", w.noun))
	} else if !d.IsZero() {
		lines = append(lines, say.Say("forecast_over", "day", w.say.ShortDay(d, w.Now)))
	}
	if names := m.atRisk(); len(names) > 0 {
		lines = append(lines, say.Say("digest_at_risk", "names", say.List(names, districtsAtRisk)))
	} else if names := m.risky(); len(names) > 0 {
		lines = append(lines, say.Say("forecast_risky"))
		lines = append(lines, names...)
	}
	return strings.Join(append(lines, say.Say("forecast_arithmetic")), "\n")
}

// risky names the missing units that have hardly begun, a line for each reason.
func (m missing) risky() (lines []string) {
	labels := m.causeLabels()
	of := m.byCause(m.groups)
	for _, c := range []Cause{CauseUnregistered, CauseUnreachable, CauseNotStarted, CauseStuck} {
		if len(of[c]) > 0 {
			lines = append(lines, "- "+m.say.Say("overview_kind", "kind", labels[c], "n", len(of[c]), "names", m.say.List(m.located(of[c]), namesInCount)))
		}
	}
	return lines
}
