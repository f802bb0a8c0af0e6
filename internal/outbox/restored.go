package outbox

import (
	"context"
	"strconv"
	"time"

	"giaoban/internal/store"
)

// restoredAgain is how old a message may be that is sent again after its database was brought back from a backup.
const restoredAgain = 24 * time.Hour

// Restored doubts each message of a database that was brought back: it waited when the backup was made, and may have been
// delivered since. One of the last day is sent again, an older one is given up as one that may have arrived. It tells how
// many there are of both.
func Restored(ctx context.Context, kv store.KV, now time.Time) (again, not int, err error) {
	type doubted struct {
		id    string
		tries int
	}
	var list []doubted
	err = kv.View(ctx, func(r store.Reader) error {
		list, again, not = nil, 0, 0
		for row, err := range AllUnsent(r) {
			if err != nil { // a start tells whom it was for
				continue
			}
			d := doubted{row.Message.ID, max(1, row.Tries)}
			if decided(d.id).Before(now.Add(-restoredAgain)) {
				d.tries = len(doubts) + 1
			}
			if d.tries > len(doubts) {
				not++
			} else {
				again++
			}
			list = append(list, d)
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return again, not, store.Each(ctx, kv, list, sweepIDs, func(tx store.Tx, d doubted) error {
		markSending(tx, d.id, d.tries)
		return nil
	})
}

// decided is when a message was decided, as its id says.
func decided(id string) time.Time {
	n, err := strconv.ParseInt(id[:min(len(id), 16)], 16, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMicro(n)
}
