package invitation

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// How often codes may be guessed wrong. 60 bits of chance hold against far more;
// the limits keep the log and the disk quiet.
const (
	TriesEach   = 5   // of one person in TriesWindow
	TriesAll    = 100 // of everybody together in TriesWindow
	TriesWindow = time.Hour
)

// everybody is no address: those have a colon.
const everybody = "all"

// TriesLeft tells how many wrong codes the person may still type, and when it
// is that all may be typed again. At 0 a code is not even looked at.
func TriesLeft(tx store.Getter, by chat.Address, now time.Time) (left int, until time.Time) {
	own, all := readTries(tx, by.String(), now), readTries(tx, everybody, now)
	return triesLeft(own, all)
}

// RecordTry counts one wrong code, for the person and for everybody, and tells
// what TriesLeft would tell then.
func RecordTry(tx store.Tx, by chat.Address, now time.Time) (left int, until time.Time) {
	own, all := readTries(tx, by.String(), now), readTries(tx, everybody, now)
	own.Count++
	all.Count++
	store.Tries.Put(tx, by.String(), own)
	store.Tries.Put(tx, everybody, all)
	return triesLeft(own, all)
}

func triesLeft(own, all store.Tried) (left int, until time.Time) {
	if TriesAll-all.Count < TriesEach-own.Count {
		return max(0, TriesAll-all.Count), all.Since.Add(TriesWindow)
	}
	return max(0, TriesEach-own.Count), own.Since.Add(TriesWindow)
}

// readTries gives the record as of now: an old one begins anew. So does a
// damaged one, as it only counts, and one from the future of a clock set back.
func readTries(tx store.Getter, who string, now time.Time) store.Tried {
	t, err := store.Tries.Get(tx, who)
	if err != nil || t.Count == 0 || now.Before(t.Since) || !now.Before(t.Since.Add(TriesWindow)) {
		return store.Tried{Since: now}
	}
	return t
}
