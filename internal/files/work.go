package files

import (
	"context"
	"errors"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// storePause is the first wait after the store or the disk refused, which is nobody's
// fault who sent a file; it grows up to longestStorePause, and there is no end to the tries.
const storePause, longestStorePause = 5 * time.Second, time.Minute

// work tries one download and sees to what follows.
func (f *Files) work(ctx context.Context, j *job) {
	defer f.queue.done()
	if j.reading != nil {
		f.read(ctx, j)
		return
	}
	d := j.download
	err := f.fetch(ctx, d)
	if err == nil {
		f.stored.Add(1)
		return
	}
	if ctx.Err() != nil {
		return // its row is there at the next start
	}
	now := time.Now()
	var refused *chat.RefusedError
	var retry *chat.RetryError
	switch {
	case errors.Is(err, store.ErrDamaged):
		f.leave(d, err)
	case errors.As(err, &refused):
		f.giveUp(ctx, j, reason(err), err)
	case errors.As(err, &retry):
		f.again(ctx, j, now, retry)
	default:
		if j.unstored++; j.unstored == 1 {
			f.o.Log.Error("files: not stored, trying on", "file", d.String(), "err", err)
		}
		f.retried.Add(1)
		j.at = now.Add(min(storePause<<min(j.unstored-1, 10), longestStorePause))
		f.queue.add(j)
	}
}

func reason(err error) store.Loss {
	switch {
	case errors.Is(err, chat.ErrTooBig):
		return store.TooBig
	case errors.Is(err, chat.ErrEmpty):
		return store.Empty
	}
	return store.Gone
}

// again plans the next try, unless there were enough.
func (f *Files) again(ctx context.Context, j *job, now time.Time, retry *chat.RetryError) {
	if j.since.IsZero() {
		f.o.Log.Warn("files: not fetched yet, trying on", "file", j.download.String(), "err", retry)
	}
	j.later(now, retry.After)
	if j.at.Sub(j.since) > f.o.Patience {
		f.giveUp(ctx, j, store.TooLate, retry)
		return
	}
	f.retried.Add(1)
	f.queue.add(j)
}

// giveUp has the sender told. Where that fails the file is tried once more,
// which does no harm.
func (f *Files) giveUp(ctx context.Context, j *job, why store.Loss, err error) {
	f.o.Log.Warn("files: given up", "file", j.download.String(), "why", why.String(), "err", err)
	switch err := f.o.Lost(ctx, j.download, why); {
	case errors.Is(err, store.ErrDamaged):
		f.leave(j.download, err)
	case err != nil:
		f.o.Log.Error("files: nobody is told of a file that is lost yet", "file", j.download.String(), "err", err)
		j.at = time.Now().Add(storePause)
		f.queue.add(j)
	default:
		f.lost.Add(1)
	}
}

// leave leaves a download to the next start: the record of its file is damaged, and is brought back while no bot runs.
func (f *Files) leave(d store.Download, err error) {
	f.o.Log.Error("files: the record of a file is damaged; it is left to the next start", "file", d.String(), "err", err)
}

// mark notes in the record that the content is on the disk.
func (f *Files) mark(ctx context.Context, d store.Download, hash string, size int64) error {
	return store.One(ctx, f.kv, func(tx store.Tx) error {
		_, err := store.MarkStored(tx, d, hash, size)
		return err
	})
}
