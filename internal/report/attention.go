package report

import (
	"slices"
	"strings"

	"giaoban/internal/roster"
)

// namesInNeed is how many units each line of needs names.
const namesInNeed = 5

// needing returns the units that wait for a person and not for time, by why: nobody
// joined, blocked or stuck; after the deadline those that the chase says to call.
func (m missing) needing() (of [causes][]roster.Unit) {
	collecting := m.pace(m.units) == Collecting
	for cause, units := range m.byCause(m.groups) {
		waits := collecting && slices.Contains([]Cause{CauseUnregistered, CauseUnreachable, CauseStuck}, Cause(cause))
		for _, u := range units {
			if waits || m.stage(u.Code) == callNow {
				of[cause] = append(of[cause], u)
			}
		}
	}
	return of
}

// needs tells who waits for a person, a line for each reason, and how many questions do.
// Whom to call after the deadline is told by the chase.
func (d digest) needs(questions []Waiting) []string {
	m := d.missing
	var lines []string
	labels := m.causeLabels()
	for cause, units := range m.needing() {
		if len(units) > 0 && d.parts[0].pace == Collecting {
			lines = append(lines, "- "+m.say.Say("overview_kind", "kind", labels[cause], "n", len(units),
				"names", m.say.List(m.located(units), namesInNeed)))
		}
	}
	if line := d.questions(questions); line != "" {
		lines = append(lines, "- "+line)
	}
	if len(lines) > 0 {
		lines = append([]string{"", m.say.Say("digest_needs")}, lines...)
	}
	return lines
}

// questions names the questions that wait for the coordinator's answer; "" if none do.
func (w writer) questions(list []Waiting) string {
	if len(list) == 0 {
		return ""
	}
	var names []string
	for _, q := range list[:min(len(list), namesInQuestions)] {
		u, _ := w.Units.Get(q.Unit)
		names = append(names, w.say.Say("digest_question", "number", q.Number, "unit", u.Name))
	}
	text := w.say.Count("digest_questions", len(list), "names", w.say.Join(names...))
	if len(list) > namesInQuestions {
		text += "…"
	}
	return text
}

// namesInQuestions keeps the figures of a digest on one screen.
const namesInQuestions = 3

// worthALook names figures that stand far from the others', and how many
// warnings the officers kept.
func (w writer) attention() []string {
	var lines []string
	warnings := 0
	for _, u := range w.units {
		if s := w.Status[u.Code]; s.State.In() {
			warnings += s.Warnings
		}
	}
	if warnings > 0 {
		lines = append(lines, w.say.Count("digest_points", warnings))
	}
	var names []string
	for _, o := range w.outliers(w.units) {
		names = append(names, w.say.Say("digest_outlier", "unit", strings.Join(w.located([]roster.Unit{o.Unit}), ""),
			"label", o.Label, "value", w.say.Amount(o.Value), "usual", w.say.Amount(o.Usual)))
	}
	if len(names) > 0 {
		lines = append(lines, w.say.Say("digest_outliers", "names", w.say.List(names, namesInOutliers)))
	}
	return lines
}

const namesInOutliers = 3
