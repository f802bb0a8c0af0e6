package conversation

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// listedNames is how many names of a list a bubble shows.
const listedNames = 40

// echoedNames is how many of them are read back once confirmed.
const echoedNames = 3

// figureLines are what the system worked out, with what it is worked out from
// and what changed since it was confirmed, and how to answer.
func (t *Writer) figureLines(q *Question) string {
	if waits := t.Draft.waitsFor(t.Outline, q); len(waits) > 0 {
		codes := make([]string, len(waits))
		for i, w := range waits {
			codes[i] = w.Code
		}
		return t.Say.Say("calculated_waits", "codes", strings.Join(codes, ", "))
	}
	now := t.Draft.work(t.Outline, q)
	if !t.Draft.computable(t.Outline, q) && !now[0].known {
		return t.Say.Say("calculated_unknown")
	}
	lines := make([]string, 0, len(now)+2)
	common := ""
	if q.Calculation == "" {
		common = t.basis(q.figures[0].value)
		lines = append(lines, strings.TrimSpace(t.Say.Say("calculated_parts", "basis", common)))
	}
	for i := range now {
		lines = append(lines, t.figureLine(q, i, now[i], common))
	}
	return strings.Join(append(lines, t.figureHow(q)), "\n")
}

// figureLine is one figure: its name, its value, where from unless all are from
// the same, and what it was.
func (t *Writer) figureLine(q *Question, i int, w worked, common string) string {
	f := &q.figures[i]
	if !w.known {
		return t.Say.Say("calculated_part", "label", t.fill(f.label, 0), "value", "…")
	}
	value := t.figureValue(q, i, w)
	if basis := t.basis(f.value); basis != "" && basis != common && !f.list && !f.derived {
		value += " " + basis
	}
	if c := &t.Draft.Cells[q.pos]; (c.State == Answered || c.State == Stale) && i < len(c.Value.Figures) {
		value += t.sinceThen(q, i, c.Value.Figures[i], w)
	}
	if f.label != "" {
		return t.Say.Say("calculated_part", "label", t.fill(f.label, 0), "value", value)
	}
	return t.Say.Say("calculated_now", "value", value)
}

// sinceThen says how a figure differs from what was confirmed.
func (w *Writer) sinceThen(q *Question, i int, before Figured, now worked) string {
	switch {
	case before.Corrected():
		return " " + w.Say.Say("calculated_corrected", "value", w.amount(q, before.Value))
	case before.Unknown || before.Worked == now.same() || q.figures[i].list:
		return ""
	}
	return " " + w.Say.Say("calculated_before", "value", w.amount(q, before.Value))
}

// figureHow tells how the figures are confirmed or corrected.
func (w *Writer) figureHow(q *Question) string {
	c := w.Draft.Cells[q.pos]
	kept := (c.State == Answered || c.State == Stale) && slices.ContainsFunc(c.Value.Figures, Figured.Corrected)
	switch list := q.correctables(); {
	case len(list) == 0:
		return w.Say.Say("calculated_confirm")
	case len(list) > 1:
		f := &q.figures[list[0]]
		return w.Say.Say("calculated_confirm_parts", "example", w.fill(f.label, 0)+" 12")
	case kept:
		return w.Say.Say("calculated_confirm_kept")
	}
	return w.Say.Say("calculated_confirm_or")
}

func (w *Writer) amount(q *Question, n float64) string {
	s := viet.FormatNumber(n)
	if q.Unit != "" && len(q.figures) == 1 {
		s += " " + w.fill(q.Unit, 0)
	}
	return s
}

func (t *Writer) figureValue(q *Question, i int, w worked) string {
	if !q.figures[i].list {
		return t.amount(q, w.number)
	}
	return t.nameList(w.list, listedNames)
}

// nameList is names of units, each with where it stands, as many as fit.
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
func (w *Writer) basis(e *expression) string {
	var codes []string
	for _, v := range e.vars {
		switch {
		case v.kind == theBelow && len(v.members) > 0 && w.Draft.Below != nil:
			return w.Say.Say("calculated_basis", "known", len(w.Draft.Below.Figures[v.members[0]]), "of", w.Draft.Below.Expected, "noun", w.Draft.Below.Noun)
		case v.q != nil && !slices.Contains(codes, v.q.Code):
			codes = append(codes, v.q.Code)
		}
	}
	if len(codes) < 2 {
		return ""
	}
	return w.Say.Say("calculated_from", "codes", strings.Join(codes, ", "))
}

// shownFigures is a calculated answer as it is read back.
func (t *Writer) shownFigures(q *Question, v Value) string {
	parts := make([]string, 0, len(q.figures))
	for i, w := range confirmed(q, v) {
		if !w.known {
			continue
		}
		s := ""
		if q.figures[i].list {
			s = t.nameList(w.list, echoedNames)
		} else {
			s = t.amount(q, w.number)
		}
		if q.figures[i].label != "" {
			s = t.Say.Say("calculated_short", "label", lowerFirst(t.fill(q.figures[i].label, 0)), "value", s)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

// figureWord is a placeholder that names a calculated question or one of its
// parts.
func (t *Writer) figureWord(v variable) (string, bool) {
	c := &t.Draft.Cells[v.q.pos]
	if c.Hidden {
		return "0", true
	}
	if c.State != Answered && c.State != Stale || v.part >= len(c.Value.Figures) {
		return "", false
	}
	w := confirmed(v.q, c.Value)[v.part]
	if w.list != nil {
		return t.nameList(w.list, listedNames), w.known
	}
	return viet.FormatNumber(w.number), w.known
}

// figureButtons confirm the figures, or lead to the one that is not right.
func (t *Turn) figureButtons(q *Question) []chat.Choice {
	if len(t.Draft.waitsFor(t.Outline, q)) > 0 {
		return nil
	}
	var out []chat.Choice
	if t.Draft.computable(t.Outline, q) {
		out = append(out, t.button(q, 0, actOwn, t.Say.Say("button_right")))
	}
	if list := q.correctables(); len(list) > 1 {
		for _, i := range list {
			out = append(out, t.button(q, 0, actPart, t.Say.Say("button_part", "label", t.fill(q.figures[i].label, 0)), strconv.Itoa(i)))
		}
	}
	return out
}
