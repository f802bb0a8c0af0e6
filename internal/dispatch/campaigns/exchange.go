package campaigns

import (
	"context"
	"time"

	"giaoban/internal/store"
)

// Exchange opens these campaigns, at least one, in the place of those that are open, with their periods, the polls and how each
// stands. All of it is read before, and write is done: where anything of that fails, nothing is open that was not, and what was
// open goes on.
func (s *Set) Exchange(ctx context.Context, now time.Time, to []*Definition, write func(store.Tx) error) error {
	s.changing.Lock() // a period that opens, or a poll, meanwhile comes behind this
	defer s.changing.Unlock()
	var after *live
	err := s.KV.View(ctx, func(r store.Reader) error {
		series, err := seriesIn(r, to)
		if err != nil {
			return err
		}
		after = s.next(to, series)
		polls, err := s.pollsIn(r, after.all, now)
		if err != nil {
			return err
		}
		after = s.next(append(to[:len(to):len(to)], polls...), series)
		for _, c := range after.all {
			if err := c.ReadPhase(r); err != nil {
				return err
			}
			if err := c.Below.load(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := store.One(ctx, s.KV, write); err != nil {
		return err
	}
	s.live.Store(after)
	return nil
}
