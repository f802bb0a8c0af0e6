package answers

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/form"
)

// A Failure is a check that does not hold, in a row or in the whole report.
type Failure struct {
	Check *form.Check
	Row   int
}

// Failures tries one check, in every row if it is for each.
func (s *Sheet) Failures(c *form.Check) []Failure {
	if c.Filters {
		return s.misfits(c)
	}
	if c.Parent == nil {
		if c.Of != nil && s.Draft.Cells[c.Of.Pos].Hidden || holds(s.Draft.EvalOn(c.Holds, nil, s.Today())) {
			return nil
		}
		return []Failure{{Check: c}}
	}
	var out []Failure
	cell := &s.Draft.Cells[c.Parent.Pos]
	if cell.Hidden {
		return nil
	}
	for i := range cell.Rows {
		if c.Of != nil && cell.Rows[i].Cells[c.Of.Pos].Hidden {
			continue
		}
		if !holds(s.Draft.EvalOn(c.Holds, &cell.Rows[i], s.Today())) {
			out = append(out, Failure{c, cell.Rows[i].ID})
		}
	}
	return out
}

// FailuresSoFar is Failures while the report is filled in: a check that counts the rows of a
// list waits until the list is begun, or said to be empty, and what it counts is there.
func (s *Sheet) FailuresSoFar(c *form.Check) []Failure {
	for _, v := range c.Holds.Vars {
		if v.Kind != form.TheRows || c.Parent != nil {
			continue
		}
		list := &s.Draft.Cells[v.Q.Pos]
		if !list.Hidden && (list.State != Closed && len(list.Rows) == 0 || slices.ContainsFunc(list.Rows, func(r Row) bool { return r.lacks(v.Fields) })) {
			return nil
		}
	}
	return s.Failures(c)
}

// lacks reports whether one of these fields is still to be answered.
func (r *Row) lacks(fields []*form.Question) bool {
	return slices.ContainsFunc(fields, func(q *form.Question) bool {
		c := &r.Cells[q.Pos]
		return c.Must(q) && !c.Hidden && c.State != Answered
	})
}

// holds takes what is not known yet as holding.
func holds(v any, known bool) bool {
	yes, _ := v.(bool)
	return !known || yes
}

// Place returns where the failure is put: the first question that can mend it.
func (f Failure) Place() form.Place {
	for _, q := range f.Check.Fixes {
		if q.Parent == nil || f.Row != 0 {
			p := form.Place{Code: q.Code}
			if q.Parent != nil {
				p.Row = f.Row
			}
			return p
		}
	}
	return form.Place{}
}

// FailureKey names a failure in the focus of an officer: check and row.
func FailureKey(f Failure) string { return f.Check.ID + "/" + strconv.Itoa(f.Row) }

// FailureOf returns the failure of a key, if it still fails.
func (s *Sheet) FailureOf(key string) (Failure, bool) {
	for i := range s.Outline.Checks {
		for _, f := range s.Failures(&s.Outline.Checks[i]) {
			if FailureKey(f) == key {
				return f, true
			}
		}
	}
	return Failure{}, false
}

// ReasonGiven reports whether the check asks for the reason that was given when a
// figure was corrected; nobody is asked twice.
func (f Failure) ReasonGiven(d *Draft) bool {
	return f.Check.Reason && slices.ContainsFunc(f.Check.Fixes, func(q *form.Question) bool {
		return q.IsCalculated() && d.Cells[q.Pos].Value.Text.Pieces > 0
	})
}

// KeptWarning is a warning that somebody chose to keep. It lies in the draft, so
// it travels with the report; who kept it and when is in the history.
type KeptWarning struct {
	// Key names the check, the row and what it said.
	Key string
	// Says is the check's sentence as it was kept.
	Says string
	// Reason is the written reason; "" where the check asks for none.
	Reason string
}

// Check returns the check's id, as in the outline.
func (k KeptWarning) Check() string {
	id, _, _ := strings.Cut(k.Key, "/")
	return id
}

// Row returns the row of the group that the check was tried in; 0 for the report.
func (k KeptWarning) Row() int {
	_, rest, _ := strings.Cut(k.Key, "/")
	row, _, _ := strings.Cut(rest, "/")
	n, _ := strconv.Atoi(row)
	return n
}

func (w *writer) kept(list []KeptWarning) {
	w.Counts(len(list))
	for _, k := range list {
		w.Texts(k.Key, k.Says, k.Reason)
	}
}

func (r *reader) kept() []KeptWarning {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]KeptWarning, n)
	for i := range list {
		r.Texts(&list[i].Key, &list[i].Says, &list[i].Reason)
	}
	return list
}

// Unreasoned returns the first warning that may not be handed in without a reason.
func (s *Sheet) Unreasoned(warnings []Failure) (Failure, bool) {
	for _, f := range warnings {
		if f.Check.Reason {
			return f, true
		}
	}
	return Failure{}, false
}

// StillKept lists the failures whose keys are in kept.
func (s *Sheet) StillKept(kept map[string]bool) (still []Failure) {
	for i := range s.Outline.Checks {
		if len(kept) == 0 {
			return nil
		}
		for _, f := range s.Failures(&s.Outline.Checks[i]) {
			if kept[FailureKey(f)] {
				still = append(still, f)
			}
		}
	}
	return still
}
