package report

import (
	"maps"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// namesInNotice is how many submissions one notice names.
const namesInNotice = 20

// SubmittedNotice tells a coordinator of the unit that reports came in: one,
// or several folded into one message, each level by itself. Units that are elsewhere, or
// whose report is not in any more, are left out; ok is false if none remains.
func SubmittedNotice(s Overview, under string, submitted []string, say locale.Phrases) (content chat.Content, ok bool) {
	of := map[int][]roster.Unit{}
	for _, code := range submitted {
		u, known := s.Units.Get(code)
		if known && s.Units.Contains(under, code) && s.Status[code].State.In() {
			of[u.Level] = append(of[u.Level], u)
		}
	}
	var lines []string
	for _, level := range slices.Backward(slices.SortedFunc(maps.Keys(of), s.Units.ByTree)) {
		s.Level = level
		w, known := newWriter(s, under, say)
		if !known {
			return chat.Content{}, false
		}
		lines = append(lines, w.submittedLine(of[level]))
	}
	return chat.Content{Text: strings.Join(lines, "\n")}, len(lines) > 0
}

// submittedLine tells of new reports of one level, and how many are in now.
func (w writer) submittedLine(units []roster.Unit) string {
	names := w.located(units)
	for i, u := range units {
		if w.Status[u.Code].Revision > 1 {
			names[i] += " " + w.say.Say("notice_again_mark")
		}
	}
	text := w.say.Count("notice_several", len(units), "noun", w.noun, "names", w.say.List(names, namesInNotice))
	switch {
	case len(units) > 1:
	case w.Status[units[0].Code].Revision > 1:
		text = w.say.Say("notice_again", "unit", units[0].Full())
	default:
		text = w.say.Say("notice_one", "unit", units[0].Full(), "delay", w.inBrackets(units[0].Code))
	}
	t := w.tally(w.units)
	if t.Total > 0 && t.Missing() == 0 {
		return text + " " + w.allIn(t)
	}
	return text + " " + w.say.Say("notice_so_far", "in", t.In(), "total", t.Total, "noun", w.noun, "missing", t.Missing())
}
