package store

import (
	"time"

	"giaoban/internal/chat"
)

// Reminded is what one person was reminded of on the last day on which they
// were, over all campaigns.
type Reminded struct {
	Day  string         `json:"d"` // 2016-07-05
	Sent []ReminderSent `json:"s"`
}

// ReminderSent is one message with reminders.
type ReminderSent struct {
	Message string    `json:"m"` // its id
	At      time.Time `json:"a"`
	Reports []Report  `json:"r"`
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
