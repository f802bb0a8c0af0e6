package report

import (
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/picture"
)

// Chart returns the state under the unit as a picture: a stacked bar for each
// district, or for each unit where those that report hang straight below. It is
// nil where there is nothing to draw.
func Chart(s Overview, under string, say locale.Phrases) *chat.File {
	w, ok := newWriter(s, under, say)
	if !ok {
		return nil
	}
	t := w.tally(w.units)
	if t.Total == 0 {
		return nil
	}
	b := picture.Bars{
		Title: say.Say("chart_title", "unit", w.head.Label()),
		Note: say.Say("chart_note", "moment", w.say.Moment(w.Now), "in", t.In(), "total", t.Total,
			"noun", w.noun, "percent", percent(t.In(), t.Total)),
		Series: []picture.Series{
			{Label: say.Say("chart_in"), Shade: picture.Done},
			{Label: say.Say("chart_awaiting"), Shade: picture.Waiting},
			{Label: say.Say("chart_working"), Shade: picture.Working},
			{Label: say.Say("chart_returned"), Shade: picture.Back},
			{Label: say.Say("chart_nothing"), Shade: picture.Nothing},
		},
		Rows: w.bars(),
	}
	if more := len(b.Rows) - picture.MaxRows; more > 0 {
		b.Rows = b.Rows[:picture.MaxRows]
		b.Note += say.Count("chart_more", more)
	}
	png, err := b.PNG()
	if err != nil {
		return nil // the rows and values are ours: only a broken font could do this
	}
	return &chat.File{
		Name: w.say.Say("chart_file") + "-" + w.head.Code + "-" + w.Now.In(w.Zone).Format(time.DateOnly) + ".png",
		Type: "image/png", Size: int64(len(png)), Data: png,
	}
}

// bars returns the rows, the latest first.
func (w writer) bars() []picture.Row {
	groups := w.lines(w.head.Code, w.units)
	if onlyDirect(groups) {
		return w.unitBars()
	}
	rows := make([]picture.Row, len(groups))
	for i, g := range groups {
		name, t := g.Unit.Label(), g.Tally
		if g.Direct {
			name = w.say.Say("overview_direct", "unit", g.Unit.Label())
		}
		rows[i] = picture.Row{
			Label: name, End: fmt.Sprintf("%d/%d", t.In(), t.Total),
			Values: []int{t.In(), t.AwaitingSignOff, t.InProgress, t.Returned, t.NotStarted},
		}
	}
	return rows
}

// unitBars have one unit a row: how much of its report is done, in the colour
// of its state. Exempt units have none.
func (w writer) unitBars() []picture.Row {
	var rows []picture.Row
	for _, in := range []bool{false, true} {
		for _, u := range w.units {
			status := w.Status[u.Code]
			if !status.State.Counts() || status.State.In() != in {
				continue
			}
			done := percent(status.Done, status.Total)
			row := picture.Row{Label: u.Label(), Bare: true, End: fmt.Sprintf("%d%%", done), Values: []int{0, 0, done, 0, 100 - done}}
			switch status.State {
			case Submitted, Accepted:
				row.Values, row.End = []int{100, 0, 0, 0, 0}, w.say.Say("chart_in")
			case AwaitingSignOff:
				row.Values, row.End = []int{0, 100, 0, 0, 0}, w.say.Say("chart_awaiting")
			case Returned:
				row.Values = []int{0, 0, 0, done, 100 - done}
			case NotStarted:
				row.End = ""
			}
			rows = append(rows, row)
		}
	}
	return rows
}
