package dispatch_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/form"
	"giaoban/internal/invitation"
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
	// readings are the files that wait to be read.
	readings []store.Reading
	// typed is what everybody said, outline the source of the communes'.
	typed   map[chat.Address][]chat.Input
	outline string
	// deliver and expire are those of an outbox, if one delivers what is said.
	deliver func(...chat.Message)
	expire  func()
	// ticks are the seconds of now, for those who run beside the test.
	ticks atomic.Int64
}

// newWorld is a campaign in which only the communes report.
func newWorld(t testing.TB) *world { return newWorldWith(t, shippedCollection(t, "", "xa.yaml")) }

// newWorldOfAll is one in which every level reports, departments too if there
// are lines of a list of units for them.
func newWorldOfAll(t testing.TB, departments string) *world {
	return newWorldWith(t, shippedCollection(t, departments, "xa.yaml", "huyen.yaml", "tinh.yaml", "nganh.yaml"))
}

func newWorldWith(t testing.TB, c *campaigns.Definition) *world {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return openWorld(t, kv, c)
}

// newWorldOn opens the shipped campaign and more, if given.
func newWorldOn(t testing.TB, kv store.KV, more ...*campaigns.Definition) *world {
	t.Helper()
	return openWorld(t, kv, append([]*campaigns.Definition{shippedCollection(t, "", "xa.yaml")}, more...)...)
}

func openWorld(t testing.TB, kv store.KV, all ...*campaigns.Definition) *world {
	t.Helper()
	return openWorldAt(t, kv, time.Time{}, all...)
}

// openWorldAt is openWorld for a database of which the latest is from an instant; zero is that of a new one.
func openWorldAt(t testing.TB, kv store.KV, now time.Time, all ...*campaigns.Definition) *world {
	t.Helper()
	versions := map[string]*form.Outline{}
	for _, c := range all {
		for _, o := range c.Outlines {
			versions[o.Hash] = o
		}
	}
	for hash, o := range storedOutlines(t, kv) {
		versions[hash] = o
	}
	c := all[0].Campaign
	w := &world{t: t, kv: kv, c: c, units: all[0].Units, said: map[chat.Address][]chat.Message{}, typed: map[chat.Address][]chat.Input{},
		outline: string(read(t, shipped+"/xa.yaml")),
		now:     now}
	if now.IsZero() {
		w.now = time.Date(2016, 7, 4, 7, 0, 0, 0, c.Zone)
	}
	w.d = dispatch.New(campaigns.Options{KV: kv, Random: rand.NewChaCha8([32]byte{}), Catalog: phrases(t), Campaigns: all, Versions: versions,
		AlbumPause: -1,
		Fetch:      func(ds ...store.Download) { w.downloads = append(w.downloads, ds...) },
		Read:       func(rs ...store.Reading) { w.readings = append(w.readings, rs...) },
		Link:       func(_ store.Getter, code string) string { return "https://example.org/" + code },
		Deliver: func(ms ...chat.Message) {
			for _, m := range ms {
				w.said[m.To] = append(w.said[m.To], m)
			}
			if w.deliver != nil {
				w.deliver(ms...)
			}
		},
		Expire: func() {
			if w.expire != nil {
				w.expire()
			}
		}})
	if err := w.d.Open(context.Background(), w.now); err != nil {
		t.Fatal(err)
	}
	return w
}

// storedOutlines are the versions that a database brings along.
func storedOutlines(t testing.TB, kv store.KV) map[string]*form.Outline {
	t.Helper()
	all := map[string]*form.Outline{}
	err := kv.View(context.Background(), func(r store.Reader) error {
		sources, err := store.Outlines.Map(r, "")
		for hash, source := range sources {
			if all[hash], err = form.Parse("stored.yaml", source); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// shippedCampaign is the campaign that the program ships with, and what the
// communes are asked.
func shippedCampaign(t testing.TB) (*campaign.Campaign, *roster.Units, *form.Outline) {
	t.Helper()
	c := shippedCollection(t, "", "xa.yaml")
	return c.Campaign, c.Units, c.Outlines[3]
}

// shippedCollection is the campaign with some of its outlines. With departments
// it has the level that it keeps in comments.
func shippedCollection(t testing.TB, departments string, outlines ...string) *campaigns.Definition {
	t.Helper()
	source := string(read(t, shipped+"/campaign.yaml"))
	if departments != "" {
		from := strings.Index(source, "  # - level: 4")
		to := from + strings.Index(source[from:], "\n\n")
		source = source[:from] + strings.ReplaceAll(source[from:to], "  # ", "  ") + source[to:]
	}
	c, err := campaign.Parse("campaign.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	units := parseUnits(t, "units.csv", string(read(t, shipped+"/units.csv"))+departments)
	out := &campaigns.Definition{Campaign: c, Units: units, Outlines: map[int]*form.Outline{}}
	for _, level := range c.Levels {
		if !slices.Contains(outlines, level.Outline) {
			continue
		}
		out.Outlines[level.Level] = parseOutline(t, level.Outline, read(t, shipped+"/"+level.Outline))
	}
	return out
}

// collectionIn is the campaign of a folder; outlines that it lacks are the shipped.
func collectionIn(t testing.TB, folder string) *campaigns.Definition {
	t.Helper()
	c, err := campaign.Parse("campaign.yaml", read(t, folder+"/campaign.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	units := parseUnits(t, c.Units, string(read(t, folder+"/"+c.Units)))
	out := &campaigns.Definition{Campaign: c, Units: units, Outlines: map[int]*form.Outline{}}
	for _, level := range c.Levels {
		path := folder + "/" + level.Outline
		if _, err := os.Stat(path); err != nil {
			path = shipped + "/" + level.Outline
		}
		source, err := form.Whole(level.Outline, read(t, path), func(table string) ([]byte, error) { return os.ReadFile(folder + "/" + table) })
		if err != nil {
			t.Fatal(err)
		}
		out.Outlines[level.Level] = parseOutline(t, level.Outline, source)
	}
	return out
}

// demoScript is what the communes of the demonstration answer.
func demoScript(t testing.TB) seed.Script {
	t.Helper()
	script, err := seed.ReadScript(os.DirFS(shipped + "/demo"))
	if err != nil {
		t.Fatal(err)
	}
	return script
}

// profiles are sets of answers that agree with each other.
func profiles(t testing.TB) (sets []map[string][]string) {
	t.Helper()
	if err := yaml.Unmarshal(read(t, "testdata/profiles.yaml"), &struct {
		Profiles *[]map[string][]string `yaml:"profiles"`
	}{&sets}); err != nil {
		t.Fatal(err)
	}
	return sets
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
	return w.together(deed{name, in})[0]
}

// deed is what somebody does.
type deed struct {
	name string
	in   chat.Input
}

// together lets different people do something at once, in one batch, and gives
// what each was told.
func (w *world) together(deeds ...deed) [][]chat.Content {
	w.t.Helper()
	updates, before := make([]chat.Update, len(deeds)), make([]int, len(deeds))
	for i, d := range deeds {
		w.n++
		w.now = w.now.Add(time.Second)
		from := person(d.name)
		before[i] = len(w.said[from])
		if d.in.Kind == chat.Text && d.in.Message == "" {
			d.in.Message = strconv.Itoa(w.n)
		}
		if d.in.Kind == chat.Text {
			w.typed[from] = append(w.typed[from], d.in)
		}
		updates[i] = chat.Update{Key: "test/" + strconv.Itoa(w.n), From: from, Name: d.name, At: w.now, Input: d.in}
	}
	if err := w.d.Updates(context.Background(), updates); err != nil {
		w.t.Fatal(err)
	}
	told := make([][]chat.Content, len(deeds))
	for i, u := range updates {
		for _, m := range w.said[u.From][before[i]:] {
			told[i] = append(told[i], m.Content)
		}
	}
	return told
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
		return invitation.Put(tx, roster.Hash(normal), roster.Invitation{List: list, Unit: unit, Role: role, Created: w.now, Expires: w.now.AddDate(0, 1, 0)})
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
		w.now = at
		w.ticks.Store(at.Unix())
		if err := w.d.Do(ctx, done, at); err != nil {
			w.t.Fatal(err)
		}
	}
	w.now = to
}
