package store

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// An Unread is a sentence of a coordinator that was not understood. It has nobody's name:
// what was said, in which role, and what they were at.
type Unread struct {
	Text    string    `json:"t"`
	Role    string    `json:"r"`
	Context string    `json:"c"`
	At      time.Time `json:"w"`
}

// How much of what was not understood is kept, and how long.
const (
	unreadKept = 90 * 24 * time.Hour
	mostUnread = 2000
)

// Unreads are by when they were said, the oldest first.
var Unreads = Table[string, Unread]{"unread/", byWord, asJSON[Unread]()}

// KeepUnread writes what was not understood.
func KeepUnread(tx Tx, update string, u Unread) {
	Unreads.Put(tx, fmt.Sprintf("%020d-%s", u.At.UnixNano(), update), u)
}

// ListUnread gives what can be read, the oldest first, and the keys of what cannot: what this scan meets, and what was set
// aside before.
func ListUnread(r Reader) (list []Unread, damaged []string) {
	name := func(key string) {
		if strings.HasPrefix(key, Unreads.Prefix()) && !slices.Contains(damaged, key) {
			damaged = append(damaged, key)
		}
	}
	for row, err := range Unreads.All(Readable(r, name), "") {
		if err != nil { // it was written so
			name(Unreads.Key(row.Key))
			continue
		}
		list = append(list, row.Value)
	}
	for row := range Damages.All(r, "") { // of a note that is damaged the key tells enough
		name(row.Key)
	}
	return list, damaged
}

// OldUnread are the keys of what is kept too long, and of what is more than may be kept.
func OldUnread(r Reader, now time.Time) (keys []string, err error) {
	var all []string
	for row, err := range Unreads.All(r, "") {
		if err != nil { // it does not tell how old it is, and stays
			continue
		}
		if row.Value.At.Before(now.Add(-unreadKept)) {
			keys = append(keys, row.Key)
		} else {
			all = append(all, row.Key)
		}
	}
	return append(keys, all[:max(0, len(all)-mostUnread)]...), nil
}
