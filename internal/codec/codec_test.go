package codec_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"giaoban/internal/codec"
)

// version is that of the records here.
const version = 7

// fields are one of each.
type fields struct {
	Byte   byte
	Flag   bool
	Count  int
	Bits   uint64
	Int    int64
	Words  []uint64
	Fixed  uint64
	Time   time.Time
	Float  float64
	Number float64
	Text   string
	Texts  []string
	Bytes  []byte
}

func (f fields) write() []byte {
	w := codec.Write(version, 0)
	w.Byte(f.Byte)
	w.Flag(f.Flag)
	w.Ints(f.Int)
	w.Words(f.Words)
	w.Fixed(f.Fixed)
	w.Time(f.Time)
	w.Float(f.Float)
	w.Number(f.Number)
	w.Texts(f.Text)
	w.List(f.Texts)
	w.Bytes(f.Bytes)
	w.Counts(f.Count)
	w.Bits(f.Bits)
	return w
}

func read(b []byte) (fields, bool) {
	r := codec.Read(b, version)
	f := fields{Byte: r.Byte(), Flag: r.Flag(), Int: r.Int(), Words: r.Words(), Fixed: r.Fixed(),
		Time: r.Time(), Float: r.Float(), Number: r.Number(), Text: r.Text(), Texts: r.List(), Bytes: r.Bytes()}
	r.Counts(&f.Count)
	r.Bits(&f.Bits)
	return f, r.Done()
}

// TestReadBack: what was written is read back, and no beginning of it passes for
// the whole.
func TestReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := fields{
			Byte: rapid.Byte().Draw(t, "byte"), Flag: rapid.Bool().Draw(t, "flag"),
			Count: rapid.IntRange(0, math.MaxInt32).Draw(t, "count"), Bits: rapid.Uint64().Draw(t, "bits"),
			Int: rapid.Int64().Draw(t, "int"), Words: rapid.SliceOf(rapid.Uint64()).Draw(t, "words"), Fixed: rapid.Uint64().Draw(t, "fixed"),
			Time:  rapid.SampledFrom([]time.Time{{}, time.Unix(0, 0).UTC(), time.Date(2016, 7, 5, 23, 59, 59, 999_999_999, time.UTC)}).Draw(t, "time"),
			Float: rapid.Float64().Draw(t, "float"), Number: rapid.Float64().Draw(t, "number"),
			Text: rapid.String().Draw(t, "text"), Texts: rapid.SliceOf(rapid.String()).Draw(t, "texts"),
			Bytes: rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"),
		}
		b := f.write()
		got, ok := read(b)
		if diff := cmp.Diff(f, got, cmpopts.EquateEmpty(), cmpopts.EquateNaNs()); diff != "" || !ok {
			t.Fatalf("read back %v (-want +got):\n%s", ok, diff)
		}
		if _, ok := read(b[:rapid.IntRange(0, len(b)-1).Draw(t, "cut")]); ok {
			t.Fatal("a part was read as the whole")
		}
	})
}

// TestWholeNumbersAreShort, and those that are not whole or negative keep their value.
func TestWholeNumbersAreShort(t *testing.T) {
	for n, want := range map[float64]int{0: 1, 63: 1, 1234: 2, 1e6: 3, 0.5: 9, -1: 9, math.Inf(1): 9, 1e300: 9} {
		w := codec.Write(version, 0)
		w.Number(n)
		r := codec.Read(w, version)
		if got := r.Number(); got != n || len(w)-1 != want || !r.Done() {
			t.Errorf("%v is read back as %v from %d bytes, want %d", n, got, len(w)-1, want)
		}
	}
}

// FuzzRead: damage is noticed or harmless, and never asks for more room than
// the record has.
func FuzzRead(f *testing.F) {
	f.Add(fields{Texts: []string{"một", "hai"}, Bytes: []byte{1}}.write())
	f.Add([]byte{version, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, ok := read(b); ok && len(got.Text)+len(got.Bytes) > len(b) {
			t.Errorf("%d bytes read as %d", len(b), len(got.Text)+len(got.Bytes))
		}
	})
}
