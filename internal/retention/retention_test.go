package retention_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/invitation"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
	"giaoban/locales"
)

func openKV(t testing.TB) store.KV {
	t.Helper()
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func do(t testing.TB, kv store.KV, f func(store.Tx) error) {
	t.Helper()
	if err := store.One(context.Background(), kv, f); err != nil {
		t.Fatal(err)
	}
}

func keys(t testing.TB, kv store.KV) (all []string) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) error {
		all = nil
		r.Range("", "", func(key string, _ []byte) bool { all = append(all, key); return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// declared finds the tables of package store by how they are written.
var declared = regexp.MustCompile(`Table\[[^{]*\]\{"(\w+)/"`)

// TestEveryKindOfRecordHasItsEnd holds that each table of the store is in the table of what is kept until when. Whoever
// adds one says there when its records go, and in store/kinds.go if they can name somebody.
func TestEveryKindOfRecordHasItsEnd(t *testing.T) {
	files, err := filepath.Glob("../store/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	var prefixes []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		code, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllStringSubmatch(string(code), -1) {
			prefixes = append(prefixes, m[1])
		}
	}
	if len(prefixes) < 40 {
		t.Fatalf("found only %d tables", len(prefixes))
	}
	var listed []string
	for _, k := range retention.Kinds {
		for _, key := range k.Keys {
			if slices.Contains(listed, key) {
				t.Errorf("%s is listed twice", key)
			}
			listed = append(listed, key)
		}
	}
	for _, p := range prefixes {
		if p != "once" && !slices.Contains(listed, p) {
			t.Errorf("nothing says until when records of %q are kept: add it to retention.Kinds, and to store/kinds.go if it can name somebody", p)
		}
	}
	for _, of := range store.OfUpdates {
		if !slices.Contains(listed, "once/"+strings.TrimSuffix(of, "/")) {
			t.Errorf("once/%s goes with its update, and is not listed so", of)
		}
	}
}

// TestReadmeSaysWhatIsKept holds that README's table is that of the program.
func TestReadmeSaysWhatIsKept(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	english, _ := catalog.Language("en")
	for _, k := range retention.Kinds {
		if line := fmt.Sprintf("| %s | %s |\n", english.Say(k.What), english.Say(k.Until)); !strings.Contains(string(readme), line) {
			t.Errorf("README lacks\n%s", line)
		}
	}
}

// TestPrune holds of each kind that goes by itself that it goes when it says, and that nothing else does.
func TestPrune(t *testing.T) {
	now := time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)
	an, open, closed := chat.Address{Channel: "telegram", ID: "1"}, report.ID{Campaign: "open", Unit: "1"}, report.ID{Campaign: "closed", Unit: "1"}
	day := 24 * time.Hour
	for name, of := range map[string]struct {
		kept time.Duration // what is younger stays, what is older goes
		put  func(tx store.Tx, name string, at time.Time) error
	}{
		"updates": {2 * day, func(tx store.Tx, name string, at time.Time) error { store.Once(tx, "update/"+name, at); return nil }},
		"orders":  {2 * day, func(tx store.Tx, name string, at time.Time) error { store.Once(tx, "order/"+name, at); return nil }},
		"unread": {90 * day, func(tx store.Tx, name string, at time.Time) error {
			store.KeepUnread(tx, name, store.Unread{Text: "?", At: at})
			return nil
		}},
		"aside": {90 * day, func(tx store.Tx, name string, at time.Time) error {
			store.Asides.Put(tx, name, store.Aside{At: at})
			return nil
		}},
		"courses": {30 * day, func(tx store.Tx, name string, at time.Time) error {
			store.Courses.Put(tx, store.Order{Campaign: open.Whole(), Notice: name}, store.Course{Ended: at})
			return nil
		}},
		"codes": {60 * day, func(tx store.Tx, name string, at time.Time) error {
			return invitation.Put(tx, name, roster.Invitation{Unit: name, Role: roster.Officer, Created: at, Expires: at.Add(30 * day)})
		}},
		"tries": {time.Hour, func(tx store.Tx, name string, at time.Time) error {
			store.Tries.Put(tx, chat.Address{Channel: "telegram", ID: name}, store.Tried{Count: 1, Since: at})
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			kv := openKV(t)
			do(t, kv, func(tx store.Tx) error { return of.put(tx, "younger", now.Add(time.Minute-of.kept)) })
			want := keys(t, kv)
			do(t, kv, func(tx store.Tx) error { return of.put(tx, "older", now.Add(-time.Minute-of.kept)) })
			if err := retention.Prune(t.Context(), kv, now); err != nil {
				t.Fatal(err)
			}
			if got := keys(t, kv); !slices.Equal(got, want) {
				t.Errorf("left are %q, want %q", got, want)
			}
		})
	}
	t.Run("nothing else", func(t *testing.T) {
		kv := openKV(t)
		long := now.AddDate(-5, 0, 0)
		do(t, kv, func(tx store.Tx) error {
			store.Phases.Put(tx, closed.Whole(), campaign.Phase{Closed: true, Since: long})
			store.Statuses.Put(tx, closed, report.Status{})
			store.History.Put(tx, store.EntryKey{Report: closed, At: long}, store.Entry{At: long})
			store.Journal.Put(tx, store.Line{Campaign: closed.Whole(), At: long}, report.Entry{When: long})
			store.FilesOf.Put(tx, closed, store.Files{})
			store.People.Put(tx, an.String(), store.Person{Name: "An"})
			store.Invitations.Put(tx, "used", roster.Invitation{Expires: long, Used: long})
			store.Once(tx, "digest/"+open.String()+"/x", long)
			store.Once(tx, "remind/"+open.String()+"/x", long)
			store.Sents.Put(tx, store.Sent{Campaign: closed.Whole(), Notice: "x"}, store.Sent{At: long})
			return store.NoteRemoved(tx, closed, store.File{Hash: "x"})
		})
		want := keys(t, kv)
		do(t, kv, func(tx store.Tx) error {
			store.Once(tx, "digest/"+closed.String()+"/x", long)
			store.Once(tx, "remind/"+closed.String()+"/x", long)
			return nil
		})
		if err := retention.Prune(t.Context(), kv, now); err != nil {
			t.Fatal(err)
		}
		if got := keys(t, kv); !slices.Equal(got, want) {
			t.Errorf("left are %q, want %q", got, want)
		}
	})
	t.Run("more than one piece", func(t *testing.T) {
		kv := openKV(t)
		for i := range 30 {
			do(t, kv, func(tx store.Tx) error {
				for j := range 50 {
					store.Once(tx, fmt.Sprintf("update/%d-%d", i, j), now.AddDate(-1, 0, 0))
				}
				return nil
			})
		}
		if err := retention.Prune(t.Context(), kv, now); err != nil || len(keys(t, kv)) > 0 {
			t.Errorf("%d are left, %v", len(keys(t, kv)), err)
		}
	})
}
