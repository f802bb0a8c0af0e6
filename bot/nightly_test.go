package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestNightly: a backup is due from its hour on, also when the hour was missed, and the oldest go, but no other file.
func TestNightly(t *testing.T) {
	c := defaults()
	c.File, c.Data, c.BackupTo, c.BackupKeep = "", t.TempDir(), filepath.Join(t.TempDir(), "copies"), 2
	db := founded(t, filepath.Join(c.Data, databaseFile))
	defer db.Close()
	zone := time.FixedZone("", 7*60*60)
	n := nightly{c, zone, db.Backup, slog.New(slog.DiscardHandler), &lastError{}}
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
