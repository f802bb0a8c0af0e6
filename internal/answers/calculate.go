package answers

import (
	"math"
	"slices"
	"strings"

	"giaoban/internal/form"
)

// Worked is one figure as the system has it now.
type Worked struct {
	Number float64
	List   []string
	Known  bool
}

// Same returns a number that is equal for equal figures; of a list the names' hash.
func (w Worked) Same() float64 {
	if w.List == nil {
		return w.Number
	}
	return float64(uint32(foldKey(strings.Join(w.List, "|"))))
}

// Work works out the question's figures from the answers and from below. What
// the person corrected stands where other figures follow from it.
func (d *Draft) Work(o *form.Outline, q *form.Question) []Worked {
	out := make([]Worked, 0, len(q.Figures))
	c := &d.Cells[q.Pos]
	own := make([]Worked, 0, len(q.Figures)) // as other figures of the question see it
	for i := range q.Figures {
		w := d.workOne(o, q, q.Figures[i].Value, own)
		out = append(out, w)
		if (c.State == Answered || c.State == Stale) && i < len(c.Value.Figures) && c.Value.Figures[i].Corrected() {
			w = Worked{Number: c.Value.Figures[i].Value, Known: true}
		}
		own = append(own, w)
	}
	return out
}

// workOne runs one calculation. A calculated question that it names counts with
// its confirmed figure, else with what the system has now.
func (d *Draft) workOne(o *form.Outline, q *form.Question, e *form.Expression, own []Worked) Worked {
	env := make(map[string]any, len(e.Vars))
	for _, v := range e.Vars {
		if v.Q == nil || v.Kind == form.IsAnswered || !v.Q.IsCalculated() || d.Cells[v.Q.Pos].Hidden {
			x, ok := d.source(q, v)
			if !ok && v.Lenient {
				x, ok = v.Sample(), true
			}
			if !ok || v.Kind == form.TheBelow && d.Below.Silent(v.Members) {
				return Worked{}
			}
			env[v.Name] = x
			continue
		}
		w := Worked{}
		if v.Q == q {
			if v.Part < len(own) {
				w = own[v.Part]
			}
		} else {
			w = d.standing(o, v.Q)[v.Part]
		}
		if !w.Known && !v.Lenient && (q.Skipped != form.SkippedZero || d.waitsFor(o, v)) {
			return Worked{}
		}
		env[v.Name] = w.Number
		if w.List != nil {
			env[v.Name] = w.List
		}
	}
	return asWorked(e.Run(env))
}

// source is an answer that a calculation names. One that was passed over counts
// as zero where the outline says so.
func (d *Draft) source(q *form.Question, v form.Variable) (x any, ok bool) {
	zero := q.Skipped == form.SkippedZero
	if v.Kind == form.TheRows {
		return rowsOf(d, v, zero), true
	}
	if x, ok = d.look(v, nil, d.Today, true); !ok && zero && v.Kind == form.TheAnswer && v.Q.Parent == nil && d.Cells[v.Q.Pos].State == Skipped {
		return v.Sample(), true
	}
	return x, ok
}

// standing returns the question's figures as other calculations use them.
func (d *Draft) standing(o *form.Outline, q *form.Question) []Worked {
	c := &d.Cells[q.Pos]
	if c.State == Answered && len(c.Value.Figures) == len(q.Figures) {
		return Confirmed(q, c.Value)
	}
	out := d.Work(o, q)
	for i := range out {
		if c.State == Stale && i < len(c.Value.Figures) && c.Value.Figures[i].Corrected() {
			out[i] = Worked{Number: c.Value.Figures[i].Value, Known: true}
		}
	}
	return out
}

// Confirmed returns the figures of an answer.
func Confirmed(q *form.Question, v form.Value) []Worked {
	out := make([]Worked, len(q.Figures))
	for i := range q.Figures {
		if i >= len(v.Figures) || v.Figures[i].Unknown {
			continue
		}
		out[i] = Worked{Number: v.Figures[i].Value, Known: true}
		if q.Figures[i].List {
			out[i].List = append([]string{}, v.Names...)
		}
	}
	return out
}

func asWorked(v any, known bool) Worked {
	if !known {
		return Worked{}
	}
	switch x := v.(type) {
	case []string:
		return Worked{List: append([]string{}, x...), Known: true}
	case []any:
		list := make([]string, 0, len(x))
		for _, name := range x {
			if s, ok := name.(string); ok {
				list = append(list, s)
			}
		}
		return Worked{List: list, Known: true}
	case int, int64, float64, bool:
		n := math.Round(form.Number(x)*1e6) / 1e6
		return Worked{Number: n, Known: !math.IsNaN(n) && !math.IsInf(n, 0)}
	}
	return Worked{}
}

// Follow looks at every confirmed figure again: what the system works out
// otherwise now is Stale until somebody has seen it.
func (d *Draft) Follow(o *form.Outline) {
	for _, q := range o.Calculated {
		c := &d.Cells[q.Pos]
		if c.Hidden || c.State != Answered && c.State != Stale {
			continue
		}
		state := Answered
		if d.differs(o, q, c.Value) {
			state = Stale
		}
		if state != c.State {
			c.State = state
			d.Refresh(o, q, 0)
		}
	}
	for _, q := range o.BelowConditions {
		if q.Parent != nil {
			for i := range d.Cells[q.Parent.Pos].Rows {
				d.RefreshRow(o, q.Parent, &d.Cells[q.Parent.Pos].Rows[i])
			}
		} else if d.settle(o, q, &d.Cells[q.Pos], nil) {
			d.Refresh(o, q, 0)
		}
	}
}

// differs reports whether the system now has other figures than were confirmed.
func (d *Draft) differs(o *form.Outline, q *form.Question, v form.Value) bool {
	now := d.Work(o, q)
	if len(v.Figures) != len(now) {
		return true
	}
	for i, w := range now {
		if w.Known && (v.Figures[i].Unknown || w.Same() != v.Figures[i].Worked) {
			return true
		}
	}
	return false
}

// Confirm returns the answer that takes the figures as they are shown: what the
// person corrected before stays so, all else is the system's.
func (d *Draft) Confirm(o *form.Outline, q *form.Question) form.Value {
	before := d.Cells[q.Pos].Value
	var v form.Value
	corrected := false
	for i, w := range d.Work(o, q) {
		f := form.Figured{Unknown: !w.Known}
		if !w.Known && i < len(before.Figures) {
			f = before.Figures[i]
		}
		if w.Known {
			f.Worked = w.Same()
			f.Value = f.Worked
		}
		if i < len(before.Figures) && before.Figures[i].Corrected() && q.Correctable(i) {
			f.Value, f.Unknown = before.Figures[i].Value, false
			corrected = corrected || f.Corrected()
		}
		if w.List != nil {
			v.Names = w.List
		}
		v.Figures = append(v.Figures, f)
	}
	if corrected {
		v.Text = before.Text // the reasons
	}
	return v
}

// CorrectWith is confirm with another number for one figure. Figures that
// follow from it are worked out anew.
func (d *Draft) CorrectWith(o *form.Outline, q *form.Question, part int, n float64, reason form.TextInfo) form.Value {
	c := &d.Cells[q.Pos]
	before := *c
	v := d.Confirm(o, q)
	v.Figures[part].Value, v.Figures[part].Unknown = n, false
	v.Text = reason
	c.State, c.Value = Answered, v
	v = d.Confirm(o, q)
	*c = before
	return v
}

// Stale returns the figures to be looked at again, in the outline's order.
func (d *Draft) Stale(o *form.Outline) (list []*form.Question) {
	for _, q := range o.Calculated {
		if c := &d.Cells[q.Pos]; c.State == Stale && !c.Hidden {
			list = append(list, q)
		}
	}
	return list
}

// Computable reports whether the system has every figure of the question.
func (d *Draft) Computable(o *form.Outline, q *form.Question) bool {
	return !slices.ContainsFunc(d.Work(o, q), func(w Worked) bool { return !w.Known })
}

// Unworkable reports whether a figure of the question cannot be worked out from
// the answers as they are, and nothing is waited for: it may be put in by hand or
// left empty.
func (d *Draft) Unworkable(o *form.Outline, q *form.Question) bool {
	return !d.Computable(o, q) && len(d.WaitsFor(o, q)) == 0
}

// WaitsFor returns the questions whose answers a calculation lacks and that are
// still to be answered.
func (d *Draft) WaitsFor(o *form.Outline, q *form.Question) (list []*form.Question) {
	for i := range q.Figures {
		for _, v := range q.Figures[i].Value.Vars {
			if v.Q != nil && v.Q != q && !slices.Contains(list, v.Q) && d.waitsFor(o, v) {
				list = append(list, v.Q)
			}
		}
	}
	return list
}

// waitsFor reports whether the answer is still to come. An optional one that was
// passed over or put off is not waited for, nor a figure that was left empty.
func (d *Draft) waitsFor(o *form.Outline, v form.Variable) bool {
	c := &d.Cells[v.Q.Pos]
	switch {
	case c.Hidden || c.State == Skipped:
		return false
	case v.Q.IsCalculated():
		return c.State != Answered && !d.standing(o, v.Q)[v.Part].Known
	case v.Kind != form.TheAnswer || c.State == Later && !c.Must(v.Q):
		return false
	}
	_, known := d.look(v, nil, "", true)
	return !known
}

// FigureKey returns a short word for what the figures of a question are now.
func (d *Draft) FigureKey(o *form.Outline, qs ...*form.Question) string {
	var b strings.Builder
	for _, q := range qs {
		b.WriteString(q.Code)
		for _, w := range d.Work(o, q) {
			b.WriteString(" " + form.PlainNumber(w.Same()))
		}
	}
	return form.NameHash(b.String())
}
