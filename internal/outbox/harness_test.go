package outbox

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// network is the far end of a channel: it remembers what arrived, and answers
// as a test tells it to.
type network struct {
	start  time.Time
	answer func(m chat.Message, try int) error // nil: yes to everything

	mu    sync.Mutex
	tries map[string]int
	tried []arrival // every try, also of what did not arrive
	seen  []arrival
}

// arrival is a message that the network took.
type arrival struct {
	to, id string
	at     time.Duration // since the start
}

func newNetwork(answer func(m chat.Message, try int) error) *network {
	return &network{start: time.Now(), answer: answer, tries: map[string]int{}}
}

func (n *network) Send(_ context.Context, m chat.Message) (string, error) {
	n.mu.Lock()
	n.tries[m.ID]++
	try := n.tries[m.ID]
	n.tried = append(n.tried, arrival{m.To.ID, m.ID, time.Since(n.start)})
	n.mu.Unlock()
	if n.answer != nil {
		if err := n.answer(m, try); err != nil {
			return "", err
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.seen = append(n.seen, arrival{m.To.ID, m.ID, time.Since(n.start)})
	return "1", nil
}

func (n *network) ids() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	ids := make([]string, len(n.seen))
	for i, a := range n.seen {
		ids[i] = a.id
	}
	return ids
}

// when is the time at which a message arrived, -1 s if it did not.
func (n *network) when(id string) time.Duration {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, a := range n.seen {
		if a.id == id {
			return a.at
		}
	}
	return -time.Second
}

// at are the times at which a message was tried.
func (n *network) at(id string) (times []time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, a := range n.tried {
		if a.id == id {
			times = append(times, a.at)
		}
	}
	return times
}

// rig is an outbox on a real store, with a network at its end.
type rig struct {
	*Outbox
	t      testing.TB
	kv     store.KV
	log    *bytes.Buffer
	mu     sync.Mutex
	events []Event
	stop   func()
}

func openKV(t testing.TB) store.KV {
	t.Helper()
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "giaoban.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func newRig(t testing.TB, kv store.KV, c Channel, o Options) *rig {
	t.Helper()
	r := &rig{t: t, kv: kv, log: new(bytes.Buffer)}
	o.Log = slog.New(slog.NewTextHandler(r.log, nil))
	o.Report = func(e Event) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.events = append(r.events, e)
		return nil
	}
	r.Outbox = New(kv, map[string]Channel{"telegram": c}, o)
	return r
}

// run starts the outbox as a program would, and ends it with the test or by stop.
func (r *rig) run() {
	r.t.Helper()
	if err := r.Start(context.Background()); err != nil {
		r.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := r.Run(ctx); err != nil {
			r.t.Error(err)
		}
	})
	r.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	r.t.Cleanup(func() { r.stop() })
}

// commit writes the messages' rows, as a dispatcher does.
func (r *rig) commit(messages ...chat.Message) {
	r.t.Helper()
	commit(r.t, r.kv, messages...)
}

func commit(t testing.TB, kv store.KV, messages ...chat.Message) {
	t.Helper()
	fs := make([]func(store.Tx) error, len(messages))
	for i, m := range messages {
		fs[i] = func(tx store.Tx) error { store.Outbox.Put(tx, m.ID, m); return nil }
	}
	for _, err := range kv.Update(context.Background(), fs...) {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// give commits messages and hands them over.
func (r *rig) give(messages ...chat.Message) {
	r.t.Helper()
	r.commit(messages...)
	r.Add(messages...)
}

// rows lists the ids that are in the store, marks as "sending/<id>".
func rows(t testing.TB, kv store.KV) (ids []string) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) error {
		for row, err := range AllUnsent(r) {
			if err != nil {
				return err
			}
			ids = append(ids, row.Message.ID)
		}
		from, to := store.Prefix(store.Sending.Key(""))
		r.Range(from, to, func(key string, _ []byte) bool {
			ids = append(ids, key)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func message(to string, n int, p chat.Priority) chat.Message {
	return chat.Message{
		ID:       fmt.Sprintf("telegram:%s/%06d", to, n),
		To:       chat.Address{Channel: "telegram", ID: to},
		Priority: p,
		Content:  chat.Content{Text: "nội dung mật"},
	}
}

// pass lets that much of a bubble's time go by and all that is due happen.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func unknown(text string) error { return fmt.Errorf("%w: %s", chat.ErrUnknownOutcome, text) }

func retry(after time.Duration, text string) error {
	return &chat.RetryError{After: after, Err: fmt.Errorf("%s", text)}
}
