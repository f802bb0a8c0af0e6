package answers

import "giaoban/internal/form"

// Last is the unit's report before this one, with the outline that it belongs to. Its answers are
// found by their questions' names, whatever became of the outline since.
type Last struct {
	Outline *form.Outline
	Draft   *Draft
	// Parts are in the place of Draft where the unit did not report then and those did that ended in it since.
	Parts []Part
}

// A Part is the last report of a unit that ended in this one.
type Part struct {
	Unit string // its name
	*Last
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
	if l == nil || l.Draft == nil {
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
	if l != nil && len(l.Parts) > 0 {
		return l.together(q)
	}
	old, c := l.cell(q, row)
	if c == nil || c.State != Answered && c.State != Stale {
		return v, false
	}
	return form.Recall(q, old, c.Value)
}

// together is what the parts answered, added up: a number that adds up over units, if each of them told it.
func (l *Last) together(q *form.Question) (sum form.Value, ok bool) {
	if !q.IsNumber() || q.Parent != nil || q.Together() != form.Sum {
		return sum, false
	}
	for _, part := range l.Parts {
		v, ok := part.Answer(q, 0)
		if !ok || v.Name != "" || v.Upper != nil {
			return sum, false
		}
		sum.Number, sum.Approx = form.Rounded(sum.Number+v.Number), sum.Approx || v.Approx
	}
	return sum, true
}

// Apart are the parts that answered a question of which the answers do not add up.
func (l *Last) Apart(q *form.Question) (parts []Part) {
	if l == nil || q.Parent != nil || q.IsGroup() {
		return nil
	}
	if _, added := l.together(q); added && len(l.Parts) > 0 {
		return nil
	}
	for _, part := range l.Parts {
		if _, ok := part.Answer(q, 0); ok {
			parts = append(parts, part)
		}
	}
	return parts
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

// answered reports whether the last report has an answer, or of a list a row or the word that there is none.
func (l *Last) answered(v form.Variable) bool {
	if v.Q.IsGroup() {
		_, c := l.cell(v.Q, 0)
		return c != nil && (len(c.Rows) > 0 || c.State == Closed)
	}
	_, known := l.look(v)
	return known
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
