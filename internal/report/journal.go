package report

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// An Entry is one line of the journal: an act of a person, who made it, and what
// it changed. Lines are added and never changed.
type Entry struct {
	By   chat.Address `json:"b"`
	Name string       `json:"n,omitempty"` // as the channel tells it
	// Role at the unit At is by which the person could act.
	Role roster.Role `json:"r,omitempty"`
	At   string      `json:"u,omitempty"`
	When time.Time   `json:"w"` // campaign time
	Move Move        `json:"m"`
	// Unit is whose report it concerns, or below which the Level's reports are.
	Unit   string   `json:"t"`
	Level  int      `json:"l,omitempty"`
	Remark string   `json:"k,omitempty"`
	Codes  []string `json:"q,omitempty"` // questions returned
	Old    string   `json:"o,omitempty"`
	New    string   `json:"v,omitempty"`
}
