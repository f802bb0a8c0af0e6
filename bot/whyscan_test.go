package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// scans is a database that counts which ranges are read.
type scans struct {
	database
	from map[string]int
}

func (s scans) View(ctx context.Context, f func(store.Reader) error) error {
	return s.database.View(ctx, func(r store.Reader) error { return f(scanning{r, s.from}) })
}

type scanning struct {
	store.Reader
	seen map[string]int
}

func (s scanning) Range(from, to string, f func(string, []byte) bool) {
	s.seen[from]++
	s.Reader.Range(from, to, f)
}

// TestWhyScansOnce: however many people work for a unit, what lies scattered is read once.
func TestWhyScansOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), databaseFile)
	bundles := begun(t, path)
	unit, plan := bundles[0].units.AtLevel(3)[1].Code, bundles[0].campaign
	db, err := openDatabase(path, opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = store.One(t.Context(), db, func(tx store.Tx) error {
		var members roster.Members
		for _, id := range []string{"b", "x", "y", "z"} {
			a := chat.Address{Channel: "test", ID: id}
			members = append(members, roster.Member{Address: a, Role: roster.Officer, Name: "Người " + id})
			store.Kepts.Put(tx, id, store.Kept{Update: chat.Update{Key: "test/1/" + id, From: a}})
		}
		store.Members.Put(tx, store.OnList{List: plan.UnitList, Unit: unit}, members)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	counted := scans{db, map[string]int{}}
	got := strings.Join(asks(t, counted, unit, "").Lines, "\n")
	for _, id := range []string{"b", "x", "y", "z"} {
		if !strings.Contains(got, "Người "+id+", test:"+id) {
			t.Errorf("no %s in\n%s", id, got)
		}
	}
	if n := strings.Count(got, "câu hỏi của người này"); n != 4 {
		t.Errorf("%d of 4 questions in\n%s", n, got)
	}
	for _, prefix := range []string{store.Kepts.Prefix(), store.Members.Prefix()} {
		if n := counted.from[prefix]; n != 1 {
			t.Errorf("%s is read %d times", prefix, n)
		}
	}
}
