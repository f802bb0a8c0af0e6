package store

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// ReopenRequest is an officer's wish to have a submitted report opened again.
type ReopenRequest struct {
	By     chat.Address `json:"b"`
	Post   string       `json:"o,omitempty"`
	At     time.Time    `json:"a"`
	Reason string       `json:"r"`
	// Declined is when a coordinator decided to leave the report as it is.
	Declined time.Time `json:"l,omitzero"`
}

var reopenRequests = Table[report.ID, ReopenRequest]{reportPrefix, inReport("reopen"), asJSON[ReopenRequest]()}

// GetReopenRequest reads the last request; the zero ReopenRequest if there was none.
func GetReopenRequest(tx Getter, r report.ID) (ReopenRequest, error) {
	return reopenRequests.Get(tx, r)
}

// PutReopenRequest writes it.
func PutReopenRequest(tx Tx, r report.ID, p ReopenRequest) error {
	reopenRequests.Put(tx, r, p)
	return nil
}
