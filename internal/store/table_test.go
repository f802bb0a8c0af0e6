package store

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
)

// shelf is a KV in memory, as far as tables need it.
type shelf map[string][]byte

func (s shelf) Get(key string) []byte        { return s[key] }
func (s shelf) Put(key string, value []byte) { s[key] = value }
func (s shelf) Delete(key string)            { delete(s, key) }

func (s shelf) Range(from, to string, f func(key string, value []byte) bool) {
	for _, key := range slices.Sorted(maps.Keys(s)) {
		if key >= from && (to == "" || key < to) && !f(key, s[key]) {
			return
		}
	}
}

var (
	plain = Table[string, int]{"n/", byWord, asNumber}
)

func TestTable(t *testing.T) {
	s := shelf{}
	if n, ok, err := plain.Find(s, "a/1"); n != 0 || ok || err != nil {
		t.Errorf("what is not there is found: %d, %v, %v", n, ok, err)
	}
	plain.Put(s, "a/1", 7)
	if n, ok, err := plain.Find(s, "a/1"); n != 7 || !ok || err != nil || !plain.Has(s, "a/1") {
		t.Errorf("read back %d, %v, %v", n, ok, err)
	}
	plain.Delete(s, "a/1")
	if len(s) != 0 {
		t.Errorf("left: %v", s)
	}
	s["n/bad"] = seal("n/bad", []byte("x")) // as it was written, and no number
	if _, ok, err := plain.Find(s, "bad"); ok || err == nil || !strings.Contains(err.Error(), "n/bad") {
		t.Errorf("damage: %v, %v; want an error that names the key", ok, err)
	}
}

// TestTableAll: a scan gives the records of its beginning in order, tells of one
// that cannot be read by its key, and goes on.
func TestTableAll(t *testing.T) {
	s := shelf{"n/b/1": []byte("9"), "n/ab/1": []byte("8"), "n/a/2": []byte("x"), "m/a/1": []byte("5")}
	plain.Put(s, "a/1", 1)
	plain.Put(s, "a/3", 3)
	scan := func(all iter.Seq2[Row[int], error]) (got []string) {
		for row, err := range all {
			if err != nil {
				got = append(got, err.Error())
				continue
			}
			got = append(got, fmt.Sprintf("%s=%d", row.Key, row.Value))
		}
		return got
	}
	bad := "read n/a/2: damaged record: key and value do not have the sum that was written with them"
	tests := []struct {
		name string
		all  iter.Seq2[Row[int], error]
		want []string
	}{
		{"of a part", plain.All(s, "a/"), []string{"1=1", bad, "3=3"}},
		{"behind a name", plain.after(s, "a/", "1"), []string{bad, "3=3"}},
		{"of nothing", plain.All(s, "c/"), nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, scan(test.all)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	if list, err := plain.List(s, "a/"); err == nil || len(list) != 1 {
		t.Errorf("list %v, %v; want what is before the damage, and the damage", list, err)
	}
	delete(s, "n/a/2")
	if got, err := plain.Map(s, "a/"); err != nil || !maps.Equal(got, map[string]int{"1": 1, "3": 3}) {
		t.Errorf("map %v, %v", got, err)
	}
}

func TestInstant(t *testing.T) {
	for _, at := range []time.Time{{}, time.Unix(0, 0).UTC(), time.Date(2016, 7, 5, 23, 59, 59, 999_999_999, time.UTC)} {
		got, err := asInstant.Decode(asInstant.Encode(at.In(time.FixedZone("", 7*3600))))
		if err != nil || got != at {
			t.Errorf("%v is read back as %v, %v", at, got, err)
		}
	}
	if _, err := asInstant.Decode([]byte("2016")); err == nil {
		t.Error("damage is read as an instant")
	}
}

// TestDamaged: a record that cannot be read is told by its name, and told from trouble
// with the store, which goes by.
func TestDamaged(t *testing.T) {
	at := chat.Address{Channel: "sim", ID: "an"}
	kept := shelf{Chats.Key(at): []byte("{")}
	_, err := Chats.Get(kept, at)
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), Chats.Key(at)) {
		t.Errorf("the error is %v", err)
	}
	if _, err := Chats.Get(shelf{}, at); err != nil {
		t.Errorf("no record gives %v", err)
	}
}
