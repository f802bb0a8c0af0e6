package operation

import (
	"cmp"
	"slices"
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A reminder asks late units to submit.
type reminder struct{ *Engine }

// which offers all that are late, those of one reason, and a list.
func (r reminder) which() []chat.Content {
	var rows [][]chat.Choice
	var most []roster.Unit // of one level
	total := 0
	for _, level := range r.levels(true) {
		units := r.lateAll(Group{Level: level})
		if len(units) == 0 {
			continue
		}
		total += len(units)
		if len(units) > len(most) {
			most = units
		}
		rows = append(rows, []chat.Choice{r.button("all", strconv.Itoa(level),
			r.Say.Say("remind_all", "n", len(units), "noun", report.Noun(units)))})
		if level != r.Overview.Level {
			continue
		}
		for cause := report.CauseUnregistered; cause <= report.CauseAwaitingSignature; cause++ {
			if n := len(r.lateAll(Group{Level: level, Cause: int(cause) + 1})); n > 0 && n < len(units) {
				rows = append(rows, []chat.Choice{r.button("all", strconv.Itoa(level)+"."+strconv.Itoa(int(cause)+1),
					r.Say.Say("remind_cause", "reason", report.CauseLabel(cause, r.Say), "n", n))})
			}
		}
	}
	if total == 0 {
		return r.over(r.Say.Say("remind_none", "unit", r.scope().Names()))
	}
	rows = append(rows, []chat.Choice{r.button("pick", "", r.Say.Say("remind_pick"))})
	r.State.Asked = askUnits
	return []chat.Content{{Text: r.Say.Say("remind_whom", "n", total, "kind", cmp.Or(report.Noun(most), r.Say.Say("kind_any"))), Choices: rows}}
}

// under goes on with all that are late under a unit. It is untrusted.
func (r reminder) under(unit string) []chat.Content {
	r.State = &State{ID: r.ID, Name: command.Remind, Group: Group{Root: unit, Level: r.Overview.Level}}
	if !r.scope().Has(unit) {
		return r.outside()
	}
	return r.next()
}

// preview says who would get it and what.
func (r reminder) preview() []chat.Content {
	units := r.targets()
	if len(units) == 0 {
		var named []roster.Unit
		for _, code := range r.State.Units {
			u, _ := r.Overview.Units.Get(code)
			named = append(named, u)
		}
		if len(named) == 0 {
			return r.over(r.Say.Say("remind_none_such"))
		}
		return r.over(r.Say.Say("remind_none_of", "units", r.list(named)))
	}
	unheard := r.unheard(units)
	heard := without(units, func(u roster.Unit) bool { return slices.Contains(unheard, u) })
	if len(heard) == 0 {
		return r.vain("remind_in_vain", unheard)
	}
	pages, names := r.names(heard)
	lines := []string{r.Say.Say("remind_will", "n", len(heard), "units", names)}
	if len(unheard) > 0 {
		lines[0] = r.Say.Say("remind_will_some", "target", counted(units, r.Say), "n", len(heard), "units", names)
	}
	lines = append(lines, waiting(r).lines("remind_at_hour")...)
	if in := without(r.meant(), func(u roster.Unit) bool { return slices.Contains(units, u) }); len(in) > 0 {
		lines = append(lines, r.Say.Say("remind_left_out", "units", r.list(in)))
	}
	if len(unheard) > 0 {
		lines = append(lines, r.nobody(unheard))
	}
	lines = append(lines, r.content(ReminderText(r.Office(r.from(heard[0].Code)), heard[0], waiting(r).overview(), r.State.Words, r.Say))...)
	label := r.Say.Say("remind_add_words")
	if r.State.Words != "" {
		label = r.Say.Say("remind_change_words")
	}
	more := []chat.Choice{r.button("say", "", label)}
	if again := without(heard, func(u roster.Unit) bool { return !r.Reminded(u.Code) }); len(again) > 0 && r.State.At.IsZero() {
		lines = append(lines, "", r.Say.Say("remind_again", "units", r.list(again)))
		if len(again) < len(heard) {
			more = append(more, r.button("fresh", "", r.Say.Say("remind_leave_out")))
		}
	}
	return append(pages, r.confirm(lines, more...)...)
}

// ReminderText is what a unit is told.
func ReminderText(office string, u roster.Unit, s report.Overview, words string, say locale.Phrases) string {
	key, deadline := "remind_text", s.Deadline(u.Code)
	switch {
	case deadline.IsZero():
		key = "remind_text_no_day"
	case s.Now.After(deadline):
		key = "remind_text_late"
	}
	text := say.Say(key, "office", office, "unit", u.Label(), "deadline", say.Deadline(deadline))
	if words != "" {
		text += " " + words
	}
	return text
}

// pickPage is how many units can be ticked in one message, mostPicked how many
// at all by ticking.
const (
	pickPage   = 20
	mostPicked = 100
)

// picking takes the buttons of the list in which units are ticked.
func (r reminder) picking(verb, arg string) []chat.Content {
	s, page := r.State, 0
	switch verb {
	case "fresh":
		s.Units = codesOf(without(r.targets(), func(u roster.Unit) bool { return r.Reminded(u.Code) }))
		return r.next()
	case "done":
		if len(s.Units) > 0 {
			return r.next()
		}
	case "tick":
		page = r.tick(arg)
	case "page":
		page, _ = strconv.Atoi(arg)
	}
	s.Asked = askPick
	return []chat.Content{r.pickList(page, verb != "pick")}
}

// pickable are the late units in the order of their district and name.
func (r reminder) pickable() []roster.Unit { return r.lateAll(Group{Level: r.Overview.Level}) }

// tick turns one unit on or off and gives its page.
func (r reminder) tick(code string) int {
	at := slices.IndexFunc(r.pickable(), func(u roster.Unit) bool { return u.Code == code })
	if at < 0 {
		return 0
	}
	r.State.Units = ticked(r.State.Units, code, mostPicked)
	return at / pickPage
}

// pickList is a page of the list; replace has it take the place of the page before.
func (r reminder) pickList(page int, replace bool) chat.Content {
	units := r.pickable()
	pages := (len(units) + pickPage - 1) / pickPage
	page = max(0, min(page, pages-1))
	var rows [][]chat.Choice
	scope := r.scope()
	for _, u := range units[min(page*pickPage, len(units)):min((page+1)*pickPage, len(units))] {
		mark := "☐ "
		if slices.Contains(r.State.Units, u.Code) {
			mark = "☑ "
		}
		rows = append(rows, []chat.Choice{r.button("tick", u.Code, mark+scope.Place(u))})
	}
	var turn []chat.Choice
	if page > 0 {
		turn = append(turn, r.button("page", strconv.Itoa(page-1), r.Say.Say("pick_before")))
	}
	if page+1 < pages {
		turn = append(turn, r.button("page", strconv.Itoa(page+1), r.Say.Say("pick_after")))
	}
	if len(turn) > 0 {
		rows = append(rows, turn)
	}
	rows = append(rows, []chat.Choice{r.button("done", "", r.Say.Say("pick_done", "n", len(r.State.Units))), r.button("no", "", r.Say.Say("operation_cancel"))})
	out := chat.Content{Text: r.Say.Say("pick_title", "n", len(units), "noun", report.Noun(units)), Choices: rows}
	if replace {
		out.Replace = r.Message
	}
	return out
}
