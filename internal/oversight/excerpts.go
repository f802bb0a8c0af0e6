package oversight

import (
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// excerptLetters is how much of a sentence stands below a question.
const excerptLetters = 120

// Excerpts are, for the questions of a unit's outline that want one, a typical sentence of
// the reports below with its unit, by the name of the question below. Nothing that only
// some may see is among them.
func Excerpts(s report.Overview, lib Library, unit roster.Unit, say locale.Phrases) (map[string]string, error) {
	r := &reader{question: newQuestion(s, nil, command.Command{}, say), lib: lib}
	r.lib.Before = nil
	levels := r.levels(unit)
	if len(levels) == 0 || levels[0] == unit.Level {
		return nil, nil
	}
	in := handedIn(r, unit, levels[0])
	if len(in) == 0 {
		return nil, nil
	}
	wanted := map[string]bool{}
	for _, q := range lib.Outlines[unit.Level].Top {
		wanted[q.Excerpts] = true
	}
	all, err := telling{r, unit, lib.Outlines[levels[0]], in}.gists(func(q *form.Question) bool { return wanted[q.Name] })
	lines := map[string]string{}
	for _, g := range all {
		lines[g.q.Name] = strings.Join(g.first(excerptLetters), "")
	}
	return lines, err
}
