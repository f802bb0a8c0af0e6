package store

import (
	"time"

	"giaoban/internal/chat"
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

var pleas = Table[Report, Plea]{reportPrefix, inReport("plea"), asJSON[Plea]()}

// GetPlea reads the last plea; the zero Plea if there was none.
func GetPlea(tx Getter, r Report) (Plea, error) { return pleas.Get(tx, r) }

// PutPlea writes it.
func PutPlea(tx Tx, r Report, p Plea) error {
	pleas.Put(tx, r, p)
	return nil
}
