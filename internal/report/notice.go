package report

import (
	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// namesInNotice is how many submissions one notice names.
const namesInNotice = 20

// SubmittedNotice tells a coordinator of the unit that reports came in: one,
// or several folded into one message. Units that are elsewhere, or whose report
// is not in any more, are left out; ok is false if none remains.
func SubmittedNotice(s Overview, under string, submitted []string, say locale.Phrases) (content chat.Content, ok bool) {
	w, known := newWriter(s, under, say)
	if !known {
		return chat.Content{}, false
	}
	var units []roster.Unit
	for _, code := range submitted {
		u, known := s.Units.Get(code)
		if known && s.Units.Contains(under, code) && s.Status[code].State.In() {
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return chat.Content{}, false
	}
	var text string
	if len(units) == 1 {
		u := units[0]
		text = say.Say("notice_one", "unit", u.Full(), "delay", w.inBrackets(u.Code))
	} else {
		text = say.Count("notice_several", len(units), "noun", w.noun,
			"names", w.say.List(w.located(units), namesInNotice))
	}
	t := w.tally(w.units)
	if t.Total > 0 && t.Missing() == 0 {
		return chat.Content{Text: text + " " + w.allIn(t)}, true
	}
	return chat.Content{Text: text + " " + say.Say("notice_so_far", "in", t.In(), "total", t.Total,
		"noun", w.noun, "missing", t.Missing())}, true
}
