package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/chat"
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
	if slices.Contains(w.Levels, w.head.Level) && w.head.Level != w.Level {
		lines = append(lines, w.ownLine())
	}
	return lines
}

// ownLine returns where the unit's own report stands.
func (w writer) ownLine() string {
	status := w.Status[w.head.Code]
	state := strings.TrimPrefix(w.stateLine(status), mark(status.State)+" ")
	first, size := utf8.DecodeRuneInString(state)
	line := w.say.Say("digest_own", "unit", w.head.Label(), "state", string(unicode.ToLower(first))+state[size:])
	if d := w.deadline(w.head.Code); !d.IsZero() && w.isMissing(w.head.Code) {
		line += " " + w.say.Say("overview_deadline", "day", w.say.Day(d), "due", w.due(d))
	}
	return line
}

// upperNews names the units of these levels whose report came in.
func (d digest) upperNews() []string {
	var lines []string
	for _, up := range d.uppers() {
		if c := up.changes(up.units, d.before.Last); len(c.Submitted) > 0 {
			lines = append(lines, d.say.Say("digest_upper_new", "noun", up.noun, "names", d.say.List(up.located(c.Submitted), namesInChanges)))
		}
	}
	return lines
}

// quietAbove reports whether nothing happened with these reports either.
func (d digest) quietAbove() bool {
	for _, up := range d.uppers() {
		if !up.changes(up.units, d.before.Last).None() {
			return false
		}
	}
	return !slices.Contains(d.Levels, d.head.Level) || d.changes([]roster.Unit{d.head}, d.before.Last).None()
}

// upperNames add who of these levels has not submitted, to the last message if
// there is room.
func (w writer) upperNames(contents []chat.Content) []chat.Content {
	for _, up := range w.uppers() {
		t := up.tally(up.units)
		if t.Missing() == 0 {
			continue
		}
		var missing []roster.Unit
		for _, u := range up.units {
			if up.isMissing(u.Code) {
				missing = append(missing, u)
			}
		}
		title := w.say.Say("digest_upper_missing", "noun", up.noun, "missing", t.Missing(), "total", t.Total)
		text := strings.Join(append([]string{title}, up.causeLines(missing)...), "\n")
		last := len(contents) - 1
		if last > 0 && contents[last].File == nil && letters(contents[last].Text)+letters(text) < maxLetters &&
			strings.Count(contents[last].Text+text, "\n")+3 < maxLines {
			contents[last].Text += "\n\n" + text
			continue
		}
		contents = append(contents, chat.Content{Text: text})
	}
	return contents
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
			names[i] = w.short(u)
		}
		if len(names) > 0 {
			lines = append(lines, "- "+w.say.Say("overview_kind", "kind", labels[cause], "n", len(names), "names", w.say.List(names, namesInCause)))
		}
	}
	return lines
}
