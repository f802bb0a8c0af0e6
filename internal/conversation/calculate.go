package conversation

import (
	"math"
	"slices"
	"strings"

	"giaoban/internal/viet"
)

// A Figured is one figure of a calculated question as it was confirmed.
type Figured struct {
	// Value is what stands in the report, Worked what the system had when it
	// was confirmed; they differ where the person corrected it. Of a list they
	// are a short hash of the names, which lie in the answer's Names.
	Value, Worked float64
	// Unknown marks a figure that could not be worked out.
	Unknown bool
}

// Corrected tells whether the person put a figure of their own.
func (f Figured) Corrected() bool { return !f.Unknown && f.Value != f.Worked }

// A figure is what a calculated question works out: its own calculation, which
// comes first, or one of its parts.
type figure struct {
	name, label string
	value       *expression
	// derived follows from the question's own figures and is never corrected.
	derived bool
	// list is a list of names, all others are numbers.
	list bool
}

// correctable tells whether a person may put another number.
func (q *Question) correctable(i int) bool {
	f := &q.figures[i]
	return !q.ReadOnly && !f.derived && !f.list
}

// correctables are the figures that a person may correct, by position.
func (q *Question) correctables() (list []int) {
	for i := range q.figures {
		if q.correctable(i) {
			list = append(list, i)
		}
	}
	return list
}

// worked is one figure as the system has it now.
type worked struct {
	number float64
	list   []string
	known  bool
}

// same is a number that is equal for equal figures; of a list the names' hash.
func (w worked) same() float64 {
	if w.list == nil {
		return w.number
	}
	return float64(uint32(foldKey(strings.Join(w.list, "|"))))
}

// work works out the question's figures from the answers and from below. What
// the person corrected stands where other figures follow from it.
func (d *Draft) work(o *Outline, q *Question) []worked {
	out := make([]worked, 0, len(q.figures))
	c := &d.Cells[q.pos]
	own := make([]worked, 0, len(q.figures)) // as other figures of the question see it
	for i := range q.figures {
		w := d.workOne(o, q, q.figures[i].value, own)
		out = append(out, w)
		if (c.State == Answered || c.State == Stale) && i < len(c.Value.Figures) && c.Value.Figures[i].Corrected() {
			w = worked{number: c.Value.Figures[i].Value, known: true}
		}
		own = append(own, w)
	}
	return out
}

// workOne runs one calculation. A calculated question that it names counts with
// its confirmed figure, else with what the system has now.
func (d *Draft) workOne(o *Outline, q *Question, e *expression, own []worked) worked {
	env := make(map[string]any, len(e.vars))
	for _, v := range e.vars {
		if v.q == nil || v.q.Type != Calculate || d.Cells[v.q.pos].Hidden {
			x, ok := d.look(v, nil, "", true)
			if !ok {
				return worked{}
			}
			env[v.name] = x
			continue
		}
		w := worked{}
		if v.q == q {
			if v.part < len(own) {
				w = own[v.part]
			}
		} else {
			w = d.standing(o, v.q)[v.part]
		}
		if !w.known {
			return worked{}
		}
		env[v.name] = w.number
		if w.list != nil {
			env[v.name] = w.list
		}
	}
	return asWorked(e.run(env))
}

// standing are the question's figures as they count for others.
func (d *Draft) standing(o *Outline, q *Question) []worked {
	c := &d.Cells[q.pos]
	if c.State == Answered && len(c.Value.Figures) == len(q.figures) {
		return confirmed(q, c.Value)
	}
	out := d.work(o, q)
	for i := range out {
		if c.State == Stale && i < len(c.Value.Figures) && c.Value.Figures[i].Corrected() {
			out[i] = worked{number: c.Value.Figures[i].Value, known: true}
		}
	}
	return out
}

// confirmed are the figures of an answer.
func confirmed(q *Question, v Value) []worked {
	out := make([]worked, len(q.figures))
	for i := range q.figures {
		if i >= len(v.Figures) || v.Figures[i].Unknown {
			continue
		}
		out[i] = worked{number: v.Figures[i].Value, known: true}
		if q.figures[i].list {
			out[i].list = append([]string{}, v.Names...)
		}
	}
	return out
}

func asWorked(v any, known bool) worked {
	if !known {
		return worked{}
	}
	switch x := v.(type) {
	case []string:
		return worked{list: append([]string{}, x...), known: true}
	case []any:
		list := make([]string, 0, len(x))
		for _, name := range x {
			if s, ok := name.(string); ok {
				list = append(list, s)
			}
		}
		return worked{list: list, known: true}
	case int, int64, float64, bool:
		n := math.Round(number(x)*1e6) / 1e6
		return worked{number: n, known: !math.IsNaN(n) && !math.IsInf(n, 0)}
	}
	return worked{}
}

// follow looks at every confirmed figure again: what the system works out
// otherwise now is Stale until somebody has seen it.
func (d *Draft) follow(o *Outline) {
	for _, q := range o.calculated {
		c := &d.Cells[q.pos]
		if c.Hidden || c.State != Answered && c.State != Stale {
			continue
		}
		state := Answered
		if d.differs(o, q, c.Value) {
			state = Stale
		}
		if state != c.State {
			c.State = state
			d.refresh(o, q, 0)
		}
	}
	for _, q := range o.belowConditions {
		if c := &d.Cells[q.pos]; c.Hidden == d.applies(o, q, nil) {
			c.Hidden = !c.Hidden
			d.refresh(o, q, 0)
		}
	}
}

// differs tells whether the system now has other figures than were confirmed.
func (d *Draft) differs(o *Outline, q *Question, v Value) bool {
	now := d.work(o, q)
	if len(v.Figures) != len(now) {
		return true
	}
	for i, w := range now {
		if w.known && (v.Figures[i].Unknown || w.same() != v.Figures[i].Worked) {
			return true
		}
	}
	return false
}

// confirm is the answer that takes the figures as they are shown: what the
// person corrected before stays so, all else is the system's.
func (d *Draft) confirm(o *Outline, q *Question) Value {
	before := d.Cells[q.pos].Value
	var v Value
	corrected := false
	for i, w := range d.work(o, q) {
		f := Figured{Unknown: !w.known}
		if !w.known && i < len(before.Figures) {
			f = before.Figures[i]
		}
		if w.known {
			f.Worked = w.same()
			f.Value = f.Worked
		}
		if i < len(before.Figures) && before.Figures[i].Corrected() && q.correctable(i) {
			f.Value, f.Unknown = before.Figures[i].Value, false
			corrected = corrected || f.Corrected()
		}
		if w.list != nil {
			v.Names = w.list
		}
		v.Figures = append(v.Figures, f)
	}
	if corrected {
		v.Text = before.Text // the reasons
	}
	return v
}

// correctWith is confirm with another number for one figure. Figures that
// follow from it are worked out anew.
func (d *Draft) correctWith(o *Outline, q *Question, part int, n float64, reason TextInfo) Value {
	c := &d.Cells[q.pos]
	before := *c
	v := d.confirm(o, q)
	v.Figures[part].Value, v.Figures[part].Unknown = n, false
	v.Text = reason
	c.State, c.Value = Answered, v
	v = d.confirm(o, q)
	*c = before
	return v
}

// stale are the figures to be looked at again, in the outline's order.
func (d *Draft) stale(o *Outline) (list []*Question) {
	for _, q := range o.calculated {
		if c := &d.Cells[q.pos]; c.State == Stale && !c.Hidden {
			list = append(list, q)
		}
	}
	return list
}

// computable tells whether the system has every figure of the question.
func (d *Draft) computable(o *Outline, q *Question) bool {
	return !slices.ContainsFunc(d.work(o, q), func(w worked) bool { return !w.known })
}

// waitsFor are the questions whose answers a calculation lacks.
func (d *Draft) waitsFor(o *Outline, q *Question) (list []*Question) {
	for i := range q.figures {
		for _, v := range q.figures[i].value.vars {
			if v.q == nil || v.q == q || d.Cells[v.q.pos].Hidden || slices.Contains(list, v.q) {
				continue
			}
			lacks := false
			if v.q.Type == Calculate {
				lacks = !d.standing(o, v.q)[v.part].known
			} else if v.kind == theAnswer {
				_, known := d.look(v, nil, "", true)
				lacks = !known
			}
			if lacks {
				list = append(list, v.q)
			}
		}
	}
	return list
}

// figureKey is a short word for what the figures of a question are now.
func (d *Draft) figureKey(o *Outline, qs ...*Question) string {
	var b strings.Builder
	for _, q := range qs {
		b.WriteString(q.Code)
		for _, w := range d.work(o, q) {
			b.WriteString(" " + plainNumber(w.same()))
		}
	}
	return NameHash(b.String())
}

// labelFolds are the words by which a person names each correctable figure.
func (q *Question) labelFolds() map[int]string {
	folds := map[int]string{}
	for _, i := range q.correctables() {
		if q.figures[i].label != "" {
			folds[i] = viet.Fold(q.figures[i].label)
		}
	}
	return folds
}
