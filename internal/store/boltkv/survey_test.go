package boltkv

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"giaoban/internal/store"

	"go.etcd.io/bbolt"
)

// turnedBits gives the bits of a file of so many pages that are turned: four of each page, or with GIAOBAN_EVERY_BIT all of
// them, in an order by chance, for as many seconds as it says.
func turnedBits(t *testing.T, pages int, random *rand.Rand) (list []int, over func() bool) {
	const inPage = 8 * 4096
	seconds := setting(t, "GIAOBAN_EVERY_BIT", 0)
	if seconds == 0 {
		for page := range pages {
			for i := range 4 { // half of them where the page describes itself
				list = append(list, page*inPage+random.IntN(8*[]int{4096, 96}[i%2]))
			}
		}
		return list, func() bool { return false }
	}
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	return random.Perm(pages * inPage), func() bool { return time.Now().After(end) }
}

// TestTallyIsKept: whatever is put, replaced, deleted, given up or refused, what was counted is what is there.
func TestTallyIsKept(t *testing.T) {
	db := open(t, Options{NoSync: true})
	random := rand.New(rand.NewPCG(2016, 7))
	want, own := map[string]string{}, errors.New("own")
	for range 200 {
		var fs []func(store.Tx) error
		for range 1 + random.IntN(8) {
			after, fails := maps.Clone(want), random.IntN(4) == 0
			f := make([]func(store.Tx), random.IntN(6))
			for i := range f {
				key, value := fmt.Sprint("key", random.IntN(60)), fmt.Sprint(random.Uint64())
				f[i] = func(tx store.Tx) { tx.Put(key, []byte(value)) }
				if after[key] = value; random.IntN(3) == 0 {
					f[i] = func(tx store.Tx) { tx.Delete(key) }
					delete(after, key)
				}
			}
			fs = append(fs, func(tx store.Tx) error {
				for _, do := range f {
					do(tx)
				}
				if fails {
					return own
				}
				return nil
			})
			if !fails {
				want = after
			}
		}
		db.Update(t.Context(), fs...)
	}
	got := map[string]string{}
	s, err := db.Survey(func(key string, value []byte) { got[key] = string(value) })
	if err != nil || s.Missing != 0 || s.Differs || int(s.Records) != len(want) || s.Commits != db.Stats().Commits || !maps.Equal(got, want) {
		t.Errorf("%d records; %+v, %v; the same: %v", len(want), s, err, maps.Equal(got, want))
	}
}

// TestSurveyMisses: a record that is gone, one that is too many and one that is as it was before are noticed, although
// the pages fit together.
func TestSurveyMisses(t *testing.T) {
	for name, test := range map[string]struct {
		change  func(*bbolt.Bucket) error
		missing int64
		differs bool
	}{
		"nothing": {func(*bbolt.Bucket) error { return nil }, 0, false},
		"gone":    {func(b *bbolt.Bucket) error { return b.Delete([]byte("key000007")) }, 1, true},
		"more":    {func(b *bbolt.Bucket) error { return b.Put([]byte("key1"), []byte("x")) }, -1, true},
		"older":   {func(b *bbolt.Bucket) error { return b.Put([]byte("key000007"), []byte("x")) }, 0, true},
		"swapped": {func(b *bbolt.Bucket) error {
			return errors.Join(b.Put([]byte("key1"), []byte("x")), b.Delete([]byte("key000007")))
		}, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			path := filled(t, 1000)
			raw, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			err = raw.Update(func(tx *bbolt.Tx) error { return test.change(tx.Bucket([]byte(bucketName))) })
			if err := errors.Join(err, raw.Close()); err != nil {
				t.Fatal(err)
			}
			db, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			s, err := db.Survey(nil)
			if err != nil || s.Missing != test.missing || s.Differs != test.differs || errors.Is(db.Check(), ErrDamaged) != test.differs {
				t.Errorf("%+v, %v, %v", s, err, db.Check())
			}
			if err := errors.Join(db.Recount(), db.Check()); err != nil {
				t.Errorf("counted anew: %v", err)
			}
		})
	}
}

// filled makes a closed file with some records, free pages and two commits.
func filled(t *testing.T, n int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "kv.db")
	db, err := Open(path, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, n)
	fill(t, db, n/2)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// shown opens a file and gives what it shows: all records, each found by its key too, or the reason why it is refused.
// sound is what the survey says.
func shown(t *testing.T, path string, keys map[string]string, mend func(string)) (got map[string]string, sound bool, err error) {
	t.Helper()
	db, err := Open(path, Options{NoSync: true, Mend: mend})
	if err != nil {
		return nil, false, err
	}
	defer db.Close()
	s, err := db.Survey(nil)
	if err != nil {
		return nil, false, err
	}
	got = map[string]string{}
	err = db.View(t.Context(), func(r store.Reader) error {
		r.Range("", "", func(key string, value []byte) bool { got[key] = string(value); return true })
		for key, value := range keys {
			if string(r.Get(key)) != value {
				got[key] = "not found"
			}
		}
		return nil
	})
	return got, s.Missing == 0 && !s.Differs, err
}

// TestOneBitOfAPage turns bits in each page that is used. The file is refused with a word, or the survey says that
// something is wrong, or all is as it was.
func TestOneBitOfAPage(t *testing.T) {
	path := filled(t, 400)
	want, sound, err := shown(t, path, nil, nil)
	if err != nil || !sound || len(want) != 400 {
		t.Fatalf("the good one: %d, %v, %v", len(want), sound, err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list, over := turnedBits(t, int(meta(good)[3]), rand.New(rand.NewPCG(2016, uint64(setting(t, "GIAOBAN_SEED", 7)))))
	refused, told, same, mended := 0, 0, 0, 0
	for _, at := range list {
		if over() {
			break
		}
		page := at / 8 / 4096
		bad := bytes.Clone(good)
		bad[at/8] ^= 1 << (at % 8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got, sound, err := shown(t, path, want, nil)
		if errors.Is(err, ErrDamaged) {
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, bad) {
				t.Fatalf("page %d: the damaged file was changed (%v)", page, err)
			}
			got, sound, err = shown(t, path, want, func(kept string) {
				mended++
				if now, err := os.ReadFile(kept); err != nil || !bytes.Equal(now, bad) {
					t.Errorf("page %d: the damaged file is not kept (%v)", page, err)
				}
				_ = os.Remove(kept)
			})
		}
		switch {
		case errors.Is(err, ErrDamaged):
			refused++
		case err != nil:
			t.Fatalf("page %d, byte %d, bit %d: %v", page, at/8%4096, at%8, err)
		case !sound:
			told++
		case maps.Equal(got, want):
			same++
		default:
			t.Fatalf("page %d, byte %d, bit %d: something else is shown without a word", page, at/8%4096, at%8)
		}
	}
	t.Logf("%d refused, %d told, %d as before; of these %d were mended", refused, told, same, mended)
}

// TestCutAtEachPage: a file that is cut short is refused, or nothing of it is missing.
func TestCutAtEachPage(t *testing.T) {
	path := filled(t, 400)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, _, _ := shown(t, path, nil, nil)
	for n := len(good) - 4096; n >= 0; n -= 4096 {
		if err := os.Truncate(path, int64(n)); err != nil {
			t.Fatal(err)
		}
		got, sound, err := shown(t, path, want, nil)
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrEmpty) && (err != nil || !sound || !maps.Equal(got, want)) {
			t.Fatalf("cut to %d pages: %d of %d records, %v, %v", n/4096, len(got), len(want), sound, err)
		}
	}
}

// TestABusyFileIsSound: whatever is written, deleted and given up, with values that fill pages of their own and trees that
// grow and shrink, our reading of the pages finds nothing wrong, and neither does bbolt's own.
func TestABusyFileIsSound(t *testing.T) {
	db := open(t, Options{NoSync: true, MaxSize: 24 << 20})
	random := rand.New(rand.NewPCG(7, 2016))
	sizes := []int{1, 30, 300, 3000, 5000, 40_000, 400_000}
	for round := range 60 {
		var fs []func(store.Tx) error
		for range 1 + random.IntN(60) {
			key := fmt.Sprintf("%0*d", 1+random.IntN(60), random.IntN(2000))
			value := bytes.Repeat([]byte{1}, 1+random.IntN(sizes[random.IntN(len(sizes))]))
			if random.IntN(5) < 2+round/30*2 { // first it grows, then it shrinks
				value = nil
			}
			fs = append(fs, func(tx store.Tx) error {
				if value == nil {
					tx.Delete(key)
				} else {
					tx.Put(key, value)
				}
				return nil
			})
		}
		if round%20 == 19 {
			for i := range 1900 {
				fs = append(fs, func(tx store.Tx) error { tx.Delete(fmt.Sprintf("%04d", i)); return nil })
			}
		}
		db.Update(t.Context(), fs...) // some commits are refused for the size
		if err := db.Check(); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	tx, err := db.bolt.Begin(true)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for err := range tx.Check() {
		t.Error(err)
	}
	if s := db.Stats(); s.Commits < 20 {
		t.Errorf("only %d commits", s.Commits)
	}
}
