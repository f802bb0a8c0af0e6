package report

import (
	"time"

	"giaoban/internal/locale"
)

// When is a report late
//
// The deadline is that of the unit, with its extensions; a report that is in came late
// if it was submitted after it, one that is not is overdue from that moment on.

// overdue reports whether a report that is not in would be late now.
func (s Overview) overdue(unit string) bool {
	d := s.deadline(unit)
	return !d.IsZero() && s.Now.After(d)
}

// InTime reports whether a report is in that was submitted before its deadline.
func InTime(s Overview, unit string) bool {
	status, deadline := s.Status[unit], s.deadline(unit)
	return status.State.In() && !deadline.IsZero() && !status.Submitted.IsZero() && !status.Submitted.After(deadline)
}

// isLate reports whether a report is in that was submitted after its deadline.
func (s Overview) isLate(unit string) bool {
	status, deadline := s.Status[unit], s.deadline(unit)
	return status.State.In() && !deadline.IsZero() && status.Submitted.After(deadline)
}

// Delay says by how much a report that is in came late; "" if it did not.
func Delay(s Overview, unit string, say locale.Phrases) string {
	status, deadline := s.Status[unit], s.deadline(unit)
	if !s.isLate(unit) {
		return ""
	}
	w := writer{Overview: s, say: say.In(s.Zone)}
	return say.Say("attention_late", "moment", w.say.Moment(status.Submitted), "late", w.delay(status.Submitted, deadline))
}

// delay reports whether a submission came in time.
func (w writer) delay(submitted, deadline time.Time) string {
	switch {
	case deadline.IsZero() || submitted.IsZero():
		return ""
	case !submitted.After(deadline):
		return w.say.Say("overview_in_time")
	case w.days(deadline, submitted) == 0:
		return w.say.Say("overview_by_hours")
	default:
		return w.say.Count("overview_by", w.days(deadline, submitted))
	}
}

// inBrackets returns the delay of a late submission, « (nộp muộn 2 ngày)», or "".
func (w writer) inBrackets(unit string) string {
	at, deadline := w.Status[unit].Submitted, w.deadline(unit)
	if deadline.IsZero() || !at.After(deadline) {
		return ""
	}
	return " (" + w.delay(at, deadline) + ")"
}
