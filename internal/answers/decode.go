package answers

import (
	"encoding/binary"
	"errors"
	"math"

	"giaoban/internal/form"
)

var errDraft = errors.New("draft record is damaged")

// DecodeDraft reads the stored form.
func DecodeDraft(b []byte) (*Draft, error) {
	if len(b) == 0 || b[0] != draftVersion {
		return nil, errDraft
	}
	r := reader{b: b[1:]}
	d := &Draft{Outline: r.text(), Revision: r.count(), NextRow: r.count(), Introduced: r.bits(), Offered: r.bits(), Kept: r.kept()}
	d.Cells = r.cells(0)
	if len(r.b) > 0 {
		d.Again = r.places()
	}
	if len(r.b) > 0 {
		d.Before = r.before()
	}
	if r.bad || len(r.b) != 0 {
		return nil, errDraft
	}
	return d, nil
}

// reader reads what writer wrote; once bad, it stays bad and yields zeros.
type reader struct {
	b   []byte
	bad bool
}

// length is a count of things that each take at least a byte.
func (r *reader) length() int {
	n := r.count()
	if n > len(r.b) {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) byte() byte {
	if r.bad || len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) fixed() uint64 {
	if r.bad || len(r.b) < 8 {
		r.bad = true
		return 0
	}
	n := binary.LittleEndian.Uint64(r.b)
	r.b = r.b[8:]
	return n
}

func (r *reader) before() []Before {
	n := r.length()
	if n == 0 {
		return nil
	}
	list := make([]Before, n)
	for i := range list {
		b := &list[i]
		b.Name, b.Row, b.Type, b.Meaning, b.Words = r.text(), r.count(), form.Type(r.text()), uint32(r.bits()), r.text()
		r.cell(&b.Cell, 0)
	}
	return list
}

func (r *reader) bits() uint64 {
	n, size := binary.Uvarint(r.b)
	if r.bad || size <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[size:]
	return n
}

func (r *reader) count() int {
	n := r.bits()
	if n > math.MaxInt32 {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.length()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *reader) texts() []string {
	n := r.length()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.text()
	}
	return list
}

// places reads a list that is left out when it is empty.
func (r *reader) places() []form.Place {
	n := r.length()
	if n == 0 {
		return nil
	}
	list := make([]form.Place, n)
	for i := range list {
		list[i] = form.Place{Code: r.text(), Row: r.count()}
	}
	return list
}

func (r *reader) cells(depth int) []Cell {
	cells := make([]Cell, r.length())
	for i := range cells {
		if r.bad {
			return nil
		}
		r.cell(&cells[i], depth)
	}
	return cells
}

func (r *reader) cell(c *Cell, depth int) {
	marks := r.byte()
	c.State, c.Hidden = State(marks&stateMask), marks&isHidden != 0
	if marks&hasSince != 0 {
		c.Since = r.count()
	}
	if marks&hasValue != 0 {
		r.value(&c.Value)
	}
	if marks&hasRows == 0 {
		return
	}
	if depth > 0 {
		r.bad = true
		return
	}
	c.Rows = make([]Row, r.length())
	for i := range c.Rows {
		c.Rows[i] = Row{ID: r.count(), Label: r.text(), Offered: r.byte() == 1, Cells: r.cells(depth + 1)}
	}
}

func (r *reader) value(v *form.Value) {
	has := r.byte()
	if has&hasNumber != 0 {
		v.Number = r.number()
	}
	v.Approx = has&hasApprox != 0
	if has&hasName != 0 {
		v.Name = r.text()
	}
	if has&hasNames != 0 {
		v.Names = r.texts()
	}
	if has&hasText != 0 {
		marks := r.byte()
		v.Text = form.TextInfo{HasNumber: marks&textNumber != 0, None: marks&textNone != 0,
			Letters: r.count(), Pieces: r.count(), Key: int(r.fixed())}
	}
	if has&hasFiles != 0 {
		v.Files = r.count()
	}
	if has&hasFigures != 0 {
		v.Figures = r.figures()
	}
}

func (r *reader) figures() []form.Figured {
	list := make([]form.Figured, r.length())
	for i := range list {
		marks := r.byte()
		n := r.number()
		list[i] = form.Figured{Value: n, Worked: n, Unknown: marks&figureUnknown != 0}
		if marks&figureCorrected != 0 {
			list[i].Worked = r.number()
		}
	}
	return list
}

func (r *reader) number() float64 {
	n := r.bits()
	if n&1 == 0 {
		return float64(n >> 1)
	}
	return math.Float64frombits(r.fixed())
}
