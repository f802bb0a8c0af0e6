package store

import (
	"encoding/json"

	"giaoban/internal/chat"
)

// A Kept is an update of a known person that is stored and not answered yet. Its row is written in the transaction that
// notes its once key, and goes in the one that writes the answer: whatever ends the program in between, the next start
// answers it.
type Kept struct {
	Update chat.Update `json:"u"`
	// Asked is what it was found to ask; none while it waits behind another of the same person, and is looked at by nobody.
	Asked json.RawMessage `json:"a,omitempty"`
	// Place is the message that stands in the place of the answer, once it takes long.
	Place string `json:"p,omitempty"`
	// Starts is how many starts of the program found it.
	Starts int `json:"n,omitempty"`
}

// Kepts lie under names that Chat.Next gives: each person's in the order of their messages.
var Kepts = Table[string, Kept]{"kept/", byWord, asJSON[Kept]()}
