package conversation

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestBranches: in every shipped outline, answers on a branch that does not
// apply any more are kept, counted as set aside, and come back with the branch.
func TestBranches(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"xa.yaml", "huyen.yaml", "nganh.yaml", "tinh.yaml"} {
		o, say := parsed(t, name), vietnamese(t)
		conditional := 0
		for _, q := range o.byCode {
			conditional += int(flag(q.relevant != nil))
		}
		t.Logf("%s: %d conditions", name, conditional)
		rapid.Check(t, func(r *rapid.T) { branches(t, r, o, newOfficer(t, o, say)) })
	}
}

func branches(t *testing.T, r *rapid.T, o *Outline, f *officer) {
	d := f.draft
	fill(r, o, d)
	// One answer that conditions name is given another value, then its own again.
	var roots []*Question
	for _, q := range o.top {
		if c := &d.Cells[q.pos]; len(q.dependents) > 0 && c.State == Answered && !c.Hidden {
			roots = append(roots, q)
		}
	}
	if len(roots) == 0 {
		return
	}
	q := rapid.SampledFrom(roots).Draw(r, "root")
	own, before, hidden := d.Cells[q.pos].Value, answers(o, d), hiddenPlaces(o, d)
	for range rapid.IntRange(1, 3).Draw(r, "changes") {
		d.set(o, q, 0, someValue(r, q))
		checkRelevance(r, o, d)
	}
	settle(o, d)
	f.types("/xemlai")
	aside := 0
	kept, off := answers(o, d), hiddenPlaces(o, d)
	for p := range kept {
		if off[p] {
			aside++
		}
	}
	text := f.turn.Summary()
	if f.turn.setAside() != aside || (aside > 0) != strings.Contains(text, "được giữ riêng") {
		r.Fatalf("%s: %d answers are set aside, counted %d: %s", q.Code, aside, f.turn.setAside(), text)
	}
	for p, v := range before {
		if p.Code != q.Code && !sameValue(kept[p], v) {
			r.Fatalf("%s changed %+v from %+v to %+v", q.Code, p, v, kept[p])
		}
	}
	d.set(o, q, 0, own)
	settle(o, d)
	checkRelevance(r, o, d)
	now, back := hiddenPlaces(o, d), answers(o, d)
	for p := range before {
		if hidden[p] != now[p] || !sameValue(back[p], before[p]) {
			r.Fatalf("%s put back: %+v was hidden %v, is %v", q.Code, p, hidden[p], now[p])
		}
	}
}

func sameValue(a, b Value) bool {
	return a.Number == b.Number && a.Name == b.Name && strings.Join(a.Names, "|") == strings.Join(b.Names, "|") && a.Text == b.Text
}

// settle confirms every figure as the system has it now.
func settle(o *Outline, d *Draft) {
	for _, q := range o.calculated {
		if c := &d.Cells[q.pos]; c.State == Answered || c.State == Stale {
			d.set(o, q, 0, d.confirm(o, q))
		}
	}
}

// fill answers what applies, in the order of the outline, two rows to a list.
func fill(r *rapid.T, o *Outline, d *Draft) {
	for _, q := range o.top {
		if d.Cells[q.pos].Hidden || q.Type == Acknowledge {
			continue
		}
		if q.Type != Repeat {
			d.set(o, q, 0, someValue(r, q))
			settle(o, d)
			continue
		}
		for range 2 {
			id := d.addRow(o, q)
			d.refresh(o, q, 0)
			for i := range q.Questions {
				if row := d.row(q, id); !row.Cells[i].Hidden {
					d.set(o, &q.Questions[i], id, someValue(r, &q.Questions[i]))
				}
			}
		}
		d.Cells[q.pos].State = Closed
		d.refresh(o, q, 0)
	}
}

func someValue(r *rapid.T, q *Question) Value {
	v := Value{Number: float64(rapid.IntRange(0, 3).Draw(r, q.Code))}
	switch {
	case q.Type == Calculate:
		n := v.Number
		v = Value{Figures: make([]Figured, len(q.figures))}
		for i := range v.Figures {
			v.Figures[i] = Figured{Value: n, Worked: n}
		}
	case q.Type == YesNo:
		v.Number = float64(int(v.Number) % 2)
	case q.Type == SelectMultiple:
		v.Number, v.Names = 0, []string{rapid.SampledFrom(q.Choices).Draw(r, q.Code).Name}
	case len(q.Choices) > 0:
		v.Number, v.Name = 0, rapid.SampledFrom(q.Choices).Draw(r, q.Code).Name
	case q.Type == ShortText || q.Type == LongText:
		v = Value{Text: describe("Một đoạn văn.", 1, TextInfo{})}
	case q.Type == Date:
		v = Value{Name: "2016-06-30"}
	case q.Type == FileUpload:
		v = Value{Files: 1}
	}
	return v
}

// hiddenPlaces are the questions that do not apply, in rows too.
func hiddenPlaces(o *Outline, d *Draft) map[Place]bool {
	hidden := map[Place]bool{}
	for _, q := range o.top {
		c := &d.Cells[q.pos]
		hidden[Place{Code: q.Code}] = c.Hidden
		for i := range c.Rows {
			for j := range q.Questions {
				hidden[q.Questions[j].At(c.Rows[i].ID)] = c.Hidden || c.Rows[i].Cells[j].Hidden
			}
		}
	}
	return hidden
}

// checkRelevance works everything out anew and compares.
func checkRelevance(r *rapid.T, o *Outline, d *Draft) {
	for _, q := range o.top {
		if want := !d.applies(o, q, nil); want != d.Cells[q.pos].Hidden {
			r.Fatalf("%s hidden: %v, want %v", q.Code, !want, want)
		}
		for i := range d.Cells[q.pos].Rows {
			row := &d.Cells[q.pos].Rows[i]
			for j := range q.Questions {
				if want := !d.applies(o, &q.Questions[j], row); want != row.Cells[j].Hidden {
					r.Fatalf("%s in row %d hidden: %v, want %v", q.Questions[j].Code, i, !want, want)
				}
			}
		}
	}
}
