package operation

import (
	"slices"
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// pickPage is how many units can be ticked in one message, mostPicked how many
// at all by ticking.
const (
	pickPage   = 20
	mostPicked = 100
)

// picking takes the buttons of the list in which units are ticked.
func (e *Engine) picking(verb, arg string) []chat.Content {
	s, page := e.State, 0
	switch verb {
	case "fresh":
		s.Units = codesOf(slices.DeleteFunc(e.targets(), func(u roster.Unit) bool { return e.Nudged(u.Code) }))
		return e.next()
	case "done":
		if len(s.Units) > 0 {
			return e.next()
		}
	case "tick":
		page = e.tick(arg)
	case "page":
		page, _ = strconv.Atoi(arg)
	}
	s.Asked = askPick
	return []chat.Content{e.pickList(page, verb != "pick")}
}

// pickable are the late units in the order of their district and name.
func (e *Engine) pickable() []roster.Unit { return e.lateAll("", e.Overview.Level, 0) }

// tick turns one unit on or off and gives its page.
func (e *Engine) tick(code string) int {
	s := e.State
	at := slices.IndexFunc(e.pickable(), func(u roster.Unit) bool { return u.Code == code })
	if at < 0 {
		return 0
	}
	if i := slices.Index(s.Units, code); i >= 0 {
		s.Units = slices.Delete(slices.Clone(s.Units), i, i+1)
	} else if len(s.Units) < mostPicked {
		s.Units = append(slices.Clone(s.Units), code)
	}
	return at / pickPage
}

func (e *Engine) pickList(page int, replace bool) chat.Content {
	units := e.pickable()
	pages := (len(units) + pickPage - 1) / pickPage
	page = max(0, min(page, pages-1))
	var rows [][]chat.Choice
	shown := units[min(page*pickPage, len(units)):min((page+1)*pickPage, len(units))]
	scope := e.scope()
	for _, u := range shown {
		mark := "☐ "
		if slices.Contains(e.State.Units, u.Code) {
			mark = "☑ "
		}
		rows = append(rows, []chat.Choice{e.button("tick", u.Code, mark+scope.Place(u))})
	}
	var turn []chat.Choice
	if page > 0 {
		turn = append(turn, e.button("page", strconv.Itoa(page-1), e.Say.Say("pick_before")))
	}
	if page+1 < pages {
		turn = append(turn, e.button("page", strconv.Itoa(page+1), e.Say.Say("pick_after")))
	}
	if len(turn) > 0 {
		rows = append(rows, turn)
	}
	rows = append(rows, []chat.Choice{e.button("done", "", e.Say.Say("pick_done", "n", len(e.State.Units))), e.button("no", "", e.Say.Say("operation_cancel"))})
	out := chat.Content{Text: e.Say.Say("pick_title", "n", len(units), "noun", report.Noun(units)), Choices: rows}
	if replace {
		out.Replace = e.Message
	}
	return out
}
