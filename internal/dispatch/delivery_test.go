package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/outbox"
	"giaoban/internal/retention"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// phones are the far end of a channel, where messages arrive and are rewritten.
type phones struct {
	mu     sync.Mutex
	answer func(m chat.Message) error // nil: yes
	shown  map[string][]string        // what each person sees
	edits  int
}

func (p *phones) Send(_ context.Context, m chat.Message) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.answer != nil {
		if err := p.answer(m); err != nil {
			return "", err
		}
	}
	who := m.To.ID
	var n int
	if _, err := fmt.Sscan(m.Content.Replace, &n); err == nil {
		p.shown[who][n-1] = m.Content.Text
		p.edits++
		return m.Content.Replace, nil
	}
	if m.Content.Silent {
		return "", nil
	}
	p.shown[who] = append(p.shown[who], m.Content.Text)
	return fmt.Sprint(len(p.shown[who])), nil
}

// answers has the channel answer like this from now on.
func (p *phones) answers(answer func(m chat.Message) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = answer
}

// down has the channel reach nobody, or again everybody.
func (p *phones) down(who string, yes bool) {
	p.answers(func(m chat.Message) error {
		if yes && (who == "" || who == m.To.ID) {
			return &chat.RetryError{Err: errors.New("no route to host")}
		}
		return nil
	})
}

// seen is what somebody sees.
func (p *phones) seen(who string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.shown[who])
}

func (p *phones) last(who string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.shown[who]); n > 0 {
		return p.shown[who][n-1]
	}
	return ""
}

// delivered starts an outbox that delivers what the world says to these phones, and the
// loop that tells how far orders have come.
func delivered(w *world, p *phones) (stop func()) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	w.ticks.Store(w.now.Unix())
	now := func() time.Time { return time.Unix(w.ticks.Load(), 0) }
	box := outbox.New(w.kv, map[string]outbox.Channel{"test": p}, outbox.Options{Rate: 30, ChatRate: 1, Now: now,
		Report: func(e outbox.Event) error { return w.d.Ended(ctx, now(), e.To, e.Outcome, e.Messages...) }})
	w.deliver, w.expire = box.Add, box.Expire
	if err := box.Start(ctx); err != nil {
		w.t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() { _ = box.Run(ctx) })
	running.Go(func() {
		for ctx.Err() == nil {
			if err := w.d.Progress(ctx, now()); err != nil && ctx.Err() == nil {
				w.t.Error(err)
			}
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}
	})
	stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	w.t.Cleanup(stop)
	return stop
}

// lives lets real time and the campaign's go on together.
func (w *world) lives(d time.Duration) {
	w.now = w.now.Add(d)
	w.ticks.Store(w.now.Unix())
	time.Sleep(d)
	synctest.Wait()
}

func blockedBot() error { return &chat.GoneError{Err: errors.New("403: bot was blocked by the user")} }

// TestAnOrderIsToldAsItGoes: what came of an order stands in the place of its answer, also
// after a restart in between, and says at the end whom it did not reach and why.
func TestAnOrderIsToldAsItGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { kv.Close() })
		w := newWorldOn(t, kv)
		p := &phones{shown: map[string][]string{}}
		var names, units []string
		for _, u := range w.units.AtLevel(3) {
			if u.Parent == "401" && u.Type == "xã" && len(units) < 6 {
				units = append(units, u.Code)
				names = append(names, "o"+u.Code)
				w.joins("o"+u.Code, u.Code, roster.Officer)
			}
		}
		w.joins("truong", "401", roster.Coordinator)
		answer := func(m chat.Message) error {
			switch m.To.ID {
			case names[0]:
				return blockedBot()
			case names[1]:
				return &chat.RefusedError{Err: errors.New("400: message is refused")}
			case names[2]:
				return fmt.Errorf("%w: 502", chat.ErrUnknownOutcome)
			}
			return nil
		}
		w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
		stop := delivered(w, p)
		var list []string
		for i := range names {
			u, _ := w.units.Get(units[i])
			list = append(list, u.Name)
		}
		name := func(i int) string { u, _ := w.units.Get(units[i]); return u.Label() }
		w.lives(time.Minute)
		p.answers(answer)
		w.types("truong", "/thongbao "+strings.Join(list, ", ")+": Họp giao ban lúc 8 giờ.")
		w.types("truong", "Gửi")
		w.lives(500 * time.Millisecond)
		if got, want := p.last("truong"), "Đang gửi thông báo cho 6 đơn vị."; got != want {
			t.Fatalf("at once: %q, want %q", got, want)
		}
		bubbles := len(p.seen("truong"))
		w.lives(4 * time.Second)
		missed := fmt.Sprintf("Đã chặn tin hoặc không còn tài khoản (1): %s.\nỨng dụng nhắn tin từ chối tin này (1): %s.", name(0), name(1))
		if got, want := p.last("truong"), "Đang gửi thông báo cho 6 đơn vị: 3 đơn vị đã nhận, 1 đơn vị đang gửi.\n"+missed; got != want {
			t.Errorf("after 4 s:\n%s\nwant:\n%s", got, want)
		}
		stop()
		again := newWorldOn(t, kv)
		again.now, again.n = w.now, w.n
		stop = delivered(again, p)
		again.lives(15 * time.Minute)
		over := "Đã gửi thông báo xong: 3/6 đơn vị đã nhận.\n" + missed + fmt.Sprintf("\nKhông rõ đã nhận hay chưa (1): %s. Đồng chí nên gọi điện hỏi lại.", name(2))
		got := p.seen("truong")
		if diff := cmp.Diff([]string{over, over}, got[bubbles-1:]); diff != "" {
			t.Errorf("in the end, the answer and a message (-want +got):\n%s", diff)
		}
		if p.edits > 3 {
			t.Errorf("%d changes of one message", p.edits)
		}
		if got := text(again.types("truong", "/nhatky")); !strings.Contains(got, strings.ReplaceAll(over, "\n", " ")) {
			t.Errorf("the journal says\n%s\nwant in it\n%s", got, over)
		}
		again.types(names[3], "/trogiup")
		again.lives(time.Minute)
		stop()
		keepsCourse(t, kv, units)
		for _, prefix := range []string{store.Orders.Prefix(), store.Parts.Prefix(), store.Shown.Prefix(), store.Outbox.Prefix()} {
			_ = kv.View(context.Background(), func(r store.Reader) error {
				from, to := store.Prefix(prefix)
				r.Range(from, to, func(key string, _ []byte) bool { t.Errorf("left: %s", key); return true })
				return nil
			})
		}
	})
}

// keepsCourse holds that what came of the order with each of its receivers is kept, and for no longer than is said.
func keepsCourse(t *testing.T, kv store.KV, units []string) {
	t.Helper()
	var all []store.Course
	read := func() {
		err := kv.View(t.Context(), func(r store.Reader) (err error) { all, err = store.Courses.List(r, ""); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	if read(); len(all) != 1 || len(all[0].To) != len(units) || all[0].Ended.IsZero() || all[0].Update == "" {
		t.Fatalf("kept: %+v", all)
	}
	want := []chat.Outcome{chat.Gone, chat.Refused, chat.MaybeSent, chat.Delivered, chat.Delivered, chat.Delivered}
	for i, unit := range units {
		j := slices.IndexFunc(all[0].To, func(to store.Told) bool { return to.Unit == unit })
		if j < 0 || all[0].To[j].Ended != want[i] {
			t.Errorf("unit %d of %+v, want %s", i, all[0].To, want[i])
		}
	}
	if err := retention.Prune(t.Context(), kv, all[0].Ended.AddDate(0, 0, 31)); err != nil {
		t.Fatal(err)
	}
	if read(); len(all) != 0 {
		t.Errorf("left: %+v", all)
	}
}

// TestAnOrderWithADamagedPart: of those whose part cannot be read it is said that nobody
// knows, and nothing else waits for that.
func TestAnOrderWithADamagedPart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		names := crowd(w, 0, 3)
		w.joins("truong", "38", roster.Coordinator)
		w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
		p := &phones{shown: map[string][]string{}}
		delivered(w, p)
		w.lives(time.Minute)
		w.types("truong", "/nhac tất cả")
		p.down(names[0], true)
		w.types("truong", "Gửi")
		o := w.orders()[0]
		err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
			tx.Put(store.Parts.Key(store.PartOf{Campaign: o.Campaign, Notice: o.Notice}), []byte("damaged"))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		w.lives(time.Minute)
		const want = "Đã gửi nhắc xong: 0/635 đơn vị đã nhận.\nKhông rõ đã nhận hay chưa (635)"
		if got := strings.Join(p.seen("truong"), "\n"); !strings.Contains(got, want) {
			t.Errorf("the coordinator reads: %s", got)
		}
	})
}

// meanwhile is a store in which something else happens after each look.
type meanwhile struct {
	store.KV
	happens func()
}

func (m *meanwhile) View(ctx context.Context, f func(store.Reader) error) error {
	err := m.KV.View(ctx, f)
	if h := m.happens; h != nil {
		m.happens = nil
		h()
		m.happens = h
	}
	return err
}

// TestAnOrderThatTwoTell: notices are told by several at a time. Who has read one that
// another has told meanwhile does not forget who was told what.
func TestAnOrderThatTwoTell(t *testing.T) {
	kv := &meanwhile{KV: newWorld(t).kv}
	w := newWorldOn(t, kv)
	crowd(w, 0, 3)
	w.joins("truong", "38", roster.Coordinator)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	w.types("truong", "/nhac tất cả")
	kv.happens = func() { _ = w.d.Flush(context.Background(), w.now.Add(time.Hour)) }
	w.types("truong", "Gửi")
	kv.happens = nil
	o := w.orders()[0]
	told := 0
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		for i := range o.Parts {
			part, err := store.Parts.Get(r, store.PartOf{Campaign: o.Campaign, Notice: o.Notice, N: i})
			if err != nil {
				return err
			}
			for _, to := range part.To {
				if to.Message != "" {
					told++
				}
			}
		}
		return nil
	})
	if err != nil || told != 3 {
		t.Errorf("of three who were told %d are noted: %v", told, err)
	}
}

// orders are those that are not over.
func (w *world) orders() (all []store.Order) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		all, err = store.Orders.List(r, "")
		return err
	})
	if err != nil || len(all) == 0 {
		w.t.Fatal("no order", err)
	}
	return all
}

// TestAnOrderThatAllReceive ends in one change of its answer, whoever was blocked before.
func TestAnOrderThatAllReceive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		names := crowd(w, 0, 3)
		w.joins("truong", "38", roster.Coordinator)
		if err := w.d.Ended(context.Background(), w.now, person(names[0]), chat.Gone); err != nil {
			t.Fatal(err)
		}
		p := &phones{shown: map[string][]string{}}
		w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
		stop := delivered(w, p)
		w.lives(time.Second)
		w.types("truong", "/nhac tất cả")
		w.types("truong", "Gửi")
		w.lives(time.Minute)
		const want = "Đã gửi nhắc xong: 3/635 đơn vị đã nhận."
		if got := strings.Join(p.seen("truong"), "\n"); strings.Count(got, want) != 1 || p.edits != 1 {
			t.Errorf("%d changes: %s", p.edits, got)
		}
		if w.isBlocked(names[0], communes(w)[0]) {
			t.Error("who was reached counts as blocked")
		}
		stop()
	})
}

// TestAnOrderIsToldToWhoComesBack: whoever had blocked the bot when it was over reads what
// came of the order after writing again, and is not called every minute until then.
func TestAnOrderIsToldToWhoComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		crowd(w, 0, 3)
		w.joins("truong", "38", roster.Coordinator)
		p := &phones{shown: map[string][]string{}}
		w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
		delivered(w, p)
		w.lives(time.Second)
		w.types("truong", "/nhac tất cả")
		w.types("truong", "Gửi")
		w.lives(time.Second)
		calls := 0
		p.answers(func(m chat.Message) error {
			if m.To.ID == "truong" {
				calls++
				return blockedBot()
			}
			return nil
		})
		w.lives(10 * time.Minute)
		if calls != 1 {
			t.Errorf("%d calls to somebody who is not there", calls)
		}
		p.answers(nil)
		w.types("truong", "/trogiup")
		w.lives(2 * time.Minute)
		const want = "Đã gửi nhắc xong: 3/635 đơn vị đã nhận."
		if got := strings.Join(p.seen("truong"), "\n"); strings.Count(got, want) != 2 { // the answer, and a message
			t.Errorf("after coming back: %s", got)
		}
	})
}

// isBlocked reports how a person's chat and membership stand.
func (w *world) isBlocked(name, unit string) (blocked bool) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		c, err := store.Chats.Get(r, person(name))
		if err != nil {
			return err
		}
		ms, err := store.Members.Get(r, store.OnList{List: w.c.UnitList, Unit: unit})
		blocked = slices.ContainsFunc(ms, func(m roster.Member) bool { return m.Address == person(name) && m.Blocked })
		if blocked != c.Blocked {
			w.t.Errorf("%s: chat %v, member %v", name, c.Blocked, blocked)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return blocked
}

// TestGoneIsNotForEver: who was not to be reached once counts as reachable again when they
// write, and gets the next digest, which tells what the one before would have.
func TestGoneIsNotForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.joins("an", "16144", roster.Officer)
		w.joins("truong", "401", roster.Coordinator)
		p := &phones{shown: map[string][]string{}}
		stop := delivered(w, p)
		w.lives(time.Second)
		p.answers(func(chat.Message) error { return blockedBot() })
		w.types("an", "/help")
		w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
		w.lives(time.Minute)
		if !w.isBlocked("an", "16144") || !w.isBlocked("truong", "401") {
			t.Fatal("nobody is noted as gone")
		}
		p.answers(nil)
		w.types("an", "chào")
		w.lives(time.Second)
		if w.isBlocked("an", "16144") {
			t.Error("who writes counts as gone")
		}
		before := len(p.seen("truong"))
		w.goes(time.Date(2016, 7, 5, 7, 31, 0, 0, w.c.Zone))
		w.lives(time.Minute)
		if got := p.seen("truong")[before:]; len(got) == 0 || w.isBlocked("truong", "401") {
			t.Errorf("the next digest: %q", got)
		}
		stop()
	})
}

// TestDigestsOfAnOutageBecomeOne: after four hours of digests without a connection one
// comes, and tells the news of all that time.
func TestDigestsOfAnOutageBecomeOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.joins("an", "16144", roster.Officer)
		w.joins("truong", "401", roster.Coordinator)
		p := &phones{shown: map[string][]string{}}
		stop := delivered(w, p)
		w.goes(time.Date(2016, 7, 4, 8, 0, 0, 0, w.c.Zone))
		w.lives(time.Minute)
		before := len(p.seen("truong"))
		p.down("", true)
		w.types("an", "/start")
		w.types("an", "/ganday")
		for _, at := range []time.Time{
			time.Date(2016, 7, 4, 16, 1, 0, 0, w.c.Zone), time.Date(2016, 7, 5, 7, 31, 0, 0, w.c.Zone),
			time.Date(2016, 7, 5, 16, 1, 0, 0, w.c.Zone), time.Date(2016, 7, 6, 7, 31, 0, 0, w.c.Zone),
		} {
			w.goes(at)
			time.Sleep(2 * time.Second)
		}
		p.down("", false)
		w.lives(5 * time.Minute)
		got := p.seen("truong")[before:]
		digests := slices.DeleteFunc(slices.Clone(got), func(text string) bool {
			return !strings.Contains(text, "Chưa nộp") && !strings.Contains(text, "chưa nộp")
		})
		t.Logf("%q", got)
		if len(digests) != 1 || !strings.Contains(digests[0], "Từ bản tin trước (7 giờ 30 ngày 04/7)") {
			t.Errorf("%d digests, want one that tells from the last that arrived", len(digests))
		}
		if strings.Contains(strings.Join(got, "\n"), "có thể chưa nhận") {
			t.Errorf("something is said to be missing:\n%s", got)
		}
		stop()
	})
}

// TestRemindersOfAnOutageBecomeOne: of two steps of the ladder without a connection the
// last comes, and the first is not told as missing.
func TestRemindersOfAnOutageBecomeOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.joins("an", "16144", roster.Officer)
		w.joins("truong", "401", roster.Coordinator)
		p := &phones{shown: map[string][]string{}}
		delivered(w, p)
		w.lives(time.Minute)
		before := len(p.seen("an"))
		p.down("an", true)
		for _, day := range []int{4, 5} {
			w.goes(time.Date(2016, 7, day, 8, 0, 0, 0, w.c.Zone))
			time.Sleep(2 * time.Second)
		}
		p.down("", false)
		w.lives(5 * time.Minute)
		if got := p.seen("an")[before:]; len(got) != 1 || !strings.Contains(got[0], "hôm nay") {
			t.Errorf("the officer reads %q, want the reminder of the last day", got)
		}
		w.goes(time.Date(2016, 7, 6, 8, 0, 0, 0, w.c.Zone))
		w.lives(time.Minute)
		if got := strings.Join(p.seen("truong"), "\n"); strings.Contains(got, "có thể chưa nhận") || strings.Contains(got, "nhắc hạn gửi") {
			t.Errorf("the coordinator reads that a reminder is missing:\n%s", got)
		}
	})
}

// TestARefusedFileIsSaid: a file that the platform will not take is dropped, and said; and
// if that is refused too, nothing more.
func TestARefusedFileIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.joins("an", "16144", roster.Officer)
		p := &phones{shown: map[string][]string{}}
		refused := &chat.RefusedError{Err: errors.New("413: Request Entity Too Large")}
		var all atomic.Bool
		all.Store(true)
		p.answers(func(m chat.Message) error {
			if m.Content.File != nil || all.Load() {
				return refused
			}
			return nil
		})
		delivered(w, p)
		sends := func() (told []string) {
			before := len(p.seen("an"))
			said := []chat.Message{{To: person("an"), Content: chat.Content{File: &chat.File{Name: "bao-cao.docx", Data: []byte("x")}}}}
			err := store.One(context.Background(), w.kv, func(tx store.Tx) error { store.Queue(tx, w.now, said...); return nil })
			if err != nil {
				t.Fatal(err)
			}
			w.deliver(said...)
			w.lives(time.Minute)
			return p.seen("an")[before:]
		}
		if told := sends(); len(told) > 0 || len(w.said[person("an")]) > 4 {
			t.Errorf("told %q, %d messages", told, len(w.said[person("an")]))
		}
		all.Store(false)
		if told := sends(); len(told) != 1 || !strings.HasPrefix(told[0], "Không gửi được tệp «bao-cao.docx»") {
			t.Errorf("told %q", told)
		}
	})
}

// mortal is a store that takes nothing any more from a process that was killed.
type mortal struct {
	store.KV
	dead atomic.Bool
}

func (m *mortal) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	if m.dead.Load() {
		return slices.Repeat([]error{errEnded}, len(fs))
	}
	return m.KV.Update(ctx, fs...)
}

// TestWhatIsToldIsWhatArrived: however calls fail and the program is killed, who ordered
// something reads in the end of each unit what became of it.
func TestWhatIsToldIsWhatArrived(t *testing.T) {
	for seed := range uint64(6) {
		synctest.Test(t, func(t *testing.T) {
			die, fates := rand.New(rand.NewPCG(seed, 7)), rand.New(rand.NewPCG(seed, 8)) // one for each goroutine
			kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { kv.Close() })
			life := &mortal{KV: kv}
			w := newWorldOn(t, life)
			var units []string
			for _, u := range w.units.AtLevel(3) {
				if u.Parent == "401" && u.Type == "xã" && len(units) < 20 {
					units = append(units, u.Code)
					w.joins("o"+u.Code, u.Code, roster.Officer)
				}
			}
			w.joins("truong", "401", roster.Coordinator)
			w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
			arrived := map[string]int{}
			p := &phones{shown: map[string][]string{}}
			spoilt := func(alive *mortal) func(m chat.Message) error {
				return func(m chat.Message) error {
					if !strings.Contains(m.Content.Text, "Họp giao ban") || m.To.ID == "truong" {
						if alive.dead.Load() {
							return errEnded
						}
						return nil
					}
					unit := strings.TrimPrefix(m.To.ID, "o")
					fate := fates.IntN(10)
					if fate < 5 || fate == 9 {
						arrived[unit]++
					}
					switch {
					case alive.dead.Load() || fate == 9:
						return fmt.Errorf("%w: connection lost", chat.ErrUnknownOutcome)
					case fate == 5:
						return blockedBot()
					case fate == 6:
						return &chat.RefusedError{Err: errors.New("400")}
					case fate == 7:
						return fmt.Errorf("%w: 502", chat.ErrUnknownOutcome)
					case fate == 8:
						return &chat.RetryError{Err: errors.New("no route to host")}
					}
					return nil
				}
			}
			p.answers(spoilt(life))
			stop := delivered(w, p)
			w.lives(time.Minute)
			w.types("truong", "/thongbao các xã: Họp giao ban lúc 8 giờ.")
			w.types("truong", "Gửi")
			for range 3 {
				w.lives(time.Duration(die.IntN(1500)) * time.Millisecond)
				life.dead.Store(true)
				stop()
				next := &mortal{KV: kv}
				p.answers(spoilt(next))
				now, n := w.now, w.n
				w, life = newWorldOn(t, next), next
				w.now, w.n = now, n
				stop = delivered(w, p)
			}
			w.lives(2 * time.Hour)
			stop()
			said := p.last("truong")
			reached := 0
			for _, code := range units {
				u, _ := w.units.Get(code)
				line := ""
				for l := range strings.Lines(said) {
					if strings.Contains(l, u.Label()+",") || strings.Contains(l, u.Label()+".") {
						line = l
					}
				}
				switch n := arrived[code]; {
				case line == "":
					if reached++; n == 0 {
						t.Errorf("seed %d: %s counts as reached, and nothing arrived", seed, u.Label())
					}
				case n > 0 && !strings.HasPrefix(line, "Không rõ"):
					t.Errorf("seed %d: it arrived %d times at %s, and is told as: %s", seed, n, u.Label(), line)
				}
			}
			if want := fmt.Sprintf("Đã gửi thông báo xong: %d/%d đơn vị đã nhận.", reached, 27); !strings.HasPrefix(said, want) {
				t.Errorf("seed %d: want %s, got:\n%s", seed, want, said)
			}
		})
	}
}
