package operation

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// Waiting is when an order is to be carried out, if not at once: the Hour as it was typed,
// and the instant At that it means.
type Waiting struct {
	Hour string    `json:"wh,omitempty"`
	At   time.Time `json:"wa,omitzero"`
}

// waiting settles when an order is to be carried out.
type waiting struct{ *Engine }

// hour reads the hour, or asks which one is meant: none is guessed for one that is over or
// too far away.
func (w waiting) hour() []chat.Content {
	s, now := w.State, w.Overview.Now
	if s.Hour == "" || s.At.After(now) {
		return nil
	}
	at, ok := w.Say.Tongue().When(s.Hour, now)
	today := strings.Contains(" "+viet.Fold(viet.Line(s.Hour))+" ", " nay ")
	if ok && s.At.IsZero() && (!today || at.YearDay() == now.YearDay()) {
		s.At = at
		return nil
	}
	s.Asked, s.At = askHour, time.Time{}
	return one(w.Say.Say("hour_which", "input", report.Echo(s.Hour)))
}

// lines say in a preview when the order is carried out.
func (w waiting) lines(phrase string) []string {
	at := w.State.At
	if at.IsZero() {
		return nil
	}
	lines := []string{w.Say.Say(phrase, "moment", w.Say.Moment(at))}
	if allowed := w.Allowed(at); allowed.After(at) {
		lines = append(lines, w.Say.Say("hour_quiet", "moment", w.Say.Moment(allowed)))
	}
	return lines
}

// overview is how the units stand, seen from the hour of the order.
func (w waiting) overview() report.Overview {
	o := w.Overview
	if !w.State.At.IsZero() {
		o.Now = w.State.At
	}
	return o
}
