package paper_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// TestBranches: in every shipped outline, answers on a branch that does not
// apply any more are kept, counted as set aside, and come back with the branch.
func TestBranches(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"xa.yaml", "huyen.yaml", "nganh.yaml", "tinh.yaml"} {
		w := writer(t, answerstest.Outline(t, name))
		o := w.Outline
		conditional := 0
		for _, q := range o.ByCode {
			conditional += int(form.Flag(q.Condition != nil))
		}
		t.Logf("%s: %d conditions", name, conditional)
		rapid.Check(t, func(r *rapid.T) { branches(r, w) })
	}
}

func branches(r *rapid.T, w *paper.Writer) {
	w.Draft = answers.NewDraft(w.Outline)
	o, d := w.Outline, w.Draft
	fill(r, o, d)
	// One answer that conditions name is given another value, then its own again.
	var roots []*form.Question
	for _, q := range o.Top {
		if c := &d.Cells[q.Pos]; len(q.Dependents) > 0 && c.State == answers.Answered && !c.Hidden {
			roots = append(roots, q)
		}
	}
	if len(roots) == 0 {
		return
	}
	q := rapid.SampledFrom(roots).Draw(r, "root")
	own, before, hidden := d.Cells[q.Pos].Value, answerstest.All(map[form.Place]form.Value{}, o, d), hiddenPlaces(o, d)
	for range rapid.IntRange(1, 3).Draw(r, "changes") {
		d.Set(o, q, 0, someValue(r, q))
		answerstest.Relevance(r, o, d)
	}
	settle(o, d)
	aside := 0
	kept, off := answerstest.All(map[form.Place]form.Value{}, o, d), hiddenPlaces(o, d)
	for p := range kept {
		if off[p] {
			aside++
		}
	}
	text := w.Summary()
	if w.SetAside() != aside || (aside > 0) != strings.Contains(text, "được giữ riêng") {
		r.Fatalf("%s: %d answers are set aside, counted %d: %s", q.Code, aside, w.SetAside(), text)
	}
	for p, v := range before {
		if p.Code != q.Code && !sameValue(kept[p], v) {
			r.Fatalf("%s changed %+v from %+v to %+v", q.Code, p, v, kept[p])
		}
	}
	d.Set(o, q, 0, own)
	settle(o, d)
	answerstest.Relevance(r, o, d)
	now, back := hiddenPlaces(o, d), answerstest.All(map[form.Place]form.Value{}, o, d)
	for p := range before {
		if hidden[p] != now[p] || !sameValue(back[p], before[p]) {
			r.Fatalf("%s put back: %+v was hidden %v, is %v", q.Code, p, hidden[p], now[p])
		}
	}
}

func sameValue(a, b form.Value) bool {
	return a.Number == b.Number && a.Name == b.Name && strings.Join(a.Names, "|") == strings.Join(b.Names, "|") && a.Text == b.Text
}

// settle confirms every figure as the system has it now.
func settle(o *form.Outline, d *answers.Draft) {
	for _, q := range o.Calculated {
		if c := &d.Cells[q.Pos]; c.State == answers.Answered || c.State == answers.Stale {
			d.Set(o, q, 0, d.Confirm(o, q))
		}
	}
}

// fill answers what applies, in the order of the outline, two rows to a list.
func fill(r *rapid.T, o *form.Outline, d *answers.Draft) {
	for _, q := range o.Top {
		if d.Cells[q.Pos].Hidden || q.Type == form.Acknowledge {
			continue
		}
		if q.Type != form.Repeat {
			d.Set(o, q, 0, someValue(r, q))
			settle(o, d)
			continue
		}
		for range 2 {
			id := d.AddRow(o, q)
			d.Refresh(o, q, 0)
			for i := range q.Questions {
				if row := d.Row(q, id); !row.Cells[i].Hidden {
					d.Set(o, &q.Questions[i], id, someValue(r, &q.Questions[i]))
				}
			}
		}
		d.Cells[q.Pos].State = answers.Closed
		d.Refresh(o, q, 0)
	}
}

func someValue(r *rapid.T, q *form.Question) form.Value {
	v := form.Value{Number: float64(rapid.IntRange(0, 3).Draw(r, q.Code))}
	switch {
	case q.Type == form.Calculate:
		n := v.Number
		v = form.Value{Figures: make([]form.Figured, len(q.Figures))}
		for i := range v.Figures {
			v.Figures[i] = form.Figured{Value: n, Worked: n}
		}
	case q.Type == form.YesNo:
		v.Number = float64(int(v.Number) % 2)
	case q.Type == form.SelectMultiple:
		v.Number, v.Names = 0, []string{rapid.SampledFrom(q.Choices).Draw(r, q.Code).Name}
	case len(q.Choices) > 0:
		v.Number, v.Name = 0, rapid.SampledFrom(q.Choices).Draw(r, q.Code).Name
	case q.Type == form.ShortText || q.Type == form.LongText:
		v = form.Value{Text: answers.Describe("Một đoạn văn.", 1, form.TextInfo{})}
	case q.Type == form.Date:
		v = form.Value{Name: "2016-06-30"}
	case q.Type == form.FileUpload:
		v = form.Value{Files: 1}
	}
	return v
}

// hiddenPlaces are the questions that do not apply, in rows too.
func hiddenPlaces(o *form.Outline, d *answers.Draft) map[form.Place]bool {
	hidden := map[form.Place]bool{}
	for _, q := range o.Top {
		c := &d.Cells[q.Pos]
		hidden[form.Place{Code: q.Code}] = c.Hidden
		for i := range c.Rows {
			for j := range q.Questions {
				hidden[q.Questions[j].At(c.Rows[i].ID)] = c.Hidden || c.Rows[i].Cells[j].Hidden
			}
		}
	}
	return hidden
}
