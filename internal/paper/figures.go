package paper

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// listedNames is how many names of a list a bubble shows.
const listedNames = 40

// echoedNames is how many of them are read back once confirmed.
const echoedNames = 3

// figureLine returns one figure: its name, its value, where from unless all are from
// the same, and what it was.
func (w *Writer) figureLine(q *form.Question, i int, now answers.Worked, common string) string {
	f := &q.Figures[i]
	if !now.Known {
		return w.Say.Say("calculated_part", "label", w.Fill(f.Label, 0), "value", "…")
	}
	value := w.FigureValue(q, i, now)
	if basis := w.basis(f.Value); basis != "" && basis != common && !f.List && !f.Derived {
		value += " " + basis
	}
	if c := &w.Draft.Cells[q.Pos]; (c.State == answers.Answered || c.State == answers.Stale) && i < len(c.Value.Figures) {
		value += w.sinceThen(q, i, c.Value.Figures[i], now)
	}
	if f.Label != "" {
		return w.Say.Say("calculated_part", "label", w.Fill(f.Label, 0), "value", value)
	}
	return w.Say.Say("calculated_now", "value", value)
}

// sinceThen says how a figure differs from what was confirmed.
func (w *Writer) sinceThen(q *form.Question, i int, before form.Figured, now answers.Worked) string {
	switch {
	case before.Corrected():
		return " " + w.Say.Say("calculated_corrected", "value", w.Amount(q, before.Value))
	case before.Unknown || before.Worked == now.Same() || q.Figures[i].List:
		return ""
	}
	return " " + w.Say.Say("calculated_before", "value", w.Amount(q, before.Value))
}

// FigureHow says how the figures are confirmed or corrected.
func (w *Writer) FigureHow(q *form.Question) string {
	c := w.Draft.Cells[q.Pos]
	kept := (c.State == answers.Answered || c.State == answers.Stale) && slices.ContainsFunc(c.Value.Figures, form.Figured.Corrected)
	switch list := q.Correctables(); {
	case len(list) == 0:
		return w.Say.Say("calculated_confirm")
	case len(list) > 1:
		f := &q.Figures[list[0]]
		return w.Say.Say("calculated_confirm_parts", "example", w.Fill(f.Label, 0)+" 12")
	case kept:
		return w.Say.Say("calculated_confirm_kept")
	}
	return w.Say.Say("calculated_confirm_or")
}

// Amount writes a figure of a calculated question with its unit.
func (w *Writer) Amount(q *form.Question, n float64) string {
	s := w.Say.Amount(n)
	if q.Unit != "" && len(q.Figures) == 1 {
		s += " " + w.Fill(q.Unit, 0)
	}
	return s
}

// FigureValue writes one figure as the system works it out now.
func (w *Writer) FigureValue(q *form.Question, i int, now answers.Worked) string {
	if !q.Figures[i].List {
		return w.Amount(q, now.Number)
	}
	return w.nameList(now.List, listedNames)
}

// nameList joins names of units, each with where it stands, as many as fit.
func (w *Writer) nameList(names []string, most int) string {
	if len(names) == 0 {
		return w.Say.Say("calculated_none")
	}
	lines := make([]string, 0, min(most, len(names)))
	for _, name := range names[:min(most, len(names))] {
		if w.Draft.Below != nil && w.Draft.Below.Where[name] != "" {
			name = w.Say.Say("calculated_stands", "name", name, "where", w.Draft.Below.Where[name])
		}
		lines = append(lines, name)
	}
	s := strings.Join(lines, "; ")
	if left := len(names) - most; left > 0 {
		s += "; " + w.Say.Count("calculated_more", left)
	}
	return s
}

// basis says what a figure was worked out from: «cộng từ 22/25 xã đã nộp».
func (w *Writer) basis(e *form.Expression) string {
	var codes []string
	for _, v := range e.Vars {
		switch {
		case v.Kind == form.TheBelow && len(v.Members) > 0 && w.Draft.Below != nil:
			return w.Say.Say("calculated_basis", "known", len(w.Draft.Below.Figures[v.Members[0]]), "of", w.Draft.Below.Expected, "noun", w.Draft.Below.Noun)
		case v.Q != nil && !slices.Contains(codes, v.Q.Code):
			codes = append(codes, v.Q.Code)
		}
	}
	if len(codes) < 2 {
		return ""
	}
	return w.Say.Say("calculated_from", "codes", strings.Join(codes, ", "))
}

// ShownFigures returns a calculated answer as it is read back.
func (w *Writer) ShownFigures(q *form.Question, v form.Value) string {
	parts := make([]string, 0, len(q.Figures))
	for i, figure := range answers.Confirmed(q, v) {
		if !figure.Known {
			continue
		}
		s := ""
		if q.Figures[i].List {
			s = w.nameList(figure.List, echoedNames)
		} else {
			s = w.Amount(q, figure.Number)
		}
		if q.Figures[i].Label != "" {
			s = w.Say.Say("calculated_short", "label", viet.LowerFirst(w.Fill(q.Figures[i].Label, 0)), "value", s)
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return w.Say.Say("calculated_empty")
	}
	return strings.Join(parts, "; ")
}

// figureWord fills a placeholder that names a calculated question or one of its
// parts.
func (w *Writer) figureWord(v form.Variable) (string, bool) {
	c := &w.Draft.Cells[v.Q.Pos]
	if c.Hidden {
		return "0", true
	}
	if c.State != answers.Answered && c.State != answers.Stale || v.Part >= len(c.Value.Figures) {
		return "", false
	}
	figure := answers.Confirmed(v.Q, c.Value)[v.Part]
	if figure.List != nil {
		return w.nameList(figure.List, listedNames), figure.Known
	}
	return w.Say.Amount(figure.Number), figure.Known
}
