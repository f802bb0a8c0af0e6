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
	r.Bits(&d.Introduced, &d.Offered)
	d.Kept = r.kept()
	d.Cells = r.cells(0)
	if r.Left() > 0 {
		d.Again = r.places()
		if r.Left() > 0 {
			d.Before = r.before()
		}
		if r.Left() > 0 {
			d.Remarks = r.remarks()
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
		var meaning, has uint64
		r.Bits(&meaning, &has)
		b.Meaning = uint32(meaning)
		b.Cell.State, b.Cell.Hidden = State(has&stateBits), has&isHidden != 0
		r.parts(&b.Cell, has, 0)
	}
	return list
}

func (r *reader) remarks() map[string]string {
	all := map[string]string{}
	for range r.Length() {
		var code, words string
		r.Texts(&code, &words)
		all[code] = words
	}
	return all
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
	heads, n := r.Words(), uint64(0)
	for _, has := range heads {
		run := uint64(1)
		if has&stateBits == alike {
			run = has >> runShift
		}
		if run == 0 || run > longestRun {
			r.Fail()
			return nil
		}
		n += run
	}
	cells, i := make([]Cell, n), 0
	for _, has := range heads {
		if has&stateBits == alike {
			for range has >> runShift {
				cells[i].Hidden = has&isHidden != 0
				i++
			}
			continue
		}
		c := &cells[i]
		c.State, c.Hidden = State(has&stateBits), has&isHidden != 0
		if has > stateBits|isHidden || has&stateBits == dated {
			r.parts(c, has, depth)
		}
		i++
	}
	return cells
}

// parts reads what a cell has beside its state.
func (r *reader) parts(c *Cell, has uint64, depth int) {
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
		var sum uint64
		r.Bits(&sum)
		v.Text.Sum = uint32(sum)
	}
	v.Approx, c.Needed = has&hasApprox != 0, has&isNeeded != 0
	if has&hasFiles != 0 {
		r.Counts(&v.Files)
	}
	if has&hasFigures != 0 {
		v.Figures = r.figures()
	}
	if has&hasRemark != 0 {
		r.Texts(&v.Remark)
	}
	if has&hasUpper != 0 {
		upper := r.Number()
		v.Upper = &upper
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
