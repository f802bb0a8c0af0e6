package main

import (
	"context"
	"fmt"

	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/clock"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/simulator"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
	"giaoban/locales"
)

const limitsToken = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-"

// limitsRun is the whole bot against a simulator with Telegram's limits: people who receive
// what a coordinator announces, and officers among them who ask something all the time.
type limitsRun struct {
	t      testing.TB
	sim    *simulator.Server
	bot    int64
	app    *app
	people []*simulator.User
	head   *simulator.User
	heads  []*simulator.User // coordinators of districts
	// starts starts the app, which runs until stop is called.
	starts func()
	stop   func()
}

const announced = "Họp giao ban trực tuyến lúc 8 giờ."

// number is a number of the environment, for a long run.
func number(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return usual
}

func newLimitsRun(t testing.TB, receivers int, rate, chatRate float64) *limitsRun {
	t.Helper()
	return newLoggedRun(t, slog.New(slog.DiscardHandler), receivers, rate, chatRate)
}

// A tweak changes the bot of a test before it runs, or what it is made from.
type tweak struct {
	options func(*appOptions)
	app     func(*app)
}

func newLoggedRun(t testing.TB, log *slog.Logger, receivers int, rate, chatRate float64, tweaks ...tweak) *limitsRun {
	t.Helper()
	b, err := Config{}.bundle("")
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	kv, err := openDatabase(filepath.Join(folder, databaseFile), opening{Begin: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	at := clock.NewMovable(time.Date(2016, 7, 4, 9, 0, 0, 0, b.campaign.Zone))
	r := &limitsRun{t: t, sim: simulator.New(simulator.Options{Clock: at, Lenient: true})}
	server := httptest.NewServer(r.sim.Handler())
	t.Cleanup(func() { r.sim.Close(); server.Close() })
	if r.bot, err = r.sim.Bot(limitsToken); err != nil {
		t.Fatal(err)
	}
	r.enlist(kv, b, receivers)
	r.forget(server.URL)
	o := appOptions{bundles: []*bundle{b}, catalog: catalog, kv: kv, clock: at, token: limitsToken, apiURL: server.URL,
		log: log, folder: filepath.Join(folder, filesFolder), database: filepath.Join(folder, databaseFile), backups: nightly{Config: Config{BackupTo: folder}},
		rate: rate, chatRate: chatRate}
	for _, w := range tweaks {
		if w.options != nil {
			w.options(&o)
		}
	}
	r.starts = func() {
		r.app, err = newApp(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range tweaks {
			if w.app != nil {
				w.app(r.app)
			}
		}
		ctx, cancel := context.WithCancel(context.Background())
		var running sync.WaitGroup
		running.Go(func() {
			if err := r.app.run(ctx); err != nil {
				t.Error(err)
			}
		})
		r.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	}
	r.starts()
	t.Cleanup(func() { r.stop() })
	return r
}

// enlist makes the receivers officers of all communes in turn, one more the province's
// coordinator, and some those of districts.
func (r *limitsRun) enlist(kv store.KV, b *bundle, receivers int) {
	r.t.Helper()
	communes := b.units.AtLevel(3)
	members := map[string]roster.Members{}
	var functions []func(store.Tx) error
	join := func(unit string, role roster.Role) *simulator.User {
		u := r.sim.User(simulator.Person{Name: "Người nhận"})
		if _, err := u.Type(r.bot, "chào"); err != nil {
			r.t.Fatal(err)
		}
		a := chat.Address{Channel: telegram.Channel, ID: strconv.FormatInt(u.ID, 10)}
		members[unit] = append(members[unit], roster.Member{Address: a, Role: role, Since: time.Date(2016, 6, 1, 0, 0, 0, 0, time.UTC)})
		functions = append(functions, func(tx store.Tx) error {
			store.Chat{}.PutPerson(tx, a, store.Person{Name: "Người nhận", Memberships: []roster.Membership{{List: b.campaign.UnitList, Unit: unit, Role: role, Post: "cán bộ"}}})
			return nil
		})
		return u
	}
	for i := range receivers {
		r.people = append(r.people, join(communes[i%len(communes)].Code, roster.Officer))
	}
	r.head = join(b.units.AtLevel(1)[0].Code, roster.Coordinator)
	for i := range 12 {
		r.heads = append(r.heads, join(b.units.AtLevel(2)[i].Code, roster.Coordinator))
	}
	for unit, ms := range members {
		functions = append(functions, func(tx store.Tx) error {
			store.Members.Put(tx, store.OnList{List: b.campaign.UnitList, Unit: unit}, ms)
			return nil
		})
	}
	for _, err := range kv.Update(context.Background(), functions...) {
		if err != nil {
			r.t.Fatal(err)
		}
	}
}

// forget has the platform keep nothing of what opened the chats.
func (r *limitsRun) forget(base string) {
	r.t.Helper()
	for _, offset := range []string{"-1", "999999999999"} {
		answer, err := http.Get(base + "/bot" + limitsToken + "/getUpdates?timeout=0&offset=" + offset)
		if err != nil {
			r.t.Fatal(err)
		}
		answer.Body.Close()
	}
}

// ask has somebody ask something, and returns how long the answer takes.
func (r *limitsRun) ask(u *simulator.User) time.Duration {
	before := u.Chat(r.bot).Seq
	begin := time.Now()
	if _, err := u.Type(r.bot, "/trogiup"); err != nil {
		r.t.Error(err)
		return 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		c, err := u.Next(ctx, r.bot, before)
		if err != nil {
			r.t.Error(err)
			return time.Minute
		}
		if slices.ContainsFunc(c.Messages, func(m simulator.Shown) bool { return !m.Own && !strings.Contains(m.Text, announced) }) {
			return time.Since(begin)
		}
		before = c.Seq
	}
}

// asking has officers ask, so many times a second together, until ctx ends or so many did.
func (r *limitsRun) asking(ctx context.Context, officers, most int, perSecond float64) (took []time.Duration) {
	die := rand.New(rand.NewPCG(1, 2))
	var mu sync.Mutex
	var all sync.WaitGroup
	for n := 0; ctx.Err() == nil && n < most; n++ {
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(die.ExpFloat64() * float64(time.Second) / perSecond)):
			all.Go(func() {
				d := r.ask(r.people[n%officers])
				mu.Lock()
				defer mu.Unlock()
				took = append(took, d)
			})
		}
	}
	all.Wait()
	slices.Sort(took)
	return took
}

func share(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)].Round(10 * time.Microsecond)
}

// announce has the head announce something to everybody, and returns how long that takes
// until nothing of it is on its way.
func (r *limitsRun) announce() (took time.Duration, sent int) {
	r.t.Helper()
	type_ := func(text, want string) {
		r.t.Helper()
		if _, err := r.head.Type(r.bot, text); err != nil {
			r.t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		seen, err := r.head.Await(ctx, r.bot, func(c simulator.Chat) bool {
			return slices.ContainsFunc(c.Messages, func(m simulator.Shown) bool { return strings.Contains(m.Text, want) })
		})
		if err != nil {
			r.t.Fatalf("%v: %v", err, seen.Messages[len(seen.Messages)-1].Text)
		}
	}
	type_("/thongbao các xã: "+announced, "Sẽ gửi thông báo")
	begin, before := time.Now(), r.sim.Limited().Taken
	type_("Gửi", "Đang gửi thông báo")
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	for _, u := range r.people {
		_, err := u.Await(ctx, r.bot, func(c simulator.Chat) bool {
			return slices.ContainsFunc(c.Messages, func(m simulator.Shown) bool { return strings.Contains(m.Text, announced) })
		})
		if err != nil {
			r.t.Fatal(err)
		}
	}
	return time.Since(begin), r.sim.Limited().Taken - before
}

// TestBulkUnderLimits is trial 3: an announcement while officers ask, with the platform's
// limits enforced. GIAOBAN_RECEIVERS makes it long: 3000 take two minutes.
func TestBulkUnderLimits(t *testing.T) {
	receivers := number("GIAOBAN_RECEIVERS", 90)
	const perSecond = 8
	r := newLimitsRun(t, receivers, telegram.Rate, telegram.ChatRate)
	officers := min(100, receivers)
	idle := r.asking(t.Context(), officers, max(16, receivers/10), perSecond)
	// A person would not confirm within the second in which the preview came.
	r.sim.SetLimits(simulator.Limits{Rate: telegram.Rate, ChatRate: telegram.ChatRate, ChatOnce: 5})
	ctx, cancel := context.WithCancel(t.Context())
	var busy []time.Duration
	var asking sync.WaitGroup
	asking.Go(func() { busy = r.asking(ctx, officers, 1<<20, perSecond) })
	took, sent := r.announce()
	limited := r.sim.Limited()
	cancel()
	asking.Wait()
	used := float64(sent) / took.Seconds() / telegram.Rate
	t.Logf("%d receivers in %.1f s beside %d answers: %.1f %% of the rate, %d × 429; answers idle p50 %v p95 %v, busy p50 %v p95 %v",
		receivers, took.Seconds(), len(busy), 100*used, limited.Refused, share(idle, 50), share(idle, 95), share(busy, 50), share(busy, 95))
	if limited.Refused > 0 {
		t.Errorf("%d × 429", limited.Refused)
	}
	if receivers >= 1000 && (used < 0.97 || share(busy, 50) > 2*share(idle, 50)) {
		t.Error("the rate is not used, or the answers are slowed")
	}
	if receivers < 1000 {
		return
	}
	over := fmt.Sprintf("Đã gửi thông báo xong: %d/", min(receivers, 635))
	wait, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	if _, err := r.head.Await(wait, r.bot, func(c simulator.Chat) bool {
		return slices.ContainsFunc(c.Messages, func(m simulator.Shown) bool { return strings.HasPrefix(m.Text, over) })
	}); err != nil {
		c := r.head.Chat(r.bot)
		t.Errorf("the coordinator reads at last: %s", c.Messages[len(c.Messages)-1].Text)
	}
}

// TestAnswersUnderLimits is the other half of trial 3: officers alone ask for three times
// what the platform allows. GIAOBAN_SECONDS makes it long.
func TestAnswersUnderLimits(t *testing.T) {
	seconds := number("GIAOBAN_SECONDS", 4)
	r := newLimitsRun(t, 300, telegram.Rate, telegram.ChatRate)
	r.sim.SetLimits(simulator.Limits{Rate: telegram.Rate, ChatRate: telegram.ChatRate, ChatOnce: 1000})
	begin := time.Now()
	for n := range 3 * telegram.Rate * seconds {
		if _, err := r.people[n%len(r.people)].Type(r.bot, "/trogiup"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Until(begin.Add(time.Duration(n) * time.Second / (3 * telegram.Rate))))
	}
	limited := r.sim.Limited()
	used := float64(limited.Taken) / time.Since(begin).Seconds() / telegram.Rate
	t.Logf("%d s: %.1f %% of the rate, %d × 429, %d into a declared wait", seconds, 100*used, limited.Refused, limited.Into)
	if seconds >= 60 && used < 0.9 || limited.Refused > 1 || limited.Into > 0 {
		t.Error("the rate is not used, or the platform had to say so more than once")
	}
}

// TestDoubles measures how many messages of an announcement come twice where calls lose
// their answer: one of a hundred after it was done, one of a hundred to a gateway's page
// before. It takes minutes, so it runs only where GIAOBAN_DOUBLES says to how many.
func TestDoubles(t *testing.T) {
	receivers := number("GIAOBAN_DOUBLES", 0)
	if receivers == 0 {
		t.Skip("GIAOBAN_DOUBLES is not set")
	}
	r := newLimitsRun(t, receivers, 0, 0)
	for _, kind := range []string{simulator.FaultDropAfter, simulator.FaultPage} {
		if _, err := r.sim.AddFault(simulator.Fault{Method: "sendMessage", Kind: kind, Share: 0.01}); err != nil {
			t.Fatal(err)
		}
	}
	took, _ := r.announce()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	if err := r.sim.Wait(ctx, func() bool { return r.app.outbox.Stats().Waiting == 0 }); err != nil {
		t.Fatal(err)
	}
	times := map[int]int{}
	for _, u := range r.people {
		n := 0
		for _, m := range u.Chat(r.bot).Messages {
			if strings.Contains(m.Text, announced) {
				n++
			}
		}
		times[n]++
	}
	t.Logf("%d receivers in %v, by how often it came: %v", receivers, took.Round(time.Second), times)
	if times[0] > 0 || times[2] > receivers/40 {
		t.Error("lost, or twice too often")
	}
}
