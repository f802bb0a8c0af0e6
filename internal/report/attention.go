package report

import (
	"strings"

	"giaoban/internal/roster"
)

// namesInNeed is how many units each line of needs names.
const namesInNeed = 5

// needs returns the units that wait for a person and not for time: nobody joined,
// blocked, stuck, and questions that nobody answered. A line each.
func (m missing) needs(questions int) []string {
	of := m.byCause(m.groups)
	var lines []string
	add := func(units []roster.Unit, label string) {
		if len(units) > 0 {
			lines = append(lines, "- "+m.say.Say("overview_kind", "kind", label, "n", len(units),
				"names", m.say.List(m.located(units), namesInNeed)))
		}
	}
	labels := m.causeLabels()
	for _, r := range []Cause{CauseUnregistered, CauseUnreachable, CauseStuck} {
		add(of[r], labels[r])
	}
	if questions > 0 {
		lines = append(lines, "- "+m.say.Count("digest_questions", questions))
	}
	if len(lines) > 0 {
		lines = append([]string{"", m.say.Say("digest_needs")}, lines...)
	}
	return lines
}

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
			"label", o.Label, "value", w.say.Amount(o.Value), "low", w.say.Amount(o.Low), "high", w.say.Amount(o.High)))
	}
	if len(names) > 0 {
		lines = append(lines, w.say.Say("digest_outliers", "names", w.say.List(names, namesInOutliers)))
	}
	return lines
}

const namesInOutliers = 3
