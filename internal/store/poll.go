package store

import (
	"time"

	"giaoban/internal/report"
)

// A Poll is a quick poll, a small campaign that a coordinator began. Its outline is among the
// Outlines; all else is as in the campaign of which it is.
type Poll struct {
	Of    string `json:"c"` // the name of that campaign
	Title string `json:"t"`
	// From is the unit in whose name it is asked, Office the words for it, Units are those that answer.
	From    string    `json:"f"`
	Office  string    `json:"w,omitempty"`
	Units   []string  `json:"u"`
	Outline string    `json:"o"` // its hash
	At      time.Time `json:"a"`
	Until   time.Time `json:"e"`
}

// Polls are all that were ever asked and not purged, each under its own campaign's identity.
var Polls = Table[report.ID, Poll]{"poll/", byReport, asJSON[Poll]()}
