package report

import (
	"time"

	"giaoban/internal/locale"
)

// When is a report late
//
// The deadline is that of the unit, with its extensions; a report that is in came late
// if it was first submitted after it, one that is not is overdue from that moment on.

// overdue reports whether a report that is not in would be late now.
func (s Overview) overdue(unit string) bool {
	d := s.deadline(unit)
	return !d.IsZero() && s.Now.After(d)
}

// InTime reports whether a report is in that was first submitted before its deadline.
func InTime(s Overview, unit string) bool {
	status, deadline := s.Status[unit], s.deadline(unit)
	return status.State.In() && !deadline.IsZero() && !status.First.IsZero() && !status.First.After(deadline)
}

// isLate reports whether a report is in that was first submitted after its deadline.
func (s Overview) isLate(unit string) bool {
	status := s.Status[unit]
	return status.State.In() && status.late(s.deadline(unit))
}

// Delay says by how much a report that is in came late; "" if it did not.
func Delay(s Overview, unit string, say locale.Phrases) string {
	status, deadline := s.Status[unit], s.deadline(unit)
	if !s.isLate(unit) {
		return ""
	}
	w := writer{Overview: s, say: say.In(s.Zone)}
	return say.Say("attention_late", "moment", w.say.Moment(status.Submitted), "late", w.delay(status, deadline))
}

// late reports whether the report was first submitted after the deadline.
func (s Status) late(deadline time.Time) bool { return !deadline.IsZero() && s.First.After(deadline) }

// delay tells whether a report that was submitted came in time, the first time if there
// were several.
func (w writer) delay(s Status, deadline time.Time) string {
	text := w.say.Say("overview_in_time")
	switch {
	case deadline.IsZero() || s.First.IsZero():
		return ""
	case !s.late(deadline):
	case w.days(deadline, s.First) == 0:
		text = w.say.Say("overview_by_hours")
	default:
		text = w.say.Count("overview_by", w.days(deadline, s.First))
	}
	if s.Revision > 1 {
		return w.say.Say("overview_first", "delay", text)
	}
	return text
}

// inBrackets returns the delay of a late submission, « (nộp muộn 2 ngày)», or "".
func (w writer) inBrackets(unit string) string {
	status, deadline := w.Status[unit], w.deadline(unit)
	if !status.late(deadline) {
		return ""
	}
	return " (" + w.delay(status, deadline) + ")"
}
