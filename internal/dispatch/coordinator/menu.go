package coordinator

import (
	"regexp"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// meanings are the questions that are offered to whoever was not understood, with their
// labels. The first of a command is that of all its parts that have none of their own.
var meanings = []struct {
	name        command.Name
	part, label string
}{
	{command.Progress, "", "menu_progress"},
	{command.Missing, "", "menu_missing"},
	{command.HandedIn, "", "button_submitted"},
	{command.Ranking, command.Slowest, "menu_slowest"},
	{command.Ranking, command.Fastest, "menu_fastest"},
	{command.SinceDay, "", "menu_since"},
	{command.Forecast, "", "menu_forecast"},
	{command.Why, "", "menu_why"},
	{command.People, "", "who_button"},
	{command.Deadline, "", "menu_deadline"},
	{command.Issues, "", "menu_issues"},
	{command.Attention, "", "menu_attention"},
	{command.View, "", "menu_view"},
	{command.Summary, "", "menu_summary"},
	{command.Journal, "", "button_journal"},
}

// mostMeanings is how many nearest meanings are offered.
const mostMeanings = 3

// Menu returns the reply to words that are no command and no known sentence: buttons for
// the two or three meanings that are nearest to them, else for what is asked most, and
// never a guess. What was said is kept for the operator to see.
func (h Handler) Menu(unit string) chat.Content {
	h.keepUnread()
	usual := [][]command.Name{{command.Progress, command.Missing}, {command.View, command.Summary}, {command.Attention}}
	text, rows := h.Say.Say("menu"), h.nearest(unit)
	if len(rows) > 0 {
		text, usual = h.Say.Say("menu_near"), usual[:1]
	}
	for _, row := range usual {
		var choices []chat.Choice
		for _, name := range row {
			choices = append(choices, h.meaning(command.Command{Name: name, Code: unit}))
		}
		rows = append(rows, choices)
	}
	return chat.Content{Text: text, Choices: rows}
}

// nearest are buttons for what the words may have meant, about the unit that they name if
// the person may ask about it.
func (h Handler) nearest(unit string) (rows [][]chat.Choice) {
	scope := report.Scope{Units: h.Campaign.Units, Roots: roster.Places(h.Campaign.Units, h.Roles(), roster.Look)}
	var offered []string
	for _, c := range h.Command.Heard.Nearest() {
		label := h.label(c)
		if label == "" || slices.Contains(offered, label) || len(rows) == mostMeanings || c.Name == command.Progress || c.Name == command.Missing {
			continue // the two stand below
		}
		offered = append(offered, label)
		about := command.Command{Name: c.Name, Code: unit}
		if c.Name == command.Ranking {
			about.Part = c.Part
		}
		if c.Unit != "" {
			meant := scope.Find(c.Unit, nil)
			u, ok := meant.One()
			if !ok {
				u, _, ok = h.Campaign.Units.Head(meant.Units)
			}
			if ok {
				about.Code = u.Code
			}
		}
		rows = append(rows, []chat.Choice{h.meaning(about)})
	}
	return rows
}

// label is what the button of a question says; "" if the question is not offered.
func (h Handler) label(c command.Command) (label string) {
	for _, m := range meanings {
		if m.name == c.Name && (m.part == c.Part || label == "" && m.part == "") {
			label = h.Say.Say(m.label)
		}
	}
	if c.Name == command.Models {
		return viet.UpperFirst(form.Lists(h.Campaign.Outlines)) // none is not offered
	}
	return label
}

// meaning is a button for a question; one about another unit than the person's own names it.
func (h Handler) meaning(c command.Command) chat.Choice {
	label := h.label(c)
	if !slices.ContainsFunc(h.Roles(), func(m roster.Membership) bool { return m.Unit == c.Code }) {
		u, _ := h.Campaign.Units.Get(c.Code)
		label += ": " + u.Label()
	}
	return c.Choice(label)
}

// telephone is a run of figures that may be one: none is kept.
var telephone = regexp.MustCompile(`\+?[0-9](?:[ .-]?[0-9]){7,}`)

// unreadLetters is how much of a sentence is kept.
var unreadLetters = viet.Clip{Most: 200, Kept: 200, Mark: "…"}

// keepUnread keeps what was not understood, with the role and the place of whoever said
// it, and without their name.
func (h Handler) keepUnread() {
	at := "free"
	switch {
	case h.Operation != nil:
		at = string(h.Operation.Name)
	case h.Chat.Reading != nil:
		at = "reading"
	}
	role := roster.Coordinator
	if ms := h.Roles(); len(ms) > 0 {
		role = ms[0].Role
	}
	text := unreadLetters.Of(telephone.ReplaceAllString(viet.Line(h.Update.Input.Text), "…"))
	store.KeepUnread(h.Tx, h.Update.Key, store.Unread{Text: text, Role: string(role), Context: at, At: h.Update.At})
	h.Effects.Unread = true
}
