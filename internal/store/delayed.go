package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
)

// delayedKey names what waits for the end of the quiet hours by the instant at
// which it may be said.
type delayedKey struct {
	campaign string
	until    time.Time
	name     string
}

func byInstant(prefix string, k delayedKey) string {
	return fmt.Sprintf("%s%s/%016x/%s", prefix, k.campaign, uint64(k.until.Unix()), k.name)
}

var delayed = Table[delayedKey, chat.Message]{"delayed/", byInstant, asMessage}

// PutDelayed keeps a message until an instant. name tells it from others of the
// same instant.
func PutDelayed(tx Tx, campaign string, until time.Time, name string, m chat.Message) {
	delayed.Put(tx, delayedKey{campaign, until, name}, m)
}

// Delayed is a message that waits.
type Delayed struct {
	Key     string
	Until   time.Time
	Message chat.Message
}

// AllDelayed reads the messages that wait, the next one first, at most a number
// of them. What cannot be read is left out, and told by the error.
func AllDelayed(r Reader, campaign string, most int) ([]Delayed, error) {
	var out []Delayed
	var faults []error
	for row, err := range delayed.All(r, campaign) {
		instant, name, _ := strings.Cut(row.Key, "/")
		seconds, bad := strconv.ParseInt(instant, 16, 64)
		if err := errors.Join(err, bad); err != nil {
			faults = append(faults, err)
			continue
		}
		until := time.Unix(seconds, 0)
		out = append(out, Delayed{Key: delayed.Key(delayedKey{campaign, until, name}), Until: until, Message: row.Value})
		if len(out) >= most {
			break
		}
	}
	return out, errors.Join(faults...)
}
