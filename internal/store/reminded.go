package store

import "giaoban/internal/chat"

// Reminded is how many reminders one person got on the last day on which they
// got any, over all campaigns.
type Reminded struct {
	Day  string `json:"d"` // 2016-07-05
	Sent int    `json:"n"`
}

func remindedKey(a chat.Address) string { return "reminded/" + a.String() }

// GetReminded reads the record; the zero Reminded if there is none.
func GetReminded(tx Getter, a chat.Address) (Reminded, error) {
	var r Reminded
	err := getJSON(tx, remindedKey(a), &r)
	return r, err
}

// PutReminded writes it.
func PutReminded(tx Tx, a chat.Address, r Reminded) error { return putJSON(tx, remindedKey(a), r) }
