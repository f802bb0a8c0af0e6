package store

import (
	"encoding/json"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// A Decision is an order about more reports than one transaction decides about, until all of
// it is carried out: whatever ends the program, the next start goes on with it.
type Decision struct {
	Campaign report.ID    `json:"c"`
	By       chat.Address `json:"b"`
	// ID names the order among those of the person, At is when it was given.
	ID    string          `json:"i"`
	At    time.Time       `json:"a"`
	Order json.RawMessage `json:"o"`
	// Next is the first of its units about which nothing was done yet. Not are those before
	// it about which it could not be decided.
	Next int      `json:"n,omitempty"`
	Not  []string `json:"x,omitempty"`
}

func byOrder(prefix string, d Decision) string {
	return byAddress(underReport(prefix, d.Campaign, ""), d.By) + "/" + d.ID
}

// Decisions are those that are being carried out, each under a key that it makes itself.
var Decisions = Table[Decision, Decision]{"decision/", byOrder, asJSON[Decision]()}
