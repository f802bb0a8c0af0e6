package store

import "time"

// OnceKeys has a note for each effect that must not happen twice, with its time.
var OnceKeys = Table[string, time.Time]{"once/", byWord, asSeconds}

// Once notes that the key's effect is part of this transaction; false when it
// was already noted, and then nothing may be done.
func Once(tx Tx, key string, at time.Time) bool {
	if OnceKeys.Has(tx, key) {
		return false
	}
	OnceKeys.Put(tx, key, at)
	return true
}

// OfUpdates are the beginnings of the keys of what was done for one update.
var OfUpdates = []string{"update/", "damaged/", "after/", "order/", "began/", "alone/"}

// OldOnce finds the keys of notes of updates from before an instant, at most a
// number of them; they are of no more use once no platform can deliver the
// update again. A damaged one does not tell how old it is, and stays.
func OldOnce(r Reader, before time.Time, most int) (keys []string) {
	for _, of := range OfUpdates {
		for row, err := range OnceKeys.All(r, of) {
			if len(keys) >= most {
				return keys
			}
			if err == nil && row.Value.Before(before) {
				keys = append(keys, OnceKeys.Key(of+row.Key))
			}
		}
	}
	return keys
}

// Times are instants of the shell's own, such as up to when the schedule is done.
var Times = Table[string, time.Time]{"meta/", byWord, asInstant}

// Names are names of the shell's own. None may be empty.
var Names = Table[string, string]{"meta/", byWord, asText}

// BotName names the bot's user name, for links that are made while the bot does
// not run.
const BotName = "bot"

// Outlines are the sources of all outlines that were ever in use, by their hash.
// Drafts name them.
var Outlines = Table[string, []byte]{"outline/", byWord, asBytes}

// Aside is an update that could not be dealt with, kept whole.
type Aside struct {
	Raw    string    `json:"raw"`
	Reason string    `json:"why"`
	At     time.Time `json:"at"`
}

// Asides are by the update's key.
var Asides = Table[string, Aside]{"aside/", byWord, asJSON[Aside]()}
