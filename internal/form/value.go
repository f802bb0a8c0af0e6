package form

import "hash/crc32"

// A Figured is one figure of a calculated question as it was confirmed.
type Figured struct {
	// Value is what stands in the report, Worked what the system had when it
	// was confirmed; they differ where the person corrected it. Of a list they
	// are a short hash of the names, which lie in the answer's Names.
	Value, Worked float64
	// Unknown marks a figure that could not be worked out.
	Unknown bool
}

// Corrected tells whether the person put a figure of their own.
func (f Figured) Corrected() bool { return !f.Unknown && f.Value != f.Worked }

// A figure is what a calculated question works out: its own calculation, which
// comes first, or one of its parts.
type figure struct {
	name, Label string
	Value       *Expression
	// Derived follows from the question's own figures and is never corrected.
	Derived bool
	// List is a list of names, all others are numbers.
	List bool
}

// A Value is what an answer comes to.
type Value struct {
	Number float64
	Approx bool // «khoảng»
	// Upper is where a range ends, which begins with Number; nil where it is none.
	Upper *float64
	// Name is a choice's name, a special answer's, a unit's code, or a date as
	// 2016-07-05.
	Name  string
	Names []string // several choices, in the outline's order
	Text  TextInfo
	Files int
	// Remark is what was said behind the answer and changes nothing in it: a
	// reason, at most RemarkLetters of it. The history has all words.
	Remark string
	// Figures are a calculated question's, in its order; its Names are the
	// list among them, its Text the reasons of what was corrected.
	Figures []Figured
}

// Middle is the number, or the middle of a range.
func (v Value) Middle() float64 {
	if v.Upper == nil {
		return v.Number
	}
	return (v.Number + *v.Upper) / 2
}

// Ends are the ends of a range, or the number alone.
func (v Value) Ends() []float64 {
	if v.Upper == nil {
		return []float64{v.Number}
	}
	return []float64{v.Number, *v.Upper}
}

// RemarkLetters is how much of a remark stays with its answer in a draft, which is
// written anew with every answer.
const RemarkLetters = 500

// TextInfo is what checks need to know of a text.
type TextInfo struct {
	Letters   int  `expr:"letters"`
	HasNumber bool `expr:"has_number"`
	// Key is equal for texts that are equal but for marks, case and spaces.
	Key  int  `expr:"key"`
	None bool `expr:"none"` // «không có»
	// Pieces are the messages that the text came in.
	Pieces int `expr:"pieces"`
	// Sum is over the pieces as they are kept, so that one which is not what it was is noticed.
	Sum uint32 `expr:"-"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// SumWith returns the sum of a text with one piece more; 0 begins.
func SumWith(sum uint32, piece string) uint32 { return crc32.Update(sum, castagnoli, []byte(piece)) }

// Is reports whether these are the pieces of the text.
func (i TextInfo) Is(pieces []string) bool {
	sum := uint32(0)
	for _, p := range pieces {
		sum = SumWith(sum, p)
	}
	return len(pieces) == i.Pieces && sum == i.Sum
}

// Place names a question, and in a group the row.
type Place struct {
	Code string `json:"q"`
	Row  int    `json:"r,omitempty"`
}

// At is the question's place: in a row of its group, or 0 outside groups.
func (q *Question) At(row int) Place { return Place{Code: q.Code, Row: row} }

// Seen names a text as somebody left it.
func (i TextInfo) Seen() int { return i.Key*31 + i.Pieces }

// Flag is 1 for true, as counts and figures have it.
func Flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}
