package store

import (
	"encoding/json"
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// A Bulk is an order to tell many people something. One small record is written
// by whoever orders; the schedule finds the receivers and writes their messages,
// some at a time, and takes them off Left in the same transaction.
type Bulk struct {
	// ID names the order within its campaign for ever.
	Campaign string `json:"c"`
	ID       string `json:"i"`
	// At is when it was ordered, By by whom; "" is the operator.
	At time.Time `json:"a"`
	By string    `json:"b,omitempty"`
	// Kind is what is said, as dispatch knows it; Text goes into it.
	Kind string `json:"k"`
	Text string `json:"t,omitempty"`
	// To are whom it is for, until Found: then Left are those still to be told.
	To    []BulkTo       `json:"to,omitempty"`
	Found bool           `json:"f,omitempty"`
	Left  []BulkReceiver `json:"l,omitempty"`
	// PerUnit tells somebody of several units once for each.
	PerUnit bool `json:"u,omitempty"`
	// AtOnce does not wait for the end of the quiet hours.
	AtOnce   bool          `json:"n,omitempty"`
	Priority chat.Priority `json:"p"`
}

// BulkTo are the members of units in roles. No units are all of the list, no
// roles all of them.
type BulkTo struct {
	Units []string      `json:"u,omitempty"`
	Roles []roster.Role `json:"r,omitempty"`
	// Address, if given, is one person at Units[0], and nobody else.
	Address chat.Address `json:"a,omitzero"`
}

// BulkReceiver is somebody who is to be told, and for which unit.
type BulkReceiver struct {
	Unit    string       `json:"u"`
	Address chat.Address `json:"a"`
}

func bulkPrefix(campaign string) string { return "bulk/" + campaign + "/" }

// PutBulk queues an order, or puts what is left of it; two keys. An order whose
// ID was given before is not queued again, and that is no error.
func PutBulk(tx Tx, b Bulk) error {
	if !b.Found && !Once(tx, bulkPrefix(b.Campaign)+b.ID, b.At) {
		return nil
	}
	if b.Found && len(b.Left) == 0 {
		tx.Delete(bulkPrefix(b.Campaign) + b.ID)
		return nil
	}
	return putJSON(tx, bulkPrefix(b.Campaign)+b.ID, b)
}

// GetBulk reads an order; ok is false if there is none, or it is done.
func GetBulk(tx Getter, campaign, id string) (b Bulk, ok bool, err error) {
	key := bulkPrefix(campaign) + id
	if tx.Get(key) == nil {
		return b, false, nil
	}
	err = getJSON(tx, key, &b)
	return b, err == nil, err
}

// AllBulk reads the orders of a campaign that are not done.
func AllBulk(r Reader, campaign string) ([]Bulk, error) {
	var out []Bulk
	var failed error
	from, to := Prefix(bulkPrefix(campaign))
	r.Range(from, to, func(key string, value []byte) bool {
		var b Bulk
		if err := json.Unmarshal(value, &b); err != nil {
			failed = fmt.Errorf("read %s: %w", key, err)
			return false
		}
		out = append(out, b)
		return true
	})
	return out, failed
}
