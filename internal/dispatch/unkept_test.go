package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/disk/disktest"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// notKept begins the sentence of whoever is to send it again.
const notKept = "Điều đồng chí vừa gửi chưa được lưu"

// fullKV is a store whose disk is full while full says so.
type fullKV struct {
	store.KV
	full func() bool
}

func (k *fullKV) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	if !k.full() {
		return k.KV.Update(ctx, fs...)
	}
	undo := errors.New("no room")
	errs := k.KV.Update(ctx, wrapped(fs, undo)...)
	for i, err := range errs {
		if errors.Is(err, undo) {
			errs[i] = store.ErrUnwritten
		}
	}
	return errs
}

func wrapped(fs []func(store.Tx) error, last error) (out []func(store.Tx) error) {
	for _, f := range fs {
		out = append(out, func(tx store.Tx) error { return cmpError(f(tx), last) })
	}
	return out
}

func cmpError(err, last error) error {
	if err != nil {
		return err
	}
	return last
}

// TestNotKeptIsSaid: what the disk does not take is told in one sentence to each sender,
// and the update is confirmed only then; what comes again afterwards does nothing more,
// and what is sent again is taken.
func TestNotKeptIsSaid(t *testing.T) {
	full := false
	kv := &fullKV{memory(t), func() bool { return full }}
	w := newWorldOn(t, kv)
	crowd(w, 0, 3)
	for i := range 3 {
		w.types(fmt.Sprint("o", i), "bắt đầu")
	}
	before := drafts(t, kv)
	full = true
	batch := []chat.Update{update(w, "o0", "2.345"), update(w, "o1", "9"), update(w, "o1", "10"), update(w, "la", "chào")}
	from := map[string]int{}
	for _, who := range []string{"o0", "o1", "o2", "la"} {
		from[who] = len(w.said[person(who)])
	}
	for range 2 { // the platform repeats what was confirmed too late
		if err := w.d.Updates(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	full = false
	if err := w.d.Updates(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"o0", "o1"} {
		said := w.said[person(who)][from[who]:]
		if len(said) != 1 || !strings.HasPrefix(said[0].Content.Text, notKept) || said[0].ID != "" {
			t.Errorf("%s was told %+v", who, said)
		}
	}
	if said := w.said[person("la")][from["la"]:]; len(said) == 0 || strings.HasPrefix(said[0].Content.Text, notKept) {
		t.Errorf("a stranger, for whom nothing is kept, was told %+v", said)
	}
	if after := drafts(t, kv); !slices.Equal(after, before) {
		t.Errorf("something was kept:\n%s\n%s", before, after)
	}
	if told := w.types("o0", "2.345"); len(told) != 1 || strings.HasPrefix(told[0].Text, notKept) {
		t.Errorf("sent again: %+v", told)
	}
	if n := w.d.Stats().Unkept.Load(); n != 3 {
		t.Errorf("%d were counted", n)
	}
	if n := w.d.NotKeptFrom(person("o1")); n != 2 || !w.d.NotKept(batch[0].Key) || w.d.NotKept(batch[3].Key) {
		t.Errorf("%d of o1 are remembered; of o0's that is %v, of the stranger's %v", n, w.d.NotKept(batch[0].Key), w.d.NotKept(batch[3].Key))
	}
}

// TestNobodyToldIsNotConfirmed: an update whose sender cannot be told comes again, and is
// taken as if nothing had been once there is room.
func TestNobodyToldIsNotConfirmed(t *testing.T) {
	full, reachable := false, false
	kv := &fullKV{memory(t), func() bool { return full }}
	w := newWorldOn(t, kv)
	crowd(w, 0, 1)
	w.types("o0", "bắt đầu")
	w.d.Tell = func(m chat.Message, over func(bool)) { over(reachable) }
	full = true
	u := update(w, "o0", "2.345")
	for range 2 {
		if err := w.d.Updates(t.Context(), []chat.Update{u}); err == nil {
			t.Fatal("it was confirmed")
		}
	}
	full = false
	n := len(w.said[u.From])
	for range 2 {
		if err := w.d.Updates(t.Context(), []chat.Update{u}); err != nil {
			t.Fatal(err)
		}
	}
	if said := w.said[u.From][n:]; len(said) != 1 || strings.HasPrefix(said[0].Content.Text, notKept) {
		t.Errorf("told %+v", said)
	}
}

// TestFullDiskUnderReports: while officers fill in, a real disk is full at random writes.
// Whoever is not told that it is not kept has their answer in the report, and only once.
func TestFullDiskUnderReports(t *testing.T) {
	d := disktest.New(t, 8<<20)
	kv, err := boltkv.Open(filepath.Join(d.Folder, "test.db"), boltkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	w := newWorldOn(t, kv)
	const people = 6
	crowd(w, 0, people)
	for i := range people {
		w.types(fmt.Sprint("o", i), "bắt đầu")
	}
	random := rand.New(rand.NewPCG(12, 5))
	refused, taken := 0, 0
	for round := range setting(t, "GIAOBAN_FULL_DISKS", 25) {
		d.Fill(random.IntN(1 << 16))
		for range 8 {
			who := fmt.Sprint("o", random.IntN(people))
			said := "/gopy " + fmt.Sprintf("thử %d %d ", round, w.n) + strings.Repeat("đường liên thôn ", random.IntN(200))
			told := w.types(who, said)
			switch {
			case len(told) == 0:
				t.Fatalf("%s was told nothing", who)
			case strings.HasPrefix(told[0].Text, notKept):
				refused++
			default:
				taken++
			}
			checkKept(t, kv, w, fmt.Sprint("test/", w.n), !strings.HasPrefix(told[0].Text, notKept))
		}
		d.Empty()
		if told := w.types(fmt.Sprint("o", round%people), "tiếp tục"); len(told) == 0 || strings.HasPrefix(told[0].Text, notKept) {
			t.Fatalf("there is room again: %+v", told)
		}
	}
	if err := kv.Check(); err != nil {
		t.Error(err)
	}
	if refused == 0 || taken == 0 {
		t.Errorf("%d refused, %d taken", refused, taken)
	}
	t.Logf("%d taken, %d refused, each said", taken, refused)
}

// checkKept compares what somebody was told with what is stored.
func checkKept(t *testing.T, kv store.KV, w *world, key string, want bool) {
	t.Helper()
	err := kv.View(t.Context(), func(r store.Reader) error {
		if kept := r.Get(store.OnceKeys.Key("update/"+key)) != nil; kept != want {
			t.Errorf("%s: kept is %v, and its sender was told otherwise", key, kept)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func memory(t *testing.T) *boltkv.DB {
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return kv
}

// update is what somebody types, as it comes from the platform.
func update(w *world, who, text string) chat.Update {
	w.n++
	return chat.Update{Key: fmt.Sprint("test/", w.n), From: person(who), Name: who, At: w.now, Input: chat.Input{Kind: chat.Text, Text: text, Message: fmt.Sprint(w.n)}}
}

// drafts are all records that are not about what was said.
func drafts(t *testing.T, kv store.KV) (all []string) {
	t.Helper()
	err := kv.View(t.Context(), func(r store.Reader) error {
		all = nil
		r.Range("", "", func(key string, value []byte) bool {
			all = append(all, fmt.Sprintf("%s=%x", key, value))
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestFullDiskUnderAnOrder: at whichever commit of a coordinator's order the disk is full,
// they are told that it is not kept, and then it is not carried out; or it is, once.
func TestFullDiskUnderAnOrder(t *testing.T) {
	for nth := 1; nth < 9; nth++ {
		n, from := 0, 0
		kv := &fullKV{memory(t), func() bool { n++; return from > 0 && n >= from }}
		w := newWorldOn(t, kv)
		names := crowd(w, 0, 3)
		w.joins("tinh", "38", roster.Coordinator)
		w.goes(w.now.Add(3 * time.Hour)) // no quiet hours
		yes := preview(w)
		w.n++
		press := chat.Update{Key: fmt.Sprint("test/", w.n), From: person("tinh"), Name: "tinh", At: w.now, Input: yes}
		before := len(w.said[press.From])
		n, from = 0, nth
		for range 3 { // the platform repeats it
			_ = w.d.Updates(t.Context(), []chat.Update{press})
		}
		from = 0
		if err := w.d.Updates(t.Context(), []chat.Update{press}); err != nil {
			t.Fatal(err)
		}
		if err := w.d.Flush(t.Context(), w.now); err != nil {
			t.Fatal(err)
		}
		refused := 0
		for _, m := range w.said[press.From][before:] {
			if strings.HasPrefix(m.Content.Text, notKept) {
				refused++
			}
		}
		want := 1 - refused
		if refused > 1 || len(w.said[press.From]) == before {
			t.Errorf("commit %d: refused %d times, said %d", nth, refused, len(w.said[press.From])-before)
		}
		for _, name := range names {
			got := 0
			for _, m := range w.said[person(name)] {
				if strings.Contains(m.Content.Text, "Họp giao ban") {
					got++
				}
			}
			if got != want {
				t.Errorf("commit %d: %s was told %d times, and the coordinator was refused %d times", nth, name, got, refused)
			}
		}
		if refused == 0 {
			if nth == 1 {
				t.Error("the disk was never full")
			}
			continue
		}
		if told := w.does("tinh", yes); len(told) == 0 || strings.HasPrefix(told[0].Text, notKept) {
			t.Errorf("commit %d: pressed again: %+v", nth, told)
		}
	}
}

// preview orders an announcement to all communes, and gives the press that confirms it.
func preview(w *world) chat.Input {
	w.t.Helper()
	asked := w.types("tinh", "/thongbao các xã: Họp giao ban lúc 8 giờ.")
	last := asked[len(asked)-1]
	if len(last.Choices) == 0 {
		w.t.Fatalf("no preview: %q", last.Text)
	}
	return chat.Input{Kind: chat.Press, Data: last.Choices[0][0].Data}
}
