package main

import (
	"bytes"
	"errors"
	"iter"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"giaoban/internal/clock"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/locales"
)

// TestExamine turns bits in every used page of a served database, and in what a start reads of it. Either the start is
// refused with what to do, or whatever does not read as it was written is named in the log, with its unit; and the
// next start says it again.
func TestExamine(t *testing.T) {
	inLine(t)
	t.Run("in the clear", func(t *testing.T) { examined(t, "") })
	t.Run("encrypted", func(t *testing.T) {
		identity, err := age.GenerateX25519Identity()
		key := filepath.Join(t.TempDir(), "key")
		if err := errors.Join(err, os.WriteFile(key, []byte(identity.String()), 0o600)); err != nil {
			t.Fatal(err)
		}
		examined(t, key)
	})
}

func examined(t *testing.T, key string) {
	dir := t.TempDir()
	path := filepath.Join(dir, databaseFile)
	db, err := openDatabase(path, opening{Brief: true, Begin: true, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	texts := map[report.ID]string{}
	err = store.Each(t.Context(), db, make([]int, 120), 20, func(tx store.Tx, _ int) error {
		rep := report.ID{Campaign: "c", Unit: "16" + string(rune('a'+len(texts)/26)) + string(rune('a'+len(texts)%26))}
		texts[rep] = strings.Repeat("nội dung của "+rep.Unit+"; ", 20)
		store.Texts.Put(tx, store.Piece{Report: rep, N: 1}, texts[rep])
		store.Statuses.Put(tx, rep, report.Status{State: report.InProgress, Note: rep.Unit})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	used := lastUsed(good)
	random := rand.New(rand.NewPCG(2016, 7))
	refused, named, same := 0, 0, 0
	for at := 0; at < used; at += 4096 / 3 {
		bad := bytes.Clone(good)
		bit := 8*at + random.IntN(8*4096/3)
		bad[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		switch wrong, log, err := started(t, path, key, texts); {
		case err != nil && none(hintOf(err)) && !strings.Contains(err.Error(), "put the newest backup in its place"):
			t.Errorf("bit %d: refused without what to do: %v", bit, err)
		case err != nil:
			refused++
		case wrong == nil:
			same++
		default:
			named++
			for _, unit := range wrong {
				if !strings.Contains(log, "unit="+unit) && !strings.Contains(log, "does not have the records") {
					t.Errorf("bit %d: %s is not as it was, and the log says: %s", bit, unit, log)
				}
			}
			if again, log, err := started(t, path, key, texts); err != nil || len(again) != len(wrong) || !strings.Contains(log, "level=ERROR") {
				t.Errorf("bit %d: the next start finds %d and not %d: %v %s", bit, len(again), len(wrong), err, log)
			}
		}
	}
	t.Logf("%d refused, %d named, %d as before", refused, named, same)
}

// lastUsed is where the part of the file ends that is not zeros.
func lastUsed(file []byte) int { return len(bytes.TrimRight(file, "\x00")) }

// started opens a database as serve does, and gives the units of which something is not as it was and what the log says.
// A wrong value that is given as a right one fails the test.
func started(t *testing.T, path, key string, texts map[report.ID]string) (wrong []string, log string, err error) {
	t.Helper()
	var said bytes.Buffer
	db, err := openDatabase(path, opening{Key: key, Mend: func(kept string) { _ = os.Remove(kept) }})
	if err != nil {
		return nil, "", err
	}
	defer db.Close()
	if _, err := examine(t.Context(), db, time.Now(), slog.New(slog.NewTextHandler(&said, nil))); err != nil {
		return nil, "", err
	}
	err = db.View(t.Context(), func(r store.Reader) error {
		for rep, want := range texts {
			text, ok, err := store.Texts.Find(r, store.Piece{Report: rep, N: 1})
			status, ok2, err2 := store.Statuses.Find(r, rep)
			if ok && text != want || ok2 && status.Note != rep.Unit {
				t.Errorf("%s reads as %q, %+v", rep, text, status)
			}
			if (!ok || !ok2) && err == nil && err2 == nil {
				t.Errorf("%s is taken for not there", rep)
			}
			if !ok || !ok2 {
				wrong = append(wrong, rep.Unit)
			}
		}
		return nil
	})
	return wrong, said.String(), err
}

// TestADamagedRecordStopsNoStart damages each record of a database in its turn. The program starts all the same, and names
// the record; only what concerns everybody is refused: outlines, how the campaign stands, what the database says of itself.
func TestADamagedRecordStopsNoStart(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	path := filepath.Join(folder, databaseFile)
	bundles := begun(t, path)
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	at := clock.NewMovable(time.Date(2016, 7, 1, 9, 0, 0, 0, bundles[0].campaign.Zone))
	started, refused := 0, 0
	for key, db := range eachDamaged(t, path) {
		said := &lockedBuffer{} // what is noted is logged beside the start
		a, err := newApp(t.Context(), appOptions{bundles: bundles, catalog: catalog, kv: db, clock: at, token: limitsToken, apiURL: "http://127.0.0.1:1",
			log: slog.New(slog.NewTextHandler(said, nil)), folder: filepath.Join(folder, filesFolder), database: path})
		if err == nil {
			err = a.resume(t.Context())
		}
		kind, _, _ := strings.Cut(key, "/")
		everybody := kind == "outline" || kind == "phase" || kind == "meta"
		switch {
		case err == nil && !strings.Contains(said.String(), key):
			t.Errorf("%s is damaged, and a start does not say so", key)
		case err != nil && !everybody:
			t.Errorf("%s is damaged, and a start is refused: %v", key, err)
		case err != nil:
			refused++
		default:
			started++
		}
	}
	if started < 20 {
		t.Errorf("only %d records were tried, %d refused", started, refused)
	}
	t.Logf("%d started, %d refused", started, refused)
}

// eachDamaged opens the database again and again, with another of its records damaged each time, and gives that one's key.
func eachDamaged(t *testing.T, path string) iter.Seq2[string, database] {
	t.Helper()
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string, database) bool) {
		for n, more := 0, true; more; n++ {
			if err := os.WriteFile(path, good, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := openDatabase(path, opening{})
			if err != nil {
				t.Fatal(err)
			}
			key := damageNth(t, db, n)
			more = key != "" && yield(key, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// damageNth turns a bit in the value of the nth record, and gives its key; "" if there are fewer.
func damageNth(t *testing.T, db database, n int) (found string) {
	t.Helper()
	var value []byte
	err := db.View(t.Context(), func(r store.Reader) error {
		found = ""
		r.Range("", "", func(key string, v []byte) bool {
			if n--; n < 0 {
				found, value = key, bytes.Clone(v)
			}
			return n >= 0
		})
		return nil
	})
	if err != nil || found == "" {
		return ""
	}
	value[len(value)/2] ^= 4
	if err := store.One(t.Context(), db, func(tx store.Tx) error { tx.Put(found, value); return nil }); err != nil {
		t.Fatal(err)
	}
	return found
}
