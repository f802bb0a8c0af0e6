package store

import (
	"strings"
	"time"

	"giaoban/internal/chat"
)

// Digests is what a coordinator has been told of, and wants to be.
type Digests struct {
	// Last is the instant of the last digest.
	Last time.Time `json:"d,omitzero"`
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
	LostDigest          LostKind = "digest"
	LostReminder        LostKind = "reminder"
	LostOrderedReminder LostKind = "ordered"
	LostAnnouncement    LostKind = "announcement"
)

// digestsKey names a coordinator at one unit in one campaign.
type digestsKey struct {
	campaign, unit string
	address        chat.Address
}

func byCoordinator(prefix string, k digestsKey) string {
	return byAddress(prefix+k.campaign+"/"+k.unit+"/", k.address)
}

var digests = Table[digestsKey, Digests]{"digests/", byCoordinator, asJSON[Digests]()}

// GetDigests reads the record of one coordinator at one unit in one campaign.
func GetDigests(tx Getter, campaign, unit string, a chat.Address) (Digests, error) {
	return digests.Get(tx, digestsKey{campaign, unit, a})
}

// PutDigests writes it.
func PutDigests(tx Tx, campaign, unit string, a chat.Address, t Digests) error {
	digests.Put(tx, digestsKey{campaign, unit, a}, t)
	return nil
}

// A Coordinator is one with the record of what they have been told.
type Coordinator struct {
	Receiver
	Digests Digests
}

// AllDigests reads the records of all coordinators of the campaign: some hundreds
// at most.
func AllDigests(r Reader, campaign string) (all []Coordinator, err error) {
	for row, err := range digests.All(r, campaign) {
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
