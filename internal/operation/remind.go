package operation

import (
	"slices"
	"strconv"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// late tells whether a report is awaited from the unit and not in.
func (e *Engine) late(u roster.Unit) bool {
	state := e.Overview.Status[u.Code].State
	return e.Reports(u.Level) && !state.In() && state != report.Exempt
}

// lateAll are the late units of a level, narrowed by the reason plus one.
func (e *Engine) lateAll(root string, level, cause int) []roster.Unit {
	return slices.DeleteFunc(e.atLevel(root, level), func(u roster.Unit) bool {
		return !e.late(u) || cause > 0 && e.Overview.Cause(u.Code) != report.Cause(cause-1)
	})
}

// whomToNudge offers all that are late, those of one reason, and a list.
func (e *Engine) whomToNudge() []chat.Content {
	var rows [][]chat.Choice
	total := 0
	for _, level := range e.levels(true) {
		units := e.lateAll("", level, 0)
		if len(units) == 0 {
			continue
		}
		total += len(units)
		rows = append(rows, []chat.Choice{e.button("all", strconv.Itoa(level),
			e.Say.Say("nudge_all", "n", len(units), "noun", report.Noun(units)))})
		if level != e.Overview.Level {
			continue
		}
		for cause := report.CauseUnregistered; cause <= report.CauseAwaitingSignature; cause++ {
			if n := len(e.lateAll("", level, int(cause)+1)); n > 0 && n < len(units) {
				rows = append(rows, []chat.Choice{e.button("all", strconv.Itoa(level)+"."+strconv.Itoa(int(cause)+1),
					e.Say.Say("nudge_cause", "reason", report.CauseLabel(cause, e.Say), "n", n))})
			}
		}
	}
	if total == 0 {
		return e.over(e.Say.Say("nudge_none", "unit", e.scope().Names()))
	}
	rows = append(rows, []chat.Choice{e.button("pick", "", e.Say.Say("nudge_pick"))})
	e.State.Asked = askUnits
	return []chat.Content{{Text: e.Say.Say("nudge_whom", "n", total), Choices: rows}}
}

// previewNudge says who would get it and what.
func (e *Engine) previewNudge() []chat.Content {
	units := e.targets()
	if len(units) == 0 {
		var named []roster.Unit
		for _, code := range e.State.Units {
			u, _ := e.Overview.Units.Get(code)
			named = append(named, u)
		}
		return e.over(e.Say.Say("nudge_none_of", "unit", e.list(named)))
	}
	unheard := e.unheard(units)
	heard := slices.DeleteFunc(slices.Clone(units), func(u roster.Unit) bool {
		return slices.ContainsFunc(unheard, func(x roster.Unit) bool { return x.Code == u.Code })
	})
	if len(heard) == 0 {
		return e.over(e.nobody(unheard))
	}
	lines := []string{e.Say.Say("nudge_will", "n", len(heard), "units", e.list(heard))}
	if len(unheard) > 0 {
		lines = append(lines, e.nobody(unheard))
	}
	lines = append(lines, e.content(NudgeText(e.Office(e.from(heard[0].Code)), heard[0], e.Overview, e.State.Words, e.Say))...)
	label := e.Say.Say("nudge_add_words")
	if e.State.Words != "" {
		label = e.Say.Say("nudge_change_words")
	}
	more := []chat.Choice{e.button("say", "", label)}
	if again := slices.DeleteFunc(slices.Clone(heard), func(u roster.Unit) bool { return !e.Nudged(u.Code) }); len(again) > 0 {
		lines = append(lines, "", e.Say.Say("nudge_again", "units", e.list(again)))
		if len(again) < len(heard) {
			more = append(more, e.button("fresh", "", e.Say.Say("nudge_leave_out")))
		}
	}
	return e.confirm(lines, more...)
}

// nobody says in which units nobody can be reached, and what to do about it.
func (e *Engine) nobody(units []roster.Unit) string {
	return e.Say.Say("operation_unheard", "n", len(units), "units", e.list(units))
}

// content is what would be sent, and when if it is quiet now.
func (e *Engine) content(text string) []string {
	lines := []string{"", e.Say.Say("operation_content"), text}
	if !e.Quiet.IsZero() {
		lines = append(lines, "", e.Say.Say("notice_waits", "hour", e.Quiet.Hour(), "minute", e.Quiet.Format("04"), "day", e.Say.Day(e.Quiet)))
	}
	return lines
}

// NudgeText is what a unit is told.
func NudgeText(office string, u roster.Unit, s report.Overview, words string, say locale.Phrases) string {
	text := ""
	deadline := s.Deadline(u.Code)
	switch {
	case deadline.IsZero():
		text = say.Say("nudge_text_no_day", "office", office, "unit", u.Label())
	case s.Now.After(deadline):
		text = say.Say("nudge_text_late", "office", office, "unit", u.Label(), "deadline", say.Day(deadline))
	default:
		text = say.Say("nudge_text", "office", office, "unit", u.Label(), "deadline", say.Day(deadline))
	}
	if words != "" {
		text += " " + words
	}
	return text
}
