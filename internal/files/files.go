// Package files fetches what people sent to their reports: it takes the queue of
// downloads, copies each file's content from its channel to the disk in the
// background, and then marks the record. A content lies under the SHA-256 of its
// bytes, so the same photo sent twice lies there once.
//
// It may use the network through the channels that it is given, its one folder,
// and the store's marks. It must not decide what is taken or what people are
// told, make anybody wait, let a name or type that somebody sent become a path,
// give a content its name before all of it is on the disk, or delete one unless
// a record says that it was removed, and it lay in the trash for its time.
package files

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/store"
)

// Source is a channel from which files can be fetched. It writes at most limit
// bytes to w and returns how many. *chat.RetryError says that another try may
// succeed, *chat.RefusedError that none will; any other error is not the
// channel's.
type Source interface {
	Fetch(ctx context.Context, ref string, limit int64, w io.Writer) (int64, error)
}

// Options have sensible zero values but for Folder and Lost.
type Options struct {
	// Folder is where contents lie. It is made if it does not exist.
	Folder string
	// Lost is told of a file that is given up: it marks the record, takes the
	// row off the queue and tells the sender. An error has it called again.
	Lost func(ctx context.Context, d store.Download, why store.Loss) error
	// Read takes the content of a file that somebody wants to be read, once it is on the
	// disk; nil content is of one that never will be. It takes the row off. An error has
	// it called again. Nil reads nothing: the rows wait for the next start.
	Read func(ctx context.Context, r store.Reading, content []byte) error
	// Limit is the largest content in bytes. Default: 20 MiB.
	Limit int64
	// AtOnce is how many are fetched at the same time. Default: 4.
	AtOnce int
	// Patience is how long in real time a file is tried, from its first failure
	// since the start. Default: 24 h.
	Patience time.Duration
	// Steady reports whether the clock can be believed for deleting what lay in the
	// trash for its time. Default: it can.
	Steady func() bool
	// Encrypt and Decrypt are how contents lie on the disk. Default: as they are.
	Encrypt func(to io.Writer) (io.WriteCloser, error)
	Decrypt func(from io.Reader) (io.Reader, error)
	// Log receives what an operator should know. Default: nowhere.
	Log *slog.Logger
}

// Files is the queue in memory and those who empty it.
type Files struct {
	kv      store.KV
	sources map[string]Source
	o       Options
	queue   *queue
	stored  atomic.Int64
	lost    atomic.Int64
	retried atomic.Int64
	trashed atomic.Int64
	missing atomic.Pointer[map[string]store.FileOf]
	// naming is held by who gives a content its name, and alone by who takes some away.
	naming  sync.RWMutex
	strange sync.Map // names of channels that downloads named and we have not
}

// Stats are counts since the start.
type Stats struct {
	Waiting int   // to be fetched, those under way included
	Stored  int64 // on the disk and marked
	Lost    int64 // given up
	Retried int64 // tries that failed and will be repeated
	Trashed int64 // put into the trash
}

// New makes the room for these channels by the names in chat.Address.
func New(kv store.KV, sources map[string]Source, o Options) *Files {
	o.Limit = cmp.Or(o.Limit, 20<<20)
	o.AtOnce = cmp.Or(o.AtOnce, 4)
	o.Patience = cmp.Or(o.Patience, 24*time.Hour)
	if o.Steady == nil {
		o.Steady = func() bool { return true }
	}
	if o.Encrypt == nil {
		o.Encrypt = func(to io.Writer) (io.WriteCloser, error) { return asItIs{to}, nil }
	}
	if o.Decrypt == nil {
		o.Decrypt = func(from io.Reader) (io.Reader, error) { return from, nil }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Files{kv: kv, sources: sources, o: o, queue: newQueue()}
}

type asItIs struct{ io.Writer }

func (asItIs) Close() error { return nil }

// Start tidies the folder and queues what was left from before. It deletes half
// fetched contents, and puts those that a record says were removed into the trash,
// but never one only because no record names it. Call it once, before the first Add.
func (f *Files) Start(ctx context.Context) error {
	if err := os.MkdirAll(f.o.Folder, 0o700); err != nil {
		return fmt.Errorf("make the folder of files: %w", err)
	}
	var waiting []store.Download
	var readings []store.Reading
	err := f.kv.View(ctx, func(r store.Reader) error {
		waiting = nil
		for row, err := range store.Downloads.All(r, "") {
			if err != nil {
				f.o.Log.Error("files: a row cannot be read, left alone", "err", err)
				continue
			}
			waiting = append(waiting, row.Value)
		}
		readings = nil
		for row, err := range store.Readings.All(r, "") {
			if err != nil {
				f.o.Log.Error("files: the row of a file to be read is damaged", "key", row.Key, "err", err)
				continue
			}
			readings = append(readings, row.Value)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the downloads: %w", err)
	}
	if err := errors.Join(f.deleteParts(), f.Tidy(ctx)); err != nil {
		return fmt.Errorf("tidy the folder of files: %w", err)
	}
	f.Add(waiting...)
	f.AddReadings(readings...)
	if len(waiting) > 0 {
		f.o.Log.Info("files: downloads left from before", "waiting", len(waiting))
	}
	return nil
}

// Add queues downloads whose rows are committed. It does not block.
func (f *Files) Add(downloads ...store.Download) {
	for _, d := range downloads {
		if f.sources[d.From.Channel] == nil {
			if _, told := f.strange.LoadOrStore(d.From.Channel, true); !told {
				f.o.Log.Error("files: no such channel, its files stay on the queue", "channel", d.From.Channel)
			}
			continue
		}
		f.queue.add(&job{download: d})
	}
}

// AddReadings queues files to be read whose rows are committed. It does not block.
func (f *Files) AddReadings(readings ...store.Reading) {
	if f.o.Read == nil {
		return
	}
	for _, r := range readings {
		f.queue.add(&job{reading: &r})
	}
}

// Stats counts.
func (f *Files) Stats() Stats {
	return Stats{Waiting: f.queue.size(), Stored: f.stored.Load(), Lost: f.lost.Load(), Retried: f.retried.Load(),
		Trashed: f.trashed.Load()}
}

// Run fetches until ctx ends, which breaks off what is under way: it is fetched
// anew after the next Start. It returns nil.
func (f *Files) Run(ctx context.Context) error {
	var workers sync.WaitGroup
	workers.Go(func() { f.tidying(ctx) })
	for range f.o.AtOnce {
		workers.Go(func() {
			for {
				j, ok := f.queue.next(ctx)
				if !ok {
					return
				}
				f.work(ctx, j)
			}
		})
	}
	workers.Wait()
	return nil
}
