package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// Plea is an officer's wish to have a submitted report opened again.
type Plea struct {
	By     chat.Address `json:"b"`
	Post   string       `json:"o,omitempty"`
	At     time.Time    `json:"a"`
	Reason string       `json:"r"`
	// Left is when a coordinator decided to leave the report as it is.
	Left time.Time `json:"l,omitzero"`
}

// GetPlea reads the last plea; the zero Plea if there was none.
func GetPlea(tx Getter, r Report) (Plea, error) {
	var p Plea
	err := getJSON(tx, r.key("plea"), &p)
	return p, err
}

// PutPlea writes it.
func PutPlea(tx Tx, r Report, p Plea) error { return putJSON(tx, r.key("plea"), p) }

// What waits for the end of the quiet hours lies under the instant at which it
// may be said.
func delayedPrefix(campaign string) string { return "delayed/" + campaign + "/" }

// PutDelayed keeps a message until an instant. name tells it from others of the
// same instant.
func PutDelayed(tx Tx, campaign string, until time.Time, name string, m chat.Message) {
	key := fmt.Sprintf("%s%016x/%s", delayedPrefix(campaign), uint64(until.Unix()), name)
	tx.Put(key, EncodeMessage(m))
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
	prefix := delayedPrefix(campaign)
	from, to := Prefix(prefix)
	r.Range(from, to, func(key string, value []byte) bool {
		var seconds int64
		instant, _, _ := strings.Cut(strings.TrimPrefix(key, prefix), "/")
		_, err := fmt.Sscanf(instant, "%x", &seconds)
		m, decodeErr := DecodeMessage(value)
		if err := errors.Join(err, decodeErr); err != nil {
			faults = append(faults, fmt.Errorf("read %s: %w", key, err))
			return true
		}
		out = append(out, Delayed{Key: key, Until: time.Unix(seconds, 0), Message: m})
		return len(out) < most
	})
	return out, errors.Join(faults...)
}

// colleagueKey is where the invitation lies that a member made for a colleague.
func colleagueKey(list, unit string, by chat.Address) string {
	return "colleague/" + list + "/" + unit + "/" + by.String()
}

// Colleague is the invitation that a member made for a colleague of the unit;
// ok is false if there was none.
func Colleague(tx Getter, list, unit string, by chat.Address) (hash string, inv roster.Invitation, ok bool, err error) {
	hash = string(tx.Get(colleagueKey(list, unit, by)))
	if hash == "" {
		return "", inv, false, nil
	}
	inv, ok, err = Invitation(tx, hash)
	return hash, inv, ok, err
}

// PutColleague stores an invitation for a colleague in place of an unused one
// that the member made before.
func PutColleague(tx Tx, hash string, inv roster.Invitation) error {
	before, old, ok, err := Colleague(tx, inv.List, inv.Unit, inv.By)
	if err != nil {
		return err
	}
	if ok && old.Used.IsZero() {
		tx.Delete(inviteKey(before))
		key := invitedKey(old.List, old.Unit, old.Role)
		var waiting []string
		for _, h := range hashes(tx, key) {
			if h != before {
				waiting = append(waiting, h)
			}
		}
		putHashes(tx, key, waiting)
	}
	tx.Put(colleagueKey(inv.List, inv.Unit, inv.By), []byte(hash))
	return PutInvitation(tx, hash, inv)
}

// VoidColleague takes back the unused invitation that a member made for a
// colleague of the unit, if there is one.
func VoidColleague(tx Tx, list, unit string, by chat.Address) error {
	hash, inv, ok, err := Colleague(tx, list, unit, by)
	if err != nil || !ok || !inv.Used.IsZero() {
		return err
	}
	tx.Delete(inviteKey(hash))
	tx.Delete(colleagueKey(list, unit, by))
	key := invitedKey(inv.List, inv.Unit, inv.Role)
	putHashes(tx, key, slices.DeleteFunc(hashes(tx, key), func(h string) bool { return h == hash }))
	return nil
}
