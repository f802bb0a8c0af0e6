package conversation

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A line is an item with its question and what it comes to.
type line struct {
	*viet.Item
	q       *form.Question // nil if no question is left for it
	value   form.Value
	later   bool
	problem string
	now     string // what the question has already
}

// lines gives each item its question and its value, and the turn in which they
// are all stored, which is never kept.
func (t numbers) lines() ([]line, *Turn) {
	list := make([]line, len(t.state.List))
	try, q, row := t.trial(), t.Asked(), t.Focus.Row
	for i := range list {
		it := &t.state.List[i]
		at := q
		switch {
		case it.At != "":
			at = try.numbers().passTo(q, row, it.At, true)
		case it.Ref != "" || t.Focus.Fixing:
			at = try.numbers().passTo(q, row, it.Ref, t.Focus.Fixing)
		}
		list[i] = try.numbers().readLine(it, at, row)
		if at == nil {
			continue
		}
		v := list[i].value
		if list[i].problem != "" || list[i].later {
			v = try.numbers().likely(at, row)
		}
		list[i].now = ""
		if c := t.Draft.Cell(at, row); c.State == answers.Answered {
			list[i].now = t.Echoed(at, c.Value)
		}
		try.Draft.Set(t.Outline, at, row, v)
		q = try.NextNumber(at, row, t.Focus.Later)
	}
	real := t.trial()
	for i := range list {
		l := &list[i]
		switch {
		case l.q == nil || l.problem != "":
		case real.Hidden(l.q, row):
			l.problem = t.Say.Say("table_hidden")
		case l.later:
			if c := real.Draft.Cell(l.q, row); c.State != answers.Answered {
				c.PutOff(t.Now)
			}
		default:
			real.Draft.Set(t.Outline, l.q, row, l.value)
		}
	}
	return list, real
}

// passTo is the question of that code, if it belongs to the run from q on; the
// ones between are passed over. Where answers are corrected, any will do.
func (t numbers) passTo(q *form.Question, row int, code string, any bool) *form.Question {
	want := t.Outline.ByCode[code]
	switch {
	case want == nil || t.Draft.Cell(want, row) == nil:
		return nil
	case any:
		return want
	}
	ahead := t.trial()
	var passed []*form.Question
	for x := q; x != nil; {
		if x == want {
			for _, p := range passed {
				t.Draft.Cell(p, row).State = answers.Skipped
			}
			return x
		}
		passed = append(passed, x)
		ahead.Draft.Cell(x, row).State = answers.Skipped
		x = ahead.NextNumber(x, row, t.Focus.Later)
	}
	return nil
}

// readLine reads one item as the answer of its question.
func (t numbers) readLine(it *viet.Item, q *form.Question, row int) line {
	l := line{Item: it, q: q}
	switch {
	case q == nil && it.Ref != "":
		l.problem = t.Say.Say("table_not_asked", "code", strings.ToUpper(it.Ref))
	case q == nil:
		l.problem = t.Say.Say("table_extra")
	case it.Text == "":
		l.problem = t.Say.Say("table_empty")
	case t.Reader().Later(it.Text):
		l.later = true
	default:
		l.value, l.problem = t.Read(q, row, it.Text)
		if u := t.Focus.Asked.Readings; t.Focus.Mode == exchange.Which && len(u) == 2 {
			l.problem = t.Say.Say("table_ambiguous", "a", t.Say.Amount(u[0].Number), "b", t.Say.Amount(u[1].Number))
			t.Focus.Mode = exchange.Confirming
		} else if t.Focus.Mode == exchange.Which {
			t.Focus.Mode = exchange.Confirming
		}
	}
	return l
}
