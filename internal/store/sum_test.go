package store

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestOneBit: whichever bit of a record turns over, of the key, the value or the sum, the
// record is damaged and still there; and so is one that is cut short.
func TestOneBit(t *testing.T) {
	s := shelf{}
	plain.Put(s, "a/1", 4200)
	good := s["n/a/1"]
	damaged := func(name string, value []byte) {
		t.Helper()
		s := shelf{"n/" + name: value}
		v, ok, err := plain.Find(s, name)
		if v != 0 || ok || !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "n/"+name) || !plain.Has(s, name) || Sound("n/"+name, value) {
			t.Errorf("%q, %x: read as %d, %v, %v", name, value, v, ok, err)
		}
	}
	for i := range 8 * len(good) {
		bad := slices.Clone(good)
		bad[i/8] ^= 1 << (i % 8)
		damaged("a/1", bad)
	}
	for i := range 8 * len("a/1") {
		name := []byte("a/1")
		name[i/8] ^= 1 << (i % 8)
		damaged(string(name), good)
	}
	for n := range len(good) {
		damaged("a/1", good[:n])
	}
	if !Sound("n/a/1", good) {
		t.Error("the good one is not sound")
	}
}

// TestSealLeavesTheCallersBytes: what is written stays the caller's, with the room behind it.
func TestSealLeavesTheCallersBytes(t *testing.T) {
	s, mine := shelf{}, []byte("outline, and more")
	Outlines.Put(s, "h", mine[:7])
	if got, err := Outlines.Get(s, "h"); string(got) != "outline" || err != nil || string(mine) != "outline, and more" {
		t.Errorf("read %q, %v; the caller has %q", got, err, mine)
	}
}

// TestSum: it is the one that others know as CRC-32C, over both.
func TestSum(t *testing.T) {
	if got := sum("1234", []byte("56789")); got != 0xe3069283 {
		t.Errorf("the sum is %x", got)
	}
}

func TestSealAllocatesNothing(t *testing.T) {
	key, value := "report/thanhhoa-2016/16144/draft", make([]byte, 200, 300)
	sealed := seal(key, value)
	if n := testing.AllocsPerRun(100, func() { seal(key, value); _, _ = opened(key, sealed) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
