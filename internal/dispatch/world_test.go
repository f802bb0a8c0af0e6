package dispatch_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/dispatch"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// shipped is the campaign that the program ships with.
const shipped = "../../conversations/thanhhoa-2016"

// world is a dispatcher on the real store, with the shipped campaign, where
// people type and press and read what they got.
type world struct {
	t     testing.TB
	kv    store.KV
	d     *dispatch.Dispatcher
	c     *campaign.Campaign
	units *roster.Units
	now   time.Time
	said  map[chat.Address][]chat.Message
	n     int
	// downloads are the files that wait to be fetched.
	downloads []store.Download
	// typed is what everybody said, outline the source of the communes'.
	typed   map[chat.Address][]chat.Input
	outline string
}

func newWorld(t testing.TB) *world {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return newWorldOn(t, kv)
}

// newWorldOn opens the shipped campaign and more, if given.
func newWorldOn(t testing.TB, kv store.KV, more ...*dispatch.Collection) *world {
	t.Helper()
	c, units, outline := shippedCampaign(t)
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, kv: kv, c: c, units: units, said: map[chat.Address][]chat.Message{}, typed: map[chat.Address][]chat.Input{},
		outline: string(read(t, shipped+"/xa.yaml")),
		now:     time.Date(2016, 7, 4, 7, 0, 0, 0, c.Zone)}
	first := &dispatch.Collection{Campaign: c, Units: units, Outlines: map[int]*conversation.Outline{3: outline}}
	w.d = dispatch.New(dispatch.Options{KV: kv, Random: rand.NewChaCha8([32]byte{}), Catalog: catalog, Collections: append([]*dispatch.Collection{first}, more...),
		Versions:   map[string]*conversation.Outline{outline.Hash: outline},
		AlbumPause: -1,
		Fetch:      func(ds ...store.Download) { w.downloads = append(w.downloads, ds...) },
		Link:       func(_ store.Getter, code string) string { return "https://example.org/" + code },
		Deliver: func(ms ...chat.Message) {
			for _, m := range ms {
				w.said[m.To] = append(w.said[m.To], m)
			}
		}})
	if err := w.d.Open(context.Background(), w.now); err != nil {
		t.Fatal(err)
	}
	return w
}

// shippedCampaign is the campaign that the program ships with, of which only
// the communes report.
func shippedCampaign(t testing.TB) (*campaign.Campaign, *roster.Units, *conversation.Outline) {
	t.Helper()
	c, err := campaign.Parse("campaign.yaml", read(t, shipped+"/campaign.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	units, err := roster.ParseUnits(strings.NewReader(string(read(t, shipped+"/units.csv"))), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	outline, err := conversation.Parse("xa.yaml", read(t, shipped+"/xa.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return c, units, outline
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// person is the address of somebody by a short name.
func person(name string) chat.Address { return chat.Address{Channel: "test", ID: name} }

// does lets somebody do something and gives what they were told for it.
func (w *world) does(name string, in chat.Input) []chat.Content {
	w.t.Helper()
	w.n++
	w.now = w.now.Add(time.Second)
	from := person(name)
	before := len(w.said[from])
	if in.Kind == chat.Text && in.Message == "" {
		in.Message = strconv.Itoa(w.n)
	}
	if in.Kind == chat.Text {
		w.typed[from] = append(w.typed[from], in)
	}
	u := chat.Update{Key: "test/" + strconv.Itoa(w.n), From: from, Name: name, At: w.now, Input: in}
	if err := w.d.Updates(context.Background(), []chat.Update{u}); err != nil {
		w.t.Fatal(err)
	}
	var out []chat.Content
	for _, m := range w.said[from][before:] {
		out = append(out, m.Content)
	}
	return out
}

func (w *world) types(name, text string) []chat.Content {
	w.t.Helper()
	return w.does(name, chat.Input{Kind: chat.Text, Text: text})
}

// joins makes somebody a member by an invitation, and gives the greeting.
func (w *world) joins(name, unit string, role roster.Role) []chat.Content {
	w.t.Helper()
	return w.joinsOn(w.c.UnitList, name, unit, role)
}

// joinsOn is joins for a unit of some list.
func (w *world) joinsOn(list, name, unit string, role roster.Role) []chat.Content {
	w.t.Helper()
	code := roster.NewCode([]byte(name + unit + string(role) + list + "................"))
	normal, ok := roster.NormalizeCode(code)
	if !ok {
		w.t.Fatalf("code %q", code)
	}
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		return store.PutInvitation(tx, roster.Hash(normal), roster.Invitation{List: list, Unit: unit, Role: role, Created: w.now, Expires: w.now.AddDate(0, 1, 0)})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.types(name, "/start "+normal)
}

// goes lets time pass up to an instant, doing what falls due on the way.
func (w *world) goes(to time.Time) {
	w.t.Helper()
	ctx := context.Background()
	for {
		done, err := w.d.Done(ctx, w.now)
		if err != nil {
			w.t.Fatal(err)
		}
		at, _, ok := w.d.Next(ctx, done)
		if !ok || at.After(to) {
			break
		}
		if at.Before(w.now) {
			at = w.now
		}
		if err := w.d.Do(ctx, done, at); err != nil {
			w.t.Fatal(err)
		}
		w.now = at
	}
	w.now = to
}
