package exchange

import (
	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// A Picked is a row of a unit below that may be taken over.
type Picked struct {
	ID   int
	Name string
	// Values are its answers by the fields' names, Text gives the words of a text.
	Values map[string]form.Value
	Text   func(field string) string
}

// Picks are the rows that may be taken over where the question is the one that names a
// row, and the fields before it say whose.
func (t *Facts) Picks(q *form.Question, row int) []Picked {
	from := q.Source()
	if from == nil || t.Rows == nil {
		return nil
	}
	r := t.Draft.Row(q.Parent, row)
	if r == nil || r.Cells[q.Pos].State == answers.Answered || r.Cells[from.Field.Pos].State != answers.Answered {
		return nil
	}
	if from.Condition != nil {
		if yes, known := t.Draft.EvalOn(from.Condition, r, t.Today()); !known || yes != true {
			return nil
		}
	}
	return t.Rows(r.Cells[from.Field.Pos].Value.Name, from.List)
}
