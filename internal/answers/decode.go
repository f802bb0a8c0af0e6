package answers

import (
	"errors"

	"giaoban/internal/codec"
	"giaoban/internal/form"
)

var errDraft = errors.New("draft record is damaged")

// DecodeDraft reads the stored form.
func DecodeDraft(b []byte) (*Draft, error) {
	r := reader{codec.Read(b)}
	if r.Byte() != draftVersion {
		return nil, errDraft
	}
	d := &Draft{Outline: r.Text(), Revision: r.Count(), NextRow: r.Count(), Introduced: r.Bits(), Offered: r.Bits(), Kept: r.kept()}
	d.Cells = r.cells(0)
	if r.Left() > 0 {
		d.Again = r.places()
	}
	if r.Left() > 0 {
		d.Before = r.before()
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
		b.Name, b.Row, b.Type, b.Meaning, b.Words = r.Text(), r.Count(), form.Type(r.Text()), uint32(r.Bits()), r.Text()
		r.cell(&b.Cell, r.Byte(), 0)
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
		list[i] = form.Place{Code: r.Text(), Row: r.Count()}
	}
	return list
}

func (r *reader) cells(depth int) []Cell {
	n := r.Count()
	if n > longestRun*r.Left() { // a record cannot claim more than it has room for
		r.Fail()
		return nil
	}
	cells := make([]Cell, n)
	for rest := cells; len(rest) > 0; {
		marks, run := r.Byte(), 1
		if marks&stateMask == alike {
			run = int(r.Byte())
		}
		if run == 0 || run > len(rest) {
			r.Fail()
			return nil
		}
		if marks&stateMask == alike {
			for i := range rest[:run] {
				rest[i].Hidden = marks&isHidden != 0
			}
		} else {
			r.cell(&rest[0], marks, depth)
		}
		rest = rest[run:]
	}
	return cells
}

func (r *reader) cell(c *Cell, marks byte, depth int) {
	c.State, c.Hidden = State(marks&stateMask), marks&isHidden != 0
	if marks&hasSince != 0 {
		c.Since = r.Count()
	}
	if marks&hasValue != 0 {
		r.value(&c.Value)
	}
	if marks&hasRows == 0 {
		return
	}
	if depth > 0 {
		r.Fail()
		return
	}
	c.Rows = make([]Row, r.Length())
	for i := range c.Rows {
		c.Rows[i] = Row{ID: r.Count(), Label: r.Text(), Offered: r.Flag(), Cells: r.cells(depth + 1)}
	}
}

func (r *reader) value(v *form.Value) {
	has := r.Byte()
	if has&hasNumber != 0 {
		v.Number = r.Number()
	}
	v.Approx = has&hasApprox != 0
	if has&hasName != 0 {
		v.Name = r.Text()
	}
	if has&hasNames != 0 {
		v.Names = r.Texts()
	}
	if has&hasText != 0 {
		marks := r.Byte()
		v.Text = form.TextInfo{HasNumber: marks&textNumber != 0, None: marks&textNone != 0,
			Letters: r.Count(), Pieces: r.Count(), Key: int(r.Fixed())}
	}
	if has&hasFiles != 0 {
		v.Files = r.Count()
	}
	if has&hasFigures != 0 {
		v.Figures = r.figures()
	}
}

func (r *reader) figures() []form.Figured {
	list := make([]form.Figured, r.Length())
	for i := range list {
		marks := r.Byte()
		n := r.Number()
		list[i] = form.Figured{Value: n, Worked: n, Unknown: marks&figureUnknown != 0}
		if marks&figureCorrected != 0 {
			list[i].Worked = r.Number()
		}
	}
	return list
}
