package store

import (
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

// OfCampaign names a record of a campaign by one word.
type OfCampaign struct{ Campaign, Name string }

func byCampaign(prefix string, k OfCampaign) string { return prefix + k.Campaign + "/" + k.Name }

var bulk = Table[OfCampaign, Bulk]{"bulk/", byCampaign, asJSON[Bulk]()}

// PutBulk queues an order, or puts what is left of it; two keys. An order whose
// ID was given before is not queued again, and that is no error.
func PutBulk(tx Tx, b Bulk) error {
	key := OfCampaign{b.Campaign, b.ID}
	switch {
	case !b.Found && !Once(tx, bulk.Key(key), b.At):
	case b.Found && len(b.Left) == 0:
		bulk.Delete(tx, key)
	default:
		bulk.Put(tx, key, b)
	}
	return nil
}

// GetBulk reads an order; ok is false if there is none, or it is done.
func GetBulk(tx Getter, campaign, id string) (b Bulk, ok bool, err error) {
	return bulk.Find(tx, OfCampaign{campaign, id})
}

// AllBulk reads the orders of a campaign that are not done.
func AllBulk(r Reader, campaign string) ([]Bulk, error) { return bulk.List(r, campaign) }
