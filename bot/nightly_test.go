package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/disk/disktest"
	"giaoban/internal/health"
	"giaoban/internal/store"
)

// TestNightly: a backup is due from its hour on, also when the hour was missed, and the oldest go, but no other file.
func TestNightly(t *testing.T) {
	c := defaults()
	c.File, c.Data, c.BackupTo, c.BackupKeep = "", t.TempDir(), filepath.Join(t.TempDir(), "copies"), 2
	db := founded(t, filepath.Join(c.Data, databaseFile))
	defer db.Close()
	zone := time.FixedZone("", 7*60*60)
	n := nightly{c, zone, db.Backup, slog.New(slog.DiscardHandler), &lastBackup{}}
	for _, try := range []struct{ now, want string }{
		{"2016-07-04T01:59:00+07:00", "giaoban-2016-07-03.tar"},
		{"2016-07-04T02:00:00+07:00", "giaoban-2016-07-04.tar"},
		{"2016-07-04T17:30:00Z", ""}, // half past midnight there
		{"2016-07-05T09:00:00+07:00", "giaoban-2016-07-05.tar"},
		{"2016-07-06T09:00:00+07:00", "giaoban-2016-07-06.tar"},
	} {
		now, err := time.Parse(time.RFC3339, try.now)
		if err != nil {
			t.Fatal(err)
		}
		path := n.due(now)
		if path != "" && filepath.Base(path) != try.want || path == "" && try.want != "" {
			t.Errorf("at %s %q is due", try.now, path)
		}
		if path == "" {
			continue
		}
		if err := n.make(context.Background(), path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(c.BackupTo, "giaoban-mine.tar"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(c.BackupTo)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{"giaoban-2016-07-05.tar", "giaoban-2016-07-06.tar", "giaoban-mine.tar"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v", names, err)
	}
}

// TestNightlyOnAFullDisk: a backup for which there is no room leaves nothing behind, deletes no earlier one, and is made
// when there is.
func TestNightlyOnAFullDisk(t *testing.T) {
	for name, free := range map[string]int{"full": 0, "half of it fits": 1600 << 10} {
		t.Run(name, func(t *testing.T) {
			d := disktest.New(t, 12<<20)
			c := defaults()
			c.File, c.Data, c.BackupTo, c.BackupKeep = "", t.TempDir(), d.Folder, 1
			db := founded(t, filepath.Join(c.Data, databaseFile))
			defer db.Close()
			n := nightly{c, time.UTC, db.Backup, slog.New(slog.DiscardHandler), &lastBackup{}}
			first, second := filepath.Join(d.Folder, "giaoban-2016-07-04.tar"), filepath.Join(d.Folder, "giaoban-2016-07-05.tar")
			if err := n.make(t.Context(), first); err != nil {
				t.Fatal(err)
			}
			d.Fill(free)
			var none *disk.NoRoomError
			if err := n.make(t.Context(), second); !errors.As(err, &none) {
				t.Errorf("made on a full disk: %v", err)
			}
			entries, err := os.ReadDir(d.Folder)
			if err != nil || len(entries) != 2 { // and the one that takes the room
				t.Errorf("%v, %v", entries, err)
			}
			n.last.failed(second, n.make(t.Context(), second))
			if b := n.state(); b.Cause != health.NoRoom || b.Last != second || b.File != first || b.Err == "" {
				t.Errorf("the state is %+v", b)
			}
			d.Empty()
			if err := n.make(t.Context(), second); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(first); err == nil {
				t.Error("the oldest was not deleted")
			}
		})
	}
}

// TestCauseOf: what keeps a backup from being made is told apart by what is to be done.
func TestCauseOf(t *testing.T) {
	_, noKey := readSecret(filepath.Join(t.TempDir(), "none"))
	_, noFolder := newFile(filepath.Join(t.TempDir(), "none", "a.tar"), backupCopy)
	for want, err := range map[health.Cause]error{
		health.NoKey: noKey, health.NoFolder: noFolder, health.NotAllowed: &fs.PathError{Err: syscall.EROFS}, health.NoRoom: &fs.PathError{Err: syscall.ENOSPC},
		"": errors.New("something else"),
	} {
		if got := causeOf(fmt.Errorf("back up: %w", err)); got != want {
			t.Errorf("%v is %q, want %q", err, got, want)
		}
	}
}

// TestNightlyLacks: a daily backup that was made of a damaged database is named, and is not the one to bring something back from.
func TestNightlyLacks(t *testing.T) {
	c := defaults()
	c.File, c.Data, c.BackupTo = "", t.TempDir(), t.TempDir()
	db := founded(t, filepath.Join(c.Data, databaseFile))
	defer db.Close()
	n := nightly{c, time.UTC, db.Backup, slog.New(slog.DiscardHandler), &lastBackup{}}
	first, second := filepath.Join(c.BackupTo, "giaoban-2016-07-04.tar"), filepath.Join(c.BackupTo, "giaoban-2016-07-05.tar")
	if err := n.make(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		tx.Put(store.Names.Key("a"), []byte("rubbish"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.make(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	if b := n.state(); b.Lacks != 1 || b.Last != second || b.File != first || b.Count != 2 {
		t.Errorf("the state is %+v", b)
	}
}
