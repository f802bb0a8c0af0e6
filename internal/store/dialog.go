package store

import (
	"encoding/json"

	"giaoban/internal/report"
)

// A Dialog is what waits beside the report: the one thing that a person was asked
// last and has not answered. Its kind reads the answer.
type Dialog struct {
	Kind string `json:"k"`
	// Report names the campaign that it is for, and the unit if it is about one
	// report.
	Report report.ID `json:"r,omitzero"`
	// Aside marks one whose person went on to something else: words are not for it any
	// more, while its buttons are.
	Aside bool `json:"a,omitempty"`
	// State is the kind's own.
	State json.RawMessage `json:"s,omitempty"`
}
