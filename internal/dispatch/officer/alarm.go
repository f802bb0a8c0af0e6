package officer

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/store"
)

// alarm is the kind of notice that somebody asked for at an hour of their own.
const alarm = "alarm"

// setAlarm notes that the person is to be reminded of the report.
func (w work) setAlarm(at time.Time) error {
	n := notify.About(alarm, w.Unit.Code)
	n.NotBefore, n.Ordered, n.To.Unit, n.Priority = at, true, w.Unit.Code, chat.Reply
	return notify.Send(w.Session, w.Update.From, n)
}

// wordAlarm reminds of a report that is not in yet.
func wordAlarm(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	unit, known := t.Campaign.Units.Get(t.To.Unit)
	if !known {
		return c, false, nil
	}
	rep := t.Campaign.Report(unit.Code)
	status, err := store.Statuses.Get(t.Tx, rep)
	if err != nil || status.State.In() {
		return c, false, err
	}
	due, err := t.Campaign.DeadlineIn(t.Tx, unit, status)
	if err != nil {
		return c, false, err
	}
	c.Text = t.Say.Say("alarm_now", "unit", t.Campaign.Units.Path(unit.Code), "deadline", t.Say.ClockMoment(due))
	c.Choices = [][]chat.Choice{{campaigns.StartButton(rep, t.Say)}}
	return c, true, nil
}
