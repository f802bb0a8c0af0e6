package store

import (
	"errors"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// Digests is what a coordinator has been told of, and wants to be.
type Digests struct {
	// Last is the instant of the last digest, News that up to which one told what
	// happened: the first tells nothing of what was before it.
	Last time.Time `json:"d,omitzero"`
	News time.Time `json:"n,omitzero"`
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

// A Coordinator is one of a unit, in a campaign.
type Coordinator struct {
	At      report.ID
	Address chat.Address
}

func byCoordinator(prefix string, c Coordinator) string {
	return byAddress(underReport(prefix, c.At, "/"), c.Address)
}

// DigestsOf are the records of coordinators.
var DigestsOf = Table[Coordinator, Digests]{"digests/", byCoordinator, asJSON[Digests]()}

// AllDigests reads the records of all coordinators of the campaign: some hundreds
// at most.
func AllDigests(r Reader, campaign report.ID) (map[Coordinator]Digests, error) {
	begin, all := campaign.String(), map[Coordinator]Digests{}
	for row, err := range DigestsOf.All(r, begin) {
		unit, address, _ := strings.Cut(row.Key, "/")
		id, bad := report.ParseID(begin + unit)
		a, worse := chat.ParseAddress(address)
		if err := errors.Join(err, bad, worse); err != nil {
			return all, err
		}
		all[Coordinator{id, a}] = row.Value
	}
	return all, nil
}
