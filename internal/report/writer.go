package report

import (
	"fmt"
	"strings"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// A writer tells of one unit, and of all that is under it, in one language.
type writer struct {
	Overview
	say   locale.Phrases
	head  roster.Unit
	units []roster.Unit // those under head that report
	noun  string        // what they are called together
}

// newWriter gathers what is to be told; ok is false if there is no such unit.
func newWriter(s Overview, under string, say locale.Phrases) (w writer, ok bool) {
	head, ok := s.Units.Get(under)
	if !ok {
		return writer{}, false
	}
	w = writer{Overview: s, say: say.In(s.Zone), head: head, units: s.reporters(under)}
	if w.noun = commonType(w.units); w.noun == "" {
		w.noun = say.Say("digest_noun")
	}
	return w, true
}

// Noun returns what several units are called together; empty if there are none or
// they have no type.
func Noun(units []roster.Unit) string { return commonType(units) }

// commonType returns the type that most of the units have: the office says «27 xã»
// of 26 xã and one thị trấn.
func commonType(units []roster.Unit) string {
	count := map[string]int{}
	for _, u := range units {
		count[u.Type]++
	}
	best := ""
	for kind, n := range count {
		if n > count[best] || n == count[best] && kind < best {
			best = kind
		}
	}
	return best
}

// barCells is the width of a bar: it fits beside a name on a phone.
const barCells = 10

// bar draws n of total. It is empty only if nothing is done and full only if
// everything is.
func bar(n, total int) string {
	cells := 0
	if total > 0 {
		cells = n * barCells / total
	}
	if cells == 0 && n > 0 {
		cells = 1
	}
	return strings.Repeat("▓", cells) + strings.Repeat("░", barCells-cells)
}

// percent returns n of total in whole percent, rounded: 100% means all.
func percent(n, total int) int {
	if total == 0 {
		return 0
	}
	if n >= total {
		return 100
	}
	return min((n*200+total)/(2*total), 99)
}

// The marks in front of a unit, the same in every language.
const (
	markIn      = "[x]"
	markWorking = "[~]"
	markNothing = "[ ]"
)

func mark(state State) string {
	switch state {
	case Submitted, Accepted:
		return markIn
	case InProgress, AwaitingSignOff, Returned:
		return markWorking
	default:
		return markNothing
	}
}

// days counts the midnights between from and to, negative if to is earlier.
func (w writer) days(from, to time.Time) int {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.In(w.Zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(to).Sub(midnight(from)).Hours() / 24)
}

// due says how far the deadline is: «còn 3 ngày», «quá hạn 2 ngày».
func (w writer) due(deadline time.Time) string {
	left := w.days(w.Now, deadline)
	switch {
	case !w.Closed.IsZero():
		return w.say.Say("overview_closed", "day", w.say.Day(w.Closed))
	case left == 0 && w.Now.After(deadline):
		return w.say.Say("overview_over_today")
	case left < 0:
		return w.say.Count("overview_over", -left)
	case left == 0 && w.say.EndsDay(deadline):
		return w.say.Say("overview_last_day")
	case left == 0:
		return w.soon(deadline)
	default:
		return w.say.Count("overview_left", left)
	}
}

// soon says how far a deadline is that has an hour of this day: «còn 5 giờ», «còn 20 phút».
func (w writer) soon(deadline time.Time) string {
	left := deadline.Sub(w.Now).Round(time.Minute) // a step that comes two hours before comes a moment later
	if hours := int(left.Hours()); hours > 0 {
		return w.say.Count("overview_hours_left", hours)
	}
	return w.say.Count("overview_minutes_left", max(1, int(left.Minutes())))
}

// section says where a report stands, «phần 5/10»; "" if that is not known.
func (w writer) sectionAt(code string) string {
	if w.SectionNumber == nil || code == "" {
		return ""
	}
	n, ok := w.SectionNumber(code)
	switch {
	case !ok:
		return ""
	case n == 0:
		return w.say.Say("overview_opening")
	default:
		return w.say.Say("overview_in_section", "n", n, "of", w.Sections)
	}
}

// part returns section without the number of sections, which is the same in every
// line of a list: a line must fit on a phone, 390 points wide.
func (w writer) part(code string) string {
	if w.SectionNumber == nil || code == "" {
		return ""
	}
	switch n, ok := w.SectionNumber(code); {
	case !ok:
		return ""
	case n == 0:
		return w.say.Say("overview_opening")
	default:
		return w.say.Say("overview_part", "n", n)
	}
}

// far says how far a report is that is not in: «62%, phần 5, sửa 03/7».
func (w writer) far(unit string) string {
	status, known := w.Status[unit]
	if !known || status.State == NotStarted {
		if w.nobody(unit) {
			return w.say.Say("overview_nobody")
		}
		return w.say.Say("overview_not_started")
	}
	parts := []string{fmt.Sprintf("%d%%", percent(status.Done, status.Total))}
	switch status.State {
	case AwaitingSignOff:
		parts = append(parts, w.say.Say("overview_awaiting"))
	case Returned:
		parts = append(parts, w.say.Say("overview_returned"))
	default:
		parts = append(parts, w.part(status.Section))
	}
	if !status.Changed.IsZero() {
		parts = append(parts, w.say.Say("overview_last", "day", w.say.ShortDay(status.Changed, w.Now)))
	}
	if w.nobody(unit) {
		parts = append(parts, w.say.Say("overview_nobody_left"))
	}
	return w.say.Join(parts...)
}

// line is one unit in a list.
func (w writer) unitLine(u roster.Unit, how string) string {
	return mark(w.Status[u.Code].State) + " " + u.Label() + " — " + how
}
