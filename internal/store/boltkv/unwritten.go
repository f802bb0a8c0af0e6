package boltkv

import (
	"errors"
	"fmt"
	"time"

	"giaoban/internal/store"
)

// errUnsure breaks the database: what the last commit wrote can be read, and may be gone after a power cut.
var errUnsure = errors.New("the disk took a commit and would not say that it lasts; a start reads what is there")

// How often and at what pauses a commit that can be read and may not last is followed by another one.
const (
	unsureTries = 20
	unsurePause = 250 * time.Millisecond
)

// toDisk commits the transaction. Its error is certain: nothing was kept.
//
// bbolt writes the pages, syncs, writes the page that makes them count, and syncs again. Where anything but the last step
// fails, the commit never was. Where the last one fails, the commit counts and may not last, so another one has to follow:
// once that lasts, both do.
func (g *group) toDisk() error {
	id := g.tx.ID()
	err := g.db.commit(g.tx)
	if err == nil {
		return nil
	}
	counts, unknown := g.counts(id)
	if unknown == nil && !counts {
		return fmt.Errorf("%w: %w", store.ErrUnwritten, err)
	}
	for i := 0; unknown == nil && i < unsureTries; i++ {
		if g.again() == nil {
			return nil
		}
		time.Sleep(unsurePause)
	}
	panic(fmt.Errorf("%w: %w", errUnsure, err))
}

// counts reports whether the commit of that number can be read.
func (g *group) counts(id int) (bool, error) {
	tx, err := g.db.bolt.Begin(false)
	if err != nil {
		return false, err
	}
	return tx.ID() >= id, tx.Rollback()
}

// again commits nothing but the number of commits.
func (g *group) again() error {
	tx, err := g.db.bolt.Begin(true)
	if err != nil {
		return err
	}
	t, err := tallyOf(tx)
	if t.commits++; err == nil {
		err = t.put(tx)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return g.db.commit(tx)
}
