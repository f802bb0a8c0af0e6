package answers

import (
	"encoding/binary"
	"math"

	"giaoban/internal/form"
)

// draftVersion is the first byte of an encoded draft.
const draftVersion = 1

// The parts that a value may have; only those present are written.
const (
	hasNumber = 1 << iota
	hasApprox
	hasName
	hasNames
	hasText
	hasFiles
	hasFigures
)

// The marks of a cell beside its state.
const (
	stateMask = 0x0f
	isHidden  = 0x10
	hasValue  = 0x20
	hasRows   = 0x40
	hasSince  = 0x80
)

// The marks of a text.
const (
	textNumber = 1 << iota
	textNone
)

// Encode writes the draft in its stored form, about ten bytes an answer.
func (d *Draft) Encode() []byte {
	w := writer{b: make([]byte, 0, 256+12*len(d.Cells))}
	w.b = append(w.b, draftVersion)
	w.text(d.Outline)
	w.count(d.Revision)
	w.count(d.NextRow)
	w.bits(d.Introduced)
	w.bits(d.Offered)
	w.kept(d.Kept)
	w.cells(d.Cells)
	if len(d.Again)+len(d.Before) > 0 {
		w.places(d.Again)
	}
	if len(d.Before) > 0 {
		w.before(d.Before)
	}
	return w.b
}

func (w *writer) places(list []form.Place) {
	w.count(len(list))
	for _, p := range list {
		w.text(p.Code)
		w.count(p.Row)
	}
}

func (w *writer) before(list []Before) {
	w.count(len(list))
	for i := range list {
		b := &list[i]
		w.text(b.Name)
		w.count(b.Row)
		w.text(string(b.Type))
		w.bits(uint64(b.Meaning))
		w.text(b.Words)
		w.cell(&b.Cell)
	}
}

type writer struct{ b []byte }

func (w *writer) count(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *writer) bits(n uint64) { w.b = binary.AppendUvarint(w.b, n) }

func (w *writer) text(s string) {
	w.count(len(s))
	w.b = append(w.b, s...)
}

func (w *writer) texts(list []string) {
	w.count(len(list))
	for _, s := range list {
		w.text(s)
	}
}

func (w *writer) cells(cells []Cell) {
	w.count(len(cells))
	for i := range cells {
		w.cell(&cells[i])
	}
}

func (w *writer) cell(c *Cell) {
	marks := byte(c.State)
	if c.Hidden {
		marks |= isHidden
	}
	has := parts(&c.Value)
	if has != 0 {
		marks |= hasValue
	}
	if c.Rows != nil {
		marks |= hasRows
	}
	if c.Since != 0 {
		marks |= hasSince
	}
	w.b = append(w.b, marks)
	if c.Since != 0 {
		w.count(c.Since)
	}
	if has != 0 {
		w.value(has, &c.Value)
	}
	if c.Rows != nil {
		w.count(len(c.Rows))
		for i := range c.Rows {
			r := &c.Rows[i]
			w.count(r.ID)
			w.text(r.Label)
			w.b = append(w.b, form.Flag(r.Offered))
			w.cells(r.Cells)
		}
	}
}

func parts(v *form.Value) byte {
	var has byte
	if v.Number != 0 {
		has |= hasNumber
	}
	if v.Approx {
		has |= hasApprox
	}
	if v.Name != "" {
		has |= hasName
	}
	if len(v.Names) > 0 {
		has |= hasNames
	}
	if v.Text != (form.TextInfo{}) {
		has |= hasText
	}
	if v.Files != 0 {
		has |= hasFiles
	}
	if len(v.Figures) > 0 {
		has |= hasFigures
	}
	return has
}

func (w *writer) value(has byte, v *form.Value) {
	w.b = append(w.b, has)
	if has&hasNumber != 0 {
		w.number(v.Number)
	}
	if has&hasName != 0 {
		w.text(v.Name)
	}
	if has&hasNames != 0 {
		w.texts(v.Names)
	}
	if has&hasText != 0 {
		t := v.Text
		w.b = append(w.b, form.Flag(t.HasNumber)*textNumber|form.Flag(t.None)*textNone)
		w.count(t.Letters)
		w.count(t.Pieces)
		w.b = binary.LittleEndian.AppendUint64(w.b, uint64(t.Key))
	}
	if has&hasFiles != 0 {
		w.count(v.Files)
	}
	if has&hasFigures != 0 {
		w.figures(v.Figures)
	}
}

// The marks of a figure.
const (
	figureUnknown = 1 << iota
	figureCorrected
)

func (w *writer) figures(list []form.Figured) {
	w.count(len(list))
	for _, f := range list {
		w.b = append(w.b, form.Flag(f.Unknown)*figureUnknown|form.Flag(f.Value != f.Worked)*figureCorrected)
		w.number(f.Value)
		if f.Value != f.Worked {
			w.number(f.Worked)
		}
	}
}

// number writes whole numbers short and others as they are.
func (w *writer) number(n float64) {
	if whole := int64(n); float64(whole) == n && whole >= 0 && whole < 1<<50 {
		w.b = binary.AppendUvarint(w.b, uint64(whole)<<1)
		return
	}
	w.b = append(w.b, 1)
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(n))
}
