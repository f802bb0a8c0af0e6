package calendar

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// remindersSaid words one message about all that a person is reminded of.
func remindersSaid(list []reminder) chat.Content {
	if len(list) == 1 {
		r := list[0]
		return r.in.Named([]chat.Content{{Text: r.said(), Choices: r.buttons("")}})[0]
	}
	say := list[0].in.Phrases("")
	c := chat.Content{Text: say.Count("reminder_several", len(list))}
	for _, r := range list {
		text, label := r.said(), r.in.Units.Path(r.unit.Code)
		if len(r.in.Set.All) > 1 {
			text = say.Say("campaign_line", "campaign", r.in.Plan.Short()) + "\n" + text
			label += " – " + r.in.Plan.Short()
		}
		c.Text += "\n\n" + text
		c.Choices = append(c.Choices, r.buttons(label)...)
	}
	return c
}

// buttons lead to the report; label names it where there are several.
func (r reminder) buttons(label string) [][]chat.Choice {
	say := r.in.Phrases("")
	if r.late != nil {
		if r.late[0].Level != r.in.Level() {
			return nil // there is no list of those
		}
		text := say.Say("button_late")
		if label != "" {
			text = say.Say("button_late_of", "unit", label)
		}
		return [][]chat.Choice{{r.in.Mark(command.Command{Name: command.Missing, Code: r.unit.Code}.Action().Choice(text))}}
	}
	id := r.in.Report(r.unit.Code).Short()
	switch {
	case label != "":
		return [][]chat.Choice{{button.Start(id, label)}}
	case r.status.State == report.AwaitingSignOff && r.role == roster.Approver:
		return [][]chat.Choice{{session.UnitButton(command.Read, id, say.Say("button_read")), session.UnitButton(command.Sign, id, say.Say("button_sign"))}}
	case r.role == roster.Approver:
		return [][]chat.Choice{{session.UnitButton(command.Read, id, say.Say("button_read"))}}
	}
	row := []chat.Choice{button.Start(id, say.Say("button_resume"))}
	if _, above := r.in.Units.Parent(r.unit.Code); above && r.role == roster.Officer {
		row = append(row, command.Command{Name: command.Ask}.Action().Choice(say.Say("button_trouble")))
	}
	return [][]chat.Choice{row}
}

// said returns the sentence of the step. Where a step comes late because it was folded,
// it is the sentence that is true by now.
func (r reminder) said() string {
	say := r.in.Phrases("")
	if r.late != nil {
		return report.Overdue(*r.overview, r.unit.Code, r.late, say)
	}
	unit, contact := r.in.Units.Path(r.unit.Code), r.in.Contact()
	day, due := report.DueWords(*r.overview, r.due.Deadline, say)
	days := report.DaysTo(*r.overview, r.due.Deadline)
	var text string
	switch {
	case r.status.State == report.AwaitingSignOff && r.role == roster.Approver:
		return say.Say("reminder_sign", "unit", unit, "day", day, "due", due)
	case r.status.State == report.AwaitingSignOff:
		return say.Say("reminder_unsigned", "unit", unit, "day", day, "due", due)
	case r.status.State == report.Returned:
		text = say.Say("reminder_returned", "unit", unit, "day", day, "due", due)
	case days < 0 && r.role == roster.Approver:
		text = say.Say("reminder_overdue_approver", "unit", unit, "day", day, "contact", contact)
	case days < 0:
		text = say.Say("reminder_overdue", "unit", unit, "contact", contact)
	case days == 0:
		text = say.Say("reminder_last_day", "unit", unit, "contact", contact)
	case r.status.State == report.NotStarted:
		text = say.Count("reminder_not_started", days, "unit", unit, "deadline", day)
	case r.status.Total > 0 && r.status.Done >= r.status.Total:
		text = say.Count("reminder_complete", days, "unit", unit, "total", r.status.Total)
	default:
		text = say.Count("reminder_before", days, "unit", unit, "done", r.status.Done, "total", r.status.Total)
	}
	text = strings.TrimSpace(text)
	if below := report.Below(*r.overview, r.unit.Code, say); below != "" {
		text += "\n" + below
	}
	return text
}
