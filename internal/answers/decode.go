package answers

import (
	"errors"

	"giaoban/internal/codec"
	"giaoban/internal/form"
)

var errDraft = errors.New("draft record is damaged")

// DecodeDraft reads the stored form.
func DecodeDraft(b []byte) (*Draft, error) {
	r := reader{codec.Read(b, draftVersion)}
	d := &Draft{}
	r.Texts(&d.Outline)
	r.Counts(&d.Revision, &d.NextRow)
	d.Introduced, d.Offered, d.Kept = r.Bits(), r.Bits(), r.kept()
	d.Cells = r.cells(0)
	if r.Left() > 0 {
		d.Again = r.places()
		if r.Left() > 0 {
			d.Before = r.before()
		}
	}
	if !r.Done() {
		return nil, errDraft
	}
	return d, nil
}

// reader reads what writer wrote.
type reader struct{ codec.Reader }

func (r *reader) before() []Before {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]Before, n)
	for i := range list {
		b := &list[i]
		r.Texts(&b.Name, (*string)(&b.Type), &b.Words)
		r.Counts(&b.Row)
		b.Meaning = uint32(r.Bits())
		has := r.Bits()
		b.Cell.State, b.Cell.Hidden = State(has&stateBits), has&isHidden != 0
		r.cell(&b.Cell, has, 0)
	}
	return list
}

// places reads a list that is left out when it is empty.
func (r *reader) places() []form.Place {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]form.Place, n)
	for i := range list {
		r.Texts(&list[i].Code)
		r.Counts(&list[i].Row)
	}
	return list
}

func (r *reader) cells(depth int) []Cell {
	var n int
	r.Counts(&n)
	if n > longestRun*r.Left() {
		r.Fail()
		return nil
	}
	cells := make([]Cell, n)
	for rest := cells; len(rest) > 0; {
		has, run := r.Bits(), uint64(1)
		hidden := has&isHidden != 0
		switch {
		case has&stateBits != alike:
			rest[0].State, rest[0].Hidden = State(has&stateBits), hidden
			if has > stateBits|isHidden || has&stateBits == dated {
				r.cell(&rest[0], has, depth)
			}
		case has>>runShift == 0 || has>>runShift > uint64(len(rest)):
			r.Fail()
			return nil
		default:
			run = has >> runShift
			for i := range rest[:run] {
				rest[i].Hidden = hidden
			}
		}
		rest = rest[run:]
	}
	return cells
}

// cell reads what a cell has beside its state.
func (r *reader) cell(c *Cell, has uint64, depth int) {
	v := &c.Value
	if has&stateBits == dated {
		c.State = Later
		r.Counts(&c.Since)
	}
	if has&hasNumber != 0 {
		v.Number = r.Number()
	}
	if has&hasName != 0 {
		r.Texts(&v.Name)
	}
	if has&hasNames != 0 {
		v.Names = r.List()
	}
	if has&hasText != 0 {
		marks := r.Byte()
		v.Text.HasNumber, v.Text.None = marks&textNumber != 0, marks&textNone != 0
		r.Counts(&v.Text.Letters, &v.Text.Pieces)
		v.Text.Key = int(r.Fixed())
	}
	v.Approx = has&hasApprox != 0
	if has&hasFiles != 0 {
		r.Counts(&v.Files)
	}
	if has&hasFigures != 0 {
		v.Figures = r.figures()
	}
	if has&hasRows == 0 {
		return
	}
	if depth > 0 {
		r.Fail()
		return
	}
	c.Rows = make([]Row, r.Length())
	for i := range c.Rows {
		row := &c.Rows[i]
		r.Counts(&row.ID)
		r.Texts(&row.Label)
		row.Offered, row.Cells = r.Flag(), r.cells(depth+1)
	}
}

func (r *reader) figures() []form.Figured {
	list := make([]form.Figured, r.Length())
	for i := range list {
		f, marks := &list[i], r.Byte()
		f.Value = r.Number()
		f.Worked, f.Unknown = f.Value, marks&figureUnknown != 0
		if marks&figureCorrected != 0 {
			f.Worked = r.Number()
		}
	}
	return list
}
