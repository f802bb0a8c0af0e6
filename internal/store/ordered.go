package store

import (
	"giaoban/internal/chat"
)

// OrderedReminders are the units that a coordinator had reminded on one day.
type OrderedReminders struct {
	Day   string   `json:"d"`
	Units []string `json:"u"`
}

// byKey names somebody in one campaign.
type byKey struct {
	campaign string
	by       chat.Address
}

func byAuthor(prefix string, k byKey) string { return byAddress(prefix+k.campaign+"/", k.by) }

var ordered = Table[byKey, OrderedReminders]{"ordered/", byAuthor, asJSON[OrderedReminders]()}

// GetOrderedReminders reads whom a coordinator reminded on the day that they last did.
func GetOrderedReminders(tx Getter, campaign string, by chat.Address) (OrderedReminders, error) {
	return ordered.Get(tx, byKey{campaign, by})
}

// PutOrderedReminders writes it.
func PutOrderedReminders(tx Tx, campaign string, by chat.Address, n OrderedReminders) error {
	ordered.Put(tx, byKey{campaign, by}, n)
	return nil
}
