package officer

import (
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/language"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Why a report is late is asked by the buttons of a reminder. A press is the reason; then
// the day on which it comes is asked, and whatever is no day leaves that question. The
// reason is kept in a record of its own, which goes away with the submission.

// promiseOf is how a button names a day: its target begins with the mark.
const promiseOf = "="

// pressedWhy takes the button of a reason, or of a promised day.
func (w work) pressedWhy(target string) error {
	if w.Status.State.In() || w.Status.State == report.Exempt {
		return w.Tell(w.Say.Say("why_over", "unit", w.path()))
	}
	if len(target) > 0 && target[:1] == promiseOf {
		day, err := time.ParseInLocation(time.DateOnly, target[1:], w.Campaign.Plan.Zone)
		if err != nil {
			return w.Tell(w.Say.Say("button_unknown"))
		}
		return w.promise(day)
	}
	why := report.Why(target)
	switch {
	case !slices.Contains(report.Whys, why):
		return w.Tell(w.Say.Say("button_unknown"))
	case why == report.OtherWhy:
		w.OpenDialog(store.Dialog{Kind: session.Why, Report: w.ID})
		return w.Tell(w.Say.Say("why_ask", "unit", w.path()))
	}
	return w.explain(why, "")
}

// mostOfWhy is how much of a reason in words is kept.
var mostOfWhy = viet.Clip{Most: 200, Kept: 199, Mark: "…", Spaced: true}

// explain keeps the reason and asks for the day.
func (w work) explain(why report.Why, words string) error {
	e, err := store.Excuses.Get(w.Tx, w.ID)
	if err != nil {
		return err
	}
	e.Why, e.Words, e.By, e.Said = why, words, w.Update.From, w.Update.At
	if !w.Update.At.Before(e.Promised) {
		e.Promised = time.Time{} // it was not kept
	}
	store.Excuses.Put(w.Tx, w.ID, e)
	w.OpenDialog(store.Dialog{Kind: session.Promise, Report: w.ID})
	said := words
	if said == "" {
		said = why.Label(w.Say)
	}
	c := chat.Content{Text: w.Say.Say("why_noted", "unit", w.path(), "why", said), Choices: [][]chat.Choice{w.promiseButtons()}}
	if w.asksTelephone() {
		line, row := w.askTelephone()
		c.Text += "\n\n" + line
		c.Choices = append(c.Choices, row)
	}
	w.Reply(c)
	return nil
}

// promiseButtons offer today, tomorrow and the first day of next week.
func (w work) promiseButtons() (row []chat.Choice) {
	today := w.Campaign.Local(w.Update.At)
	button := func(day time.Time, label string) {
		row = append(row, session.UnitButton(session.ActWhy, w.ID.Short(), label, promiseOf+day.Format(time.DateOnly)))
	}
	button(today, w.Say.Say("why_today"))
	button(today.AddDate(0, 0, 1), w.Say.Say("why_tomorrow"))
	monday := today.AddDate(0, 0, 7-(int(today.Weekday())+6)%7)
	button(monday, w.Say.Say("why_monday", "day", w.Say.ShortDay(monday, today)))
	return row
}

// promise keeps the day on which the report is to come.
func (w work) promise(day time.Time) error {
	end := time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, w.Campaign.Plan.Zone)
	if end.Before(w.Update.At) {
		w.OpenDialog(store.Dialog{Kind: session.Promise, Report: w.ID})
		return w.Tell(w.Say.Say("why_day_gone", "today", w.Say.Day(w.Update.At)), w.promiseButtons())
	}
	e, err := store.Excuses.Get(w.Tx, w.ID)
	if err != nil {
		return err
	}
	if !e.Given() {
		e.Why = report.OtherWhy
	}
	e.Promised, e.By, e.Said = end, w.Update.From, w.Update.At
	store.Excuses.Put(w.Tx, w.ID, e)
	return w.Tell(w.Say.Say("why_promise_noted", "unit", w.path(), "day", w.Say.Day(end)))
}

// TypedWhy takes words for a reason that was asked for in words.
func (h Handler) TypedWhy() (bool, error) {
	words := mostOfWhy.Of(viet.Line(h.Update.Input.Text))
	if h.Context == nil || words == "" {
		return false, nil
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return true, err
	}
	if w.Status.State.In() || w.Status.State == report.Exempt {
		return true, w.Tell(w.Say.Say("why_over", "unit", w.path()))
	}
	var labels []string
	for _, why := range report.Whys {
		labels = append(labels, why.Label(h.Say))
	}
	if i, unclear := language.Only(h.Say.Tongue().Choice(words, language.Question{}, labels)); unclear == nil && report.Whys[i] != report.OtherWhy {
		return true, w.explain(report.Whys[i], "")
	}
	return true, w.explain(report.OtherWhy, words)
}

// TypedPromise takes a day for the one that was asked for, or a telephone, which was asked
// for beside it; anything else is about something else.
func (h Handler) TypedPromise() (bool, error) {
	if h.Context == nil {
		return false, nil
	}
	if number, ok := h.Say.Tongue().Telephone(h.Update.Input.Text); ok && h.telephone() == "" && language.OnlyTelephone(h.Update.Input.Text, number) {
		h.OpenDialog(store.Dialog{Kind: session.Promise, Report: h.Context.ID})
		return true, h.keepTelephone(number)
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return true, err
	}
	day, unclear := w.until(h.Update.Input.Text)
	if unclear != nil || day.IsZero() || w.Status.State.In() || w.Status.State == report.Exempt {
		return false, nil
	}
	return true, w.promise(day)
}

// until reads a day as people say it.
func (w work) until(text string) (time.Time, *language.Unclear) {
	due, err := w.Campaign.DeadlineIn(w.Tx, w.Unit, w.Status)
	if err != nil {
		return time.Time{}, &language.Unclear{Why: language.VagueDate}
	}
	now := w.Campaign.Local(w.Update.At)
	d, unclear := w.Say.Tongue().Until(text, now, w.Campaign.Local(due))
	if unclear != nil || d.Day == 0 {
		return time.Time{}, unclear
	}
	if d.Year == 0 {
		d.Year = now.Year()
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, w.Campaign.Plan.Zone), nil
}
