package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestABackupSaysWhatIsDamaged: damage in the database is in its copy too. The backup is made, and names it.
func TestABackupSaysWhatIsDamaged(t *testing.T) {
	data := t.TempDir()
	db := founded(t, filepath.Join(data, databaseFile))
	key := store.Statuses.Key(report.ID{Campaign: "c", Unit: "16144"})
	err := store.One(t.Context(), db, func(tx store.Tx) error { tx.Put(key, []byte("damaged")); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	code, _, errs := bot(t, data, "backup", "copy.tar")
	if code, out, errs := bot(t, data, "check", "--data", data); code != exitDamaged || !strings.Contains(out, "damaged: "+key+" (state of a report, campaign c, unit 16144)") ||
		!strings.Contains(errs, "faults in "+data+": 1") {
		t.Errorf("check says %d: %s%s", code, out, errs)
	}
	if _, err := os.Stat("copy.tar"); code != 0 || err != nil || !strings.Contains(errs, "keep the earlier backups: "+key) {
		t.Errorf("%d, %v: %s", code, err, errs)
	}
}

// TestRestoreUnit brings back one unit's report with its text, and leaves what others and its history have since.
func TestRestoreUnit(t *testing.T) {
	data := t.TempDir()
	ours, other := report.ID{Campaign: "c", Unit: "16144"}, report.ID{Campaign: "c", Unit: "16147"}
	place := form.Place{Code: "X1.01"}
	write := func(db store.KV, word string, pieces int) {
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			for _, r := range []report.ID{ours, other} {
				store.Statuses.Put(tx, r, report.Status{Note: word})
				for n := range pieces {
					store.Texts.Put(tx, store.Piece{Report: r, Place: place, N: n + 1}, word)
				}
				store.History.Put(tx, store.EntryKey{Report: r, Update: word}, store.Entry{Text: word})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(data, databaseFile)
	db := founded(t, path)
	write(db, "before", 2)
	t.Chdir(t.TempDir())
	db.Close()
	if code, _, errs := bot(t, data, "backup", "copy.tar"); code != 0 {
		t.Fatal(errs)
	}
	db = founded(t, path)
	write(db, "after", 3)
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		tx.Put(store.Texts.Key(store.Piece{Report: ours, Place: place, N: 1}), []byte("damaged"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := bot(t, data, "restore", "copy.tar", "--unit", "16144"); code != exitBusy || !strings.Contains(errs, "stop it first") {
		t.Errorf("beside a running bot: %d: %s", code, errs)
	}
	db.Close()
	if code, out, _ := bot(t, data, "restore", "copy.tar", "--unit", "16144"); code != exitDeclined || !strings.Contains(out, "16144: since the backup") || !strings.Contains(out, " 1 time") {
		t.Errorf("not asked before what came since is replaced: %d: %s", code, out)
	}
	if code, out, errs := bot(t, data, "restore", "copy.tar", "--unit", "16144", "--yes"); code != 0 {
		t.Fatal(out, errs)
	}
	db = founded(t, path)
	defer db.Close()
	err = db.View(t.Context(), func(r store.Reader) error {
		for _, want := range []struct {
			of     report.ID
			word   string
			pieces int
		}{{ours, "before", 2}, {other, "after", 3}} {
			status, err := store.Statuses.Get(r, want.of)
			texts, err2 := store.Texts.List(r, want.of.String()+"/t/")
			lines, err3 := store.HistoryOf(r, want.of)
			if err := errors.Join(err, err2, err3); err != nil || status.Note != want.word || len(lines) != 2 ||
				!slices.Equal(texts, slices.Repeat([]string{want.word}, want.pieces)) {
				t.Errorf("%s: %+v, %q, %d lines, %v", want.of, status, texts, len(lines), err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := db.Check(); err != nil {
		t.Error(err)
	}
	if s, err := db.Survey(func(string, []byte) {}); err != nil || s.Missing != 0 || s.Differs {
		t.Errorf("%v, %v", s, err)
	}
}

// TestNewFileLeavesNothing: a program that is killed before a file is whole leaves no part of it.
func TestNewFileLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "new")
	for range 2 { // the second takes the place of the first
		f, err := replacement(path)
		if err != nil {
			t.Fatal(err)
		}
		if f.named {
			t.Skip("this system has no files without a name")
		}
		before, _ := os.ReadDir(folder)
		if _, err := f.WriteString("whole"); err != nil {
			t.Fatal(err)
		}
		if during, _ := os.ReadDir(folder); len(during) != len(before) {
			t.Errorf("while it is written there are %v", during)
		}
		if err := f.keep(); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if after, _ := os.ReadDir(folder); err != nil || string(content) != "whole" || len(after) != 1 {
			t.Errorf("%q, %v, %v", content, err, after)
		}
	}
}

// TestRestoreTellsOfWhatWaited: messages that waited when the backup was made may have been delivered since.
func TestRestoreTellsOfWhatWaited(t *testing.T) {
	data := t.TempDir()
	db := founded(t, filepath.Join(data, databaseFile))
	an := chat.Address{Channel: "telegram", ID: "1"}
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		store.Queue(tx, time.Now().AddDate(0, 0, -3), chat.Message{To: an, Content: chat.Content{Text: "old"}})
		store.Queue(tx, time.Now(), chat.Message{To: an, Content: chat.Content{Text: "new"}})
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if code, _, errs := bot(t, data, "backup", "copy.tar"); code != 0 {
		t.Fatal(errs)
	}
	back := t.TempDir()
	code, out, errs := bot(t, back, "restore", "copy.tar")
	if code != 0 || !strings.Contains(out, "2 messages waited") || !strings.Contains(out, "the 1 of the last day are sent again") {
		t.Errorf("%d: %s%s", code, out, errs)
	}
	if _, err := os.Stat(filepath.Join(back, stageFolder)); err == nil {
		t.Error("the folder of the unpacked archive is left")
	}
}

// TestRestoreUnitCounts: a record that vanished from the file, past all counting, comes back with its report, and the count
// of all records is right from then on.
func TestRestoreUnitCounts(t *testing.T) {
	inLine(t)
	data := t.TempDir()
	path := filepath.Join(data, databaseFile)
	ours := report.ID{Campaign: "c", Unit: "16144"}
	db := founded(t, path)
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		store.Statuses.Put(tx, ours, report.Status{Note: "before"})
		store.Texts.Put(tx, store.Piece{Report: ours, Place: form.Place{Code: "X1.01"}, N: 1}, "before")
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if code, _, errs := bot(t, data, "backup", "copy.tar"); code != 0 {
		t.Fatal(errs)
	}
	file, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = file.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("kv")).Delete([]byte(store.Statuses.Key(ours))) })
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := bot(t, data, "check", "--data", data); code == 0 {
		t.Fatalf("a record that vanished is not noticed: %s", out)
	}
	if code, out, errs := bot(t, data, "restore", "copy.tar", "--unit", "16144"); code != 0 || !strings.Contains(errs, "from now on it is taken as it is") {
		t.Fatal(code, out, errs)
	}
	if code, out, errs := bot(t, data, "check", "--data", data); code != 0 {
		t.Errorf("%d: %s%s", code, out, errs)
	}
}

// TestUnfinishedFilesGo: what a killed backup left under a name goes with a later one; what another may still write stays.
func TestUnfinishedFilesGo(t *testing.T) {
	folder := t.TempDir()
	for name, age := range map[string]time.Duration{".giaoban-ABC": 25 * time.Hour, ".giaoban-XYZ": time.Hour, "giaoban-2016-07-04.tar": 1000 * time.Hour} {
		path := filepath.Join(folder, name)
		err := os.WriteFile(path, []byte(name), 0o600)
		if err := errors.Join(err, os.Chtimes(path, time.Time{}, time.Now().Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	f, err := newFile(filepath.Join(folder, "new.tar"), backupCopy)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.keep(); err != nil {
		t.Fatal(err)
	}
	var left []string
	entries, err := os.ReadDir(folder)
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	if want := []string{".giaoban-XYZ", "giaoban-2016-07-04.tar", "new.tar"}; err != nil || !slices.Equal(left, want) {
		t.Errorf("left are %v, %v; want %v", left, err, want)
	}
}

// TestRestoreUnitSaysWhatIsLost: a file that neither the data folder nor the archive has is named, and not counted as
// brought back.
func TestRestoreUnitSaysWhatIsLost(t *testing.T) {
	data := t.TempDir()
	ours, hash := report.ID{Campaign: "c", Unit: "16144"}, strings.Repeat("0a", 32)
	db := founded(t, filepath.Join(data, databaseFile))
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		store.Statuses.Put(tx, ours, report.Status{Note: "before"})
		store.FilesOf.Put(tx, ours, store.Files{Last: 1, List: []store.File{{Filed: answers.Filed{ID: 1, State: answers.FileStored}, Hash: hash}}})
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if code, _, errs := bot(t, data, "backup", "copy.tar"); code != 0 {
		t.Fatal(errs)
	}
	code, out, errs := bot(t, data, "restore", "copy.tar", "--unit", "16144")
	if code != 0 || !strings.Contains(out, " records, 0 files") || !strings.Contains(errs, "not in the backup: "+hash) {
		t.Error(code, out, errs)
	}
}

// TestRestoreUnitMembers: a damaged list of members comes back with its unit, but for whoever left since, and what was done is said;
// so is what could not be, and what else of the unit is damaged.
func TestRestoreUnitMembers(t *testing.T) {
	inLine(t)
	data := t.TempDir()
	path := filepath.Join(data, databaseFile)
	list := store.OnList{List: "c", Unit: "16144"}
	an, binh := chat.Address{Channel: "telegram", ID: "1"}, chat.Address{Channel: "telegram", ID: "2"}
	write := func(change func(store.Tx)) {
		db := founded(t, path)
		err := store.One(t.Context(), db, func(tx store.Tx) error { change(tx); return nil })
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx store.Tx) {
		store.Members.Put(tx, list, roster.Members{{Address: an, Role: roster.Officer}, {Address: binh, Role: roster.Officer}})
		store.People.Put(tx, an.String(), store.Person{Memberships: []roster.Membership{{List: "c", Unit: "16144", Role: roster.Officer}}})
		store.People.Put(tx, binh.String(), store.Person{})
	})
	t.Chdir(t.TempDir())
	if code, _, errs := bot(t, data, "backup", "copy.tar"); code != 0 {
		t.Fatal(errs)
	}
	write(func(tx store.Tx) { tx.Put(store.Members.Key(list), []byte("damaged")) })
	if code, out, errs := bot(t, data, "restore", "copy.tar", "--unit", "16144"); code != 0 || !strings.Contains(out, "the list of members of unit 16144 was damaged and is as in ") {
		t.Fatalf("%d: %s%s", code, out, errs)
	}
	db := founded(t, path)
	err := db.View(t.Context(), func(r store.Reader) error {
		got, err := store.Members.Get(r, list)
		if len(got) != 1 || got[0].Address != an {
			t.Errorf("the members are %v", got)
		}
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := bot(t, data, "restore", "copy.tar", "--unit", "16144"); code != exitNotFound {
		t.Errorf("nothing is left to bring back: %d: %s", code, errs)
	}
	write(func(tx store.Tx) {
		tx.Put(store.Members.Key(list), []byte("damaged"))
		store.Statuses.Put(tx, report.ID{Campaign: "c", Unit: "16144"}, report.Status{Note: "x"})
		tx.Put(store.Extensions.Key(report.ID{Campaign: "c", Unit: "16144"}), []byte("damaged"))
	})
	if code, _, errs := bot(t, data, "backup", "bad.tar"); code != 0 {
		t.Fatal(errs)
	}
	code, _, errs := bot(t, data, "restore", "bad.tar", "--unit", "16144")
	for _, want := range []string{"bad.tar has none that can be read", "damaged still, as it is no part of the report: extension/c/16144 (deadline, campaign c, unit 16144)"} {
		if !strings.Contains(errs, want) {
			t.Errorf("%d: nothing of %q in %s", code, want, errs)
		}
	}
}
