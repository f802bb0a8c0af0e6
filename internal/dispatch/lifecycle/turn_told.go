package lifecycle

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// periodOpened is the kind of the notice of a period that opened.
const periodOpened = "period"

// periodLooks is periodOpened for who does not fill in.
const periodLooks = "period-looks"

// wordLooks tells of a period that opened, and no more.
func wordLooks(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	in := t.Campaign
	if in.Phase().Closed || in.Late() {
		return c, false, nil
	}
	level := in.Level()
	if u, ok := in.Units.Get(t.To.Unit); ok && in.Reports(u.Level) {
		level = u.Level
	}
	return chat.Content{Text: openedLine(in, level, t.Say)}, true, nil
}

// wordOpened tells of a period that opened: officers with a button to begin, and with what they left unfinished in the one before.
func wordOpened(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	in, say := t.Campaign, t.Say
	if in.Phase().Closed || in.Late() {
		return c, false, nil
	}
	u, ok := in.Units.Get(t.To.Unit)
	if !ok || !fillsIn(in, u) {
		c.Text = openedLine(in, in.Level(), say)
		return c, true, nil
	}
	c.Text = openedLine(in, u.Level, say)
	c.Choices = [][]chat.Choice{{campaigns.BeginButton(in.Report(u.Code), say)}}
	id := in.Before(u.Code)
	before := in.Set.Named(id)
	if before == nil || id.Campaign != in.Name() {
		return c, true, nil
	}
	status, err := store.Statuses.Get(t.Tx, id)
	if err = in.Set.Despite(err); err != nil {
		return c, true, err
	}
	if owes, err := campaigns.Owes(t.Tx, before, u.Code, status); err != nil || !owes {
		return c, true, err
	}
	period := before.Plan.Period.Short(say)
	if before.Phase().Closed {
		c.Text += "\n\n" + say.Say("period_left_closed", "period", period, "unit", in.Units.Path(u.Code))
		return c, true, nil
	}
	left, label := say.Say("period_left", "period", period, "unit", in.Units.Path(u.Code), "done", status.Done, "total", status.Total), "button_late_period"
	if status.State == report.NotStarted {
		left, label = say.Say("period_left_new", "period", period, "unit", in.Units.Path(u.Code)), "button_late_new"
	}
	c.Text += "\n\n" + left
	c.Choices = append(c.Choices, []chat.Choice{campaigns.GoOnButton(id, say.Say(label, "period", period))})
	return c, true, nil
}

// periodEnded is the kind of the notice by which those above hear of the end of a period.
const periodEnded = "period-end"

// opened is what such a notice says of itself: the period that opened then, by its key; "" if none did.
type opened struct {
	Next string `json:"n,omitempty"`
}

// tellEnd tells those above a period's units of its end: when it closes, or when the next opens, which is told with it. The notice
// comes once, whichever was first.
func tellEnd(tx store.Tx, c *campaigns.Campaign, next string, now time.Time) error {
	n := notify.About(periodEnded, opened{Next: next})
	n.ID, n.At = periodEnded, now
	return notify.Broadcast(tx, c, n, true, store.Audience{Roles: []roster.Role{roster.Coordinator}})
}

// wordPeriodEnded words it: what came in, who is missing, whether that is still taken, and what opened.
func wordPeriodEnded(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	var what opened
	if err := t.Read(0, &what); err != nil {
		return c, false, err
	}
	in, say := t.Campaign, t.Say
	head := roster.Membership{List: in.List(), Unit: t.To.Unit, Role: roster.Coordinator}
	end, ok := report.EndOfPeriod(t.Overview.ToldTo([]roster.Membership{head}), t.To.Unit, say)
	if !ok {
		return c, false, nil
	}
	lines := []string{say.Say("period_ended", "period", in.Plan.Period.Named(say), "campaign", in.In(say).Plan.Short()), end.Came}
	switch {
	case in.Phase().Closed:
		lines = append(lines, say.Say("period_ended_closed"))
	case end.Missing > 0 && stillDue(in, t.Overview):
		lines = append(lines, say.Say("period_ended_due"))
	case end.Missing > 0:
		lines = append(lines, say.Say("period_ended_late"))
	}
	if end.Figures != "" {
		lines = append(lines, end.Figures)
	}
	if next, ok := in.Whole().PeriodNamed(what.Next); ok {
		lines = append(lines, "", openedLine(in.Of(next), t.Overview.Level, say))
	}
	row := []chat.Choice{command.Command{Name: command.Progress, Code: t.To.Unit}.Choice(say.Say("period_view_button", "period", in.Plan.Period.Short(say)))}
	if end.Missing > 0 {
		row = append(row, command.Command{Name: command.Missing, Code: t.To.Unit}.Choice(say.Say("button_late")))
	}
	return chat.Content{Text: strings.Join(lines, "\n"), Choices: [][]chat.Choice{row}}, true, nil
}

// stillDue reports whether a period's reports have time left though the next one has opened: quarters that are due in the month behind.
func stillDue(c *campaigns.Campaign, o report.Overview) bool {
	l, _ := c.Plan.Level(o.Level)
	return l.Deadline.After(o.Now)
}

// openedLine says that a period opened, and until when units of the level report in it.
func openedLine(c *campaigns.Campaign, level int, say locale.Phrases) string {
	text := say.Say("period_opened", "campaign", c.In(say).Plan.Short(), "period", c.Plan.Period.Named(say))
	if l, _ := c.Plan.Level(level); !l.Deadline.IsZero() {
		text += "\n" + say.Say("period_due", "deadline", say.Deadline(l.Deadline))
	}
	return text
}

// wordClosed tells of a closing. Of a period only those hear whose report is missing then, and nobody where the next opens at
// the same time, which tells of both.
func wordClosed(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	in := t.Campaign
	c.Text = in.ClosedSentence(t.Say)
	u, ok := in.Units.Get(t.To.Unit)
	switch {
	case in.Plan.IsPoll() && in.Phase().Calendar: // who answers late hears it then
		return c, false, nil
	case !in.Recurs() || !in.Phase().Calendar:
		return c, true, nil
	case in.Plan.Closes.Next || !ok || !fillsIn(in, u):
		return c, false, nil
	}
	status, err := store.Statuses.Get(t.Tx, in.Report(u.Code))
	if err = in.Set.Despite(err); err != nil {
		return c, false, err
	}
	if owes, err := campaigns.Owes(t.Tx, in, u.Code, status); err != nil || !owes {
		return c, false, err
	}
	c.Text = strings.TrimSpace(t.Say.Say("period_closed", "period", in.Plan.Period.Short(t.Say), "unit", in.Units.Path(u.Code), "contact", in.In(t.Say).Contact))
	return c, true, nil
}
