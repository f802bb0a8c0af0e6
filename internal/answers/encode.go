package answers

import (
	"giaoban/internal/codec"
	"giaoban/internal/form"
)

// draftVersion is the first byte of an encoded draft.
const draftVersion = 2

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

// The marks of a cell beside its state. Instead of a state, alike marks a run of
// cells that hold nothing and are all hidden or all not; their number follows. Most
// of a report is such runs until it is filled in.
const (
	stateMask = 0x0f
	alike     = 0x0f
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
	w := writer{make(codec.Writer, 0, 256+12*len(d.Cells))}
	w.Byte(draftVersion)
	w.Text(d.Outline)
	w.Count(d.Revision)
	w.Count(d.NextRow)
	w.Bits(d.Introduced)
	w.Bits(d.Offered)
	w.kept(d.Kept)
	w.cells(d.Cells)
	if len(d.Again)+len(d.Before) > 0 {
		w.places(d.Again)
	}
	if len(d.Before) > 0 {
		w.before(d.Before)
	}
	return w.Writer
}

func (w *writer) places(list []form.Place) {
	w.Count(len(list))
	for _, p := range list {
		w.Text(p.Code)
		w.Count(p.Row)
	}
}

func (w *writer) before(list []Before) {
	w.Count(len(list))
	for i := range list {
		b := &list[i]
		w.Text(b.Name)
		w.Count(b.Row)
		w.Text(string(b.Type))
		w.Bits(uint64(b.Meaning))
		w.Text(b.Words)
		w.cell(&b.Cell)
	}
}

// writer writes the parts of a draft.
type writer struct{ codec.Writer }

// longestRun is how many cells one run holds: its length is a byte.
const longestRun = 255

func (w *writer) cells(cells []Cell) {
	w.Count(len(cells))
	for i := 0; i < len(cells); {
		run := empty(cells[i:])
		switch {
		case run > 1:
			w.Byte(alike | form.Flag(cells[i].Hidden)*isHidden)
			w.Byte(byte(run))
		default:
			run = 1
			w.cell(&cells[i])
		}
		i += run
	}
}

// empty counts the cells in front that hold nothing and are hidden or not as the
// first is.
func empty(cells []Cell) (n int) {
	for i := range cells[:min(len(cells), longestRun)] {
		c := &cells[i]
		if c.State != Open || c.Since != 0 || c.Rows != nil || c.Hidden != cells[0].Hidden || parts(&c.Value) != 0 {
			break
		}
		n++
	}
	return n
}

func (w *writer) cell(c *Cell) {
	has := parts(&c.Value)
	w.Byte(byte(c.State) | form.Flag(c.Hidden)*isHidden | form.Flag(has != 0)*hasValue |
		form.Flag(c.Rows != nil)*hasRows | form.Flag(c.Since != 0)*hasSince)
	if c.Since != 0 {
		w.Count(c.Since)
	}
	if has != 0 {
		w.value(has, &c.Value)
	}
	if c.Rows != nil {
		w.Count(len(c.Rows))
		for i := range c.Rows {
			r := &c.Rows[i]
			w.Count(r.ID)
			w.Text(r.Label)
			w.Flag(r.Offered)
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
	w.Byte(has)
	if has&hasNumber != 0 {
		w.Number(v.Number)
	}
	if has&hasName != 0 {
		w.Text(v.Name)
	}
	if has&hasNames != 0 {
		w.Texts(v.Names)
	}
	if has&hasText != 0 {
		t := v.Text
		w.Byte(form.Flag(t.HasNumber)*textNumber | form.Flag(t.None)*textNone)
		w.Count(t.Letters)
		w.Count(t.Pieces)
		w.Fixed(uint64(t.Key))
	}
	if has&hasFiles != 0 {
		w.Count(v.Files)
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
	w.Count(len(list))
	for _, f := range list {
		w.Byte(form.Flag(f.Unknown)*figureUnknown | form.Flag(f.Value != f.Worked)*figureCorrected)
		w.Number(f.Value)
		if f.Value != f.Worked {
			w.Number(f.Worked)
		}
	}
}
