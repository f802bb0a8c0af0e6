package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// mortalKV is killed at one of its commits: before it reaches the disk, or after.
type mortalKV struct {
	*boltkv.DB
	commits int // so many more
	stored  bool
	dead    bool
}

var errKilled = errors.New("killed")

func (k *mortalKV) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	if !k.dead {
		if k.commits--; k.commits != 0 || k.stored {
			errs := k.DB.Update(ctx, fs...)
			if k.commits != 0 {
				return errs
			}
		}
		k.dead = true
	}
	errs := make([]error, len(fs))
	for i := range errs {
		errs[i] = errKilled
	}
	return errs
}

func (k *mortalKV) View(ctx context.Context, f func(store.Reader) error) error {
	if k.dead {
		return errKilled
	}
	return k.DB.View(ctx, f)
}

// keptDay is what people do in batches: questions, an operation with its confirmation, one
// with many codes, a report as a file, and answers to the report in between.
var keptDay = [][][2]string{
	{{"tinh", "/tinhhinh"}, {"an", "/trogiup"}, {"tinh", "/chuanop"}, {"huyen", "/capma các xã"}, {"an", "xem toàn bộ"}, {"an", "tải tệp"}, {"an", "bắt đầu"}},
	{{"huyen", "cấp mã"}, {"tinh", "/nhatky"}, {"huyen", "/chuanop"}},
	{{"tinh", "/thongbao Nga An: Họp lúc 8 giờ."}, {"tinh", "Gửi"}, {"tinh", "/tinhhinh"}, {"an", "/trogiup"}},
}

// keptPeople makes the world of keptDay, in a file.
func keptPeople(t *testing.T, path string) {
	kv, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer kv.Close()
	w := newWorldOn(t, kv)
	w.joins("an", ngaAn, roster.Officer)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
}

// keptLife is one life of a program on the file: it answers batches from one on, until it is
// killed, and returns the first that was not confirmed.
func keptLife(t *testing.T, path string, from, commits int, stored bool) (next int, died bool) {
	db, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	w := newWorldOn(t, db)
	kv := &mortalKV{DB: db, commits: commits, stored: stored}
	o := w.d.Options
	o.KV, o.Deliver = kv, func(...chat.Message) {}
	d := dispatch.New(o)
	now := time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone)
	if err := d.Open(t.Context(), now.Add(time.Duration(from)*time.Minute)); err != nil {
		return from, true
	}
	for n := from; n < len(keptDay); n++ {
		var updates []chat.Update
		for i, line := range keptDay[n] {
			key := fmt.Sprintf("day/%d/%d", n, i)
			updates = append(updates, chat.Update{Key: key, From: person(line[0]), At: now.Add(time.Duration(n) * time.Minute),
				Input: chat.Input{Kind: chat.Text, Text: line[1], Message: key}})
		}
		if err := d.Updates(t.Context(), updates); err != nil {
			return n, true
		}
	}
	return len(keptDay), kv.dead
}

// keptSaid is all that was said to everybody, in its order, and how many rows are left.
func keptSaid(t *testing.T, path string) (said map[string][]string, left int) {
	db, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	said = map[string][]string{}
	err = db.View(t.Context(), func(r store.Reader) error {
		rows, err := store.Outbox.List(r, "")
		for _, m := range rows {
			said[m.To.ID] = append(said[m.To.ID], m.Content.Text)
		}
		kept, err2 := store.Kepts.Map(r, "")
		left = len(kept)
		return errors.Join(err, err2)
	})
	if err != nil {
		t.Fatal(err)
	}
	return said, left
}

// TestKilledAtEachStep: wherever the program is killed, before or behind any commit, each
// question and each operation is answered once, and everybody in the order of their messages.
func TestKilledAtEachStep(t *testing.T) {
	folder := t.TempDir()
	begun := filepath.Join(folder, "begun.db")
	keptPeople(t, begun)
	copied := func(name string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, read(t, begun), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	calm := copied("calm.db")
	keptLife(t, calm, 0, -1, false)
	want, left := keptSaid(t, calm)
	for name, words := range map[string]string{"tinh": "Đang gửi thông báo", "huyen": "Đang cấp ", "an": "Họp lúc 8 giờ."} {
		if left > 0 || !strings.Contains(strings.Join(want[name], "\n"), words) {
			t.Fatalf("%d rows are left of a calm day, %s heard %q", left, name, want[name])
		}
	}
	steps := 0
	for step := 1; ; step++ {
		died := false
		for _, stored := range []bool{false, true} {
			path := copied("killed.db")
			next, killed := keptLife(t, path, 0, step, stored)
			if died = died || killed; killed {
				next, _ = keptLife(t, path, next, -1, false)
			}
			got, left := keptSaid(t, path)
			if diff := cmp.Diff(want, got); diff != "" || left > 0 || next != len(keptDay) {
				t.Errorf("killed at commit %d, stored %v: %d rows left, day at %d (-calm +killed):\n%s", step, stored, left, next, diff)
			}
		}
		if !died {
			break
		}
		steps = step
	}
	t.Logf("%d commits, killed before and behind each", steps)
}

// slowReads is a store of which some readings take long.
type slowReads struct {
	*boltkv.DB
	mu            sync.Mutex
	takes         []time.Duration // the next readings, one after the other
	reading, most int
}

func (k *slowReads) View(ctx context.Context, f func(store.Reader) error) error {
	k.mu.Lock()
	var takes time.Duration
	if len(k.takes) > 0 {
		takes, k.takes = k.takes[0], k.takes[1:]
		k.reading++
		k.most = max(k.most, k.reading)
		defer func() {
			k.mu.Lock()
			k.reading--
			k.mu.Unlock()
		}()
	}
	k.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(takes):
	}
	return k.DB.View(ctx, f)
}

// slow has the next readings take so long, and returns how many went on at once before.
func (k *slowReads) slow(takes ...time.Duration) (most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	most, k.most, k.takes = k.most, 0, takes
	return most
}

// A keptDesk is a dispatcher that answers questions beside its updates, in a bubble.
type keptDesk struct {
	*world
	kv    *slowReads
	mu    sync.Mutex
	heard []chat.Message
	at    map[string]time.Duration // of messages, since the start
	begin time.Time
	stop  func()
	n     int
}

func newKeptDesk(t *testing.T, readers int) *keptDesk {
	t.Helper()
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	k := &keptDesk{world: newWorldOn(t, db), kv: &slowReads{DB: db}, at: map[string]time.Duration{}}
	k.joins("an", ngaAn, roster.Officer)
	k.types("an", "bắt đầu")
	k.joins("tinh", "38", roster.Coordinator)
	k.joins("huyen", "401", roster.Coordinator)
	o := k.d.Options
	o.KV, o.Readers, o.Fetch, o.Read = k.kv, readers, nil, nil
	o.Deliver = func(ms ...chat.Message) {
		k.mu.Lock()
		defer k.mu.Unlock()
		for _, m := range ms {
			k.heard = append(k.heard, m)
			k.at[m.ID] = time.Since(k.begin)
		}
	}
	k.d.Options = o
	k.starts()
	k.asks() // the first batch after a start is marked
	return k
}

// starts starts the program, which lives until stop is called.
func (k *keptDesk) starts() {
	k.t.Helper()
	k.mu.Lock()
	k.begin = time.Now()
	k.mu.Unlock()
	k.d = dispatch.New(k.d.Options)
	if err := k.d.Open(context.Background(), k.now); err != nil {
		k.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := k.d.Answer(ctx); err != nil {
			k.t.Error(err)
		}
	})
	k.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	k.t.Cleanup(k.stop)
}

// asks has people type in one batch.
func (k *keptDesk) asks(lines ...[2]string) {
	k.t.Helper()
	k.now = k.now.Add(time.Second)
	updates := []chat.Update{}
	for _, l := range lines {
		k.n++
		key := "desk/" + strconv.Itoa(k.n)
		updates = append(updates, chat.Update{Key: key, From: person(l[0]), At: k.now, Input: chat.Input{Kind: chat.Text, Text: l[1], Message: key}})
	}
	if err := k.d.Updates(context.Background(), updates); err != nil {
		k.t.Fatal(err)
	}
}

// to is what somebody heard.
func (k *keptDesk) to(name string) []chat.Message {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(k.heard), func(m chat.Message) bool { return m.To != person(name) })
}

// rows counts what is kept.
func (k *keptDesk) rows() (n int) {
	k.t.Helper()
	err := k.kv.DB.View(context.Background(), func(r store.Reader) error {
		all, err := store.Kepts.Map(r, "")
		n = len(all)
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}

// says reports whether a message says something, in the place of another or as a new one.
func says(t *testing.T, m chat.Message, words, instead string) {
	t.Helper()
	if !strings.Contains(m.Content.Text, words) || m.Content.Replace != instead || m.Content.Last != (instead != "") {
		t.Errorf("%q in the place of %q; want %q in that of %q", m.Content.Text, m.Content.Replace, words, instead)
	}
}

// TestSlowReadHoldsNobody: while one question is read for two seconds, others are answered
// at once; its asker reads after 300 ms that the answer is being made, which the answer takes
// the place of, and then the answers to what they did meanwhile, in order.
func TestSlowReadHoldsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeptDesk(t, 2)
		k.kv.slow(2 * time.Second)
		k.asks([2]string{"tinh", "/nhatky"})
		synctest.Wait() // this one is the slow reading, whichever reader is the faster
		k.asks([2]string{"an", "đúng"}, [2]string{"tinh", "/trogiup"}, [2]string{"huyen", "/chuanop"})
		k.asks([2]string{"tinh", "/tinhhinh"}, [2]string{"an", "/trogiup"})
		time.Sleep(time.Millisecond)
		synctest.Wait()
		if n := len(k.to("an")); n != 2 {
			t.Errorf("the officer heard %d answers", n)
		}
		if len(k.to("huyen")) == 0 || len(k.to("tinh")) != 0 || k.rows() != 3 {
			t.Errorf("the other coordinator heard %d, the asker %d, %d rows", len(k.to("huyen")), len(k.to("tinh")), k.rows())
		}
		time.Sleep(time.Minute)
		got := k.to("tinh")
		if len(got) < 4 {
			t.Fatalf("the asker heard %v", got)
		}
		says(t, got[0], "Đang lập", "")
		says(t, got[1], "Nhật ký", got[0].ID)
		says(t, got[2], "/tinhhinh", "")
		says(t, got[3], "Tình hình", "")
		if at := k.at[got[0].ID]; at != 300*time.Millisecond {
			t.Errorf("that it takes long is said after %v", at)
		}
		if at := k.at[got[1].ID]; at != 2*time.Second || k.at[got[3].ID] != at || k.rows() != 0 {
			t.Errorf("answered after %v and %v, %d rows are left", at, k.at[got[3].ID], k.rows())
		}
	})
}

// TestFileComesBeforeTheLastEdit: where the answer is a file, the word that it is made turns
// into one that it is done, behind the file.
func TestFileComesBeforeTheLastEdit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeptDesk(t, 2)
		k.asks([2]string{"an", "xem toàn bộ"})
		before := len(k.to("an"))
		k.kv.slow(time.Second)
		k.asks([2]string{"an", "tải tệp"}, [2]string{"an", "tiếp tục"})
		time.Sleep(time.Minute)
		got := k.to("an")[before:]
		if len(got) != 5 || got[2].Content.File == nil {
			t.Fatalf("the officer heard %v", got)
		}
		says(t, got[0], "ngay sau tin này", "")
		says(t, got[1], "Đang lập", "")
		says(t, got[3], "Đã lập xong", got[1].ID)
	})
}

// TestBoundedReaders: of many who ask at once two are read for at a time, of one person one.
func TestBoundedReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeptDesk(t, 2)
		var lines [][2]string
		for i := range 5 {
			name := "truong" + strconv.Itoa(i)
			k.joinsBeside(name, "38")
			lines = append(lines, [2]string{name, "/tinhhinh"})
		}
		k.kv.slow(slices.Repeat([]time.Duration{time.Second}, 5)...)
		k.asks(lines...)
		time.Sleep(time.Minute)
		if most := k.kv.slow(slices.Repeat([]time.Duration{time.Second}, 3)...); most != 2 {
			t.Errorf("%d were read for at a time", most)
		}
		k.asks([2]string{"tinh", "/tinhhinh"}, [2]string{"tinh", "/chuanop"}, [2]string{"tinh", "/danop"})
		time.Sleep(time.Minute)
		if most := k.kv.slow(); most != 1 || k.rows() != 0 {
			t.Errorf("%d questions of one person were read at a time, %d rows left", most, k.rows())
		}
	})
}

// joinsBeside makes somebody a coordinator by their record.
func (k *keptDesk) joinsBeside(name, unit string) {
	k.t.Helper()
	err := store.One(context.Background(), k.kv.DB, func(tx store.Tx) error {
		store.Chat{}.PutPerson(tx, person(name), store.Person{Memberships: []roster.Membership{{List: k.c.UnitList, Unit: unit, Role: roster.Coordinator}}})
		return nil
	})
	if err != nil {
		k.t.Fatal(err)
	}
}

// TestStopLeavesNoQuestion: a stop while many are read for ends in time; the next start
// answers the rest, each once, in the place where it was said that it is being made.
func TestStopLeavesNoQuestion(t *testing.T) {
	for _, after := range []time.Duration{0, 400 * time.Millisecond, 1500 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			k := newKeptDesk(t, 2)
			k.kv.slow(slices.Repeat([]time.Duration{time.Second}, 100)...)
			k.asks([2]string{"tinh", "/nhatky"}, [2]string{"huyen", "/chuanop Nga An"}, [2]string{"tinh", "/vuongmac"}, [2]string{"huyen", "/nhac Nga An"}, [2]string{"huyen", "Gửi"})
			time.Sleep(after)
			before := time.Now()
			k.stop()
			if d := time.Since(before); d > 5*time.Second {
				t.Errorf("the stop took %v", d)
			}
			k.kv.slow()
			k.starts()
			time.Sleep(time.Minute)
			if n := k.rows(); n > 0 {
				t.Errorf("%d rows are left", n)
			}
			for name, want := range map[string][]string{"tinh": {"Nhật ký", "ướng mắc"}, "huyen": {"Nga An", "Sẽ nhắc", "Đã xếp lịch nhắc"}} {
				var got []chat.Message
				making := ""
				for _, m := range k.to(name) {
					if strings.HasPrefix(m.Content.Text, "Đang lập") {
						making = m.ID
						continue
					}
					if got = append(got, m); making != "" {
						says(t, m, "", making)
					}
					making = ""
				}
				if len(got) < len(want) || making != "" {
					t.Fatalf("stopped after %v: %s heard %v", after, name, got)
				}
				for i, words := range want {
					if !strings.Contains(got[i].Content.Text, words) {
						t.Errorf("stopped after %v: %s heard %q, want %q", after, name, got[i].Content.Text, words)
					}
				}
			}
		})
	}
}

// TestOverTheLimitNoRow: of a coordinator who asks a thousand times while a question of
// theirs is read no more is kept than a person can mean, and they are told once.
func TestOverTheLimitNoRow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeptDesk(t, 2)
		k.kv.slow(time.Second)
		for range 10 {
			k.asks(slices.Repeat([][2]string{{"tinh", "/tinhhinh"}}, 100)...)
		}
		if n := k.rows(); n > 201 {
			t.Errorf("%d rows", n)
		}
		time.Sleep(time.Minute)
		told := 0
		for _, m := range k.to("tinh") {
			if strings.Contains(m.Content.Text, "gửi dồn quá nhanh") {
				told++
			}
		}
		if told == 0 || told > 3 || k.rows() != 0 {
			t.Errorf("told %d times, %d rows left", told, k.rows())
		}
	})
}

// TestKeptThatCannotBeAnswered: a question that start after start finds is set aside, as is
// one whose row is damaged; who asked it is told, and both rows go.
func TestKeptThatCannotBeAnswered(t *testing.T) {
	w := newWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	row := func(name string) string { return "0000000000000001-" + person(name).String() }
	err := store.One(t.Context(), w.kv, func(tx store.Tx) error {
		u := chat.Update{Key: "kept/1", From: person("tinh"), At: w.now, Input: chat.Input{Kind: chat.Text, Text: "/nhatky"}}
		store.Kepts.Put(tx, row("tinh"), store.Kept{Update: u, Starts: 5})
		tx.Put(store.Kepts.Key(row("huyen")), []byte("hỏng"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.reopened()
	for name, words := range map[string]string{"tinh": "chưa xử lý được", "huyen": "hỏng"} {
		texts := w.texts(name)
		if last := texts[len(texts)-1]; !strings.Contains(last, words) {
			t.Errorf("%s reads %q", name, last)
		}
	}
	if all := w.aside(); len(all) != 1 || all["kept/1"].Raw == "" {
		t.Errorf("set aside: %v", all)
	}
	err = w.kv.View(t.Context(), func(r store.Reader) error {
		if store.Kepts.Has(r, row("tinh")) || store.Kepts.Has(r, row("huyen")) {
			t.Error("a row is left")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if told := w.types("tinh", "/nhatky"); len(told) != 1 || !strings.Contains(told[0].Text, "Nhật ký") {
		t.Errorf("asked again: %v", told)
	}
}
