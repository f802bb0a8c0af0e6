package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// uppers tell of the levels that report beside the lowest one: the districts'
// own reports, under a province.
func (w writer) uppers() []writer {
	var out []writer
	for _, level := range w.Levels {
		if level == w.Level || level <= w.head.Level {
			continue
		}
		s := w.Overview
		s.Level = level
		if up, ok := newWriter(s, w.head.Code, w.say); ok && len(up.units) > 0 {
			out = append(out, up)
		}
	}
	return out
}

// upperLines say how many reports of these levels are in, and where the unit's
// own stands.
func (w writer) upperLines() []string {
	var lines []string
	for _, up := range w.uppers() {
		t := up.tally(up.units)
		line := w.say.Say("digest_upper", "noun", up.noun, "in", t.In(), "total", t.Total)
		if t.Missing() > 0 {
			line += " " + up.missing(w.head.Code).deadlines()
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	if w.ownReport() {
		lines = append(lines, w.ownLine())
	}
	return lines
}

// besideLines tell of the levels beside the tree, as departments: how many reports are in,
// by when the others are due, and who has not submitted, or who has.
func (w writer) besideLines(submitted bool) (lines []string) {
	for _, up := range w.uppers() {
		if !w.Units.Beside(up.Level) {
			continue
		}
		t := up.tally(up.units)
		line := w.say.Say("digest_upper", "noun", up.noun, "in", t.In(), "total", t.Total)
		if t.Missing() > 0 && !submitted {
			line += " " + up.missing(w.head.Code).deadlines()
		}
		lines = append(lines, strings.TrimSpace(line))
		var names []roster.Unit
		for _, u := range up.units {
			if state := w.Status[u.Code].State; state.In() == submitted && state.Counts() {
				names = append(names, u)
			}
		}
		if len(names) > 0 {
			key := "beside_missing"
			if submitted {
				key = "beside_in"
			}
			lines = append(lines, w.say.Say(key, "noun", viet.UpperFirst(up.noun), "n", len(names), "names", w.say.List(up.located(names), namesBeside)))
		}
	}
	return lines
}

// namesBeside is how many of them are named.
const namesBeside = 30

// ownReport reports whether the unit that is told about has a report of its own.
func (w writer) ownReport() bool {
	return slices.Contains(w.Levels, w.head.Level) && w.head.Level != w.Level
}

// ownLine returns where the unit's own report stands.
func (w writer) ownLine() string {
	status := w.Status[w.head.Code]
	state := strings.TrimPrefix(w.stateLine(status), mark(status.State)+" ")
	first, size := utf8.DecodeRuneInString(state)
	line := w.say.Say("digest_own", "unit", w.head.Label(), "state", string(unicode.ToLower(first))+state[size:])
	if d := w.deadline(w.head.Code); !d.IsZero() && w.isMissing(w.head.Code) {
		line += " " + w.say.Say("overview_deadline", "day", w.say.Deadline(d), "due", w.due(d))
	}
	return line
}

// namesInCause is how many units are named for one reason.
const namesInCause = 60

// causeLines name missing units by why they are, a line for each reason.
func (w writer) causeLines(missing []roster.Unit) []string {
	missing = slices.SortedFunc(slices.Values(missing), func(a, b roster.Unit) int { return viet.Compare(a.Name, b.Name) })
	labels := w.causeLabels()
	var lines []string
	for cause, units := range w.byCause([]Group{{Unit: w.head, Missing: missing}}) {
		names := make([]string, len(units))
		for i, u := range units {
			names[i] = w.withCall(w.placed(u), u.Code)
		}
		if len(names) > 0 {
			lines = append(lines, "- "+w.say.Say("overview_kind", "kind", labels[cause], "n", len(names), "names", w.say.List(names, namesInCause)))
		}
	}
	return lines
}
