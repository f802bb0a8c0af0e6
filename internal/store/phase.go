package store

import "time"

// A Phase is how a campaign stands on this server, beside what its calendar
// says. The zero Phase takes reports for real.
type Phase struct {
	// Trial marks that what is reported is a rehearsal, to be wiped.
	Trial bool `json:"t,omitempty"`
	// Closed marks that nothing is taken any more: it is only read.
	Closed bool `json:"c,omitempty"`
	// Wiping marks that a rehearsal is being wiped. It stands until all is gone,
	// so that a wipe that was cut off is gone on with.
	Wiping bool `json:"w,omitempty"`
	// Since is when it was changed last.
	Since time.Time `json:"s,omitzero"`
}

var phases = Table[string, Phase]{"phase/", byWord, asJSON[Phase]()}

// GetPhase reads how a campaign stands.
func GetPhase(tx Getter, campaign string) (Phase, error) { return phases.Get(tx, campaign) }

// PutPhase writes it.
func PutPhase(tx Tx, campaign string, p Phase) error {
	phases.Put(tx, campaign, p)
	return nil
}
