package calendar

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// remindersSaid words one message about all that a person is reminded of.
func remindersSaid(list []reminder, p store.Person) chat.Content {
	if len(list) == 1 {
		r, say := list[0], list[0].in.Phrases(p.Language)
		return r.in.Named(p.Memberships, []chat.Content{{Text: r.said(say), Choices: r.buttons("", say)}}, say)[0]
	}
	say := list[0].in.Phrases(p.Language)
	c := chat.Content{Text: say.Count("reminder_several", len(list))}
	for _, r := range list {
		r.Several = true
		say := r.in.Phrases(p.Language)
		text, label := r.said(say), r.in.Units.Path(r.Unit.Code)
		if name := r.in.NameTo(p.Memberships, say); name != "" {
			text = say.Say("campaign_line", "campaign", name) + "\n" + text
			label += " – " + name
		}
		c.Text += "\n\n" + text
		c.Choices = append(c.Choices, r.buttons(label, say)...)
	}
	return c
}

// said is the sentence of one of them.
func (r reminder) said(say locale.Phrases) string {
	told := campaigns.Told(r.in, *r.Overview, say)
	r.Overview = &told
	return r.to.Say(r.Reminder, say)
}

// buttons lead to the report; label names it where there are several.
func (r reminder) buttons(label string, say locale.Phrases) [][]chat.Choice {
	if r.to.Above {
		heard := []roster.Membership{{Unit: r.Unit.Code, Role: r.Role}}
		if r.Late[0].Level != r.in.Level() || !roster.May(r.in.Units, heard, r.Unit.Code, roster.Look) {
			return nil // there is no list of those, or not for them
		}
		text := say.Say("button_late")
		if label != "" {
			text = say.Say("button_late_of", "unit", label)
		}
		return [][]chat.Choice{{r.in.Mark(command.Command{Name: command.Missing, Code: r.Unit.Code}.Action().Choice(text))}}
	}
	id := r.in.Report(r.Unit.Code).Short()
	switch {
	case label != "" && r.AsksWhy():
		return [][]chat.Choice{{button.Start(id, label)}, {session.UnitButton(session.ActWhy, id, say.Say("button_why_late", "of", label), string(report.OtherWhy))}}
	case label != "":
		return [][]chat.Choice{{button.Start(id, label)}}
	case r.Status.State == report.AwaitingSignOff && r.Role == roster.Approver:
		return [][]chat.Choice{{session.UnitButton(command.Read, id, say.Say("button_read")), session.UnitButton(command.Sign, id, say.Say("button_sign")),
			session.UnitButton(command.SendBack, id, say.Say("button_reject"))}}
	case r.Role == roster.Approver:
		return [][]chat.Choice{{session.UnitButton(command.Read, id, say.Say("button_read"))}}
	}
	row := []chat.Choice{button.Start(id, r.Begins(say))}
	if r.MayAsk() {
		row = append(row, command.Command{Name: command.Ask}.Action().Choice(say.Say("button_trouble")))
	}
	if !r.AsksWhy() {
		return [][]chat.Choice{row}
	}
	rows := [][]chat.Choice{row}
	var whys []chat.Choice
	for _, why := range report.Whys {
		whys = append(whys, session.UnitButton(session.ActWhy, id, viet.UpperFirst(why.Label(say)), string(why)))
	}
	return append(rows, slices.Collect(slices.Chunk(whys, 2))...)
}
