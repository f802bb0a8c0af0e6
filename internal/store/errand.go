package store

import (
	"time"

	"giaoban/internal/chat"
)

// Behalf is the report that a coordinator fills in for a unit.
type Behalf struct {
	Report Report    `json:"r"`
	Since  time.Time `json:"s"`
}

// Nudged are the units that somebody nudged on one day.
type Nudged struct {
	Day   string   `json:"d"`
	Units []string `json:"u"`
}

func nudgedKey(campaign string, by chat.Address) string {
	return "nudged/" + campaign + "/" + by.String()
}

// GetNudged reads whom a coordinator nudged on the day that they last did.
func GetNudged(tx Getter, campaign string, by chat.Address) (Nudged, error) {
	var n Nudged
	err := getJSON(tx, nudgedKey(campaign, by), &n)
	return n, err
}

// PutNudged writes it.
func PutNudged(tx Tx, campaign string, by chat.Address, n Nudged) error {
	return putJSON(tx, nudgedKey(campaign, by), n)
}
