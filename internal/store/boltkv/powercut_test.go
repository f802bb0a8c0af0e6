package boltkv

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"giaoban/internal/store"
)

// A traced commit is what one commit wrote: the pages in the order in which bbolt writes them, a sync, and then the page
// that makes them count. It is found by comparing the file before and after.
type traced struct {
	before, after map[string]string // all records
	file          []byte            // before
	length        int               // of the file after
	pages         []int             // in the order of their numbers
	meta          int
	content       []byte // of the file after
}

// sector is what a disk writes whole, or not at all.
const sector = 512

// setting is a number from the environment, or the small one of an ordinary run.
func setting(t *testing.T, name string, usual int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// trace writes for a while, with values that fill pages of their own, with deletions and several functions a commit, and
// gives what each commit wrote.
func trace(t *testing.T, random *rand.Rand, commits int) (all []traced) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kv.db")
	db, err := Open(path, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := map[string]string{}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range commits {
		c := traced{before: maps.Clone(now), file: file, meta: -1}
		var fs []func(store.Tx) error
		for range 1 + random.IntN(6) {
			key, value := fmt.Sprintf("key%03d", random.IntN(300)), fmt.Sprintf("%d/%d", n, random.Uint64())
			if random.IntN(8) == 0 {
				value += string(bytes.Repeat([]byte("x"), random.IntN(30_000)))
			}
			if random.IntN(4) == 0 && n > commits/4 {
				value = ""
			}
			fs = append(fs, func(tx store.Tx) error {
				if value == "" {
					tx.Delete(key)
				} else {
					tx.Put(key, []byte(value))
				}
				return nil
			})
			if now[key] = value; value == "" {
				delete(now, key)
			}
		}
		if err := errors.Join(db.Update(t.Context(), fs...)...); err != nil {
			t.Fatal(err)
		}
		c.after = maps.Clone(now)
		if c.content, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		c.length, file = len(c.content), c.content
		for page := 0; page*4096 < c.length; page++ {
			at := page * 4096
			switch {
			case at < len(c.file) && bytes.Equal(c.file[at:at+4096], c.content[at:at+4096]):
			case page < 2:
				c.meta = page
			default:
				c.pages = append(c.pages, page)
			}
		}
		if c.meta < 0 {
			t.Fatalf("commit %d wrote no page that makes it count", n)
		}
		all = append(all, c)
	}
	return all
}

// cut returns the file as a power cut leaves it, and whether the commit may count. Before the sync any of the pages may be
// on the disk, whole, not at all, or some sectors of them; the page that makes the commit count comes after them all.
func (c traced) cut(random *rand.Rand) (file []byte, may bool, how string) {
	file = make([]byte, max(len(c.file), c.length*random.IntN(2))) // the new length may not be there yet
	copy(file, c.file)
	write := func(page, from, to int) {
		at := page * 4096
		if at+4096 > len(file) {
			file = append(file, make([]byte, at+4096-len(file))...)
		}
		copy(file[at+from:at+to], c.content[at+from:at+to])
	}
	if random.IntN(3) > 0 { // among the pages
		for _, page := range c.pages {
			switch random.IntN(4) {
			case 0:
			case 1:
				write(page, 0, sector*random.IntN(4096/sector))
			case 2:
				s := random.IntN(4096 / sector)
				write(page, s*sector, (s+1)*sector)
			default:
				write(page, 0, 4096)
			}
		}
		return file, false, fmt.Sprintf("among %d pages", len(c.pages))
	}
	file = bytes.Clone(c.content)
	copy(file[c.meta*4096:], c.file[c.meta*4096:(c.meta+1)*4096])
	upTo := random.IntN(129) // all that counts of it lies in its first 80 bytes
	write(c.meta, 0, upTo)
	return file, true, fmt.Sprintf("in byte %d of the page that counts", upTo)
}

// TestPowerCut: wherever a commit is cut off by a power cut, the file opens with all that was stored before it and nothing
// of it, or with all of it; it is sound, and goes on. GIAOBAN_POWER_CUTS says how often.
func TestPowerCut(t *testing.T) {
	random := rand.New(rand.NewPCG(2016, uint64(setting(t, "GIAOBAN_SEED", 12))))
	commits := trace(t, random, 150)
	path := filepath.Join(t.TempDir(), "kv.db")
	cuts, counted := setting(t, "GIAOBAN_POWER_CUTS", 60), 0
	for i := range cuts {
		n := random.IntN(len(commits))
		c := commits[n]
		file, may, how := c.cut(random)
		what := fmt.Sprintf("cut %d, commit %d, %s", i, n, how)
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		got, sound, err := shown(t, path, nil, nil)
		switch {
		case err != nil || !sound:
			t.Fatalf("%s: %v, sound %v", what, err, sound)
		case maps.Equal(got, c.before):
		case may && maps.Equal(got, c.after):
			counted++
		default:
			t.Fatalf("%s: %d records, before it there were %d, after it %d", what, len(got), len(c.before), len(c.after))
		}
		goesOn(t, path, what, got)
	}
	t.Logf("%d power cuts in %d commits, after %d of them the commit was there", cuts, len(commits), counted)
}

// goesOn writes into a file that a power cut left.
func goesOn(t *testing.T, path, what string, want map[string]string) {
	t.Helper()
	db, err := Open(path, Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i := range 3 {
		key := fmt.Sprint("afterwards", i)
		if err := store.One(t.Context(), db, func(tx store.Tx) error { tx.Put(key, []byte("x")); return nil }); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		want[key] = "x"
	}
	if err := db.Check(); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	holds(t, db, want)
}
