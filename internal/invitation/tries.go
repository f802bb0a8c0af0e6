package invitation

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// How often one person may type a wrong code. There is no limit for all together: it
// would let a few strangers keep everybody else out, and 60 bits of chance need none.
const (
	TriesEach   = 5
	TriesWindow = time.Hour
)

// TriesLeft tells how many wrong codes the person may still type, and when it
// is that all may be typed again. At 0 a code is not even looked at.
func TriesLeft(tx store.Getter, by chat.Address, now time.Time) (left int, until time.Time) {
	return triesLeft(readTries(tx, by, now))
}

// RecordTry counts one wrong code of the person, and tells what TriesLeft would tell then.
func RecordTry(tx store.Tx, by chat.Address, now time.Time) (left int, until time.Time) {
	t := readTries(tx, by, now)
	t.Count++
	store.Tries.Put(tx, by, t)
	return triesLeft(t)
}

func triesLeft(t store.Tried) (left int, until time.Time) {
	return max(0, TriesEach-t.Count), t.Since.Add(TriesWindow)
}

// readTries gives the record as of now: an old one begins anew. So does a
// damaged one, as it only counts, and one from the future of a clock set back.
func readTries(tx store.Getter, by chat.Address, now time.Time) store.Tried {
	t, err := store.Tries.Get(tx, by)
	if err != nil || t.Count == 0 || now.Before(t.Since) || !now.Before(t.Since.Add(TriesWindow)) {
		return store.Tried{Since: now}
	}
	return t
}
