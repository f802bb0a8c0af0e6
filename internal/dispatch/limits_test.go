package dispatch_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// TestAStrangerCostsNoCommit: whatever somebody types who has no part in anything, it is
// stored nowhere, and answered no more often than a person can read.
func TestAStrangerCostsNoCommit(t *testing.T) {
	w := newWorld(t)
	crowd(w, 0, 1)
	w.types("o0", "bắt đầu")
	n := w.commits(func() {
		for range 10 {
			var lines [][2]string
			for i := range 100 {
				lines = append(lines, [2]string{"la", fmt.Sprintf("/tinhhinh %d", i)})
			}
			w.batch(lines...)
		}
	})
	if n != 0 {
		t.Errorf("1000 texts of a stranger took %d commits", n)
	}
	if said := len(w.said[person("la")]); said == 0 || said > 10 {
		t.Errorf("they were answered %d times", said)
	}
	w.joins("la", communes(w)[1], roster.Officer)
	if told := w.types("la", "bắt đầu"); len(told) == 0 {
		t.Error("who joined is not answered")
	}
}

// TestQuestionsAreBounded: questions faster than anybody reads take no commit each, are
// refused once with a sentence, and are answered again after a pause.
func TestQuestionsAreBounded(t *testing.T) {
	w := newWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.types("tinh", "/tinhhinh")
	w.now = w.now.Add(time.Minute)
	before := len(w.said[person("tinh")])
	var lines [][2]string
	for i := range 100 {
		lines = append(lines, [2]string{"tinh", "/tinhhinh" + strings.Repeat(" ", i)})
	}
	n := w.commits(func() { w.batch(lines...) })
	if n > 70 {
		t.Errorf("100 questions at once took %d commits", n)
	}
	told := 0
	for _, m := range w.said[person("tinh")][before:] {
		if strings.Contains(m.Content.Text, "gửi dồn quá nhanh") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("told %d times that it is too much", told)
	}
	w.now = w.now.Add(time.Minute)
	if got := w.types("tinh", "/tinhhinh"); len(got) == 0 || strings.Contains(got[0].Text, "gửi dồn quá nhanh") {
		t.Errorf("not answered after a pause: %v", got)
	}
}

// aside is what was set aside, by update.
func (w *world) aside() map[string]store.Aside {
	w.t.Helper()
	var all map[string]store.Aside
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		all, err = store.Asides.Map(r, "")
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// TestPanicBehindTheCommit: what follows an answer may fail; its sender hears of it, the
// others are answered, and it does not come again.
func TestPanicBehindTheCommit(t *testing.T) {
	w := newWorld(t)
	crowd(w, 0, 2)
	w.types("o1", "bắt đầu")
	once := true
	w.deliver = func(ms ...chat.Message) {
		if once && ms[0].To == person("o0") {
			once = false
			panic("nothing fits")
		}
	}
	told := w.together(deed{"o0", chat.Input{Kind: chat.Text, Text: "bắt đầu"}}, deed{"o1", chat.Input{Kind: chat.Text, Text: "đúng"}})
	if last := told[0][len(told[0])-1].Text; !strings.Contains(last, "chưa xử lý được") {
		t.Errorf("the sender reads %q", last)
	}
	if len(told[1]) == 0 {
		t.Error("the other is not answered")
	}
	if len(w.aside()) != 1 {
		t.Errorf("set aside: %v", w.aside())
	}
}

// slowKV takes its time over one person.
type slowKV struct {
	*boltkv.DB
	key   string
	takes time.Duration
}

type slowTx struct {
	store.Tx
	kv *slowKV
}

func (t slowTx) Get(key string) []byte {
	if key == t.kv.key {
		time.Sleep(t.kv.takes)
	}
	return t.Tx.Get(key)
}

func (k *slowKV) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	slow := make([]func(store.Tx) error, len(fs))
	for i, f := range fs {
		slow[i] = func(tx store.Tx) error { return f(slowTx{tx, k}) }
	}
	return k.DB.Update(ctx, slow...)
}

// TestTooLong: an update that takes too long three times is answered with a sentence and
// set aside; those beside it are answered in the first commit.
func TestTooLong(t *testing.T) {
	inLine(t)
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	kv := &slowKV{DB: db}
	w := newWorldOn(t, kv)
	crowd(w, 0, 2)
	w.types("o1", "bắt đầu")
	const longest = 500 * time.Millisecond
	w.d.SetLongest(longest)
	kv.key, kv.takes = "person/test:o0", longest+50*time.Millisecond
	told := w.together(deed{"o0", chat.Input{Kind: chat.Text, Text: "bắt đầu"}}, deed{"o1", chat.Input{Kind: chat.Text, Text: "đúng"}})
	if len(told[0]) != 1 || !strings.Contains(told[0][0].Text, "chưa xử lý được") {
		t.Errorf("the sender reads %v", told[0])
	}
	if len(told[1]) == 0 || len(w.aside()) != 1 {
		t.Errorf("the other reads %v, set aside is %v", told[1], w.aside())
	}
	kv.takes = 0
	if told := w.types("o0", "bắt đầu"); len(told) == 0 || strings.Contains(told[0].Text, "chưa xử lý được") {
		t.Errorf("afterwards the sender reads %v", told)
	}
}

// TestThirdTime: an update at which the program ended twice is set aside when it comes
// again, and those that came with it are answered.
func TestThirdTime(t *testing.T) {
	w := newWorld(t)
	crowd(w, 0, 3)
	names := []string{"o0", "o1", "o2"}
	for i, trial := range []struct {
		typed string
		marks []string // as the program left them when it ended at the first of them
		aside int
	}{{"bắt đầu", nil, 0}, {"đúng", []string{"began/"}, 0}, {"1", []string{"began/", "alone/"}, 1}} {
		updates := everybody(names, []step{{typed: trial.typed}}, w.now)
		err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
			for j := range updates {
				updates[j].Key = fmt.Sprintf("start/%d/%d", i, j)
			}
			for _, mark := range trial.marks {
				store.Once(tx, mark+updates[0].Key, w.now)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		again := newWorldOn(t, w.kv)
		take(t, again.d, updates)
		if n := len(again.aside()); n != trial.aside {
			t.Errorf("start %d: %d set aside", i, n)
		}
		for j, name := range names {
			said := again.said[person(name)]
			if len(said) == 0 {
				t.Fatalf("start %d: %s is not answered", i, name)
			}
			excused := strings.Contains(said[0].Content.Text, "chưa xử lý được")
			if excused != (trial.aside == 1 && j == 0) {
				t.Errorf("start %d: %s reads %q", i, name, said[0].Content.Text)
			}
		}
		err = w.kv.View(context.Background(), func(r store.Reader) error {
			for _, mark := range []string{"began/", "alone/"} {
				if left, err := store.OnceKeys.Map(r, mark); err != nil || len(left) > 0 {
					t.Errorf("start %d leaves marks: %v %v", i, left, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
