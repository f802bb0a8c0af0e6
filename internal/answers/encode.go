package answers

import (
	"maps"
	"slices"

	"giaoban/internal/codec"
	"giaoban/internal/form"
)

// draftVersion is the first byte of an encoded draft.
const draftVersion = 2

// What a cell has is told by one number, its head: its state in the low bits, then
// whether it is hidden, then its parts, of which only those present are written. The
// commonest are the lowest, so that mostly a head is one byte. The heads of all cells
// come first and are read at once; how many cells there are is what they add up to.
const (
	stateBits = 0x07
	dated     = 0x06 // instead of Later: since when follows
	alike     = 0x07 // instead of a state: as many cells as runShift says hold nothing
	isHidden  = 0x08
	runShift  = 4

	hasRows    = 1 << 4
	hasNumber  = 1 << 5
	hasName    = 1 << 6
	hasText    = 1 << 7
	hasNames   = 1 << 8
	hasApprox  = 1 << 9
	hasFiles   = 1 << 10
	hasFigures = 1 << 11
	hasRemark  = 1 << 12
	hasUpper   = 1 << 13
	isNeeded   = 1 << 14
)

// The marks of a text.
const (
	textNumber = 1 << iota
	textNone
)

// Encode writes the draft in its stored form, about ten bytes an answer.
func (d *Draft) Encode() []byte {
	w := writer{codec.Write(draftVersion, 256+12*len(d.Cells))}
	w.Texts(d.Outline)
	w.Counts(d.Revision, d.NextRow)
	w.Bits(d.Introduced, d.Offered)
	w.kept(d.Kept)
	w.cells(d.Cells)
	more := len(d.Before) + len(d.Remarks)
	if len(d.Again)+more > 0 {
		w.places(d.Again)
	}
	if more > 0 {
		w.before(d.Before)
	}
	if len(d.Remarks) > 0 {
		w.Counts(len(d.Remarks))
		for _, code := range slices.Sorted(maps.Keys(d.Remarks)) {
			w.Texts(code, d.Remarks[code])
		}
	}
	return w.Writer
}

func (w *writer) places(list []form.Place) {
	w.Counts(len(list))
	for _, p := range list {
		w.Texts(p.Code)
		w.Counts(p.Row)
	}
}

func (w *writer) before(list []Before) {
	w.Counts(len(list))
	for i := range list {
		b := &list[i]
		w.Texts(b.Name, string(b.Type), b.Words)
		w.Counts(b.Row)
		head := has(&b.Cell)
		w.Bits(uint64(b.Meaning), head)
		w.parts(head, &b.Cell)
	}
}

// writer writes the parts of a draft.
type writer struct{ codec.Writer }

// longestRun is how many cells one head may tell of, so that no record claims much
// more than it has room for.
const longestRun = 256

func (w *writer) cells(cells []Cell) {
	heads := make([]uint64, 0, len(cells))
	for i := range cells {
		head, last := has(&cells[i]), len(heads)-1
		if head&^isHidden == 0 {
			head |= alike
			if last >= 0 && heads[last]&(stateBits|isHidden) == head && heads[last]>>runShift < longestRun {
				heads[last] += 1 << runShift
				continue
			}
			head |= 1 << runShift
		}
		heads = append(heads, head)
	}
	w.Words(heads)
	i := 0
	for _, head := range heads {
		if head&stateBits == alike {
			i += int(head >> runShift)
			continue
		}
		if head > stateBits|isHidden || head&stateBits == dated {
			w.parts(head, &cells[i])
		}
		i++
	}
}

// has returns the head of a cell.
func has(c *Cell) uint64 {
	has, v := uint64(c.State), &c.Value
	if c.State == Later && c.Since != 0 {
		has = dated
	}
	if c.Hidden {
		has |= isHidden
	}
	if c.Rows != nil {
		has |= hasRows
	}
	if v.Number != 0 {
		has |= hasNumber
	}
	if v.Name != "" {
		has |= hasName
	}
	if v.Text != (form.TextInfo{}) {
		has |= hasText
	}
	if len(v.Names) > 0 {
		has |= hasNames
	}
	if v.Approx {
		has |= hasApprox
	}
	if v.Files != 0 {
		has |= hasFiles
	}
	if len(v.Figures) > 0 {
		has |= hasFigures
	}
	if v.Remark != "" {
		has |= hasRemark
	}
	if v.Upper != nil {
		has |= hasUpper
	}
	if c.Needed {
		has |= isNeeded
	}
	return has
}

// parts writes what a cell has beside its state.
func (w *writer) parts(has uint64, c *Cell) {
	v := &c.Value
	if has&stateBits == dated {
		w.Counts(c.Since)
	}
	if has&hasNumber != 0 {
		w.Number(v.Number)
	}
	if has&hasName != 0 {
		w.Texts(v.Name)
	}
	if has&hasNames != 0 {
		w.List(v.Names)
	}
	if has&hasText != 0 {
		t := v.Text
		w.Byte(form.Flag(t.HasNumber)*textNumber | form.Flag(t.None)*textNone)
		w.Counts(t.Letters, t.Pieces)
		w.Fixed(uint64(t.Key))
		w.Bits(uint64(t.Sum))
	}
	if has&hasFiles != 0 {
		w.Counts(v.Files)
	}
	if has&hasFigures != 0 {
		w.figures(v.Figures)
	}
	if has&hasRemark != 0 {
		w.Texts(v.Remark)
	}
	if has&hasUpper != 0 {
		w.Number(*v.Upper)
	}
	if has&hasRows != 0 {
		w.Counts(len(c.Rows))
		for i := range c.Rows {
			r := &c.Rows[i]
			w.Counts(r.ID)
			w.Texts(r.Label)
			w.Flag(r.Offered)
			w.cells(r.Cells)
		}
	}
}

// The marks of a figure.
const (
	figureUnknown = 1 << iota
	figureCorrected
)

func (w *writer) figures(list []form.Figured) {
	w.Counts(len(list))
	for _, f := range list {
		w.Byte(form.Flag(f.Unknown)*figureUnknown | form.Flag(f.Value != f.Worked)*figureCorrected)
		w.Number(f.Value)
		if f.Value != f.Worked {
			w.Number(f.Worked)
		}
	}
}
