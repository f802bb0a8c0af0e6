// Package answerstest is what tests of several rooms need to look at a draft:
// the shipped outlines, all its answers, and what applies, worked out anew.
package answerstest

import (
	"sync"
	"testing"

	"giaoban/conversations"
	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// outlines are those that were read, by name. Nobody changes an outline.
var outlines sync.Map

// Outline returns one of the shipped outlines.
func Outline(t testing.TB, name string) *form.Outline {
	t.Helper()
	if o, ok := outlines.Load(name); ok {
		return o.(*form.Outline)
	}
	source, err := conversations.FS.ReadFile("thanhhoa-2016/" + name)
	if err != nil {
		t.Fatal(err)
	}
	o, err := form.Parse(name, source)
	if err != nil {
		t.Fatal(err)
	}
	outlines.Store(name, o)
	return o
}

// All empties a map and fills it with the answers of a draft by place.
func All(all map[form.Place]form.Value, o *form.Outline, d *answers.Draft) map[form.Place]form.Value {
	clear(all)
	for _, q := range o.Top {
		c := &d.Cells[q.Pos]
		if c.State == answers.Answered {
			all[q.At(0)] = c.Value
		}
		for i := range c.Rows {
			for j := range c.Rows[i].Cells {
				if f := &c.Rows[i].Cells[j]; f.State == answers.Answered {
					all[q.Questions[j].At(c.Rows[i].ID)] = f.Value
				}
			}
		}
	}
	return all
}

// Relevance works out anew which questions apply, and compares.
func Relevance(t interface{ Fatalf(string, ...any) }, o *form.Outline, d *answers.Draft) {
	for _, q := range o.Top {
		c := &d.Cells[q.Pos]
		if want := !d.Applies(o, q, nil); want != c.Hidden {
			t.Fatalf("%s hidden: %v, want %v", q.Code, c.Hidden, want)
		}
		for i := range c.Rows {
			for j := range q.Questions {
				f := &q.Questions[j]
				if want := !d.Applies(o, f, &c.Rows[i]); want != c.Rows[i].Cells[j].Hidden {
					t.Fatalf("%s in row %d hidden: %v, want %v", f.Code, i, !want, want)
				}
			}
		}
	}
}
