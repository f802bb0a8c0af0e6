package outbox

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"giaoban/internal/store"
)

const (
	// sweepIDs is how many messages one transaction removes: four keys each at
	// most, and a transaction may touch store.MaxKeys.
	sweepIDs = store.MaxKeys / 4
	// sweepPause is the wait after a store that did not take a deletion.
	sweepPause = time.Second
	// sweepTogether is how long a deletion that nobody waits for stays, so that
	// many share a commit and leave the disk to the answers.
	sweepTogether = 5 * time.Millisecond
	lastSweep     = 5 * time.Second
)

// swept is a message that has left, whose row is to be deleted.
type swept struct {
	id     string
	marked bool // it may have a mark too
	// shown is what the channel called it, if that is to be kept; last is a message whose
	// place nothing takes any more.
	shown, last string
	// unnoted makes known that it arrived, if that is to be done before its row goes.
	unnoted func() error
	// person, if any, waits in lane for the deletion before the next message.
	person  *person
	lane    *lane
	address string
}

// sweeper deletes rows away from the workers: it takes all that has come
// together while the last commit was under way.
type sweeper struct {
	kv   store.KV
	log  *slog.Logger
	mu   sync.Mutex
	dust []swept
	wake chan struct{}
	soon chan struct{} // a token: somebody waits for a deletion
}

func newSweeper(kv store.KV, log *slog.Logger) *sweeper {
	return &sweeper{kv: kv, log: log, wake: make(chan struct{}, 1), soon: make(chan struct{}, 1)}
}

func (s *sweeper) add(d swept) {
	s.mu.Lock()
	s.dust = append(s.dust, d)
	first := len(s.dust) == 1
	s.mu.Unlock()
	if first {
		token(s.wake)
	}
}

// hurry has the next sweep begin at once.
func (s *sweeper) hurry() { token(s.soon) }

func token(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// gather lets deletions come together, unless somebody waits for one.
func (s *sweeper) gather(stop <-chan struct{}) {
	timer := time.NewTimer(sweepTogether)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.soon:
	case <-stop:
	}
}

func (s *sweeper) all(spare []swept) []swept {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.dust
	s.dust = spare[:0]
	return all
}

// run sweeps until stop is closed, and once more then.
func (s *sweeper) run(stop <-chan struct{}) {
	ctx := context.Background()
	var spare, left []swept
	var retry <-chan time.Time
	for {
		select {
		case <-s.wake:
			s.gather(stop)
		case <-retry:
		case <-stop:
			ctx, cancel := context.WithTimeout(ctx, lastSweep)
			defer cancel()
			if left = s.sweep(ctx, append(left, s.all(nil)...)); len(left) > 0 {
				s.log.Error("outbox: rows of sent messages not deleted, they may come twice", "rows", len(left))
			}
			return
		}
		batch := s.all(spare)
		failed := s.sweep(ctx, append(batch, left...))
		if len(failed) > 0 && len(left) == 0 {
			s.log.Error("outbox: rows of sent messages not deleted, trying on", "rows", len(failed))
		}
		clear(batch)
		left, spare, retry = failed, batch, nil
		if len(left) > 0 {
			retry = time.After(sweepPause)
		}
	}
}

// alone is what is to be deleted, and nobody waits for it.
func (d swept) alone() swept {
	d.person, d.lane, d.address = nil, nil, ""
	return d
}

// note makes known what could not be when it arrived, and parts what still cannot: its rows stay. After one that fails none
// is tried, for the store takes nothing now; it is the last next time.
func note(batch []swept) (noted, not []swept) {
	var failing []swept
	for _, d := range batch {
		switch {
		case d.unnoted == nil:
			noted = append(noted, d)
		case len(failing) > 0:
			not = append(not, d.alone())
		case d.unnoted() != nil:
			failing = append(failing, d.alone())
		default:
			d.unnoted = nil
			noted = append(noted, d)
		}
	}
	return noted, append(not, failing...)
}

// sweep deletes rows and lets those go on who waited for it. It returns what
// the store did not take; nobody waits for that any more, since the disk's
// trouble should not hold back answers that are already stored.
func (s *sweeper) sweep(ctx context.Context, batch []swept) (failed []swept) {
	if len(batch) == 0 {
		return nil
	}
	noted, failed := note(batch)
	parts := slices.Collect(slices.Chunk(noted, sweepIDs))
	functions := make([]func(store.Tx) error, 0, len(parts))
	for _, part := range parts {
		functions = append(functions, func(tx store.Tx) error {
			for _, d := range part {
				if d.id == "" {
					continue // it never had a row
				}
				store.Outbox.Delete(tx, d.id)
				if d.marked {
					store.Sending.Delete(tx, d.id)
				}
				if d.shown != "" {
					store.Shown.Put(tx, d.id, d.shown)
				}
				if d.last != "" {
					store.Shown.Delete(tx, d.last)
				}
			}
			return nil
		})
	}
	for i, err := range s.kv.Update(ctx, functions...) {
		if err == nil {
			continue
		}
		for _, d := range parts[i] {
			failed = append(failed, d.alone())
		}
	}
	for _, d := range batch {
		if d.person != nil {
			d.lane.settle(d.person, d.address)
		}
	}
	return failed
}
