package answers

import "giaoban/internal/form"

// Last is the unit's report before this one, with the outline that it belongs to. Its answers are
// found by their questions' names, whatever became of the outline since.
type Last struct {
	Outline *form.Outline
	Draft   *Draft
}

// Recalled is the report before this one, nil if there is none.
func (d *Draft) Recalled() *Last {
	if d.Last == nil {
		return nil
	}
	return d.Last()
}

// cell finds where the question was answered in the last report; nil if it was not, or did not
// apply.
func (l *Last) cell(q *form.Question, row int) (*form.Question, *Cell) {
	if l == nil {
		return nil, nil
	}
	old := l.Outline.ByName[q.Name]
	if old == nil || old.IsGroup() != q.IsGroup() {
		return nil, nil
	}
	top := old
	if old.Parent != nil {
		top = old.Parent
	}
	if top.Pos >= len(l.Draft.Cells) || l.Draft.Cells[top.Pos].Hidden {
		return nil, nil
	}
	c := l.Draft.Cell(old, row)
	if c == nil || c.Hidden {
		return nil, nil
	}
	return old, c
}

// Answer returns what the question was answered, as it takes answers now; ok is false if it was
// not, or if that means something else.
func (l *Last) Answer(q *form.Question, row int) (v form.Value, ok bool) {
	old, c := l.cell(q, row)
	if c == nil || c.State != Answered && c.State != Stale {
		return v, false
	}
	return form.Recall(q, old, c.Value)
}

// Rows returns the rows of a list.
func (l *Last) Rows(group *form.Question) []Row {
	_, c := l.cell(group, 0)
	if c == nil {
		return nil
	}
	return c.Rows
}

// Filed is what an answer's records are kept under in the last report, and what is known of its
// text.
func (l *Last) Filed(q *form.Question, row int) (form.Place, form.TextInfo) {
	old, c := l.cell(q, row)
	if c == nil || c.State != Answered {
		return form.Place{}, form.TextInfo{}
	}
	return l.Outline.Filed(old.At(row)), c.Value.Text
}

// look is what an expression sees of the last report. What it does not know is as an unanswered
// question.
func (l *Last) look(v form.Variable) (x any, ok bool) {
	if v.Kind == form.TheRows {
		_, c := l.cell(v.Q, 0)
		if c == nil {
			return nil, false
		}
		return l.rows(v), true
	}
	was, ok := l.Answer(v.Q, 0)
	if !ok {
		return nil, false
	}
	if !v.Q.IsCalculated() {
		return v.Q.Plain(was), true
	}
	w := Confirmed(v.Q, was)[v.Part]
	if w.List != nil {
		return w.List, w.Known
	}
	return w.Number, w.Known
}

func (l *Last) rows(v form.Variable) []map[string]any {
	list := l.Rows(v.Q)
	rows := make([]map[string]any, len(list))
	for i := range list {
		rows[i] = map[string]any{"stt": i + 1}
		for _, q := range v.Fields {
			rows[i][q.Name] = nil
			if was, ok := l.Answer(q, list[i].ID); ok {
				rows[i][q.Name] = q.Plain(was)
			}
		}
	}
	return rows
}
