// Package codec writes and reads the short form of the records that are written
// with every answer: a whole number takes as few bytes as it needs, a text its
// length and its bytes.
//
// It knows no record. A record begins with the number of its version, and its fields
// are read in the order in which they were written.
package codec

import (
	"encoding/binary"
	"math"
	"slices"
	"time"
)

// A Writer is the bytes written so far.
type Writer []byte

// Write begins a record of a version, with room for about so many bytes.
func Write(version byte, room int) Writer { return append(make(Writer, 0, room), version) }

// Grow makes room for so many bytes more.
func (w *Writer) Grow(n int) { *w = slices.Grow(*w, n) }

// Byte writes one byte.
func (w *Writer) Byte(b byte) { *w = append(*w, b) }

// Flag writes a byte that says yes or no.
func (w *Writer) Flag(b bool) {
	if b {
		w.Byte(1)
	} else {
		w.Byte(0)
	}
}

// Flags writes up to eight of yes or no in one byte.
func (w *Writer) Flags(flags ...bool) {
	var b byte
	for i, set := range flags {
		if set {
			b |= 1 << i
		}
	}
	w.Byte(b)
}

// Counts writes numbers that are not negative.
func (w *Writer) Counts(numbers ...int) {
	for _, n := range numbers {
		*w = binary.AppendUvarint(*w, uint64(n))
	}
}

// Bits writes numbers or sets of bits; low ones are short.
func (w *Writer) Bits(numbers ...uint64) {
	for _, n := range numbers {
		*w = binary.AppendUvarint(*w, n)
	}
}

// Words writes numbers with their number.
func (w *Writer) Words(numbers []uint64) {
	w.Bits(uint64(len(numbers)))
	w.Bits(numbers...)
}

// Ints writes numbers that may be negative; those near zero are short.
func (w *Writer) Ints(numbers ...int64) {
	for _, n := range numbers {
		*w = binary.AppendVarint(*w, n)
	}
}

// Fixed writes a number of 64 bits that is rarely low.
func (w *Writer) Fixed(n uint64) { *w = binary.LittleEndian.AppendUint64(*w, n) }

// Time writes an instant exactly, but not its place on earth.
func (w *Writer) Time(t time.Time) {
	w.Ints(t.Unix())
	w.Bits(uint64(t.Nanosecond()))
}

// Seconds writes instants to the second; no time is 0.
func (w *Writer) Seconds(times ...time.Time) {
	for _, t := range times {
		n := t.Unix()
		if t.IsZero() {
			n = 0
		}
		*w = binary.AppendVarint(*w, n)
	}
}

// Float writes a number as it is, NaN too.
func (w *Writer) Float(n float64) { w.Fixed(math.Float64bits(n)) }

// Number writes a number that is mostly whole and not negative; those are short.
func (w *Writer) Number(n float64) {
	if whole := int64(n); float64(whole) == n && whole >= 0 && whole < 1<<50 {
		w.Bits(uint64(whole) << 1)
		return
	}
	w.Byte(1)
	w.Float(n)
}

// Texts writes texts.
func (w *Writer) Texts(texts ...string) {
	for _, s := range texts {
		*w = append(binary.AppendUvarint(*w, uint64(len(s))), s...)
	}
}

// List writes texts with their number.
func (w *Writer) List(texts []string) {
	w.Bits(uint64(len(texts)))
	w.Texts(texts...)
}

// Bytes writes bytes.
func (w *Writer) Bytes(b []byte) {
	w.Bits(uint64(len(b)))
	*w = append(*w, b...)
}

// A Reader reads what a Writer wrote. After the first fault nothing is left to
// read, and it reads zeros: it is enough to ask once, at the end.
type Reader struct {
	rest []byte
	bad  bool
}

// Read begins a record. One of another version is a fault.
func Read(b []byte, version byte) Reader {
	if len(b) == 0 || b[0] != version {
		return Reader{bad: true}
	}
	return Reader{rest: b[1:]}
}

// Fail notes a fault that the caller found.
func (r *Reader) Fail() { r.rest, r.bad = nil, true }

// Done reports whether the record was read to its end and nothing was wrong.
func (r *Reader) Done() bool { return !r.bad && len(r.rest) == 0 }

// Left returns how many bytes are still to be read.
func (r *Reader) Left() int { return len(r.rest) }

// Byte reads one byte.
func (r *Reader) Byte() byte {
	if len(r.rest) == 0 {
		r.Fail()
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// Flag reads a yes or no.
func (r *Reader) Flag() bool { return r.Byte() == 1 }

// Flags reads as many of yes or no as were written.
func (r *Reader) Flags(flags ...*bool) {
	b := r.Byte()
	for i, set := range flags {
		*set = b&(1<<i) != 0
	}
}

// Bits reads numbers or sets of bits.
func (r *Reader) Bits(into ...*uint64) {
	for _, p := range into {
		n, size := binary.Uvarint(r.rest)
		if size <= 0 {
			r.Fail()
			return
		}
		*p, r.rest = n, r.rest[size:]
	}
}

// Words reads numbers that were written with their number.
func (r *Reader) Words() []uint64 {
	list := make([]uint64, r.Length())
	for i := range list {
		n, size := binary.Uvarint(r.rest)
		if size <= 0 {
			r.Fail()
			return nil
		}
		list[i], r.rest = n, r.rest[size:]
	}
	return list
}

// Ints reads numbers that may be negative.
func (r *Reader) Ints(into ...*int64) {
	for _, p := range into {
		n, size := binary.Varint(r.rest)
		if size <= 0 {
			r.Fail()
			return
		}
		*p, r.rest = n, r.rest[size:]
	}
}

// Int reads one number that may be negative.
func (r *Reader) Int() (n int64) {
	r.Ints(&n)
	return n
}

// Counts reads numbers that are not negative and fit in 31 bits.
func (r *Reader) Counts(into ...*int) {
	for _, p := range into {
		n, size := binary.Uvarint(r.rest)
		if size <= 0 || n > math.MaxInt32 {
			r.Fail()
			return
		}
		*p, r.rest = int(n), r.rest[size:]
	}
}

// Length reads the number of things that follow and take at least a byte each:
// a record cannot claim more than it has room for.
func (r *Reader) Length() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(len(r.rest)-size) {
		r.Fail()
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

// Fixed reads a number of 64 bits.
func (r *Reader) Fixed() uint64 {
	if len(r.rest) < 8 {
		r.Fail()
		return 0
	}
	n := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	return n
}

// Time reads an instant, in UTC.
func (r *Reader) Time() time.Time {
	seconds, size := binary.Varint(r.rest)
	nanoseconds, more := binary.Uvarint(r.rest[max(0, size):])
	if size <= 0 || more <= 0 {
		r.Fail()
		return time.Time{}
	}
	r.rest = r.rest[size+more:]
	return time.Unix(seconds, int64(nanoseconds)).UTC()
}

// Seconds reads instants that were written to the second, in UTC.
func (r *Reader) Seconds(into ...*time.Time) {
	for _, p := range into {
		n, size := binary.Varint(r.rest)
		if size <= 0 {
			r.Fail()
			return
		}
		if r.rest = r.rest[size:]; n != 0 {
			*p = time.Unix(n, 0).UTC()
		}
	}
}

// Float reads a number that was written as it is.
func (r *Reader) Float() float64 { return math.Float64frombits(r.Fixed()) }

// Number reads a number that is mostly whole.
func (r *Reader) Number() float64 {
	var n uint64
	r.Bits(&n)
	if n&1 == 0 {
		return float64(n >> 1)
	}
	return r.Float()
}

// Texts reads texts.
func (r *Reader) Texts(into ...*string) {
	for _, p := range into {
		n, size := binary.Uvarint(r.rest)
		if size <= 0 || n > uint64(len(r.rest)-size) {
			r.Fail()
			return
		}
		*p, r.rest = string(r.rest[size:][:n]), r.rest[size+int(n):]
	}
}

// Text reads one text.
func (r *Reader) Text() (s string) {
	r.Texts(&s)
	return s
}

// List reads texts that were written with their number; nil if there are none.
func (r *Reader) List() []string {
	n := r.Length()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		r.Texts(&list[i])
	}
	return list
}

// Bytes reads bytes; nil if there are none.
func (r *Reader) Bytes() []byte {
	if s := r.Text(); s != "" {
		return []byte(s)
	}
	return nil
}
