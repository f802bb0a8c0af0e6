package campaigns

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// weekly is a definition of a campaign that recurs.
func weekly(t *testing.T, name string) *Definition {
	t.Helper()
	d := definition(t, name)
	plan, err := campaign.Parse("campaign.yaml", []byte("name: "+name+"\ntitle: T\nunits: units.csv\nrecurs: {every: week, first_day: 2026-11-23}\nlevels:\n- {level: 1, outline: o.yaml}\n"))
	if err != nil {
		t.Fatal(err)
	}
	d.Campaign = plan
	return d
}

// TestExchange: other campaigns are open together with how they stand, their periods and the polls, or nothing changes, whatever
// of it cannot be read or written.
func TestExchange(t *testing.T) {
	now := time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC)
	errDisk := errors.New("no room")
	for _, c := range []struct {
		name    string
		damaged string // a key whose record cannot be read
		write   error
	}{
		{"all is read", "", nil},
		{"the periods cannot be read", store.AllSeries.Prefix() + "b", nil},
		{"how it stands cannot be read", store.Phases.Prefix() + (report.ID{Campaign: "c"}).String(), nil},
		{"a report's status cannot be read", store.Statuses.Prefix() + (report.ID{Campaign: "c", Unit: "1"}).String(), nil},
		{"nothing can be written", "", errDisk},
	} {
		t.Run(c.name, func(t *testing.T) {
			kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { kv.Close() })
			s := openSet(t, definition(t, "a"))
			s.KV = kv
			err = store.One(t.Context(), kv, func(tx store.Tx) error {
				store.AllSeries.Put(tx, "b", store.Series{Open: "2026-W48", Opened: now})
				store.Phases.Put(tx, report.ID{Campaign: "c"}, campaign.Phase{Closed: true})
				store.Outlines.Put(tx, "o", []byte("title: P\nsections:\n- {code: A, title: A, questions: [{code: A1.01, name: a, type: integer, label: A}]}\n"))
				store.Polls.Put(tx, report.ID{Campaign: "p"}, store.Poll{Of: "c", Units: []string{"1"}, Outline: "o", Until: now})
				if c.damaged != "" {
					tx.Put(c.damaged, []byte("not what was written"))
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			before := s.All()
			wrote := false
			err = s.Exchange(context.Background(), now, []*Definition{weekly(t, "b"), definition(t, "c")}, func(store.Tx) error {
				wrote = true
				return c.write
			})
			if c.damaged == "" && c.write == nil {
				if err != nil || !wrote || names(s.All()) != "b c p" {
					t.Fatalf("open: %s, written: %t, %v", names(s.All()), wrote, err)
				}
				if got := s.Find("b").ID().Period; got != "2026-W48" {
					t.Errorf("the period at hand is %q", got)
				}
				if !s.Find("c").Phase().Closed {
					t.Error("a closed campaign is open")
				}
				return
			}
			if err == nil || wrote != (c.write != nil) || !slices.Equal(before, s.All()) {
				t.Errorf("open: %s, written: %t, %v", names(s.All()), wrote, err)
			}
			if c.write == nil && !errors.Is(err, store.ErrDamaged) || c.write != nil && !errors.Is(err, c.write) {
				t.Errorf("refused because of %v", err)
			}
		})
	}
}
