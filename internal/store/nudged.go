package store

import (
	"giaoban/internal/chat"
)

// Nudged are the units that somebody nudged on one day.
type Nudged struct {
	Day   string   `json:"d"`
	Units []string `json:"u"`
}

// byKey names somebody in one campaign.
type byKey struct {
	campaign string
	by       chat.Address
}

func byAuthor(prefix string, k byKey) string { return byAddress(prefix+k.campaign+"/", k.by) }

var nudged = Table[byKey, Nudged]{"nudged/", byAuthor, asJSON[Nudged]()}

// GetNudged reads whom a coordinator nudged on the day that they last did.
func GetNudged(tx Getter, campaign string, by chat.Address) (Nudged, error) {
	return nudged.Get(tx, byKey{campaign, by})
}

// PutNudged writes it.
func PutNudged(tx Tx, campaign string, by chat.Address, n Nudged) error {
	nudged.Put(tx, byKey{campaign, by}, n)
	return nil
}
