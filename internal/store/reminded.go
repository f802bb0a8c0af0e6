package store

import "giaoban/internal/chat"

// Reminded is how many reminders one person got on the last day on which they
// got any, over all campaigns.
type Reminded struct {
	Day  string `json:"d"` // 2016-07-05
	Sent int    `json:"n"`
}

var reminded = Table[chat.Address, Reminded]{"reminded/", byAddress, asJSON[Reminded]()}

// GetReminded reads the record; the zero Reminded if there is none.
func GetReminded(tx Getter, a chat.Address) (Reminded, error) { return reminded.Get(tx, a) }

// PutReminded writes it.
func PutReminded(tx Tx, a chat.Address, r Reminded) error {
	reminded.Put(tx, a, r)
	return nil
}
