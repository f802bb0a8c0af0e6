package store

import (
	"strings"
	"time"

	"giaoban/internal/chat"
)

// Told is what a coordinator has been told of, and wants to be.
type Told struct {
	// Digest is the instant of the last digest.
	Digest time.Time `json:"d,omitzero"`
	// Maybe are the instants of digests that may not have arrived, Lost the
	// messages to those below.
	Maybe []time.Time `json:"m,omitempty"`
	Lost  []Lost      `json:"r,omitempty"`
	// Own marks that digests come at Hours, in minutes since midnight, and not
	// at the campaign's; without any there are none. Since is when that was
	// ordered: hours before it are not due. Silent is for who wants to hear
	// nothing of days without news.
	Own    bool      `json:"o,omitempty"`
	Hours  []int     `json:"h,omitempty"`
	Since  time.Time `json:"t,omitzero"`
	Silent bool      `json:"i,omitempty"`
}

// Lost is a message to a unit, or about it, that may not have arrived.
type Lost struct {
	Kind LostKind  `json:"k"`
	Unit string    `json:"u"`
	At   time.Time `json:"a"`
}

// LostKind is what was lost. The words are stored.
type LostKind string

// The kinds.
const (
	LostDigest       LostKind = "digest"
	LostReminder     LostKind = "reminder"
	LostNudge        LostKind = "nudge"
	LostAnnouncement LostKind = "announcement"
)

// toldKey names a coordinator at one unit in one campaign.
type toldKey struct {
	campaign, unit string
	address        chat.Address
}

func byCoordinator(prefix string, k toldKey) string {
	return byAddress(prefix+k.campaign+"/"+k.unit+"/", k.address)
}

var told = Table[toldKey, Told]{"told/", byCoordinator, asJSON[Told]()}

// GetTold reads the record of one coordinator at one unit in one campaign.
func GetTold(tx Getter, campaign, unit string, a chat.Address) (Told, error) {
	return told.Get(tx, toldKey{campaign, unit, a})
}

// PutTold writes it.
func PutTold(tx Tx, campaign, unit string, a chat.Address, t Told) error {
	told.Put(tx, toldKey{campaign, unit, a}, t)
	return nil
}

// A Coordinator is one with the record of what they have been told.
type Coordinator struct {
	Receiver
	Told Told
}

// AllTold reads the records of all coordinators of the campaign: some hundreds
// at most.
func AllTold(r Reader, campaign string) (all []Coordinator, err error) {
	for row, err := range told.All(r, campaign) {
		if err != nil {
			return all, err
		}
		unit, address, _ := strings.Cut(row.Key, "/")
		a, err := chat.ParseAddress(address)
		if err != nil {
			return all, err
		}
		all = append(all, Coordinator{Receiver{unit, a}, row.Value})
	}
	return all, nil
}
