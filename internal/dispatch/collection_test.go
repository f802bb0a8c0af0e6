package dispatch_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// secondCampaign is the shipped one again under another name, on a list of
// units, with a digest at another hour.
func secondCampaign(t testing.TB, list string) *campaigns.Definition {
	t.Helper()
	c, units, outline := shippedCampaign(t)
	c.ShortTitle = ""
	c.Name, c.Title, c.UnitList = "flood-2016", "Phòng, chống lụt bão năm 2016", list
	c.Digests = []campaign.Hour{9 * 60}
	return &campaigns.Definition{Campaign: c, Units: units, Outlines: map[int]*form.Outline{3: outline}}
}

func newWorldOfTwo(t testing.TB, list string) *world {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return newWorldOn(t, kv, secondCampaign(t, list))
}

func membersOf(t testing.TB, w *world, list, unit string) (names []string) {
	t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		ms, err := store.Members.Get(r, store.OnList{List: list, Unit: unit})
		for _, m := range ms {
			names = append(names, m.Address.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestACodeOnAnotherListIsAnotherUnit(t *testing.T) {
	w := newWorldOfTwo(t, "2025")
	w.joins("an", "16144", roster.Officer)
	w.joinsOn("2025", "binh", "16144", roster.Officer)
	w.joinsOn("2025", "nga_son", "401", roster.Coordinator)
	if a, b := membersOf(t, w, "2016", "16144"), membersOf(t, w, "2025", "16144"); !slices.Equal(a, []string{"an"}) || !slices.Equal(b, []string{"binh"}) {
		t.Errorf("members %q and %q", a, b)
	}
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
	started := func(campaign string) (n int) {
		err := w.kv.View(context.Background(), func(r store.Reader) error {
			statuses, err := store.StatusesOf(r, report.ID{Campaign: campaign})
			n = len(statuses)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if a, b := started("thanhhoa-2016"), started("flood-2016"); a != 1 || b != 0 {
		t.Errorf("%d and %d reports begun, want 1 and 0", a, b)
	}
	for _, c := range w.types("nga_son", "/chuanop xã nga an") {
		if !strings.Contains(c.Text, "Chưa bắt đầu") {
			t.Errorf("the head of the other list is told of the report:\n%s", c.Text)
		}
	}
}

func TestTheScheduleIsTheEarliestOfAllCampaigns(t *testing.T) {
	w := newWorldOfTwo(t, "2016")
	w.joins("nga_son", "401", roster.Coordinator)
	before := len(w.said[person("nga_son")])
	day := func(hour, minute int) time.Time { return time.Date(2016, 7, 4, hour, minute, 0, 0, w.c.Zone) }
	ctx := context.Background()
	for _, want := range []time.Time{day(7, 30), day(9, 0)} {
		done, err := w.d.Done(ctx, w.now)
		if err != nil {
			t.Fatal(err)
		}
		at, _, ok := w.d.Next(ctx, done)
		if !ok || !at.Equal(want) {
			t.Fatalf("next is %s, %t; want %s", at, ok, want)
		}
		w.goes(at)
		got := w.said[person("nga_son")][before:]
		if len(got) == 0 || got[0].Priority != chat.Bulk {
			t.Errorf("at %s: %d messages, want a digest", at, len(got))
		}
		before += len(got)
	}
}
