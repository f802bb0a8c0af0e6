package store

import "time"

// once has a note for each effect that must not happen twice, with its time.
var once = Table[string, time.Time]{"once/", byWord, asSeconds}

// Once notes that the key's effect is part of this transaction; false when it
// was already noted, and then nothing may be done.
func Once(tx Tx, key string, at time.Time) bool {
	if once.Has(tx, key) {
		return false
	}
	once.Put(tx, key, at)
	return true
}

// OldOnce finds the keys of notes of updates from before an instant, at most a
// number of them; they are of no more use once no platform can deliver the
// update again.
func OldOnce(r Reader, before time.Time, most int) (keys []string) {
	for row, err := range once.All(r, "update") {
		if err != nil || row.Value.Before(before) {
			keys = append(keys, once.Key("update/"+row.Key))
		}
		if len(keys) >= most {
			break
		}
	}
	return keys
}

// times are instants of the shell's own, such as up to when the schedule is done.
var times = Table[string, time.Time]{"meta/", byWord, asInstant}

// GetTime reads an instant; the zero time if it was never put.
func GetTime(tx Getter, name string) (time.Time, error) { return times.Get(tx, name) }

// PutTime writes it.
func PutTime(tx Tx, name string, t time.Time) error {
	times.Put(tx, name, t)
	return nil
}

// Aside is an update that could not be dealt with, kept whole.
type Aside struct {
	Raw    string    `json:"raw"`
	Reason string    `json:"why"`
	At     time.Time `json:"at"`
}

var asides = Table[string, Aside]{"aside/", byWord, asJSON[Aside]()}

// SetAside keeps an update that could not be dealt with.
func SetAside(tx Tx, key string, a Aside) error {
	asides.Put(tx, key, a)
	return nil
}

// Asides counts what was set aside.
func Asides(r Reader) (n int) {
	for range asides.All(r) {
		n++
	}
	return n
}
