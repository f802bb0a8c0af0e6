package answers_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/form"
)

var values = rapid.Custom(func(t *rapid.T) form.Value {
	return form.Value{
		Number: rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.SampledFrom([]float64{0, 1, 12.5, 1750, 1 << 51, math.Inf(1)})).Draw(t, "number"),
		Upper:  rapid.Ptr(rapid.Float64(), true).Draw(t, "upper"),
		Approx: rapid.Bool().Draw(t, "approx"),
		Name:   rapid.String().Draw(t, "name"),
		Names:  rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "names"),
		Text: form.TextInfo{Letters: rapid.IntRange(0, 9000).Draw(t, "letters"), HasNumber: rapid.Bool().Draw(t, "digits"),
			Key: rapid.Int().Draw(t, "key"), None: rapid.Bool().Draw(t, "none"), Pieces: rapid.IntRange(0, 9).Draw(t, "pieces"), Sum: rapid.Uint32().Draw(t, "sum")},
		Files:  rapid.IntRange(0, 9).Draw(t, "files"),
		Remark: rapid.String().Draw(t, "remark"),
	}
})

var keptWarnings = rapid.Custom(func(t *rapid.T) answers.KeptWarning {
	return answers.KeptWarning{Key: rapid.String().Draw(t, "key"), Says: rapid.String().Draw(t, "says"), Reason: rapid.String().Draw(t, "reason")}
})

var cells = rapid.Custom(func(t *rapid.T) answers.Cell {
	if rapid.Bool().Draw(t, "untouched") {
		return answers.Cell{Hidden: rapid.Bool().Draw(t, "hidden")}
	}
	return answers.Cell{State: answers.State(rapid.IntRange(0, 4).Draw(t, "state")), Hidden: rapid.Bool().Draw(t, "hidden"), Value: values.Draw(t, "value")}
})

var drafts = rapid.Custom(func(t *rapid.T) *answers.Draft {
	d := &answers.Draft{
		Outline: rapid.String().Draw(t, "outline"), Revision: rapid.IntRange(0, 9).Draw(t, "revision"),
		NextRow: rapid.IntRange(1, 99).Draw(t, "next"), Introduced: rapid.Uint64().Draw(t, "introduced"),
		Offered: rapid.Uint64().Draw(t, "offered"), Kept: rapid.SliceOfN(keptWarnings, 0, 3).Draw(t, "kept"),
		Cells: rapid.SliceOfN(cells, 0, 8).Draw(t, "cells"),
	}
	for i := range d.Cells {
		for range rapid.IntRange(0, 2).Draw(t, "rows") {
			r := answers.Row{ID: len(d.Cells[i].Rows) + 1, Label: rapid.String().Draw(t, "label"), Offered: rapid.Bool().Draw(t, "row offered"),
				Cells: rapid.SliceOfN(cells, 0, 3).Draw(t, "fields")}
			d.Cells[i].Rows = append(d.Cells[i].Rows, r)
		}
	}
	return d
})

// TestDraftRoundTrip: what is written is what is read.
func TestDraftRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drafts.Draw(t, "draft")
		again, err := answers.DecodeDraft(d.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestUntouchedIsShort: what nobody touched takes bytes by the run, however long.
func TestUntouchedIsShort(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 255, 256, 1000} {
		d := &answers.Draft{Cells: make([]answers.Cell, n+n)}
		for i := range n {
			d.Cells[i].Hidden = true
		}
		b := d.Encode()
		again, err := answers.DecodeDraft(b)
		if diff := cmp.Diff(d, again, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%d hidden and %d open: %v\n%s", n, n, err, diff)
		}
		if len(b) > 30 {
			t.Errorf("%d hidden and %d open take %d bytes", n, n, len(b))
		}
	}
}

// FuzzDecodeDraft: damaged records are refused or read, and never panic.
func FuzzDecodeDraft(f *testing.F) {
	f.Add((&answers.Draft{Outline: "abc", Cells: []answers.Cell{{State: answers.Answered, Value: form.Value{Number: 12.5, Names: []string{"a"}}}}}).Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := answers.DecodeDraft(b)
		if err != nil {
			return
		}
		again, err := answers.DecodeDraft(d.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(d.Encode(), again.Encode()) {
			t.Fatalf("%x is read in two ways", b)
		}
	})
}

// TestRelevance answers questions at random and holds what is re-checked step
// by step against working everything out anew.
func TestRelevance(t *testing.T) {
	t.Parallel()
	o := answerstest.Outline(t, "xa.yaml")
	rapid.Check(t, func(r *rapid.T) {
		d := answers.NewDraft(o)
		for range rapid.IntRange(1, 40).Draw(r, "steps") {
			q := rapid.SampledFrom(o.Top).Draw(r, "question")
			row := 0
			if q.Type == form.Repeat {
				if d.Cells[q.Pos].State = answers.Open; rapid.Bool().Draw(r, "closed") {
					d.Cells[q.Pos].State = answers.Closed
				}
				row = d.AddRow(o, q)
				d.Refresh(o, q, 0)
				q = &q.Questions[rapid.IntRange(0, len(q.Questions)-1).Draw(r, "field")]
			}
			v := form.Value{Number: float64(rapid.IntRange(0, 6).Draw(r, "number"))}
			if len(q.Choices) > 0 {
				v.Name = rapid.SampledFrom(q.Choices).Draw(r, "choice").Name
				v.Names = []string{v.Name}
			}
			d.Set(o, q, row, v)
		}
		answerstest.Relevance(r, o, d)
	})
}
