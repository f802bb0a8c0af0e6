package trial_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/simulator"
)

// world is the program, the platform that it talks to, and the people on their phones.
type world struct {
	t       testing.TB
	sim     *simulator.Server
	bot     int64
	program *program
	zone    *time.Location
	die     *rand.Rand
	due     time.Time // of the campaign's digests and reminders

	mu    sync.Mutex
	calls []simulator.Call // all that sent or edited something
	polls []time.Time      // of getUpdates
}

// person is somebody with a phone and a unit.
type person struct {
	*world
	user *simulator.User
	unit string // its code
	name string // of the unit, as messages call it
	path string // the same with the district
	seen uint64 // up to which change of the chat
}

// newWorld has the program run against a platform without faults. It is nine o'clock of a
// working day, and what is due at the digests' hour comes so long after the start.
func newWorld(t testing.TB, due time.Duration, settings string) *world {
	t.Helper()
	w := &world{t: t, die: rand.New(rand.NewPCG(uint64(setting("GIAOBAN_TRIAL_SEED", 1)), 7))}
	w.sim = simulator.New(simulator.Options{Calls: w.note})
	server := httptest.NewServer(w.sim.Handler())
	t.Cleanup(func() { w.sim.Close(); server.Close() })
	var err error
	if w.bot, err = w.sim.Bot(token); err != nil {
		t.Fatal(err)
	}
	w.program = build(t, server.URL)
	now := time.Now()
	behind := ((9-now.UTC().Hour())%24 + 24) % 24 // what must be added to UTC for nine o'clock
	if behind > 14 {
		behind -= 24
	}
	zone := fmt.Sprintf("Etc/GMT%+d", -behind)
	if w.zone, err = time.LoadLocation(zone); err != nil {
		t.Fatal(err)
	}
	w.program.run("init", w.program.path("own"))
	campaign := w.program.path("own/thanhhoa-2016/campaign.yaml")
	content, err := os.ReadFile(campaign)
	if err != nil {
		t.Fatal(err)
	}
	every := regexp.MustCompile(`(?m)^working_days:.*$`).ReplaceAll(content, []byte("working_days: [mon, tue, wed, thu, fri, sat, sun]"))
	if err := os.WriteFile(campaign, every, 0o600); err != nil {
		t.Fatal(err)
	}
	here := now.In(w.zone)
	w.due = here.Add(due).Truncate(time.Minute)
	w.program.write("giaoban.yaml", fmt.Sprintf("conversations: own/thanhhoa-2016\ntime_zone: %s\ndigests: [%q]\ndeadlines: {3: %s, 2: %s, 1: %s}\n%s",
		zone, here.Add(due).Format("15:04"), here.AddDate(0, 0, 1).Format(time.DateOnly), here.AddDate(0, 0, 9).Format(time.DateOnly),
		here.AddDate(0, 0, 40).Format(time.DateOnly), settings))
	if err := w.program.begins(); err != nil {
		t.Fatalf("serve does not begin: %v; see %s", err, w.program.path("serve.log"))
	}
	return w
}

// setting is a number of the environment, for a long run.
func setting(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

func (w *world) note(c simulator.Call) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case strings.HasPrefix(c.Method, "send") && c.Method != "sendchataction", strings.HasPrefix(c.Method, "edit"):
		w.calls = append(w.calls, c)
	case c.Method == "getupdates" && c.Taken:
		w.polls = append(w.polls, c.At)
	}
}

// chance is a number from 0 to below n.
func (w *world) chance(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.die.IntN(n)
}

// pause is how long somebody waits who does something so often.
func (w *world) pause(usual time.Duration) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Duration(w.die.ExpFloat64() * float64(usual))
}

// join makes people members with the codes that invite writes for these arguments.
func (w *world) join(args ...string) []*person { return w.joinSome(1<<20, args...) }

// joinSome is join for so many of the codes at most.
func (w *world) joinSome(most int, args ...string) []*person {
	w.t.Helper()
	return w.joinAs(most, func(_ int, unit string) string { return unit }, args...)
}

// joinAs is joinSome for people of these names.
func (w *world) joinAs(most int, called func(i int, unit string) string, args ...string) []*person {
	w.t.Helper()
	list := w.program.path(fmt.Sprintf("codes-%d.csv", time.Now().UnixNano()))
	w.program.run(append(append([]string{"invite"}, args...), "--csv", list)...)
	f, err := os.Open(list)
	if err != nil {
		w.t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		w.t.Fatal(err)
	}
	var people []*person
	for i, row := range rows[1:min(len(rows), most+1)] {
		p := &person{world: w, user: w.sim.User(simulator.Person{Name: called(i, row[1])}), unit: row[0], name: strings.ToLower(row[1][:1]) + row[1][1:]}
		people = append(people, p)
		p.types(row[3])
	}
	ctx, cancel := context.WithTimeout(w.t.Context(), 5*time.Minute)
	defer cancel()
	for _, p := range people {
		if _, ok := p.hears(ctx, 0, func(m simulator.Shown) bool { return strings.Contains(m.Text, "Mã đúng") }); !ok {
			w.t.Fatalf("%s could not join: %v", p.name, p.user.Chat(w.bot).Messages)
		}
	}
	return people
}

// types writes a text and returns the message's id.
func (p *person) types(text string) int64 {
	m, err := p.user.Type(p.bot, text)
	if err != nil {
		p.t.Errorf("%s cannot type %q: %v", p.name, text, err)
	}
	return m.ID
}

// hears waits for a message of the bot behind one with such an id.
func (p *person) hears(ctx context.Context, behind int64, is func(simulator.Shown) bool) (simulator.Shown, bool) {
	for {
		c, err := p.user.Next(ctx, p.bot, p.seen)
		p.seen = c.Seq
		for _, m := range c.Messages {
			if m.Text == "" {
				m.Text = m.Caption
			}
			if !m.Own && m.ID > behind && is(m) {
				p.seen = m.Seq // what came together with it is still to be heard
				return m, true
			}
		}
		if err != nil {
			return simulator.Shown{}, false
		}
	}
}

// heard returns what the bot wrote in the chat, oldest first, as it stands now.
func (p *person) heard() []simulator.Shown {
	list := slices.DeleteFunc(p.user.Chat(p.bot).Messages, func(m simulator.Shown) bool { return m.Own || m.Deleted })
	for i := range list {
		if list[i].Text == "" {
			list[i].Text = list[i].Caption
		}
	}
	return list
}

func (p *person) chatID() string { return strconv.FormatInt(p.user.ID, 10) }
