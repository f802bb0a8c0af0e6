package store

import (
	"encoding/json"
	"time"

	"giaoban/internal/chat"
)

// Chat is one address of one channel, and what goes on there.
type Chat struct {
	// Person names whose it is; "" is whoever has the chat's own address.
	Person string `json:"w,omitempty"`
	// Last is the number of the message that was written last.
	Last    int64 `json:"i,omitempty"`
	Blocked bool  `json:"b,omitempty"`
	// Focus is where the person stands in the interview, by report. It is the
	// interview's own.
	Focus map[string]json.RawMessage `json:"f,omitempty"`
	// Current is which report words are for, if the person has several.
	Current string `json:"c,omitempty"`
	// Dialog is what was asked beside the report and is not answered.
	Dialog *Dialog `json:"t,omitempty"`
	// Seen is when the person was last at a report, Noticed since when the
	// colleague was at it of whom they were told; both in seconds, by report.
	Seen    map[string]int64 `json:"s,omitempty"`
	Noticed map[string]int64 `json:"o,omitempty"`
	// Album is the album whose part came last, if that was the last input.
	Album *Album `json:"a,omitempty"`
	// Proxy is the report that a coordinator fills in for a unit.
	Proxy *Proxy `json:"h,omitempty"`
}

// Album is what was last said to the parts of one album: the answer to its next
// part takes the place of these messages if they have not left yet.
type Album struct {
	Group    string   `json:"g"`
	Messages []string `json:"m,omitempty"`
}

var chats = Table[chat.Address, Chat]{"chat/", byAddress, asJSON[Chat]()}

// GetChat reads a chat; the zero Chat if nothing came from there or went there
// yet.
func GetChat(tx Getter, a chat.Address) (Chat, error) { return chats.Get(tx, a) }

// PutChat writes it.
func PutChat(tx Tx, a chat.Address, c Chat) error {
	chats.Put(tx, a, c)
	return nil
}

// owner names the person of the chat with that address.
func (c Chat) owner(a chat.Address) string {
	if c.Person == "" {
		return a.String()
	}
	return c.Person
}

// Next names the next message to the chat, at an instant of campaign time. The
// name sorts behind those of all earlier messages to the chat, whatever the
// clock does, and close to those of the same time to others: keys that grow
// together cost little.
func (c *Chat) Next(a chat.Address, at time.Time) string {
	c.Last = max(c.Last+1, at.UnixMicro())
	var digits [16]byte
	return string(padded(digits[:0], uint64(c.Last), 16, len(digits))) + "-" + a.Channel + ":" + a.ID
}

// Queue writes messages to one chat, which are to be delivered in order behind all
// earlier ones to it. A chat whose record is damaged gets them too.
func Queue(tx Tx, at time.Time, messages ...chat.Message) {
	if len(messages) == 0 {
		return
	}
	to := messages[0].To
	c, err := chats.Get(tx, to)
	c.Queue(tx, at, messages...)
	if err == nil {
		chats.Put(tx, to, c)
	}
}

// Queue is Queue for a chat that the caller writes.
func (c *Chat) Queue(tx Tx, at time.Time, messages ...chat.Message) {
	for i := range messages {
		messages[i].ID = c.Next(messages[i].To, at)
		outbox.Put(tx, messages[i].ID, messages[i])
	}
}
