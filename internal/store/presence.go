package store

import (
	"time"

	"giaoban/internal/report"
)

// Presence is who is at a report: the last one to begin or to take it over.
type Presence struct {
	Editor string    `json:"a"`
	Since  time.Time `json:"s"`
	// From is whose it was before, if it was taken over.
	From string `json:"f,omitempty"`
}

var presences = Table[report.ID, Presence]{reportPrefix, inReport("presence"), asJSON[Presence]()}

// GetPresence reads who is at a report; the zero Presence if nobody ever was.
func GetPresence(tx Getter, r report.ID) (Presence, error) { return presences.Get(tx, r) }

// PutPresence writes who is at a report.
func PutPresence(tx Tx, r report.ID, s Presence) error {
	presences.Put(tx, r, s)
	return nil
}
