package outbox

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// eager is a channel that costs nothing, so that what is measured is ours.
type eager struct{ left sync.WaitGroup }

func (e *eager) Send(context.Context, chat.Message) (string, error) {
	e.left.Done()
	return "1", nil
}

// BenchmarkDeliver is Add, queue, send and the deletion of the row, without a
// store and with a real one that syncs, whose rows are written beforehand. Ids
// that grow from message to message, whoever they are for, leave the rows in the
// order in which they go; ids that begin with the address scatter them.
func BenchmarkDeliver(b *testing.B) {
	growing := func(i int) chat.Message {
		m := message(fmt.Sprint(i%benchPeople), 0, chat.Reply)
		m.ID = fmt.Sprintf("%012d", i)
		return m
	}
	byPerson := func(i int) chat.Message {
		return message(fmt.Sprint(i%benchPeople), i/benchPeople, chat.Reply)
	}
	b.Run("queue", func(b *testing.B) { deliver(b, nowhere{}, growing) })
	b.Run("store/growing", func(b *testing.B) { deliver(b, openSynced(b), growing) })
	b.Run("store/byPerson", func(b *testing.B) { deliver(b, openSynced(b), byPerson) })
}

const benchPeople = 5000

// nowhere is a store that keeps nothing.
type nowhere struct{ store.KV }

func (nowhere) Update(_ context.Context, fs ...func(store.Tx) error) []error {
	return make([]error, len(fs))
}

func deliver(b *testing.B, kv store.KV, message func(i int) chat.Message) {
	messages := make([]chat.Message, b.N)
	for i := range messages {
		messages[i] = message(i)
	}
	for from := 0; from < b.N; from += 10_000 {
		commit(b, kv, messages[from:min(from+10_000, b.N)]...)
	}
	net := &eager{}
	net.left.Add(b.N)
	o := New(kv, map[string]Channel{"telegram": net}, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = o.Run(ctx) })
	b.ReportAllocs()
	b.ResetTimer()
	for _, m := range messages {
		o.Add(m)
	}
	net.left.Wait()
	cancel()
	running.Wait() // with the last deletion
	b.StopTimer()
	if n := o.Stats(); n.Sent != int64(b.N) || n.Waiting != 0 {
		b.Errorf("%+v, want %d sent", n, b.N)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

func openSynced(b *testing.B) *boltkv.DB {
	b.Helper()
	db, err := boltkv.Open(filepath.Join(b.TempDir(), "giaoban.db"), boltkv.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}
