package simulator

import (
	"slices"
	"sort"
	"sync"
	"time"
)

// Chat is what a person sees of the chat with one bot, or what changed in it since a sequence number.
type Chat struct {
	User     int64     `json:"user"`
	Bot      int64     `json:"bot"`
	Seq      uint64    `json:"seq"`                // of the last change; ask for what comes after it
	Blocked  bool      `json:"blocked"`            // the person blocked the bot
	Typing   string    `json:"typing,omitempty"`   // the bot's chat action, while it lasts (5 s)
	Answer   *Answer   `json:"answer,omitempty"`   // the last answer to a pressed button
	Keyboard *Keyboard `json:"keyboard,omitempty"` // the keyboard in place of the phone's own
	Messages []Shown   `json:"messages"`           // oldest first
}

// Shown is a message in a chat.
type Shown struct {
	Message
	Own     bool   `json:"own"` // written by the person, not by the bot
	Deleted bool   `json:"deleted,omitempty"`
	Seq     uint64 `json:"seq"`
}

// Answer is what answerCallbackQuery said to a person who pressed a button.
type Answer struct {
	Query string `json:"query"`
	Text  string `json:"text,omitempty"`
	Alert bool   `json:"alert,omitempty"`
	URL   string `json:"url,omitempty"`
	Seq   uint64 `json:"seq"`
}

// Last returns the newest message that is not deleted and was written by the bot, or false.
func (c Chat) Last() (Shown, bool) {
	for _, m := range slices.Backward(c.Messages) {
		if !m.Own && !m.Deleted {
			return m, true
		}
	}
	return Shown{}, false
}

// chat is one person's chat with one bot. Its lock also orders the updates that the person's actions queue.
type chat struct {
	bot     *bot
	user    *User
	changed signal

	mu       sync.Mutex
	messages []Shown // by id, which grows
	seq      uint64
	blocked  bool
	gone     bool // the account was deleted
	action   string
	until    time.Time // real time at which action ends
	answer   *Answer
	keyboard *Keyboard
}

// find returns the place of a message, or -1. The caller holds the lock.
func (c *chat) find(id int64) int {
	i := sort.Search(len(c.messages), func(i int) bool { return c.messages[i].ID >= id })
	if i == len(c.messages) || c.messages[i].ID != id || c.messages[i].Deleted {
		return -1
	}
	return i
}

// quoted returns a message as one that answers it shows it, or nil. The caller holds the lock.
func (c *chat) quoted(id int64) *Message {
	i := c.find(id)
	if i < 0 {
		return nil
	}
	m := c.messages[i].Message
	m.ReplyTo = nil
	return &m
}

// append stores a message of either side and stamps it. The caller holds the lock.
func (c *chat) append(m Message, own bool) *Message {
	c.seq = c.bot.server.nextSeq()
	c.messages = append(c.messages, Shown{Message: m, Own: own, Seq: c.seq})
	return &c.messages[len(c.messages)-1].Message
}

// replace puts a changed message in the place of the old one. The caller holds the lock.
func (c *chat) replace(i int, m Message) {
	c.seq = c.bot.server.nextSeq()
	c.messages[i].Message, c.messages[i].Seq = m, c.seq
}

func (c *chat) remove(i int) {
	c.seq = c.bot.server.nextSeq()
	c.messages[i].Deleted, c.messages[i].Seq = true, c.seq
}

// refusal returns why the bot may not write here, in the API's words, or nil. The caller holds the lock.
func (c *chat) refusal() error {
	switch {
	case c.gone:
		return forbidden("user is deactivated")
	case c.blocked:
		return forbidden("bot was blocked by the user")
	}
	return nil
}

// since copies what changed after a sequence number.
func (c *chat) since(seq uint64) Chat {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := Chat{
		User: c.user.ID, Bot: c.bot.account.ID, Seq: c.seq, Blocked: c.blocked, Answer: c.answer, Keyboard: c.keyboard, Messages: []Shown{},
	}
	if c.action != "" && time.Now().Before(c.until) {
		out.Typing = c.action
	}
	for i := range c.messages { // a long chat is looked through for every change
		if c.messages[i].Seq > seq {
			out.Messages = append(out.Messages, c.messages[i])
		}
	}
	return out
}

func (c *chat) lastSeq() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seq
}

// change runs f under the lock. Unless f fails, it then wakes everybody who waits for a change.
func (c *chat) change(f func() error) error {
	c.mu.Lock()
	err := f()
	c.mu.Unlock()
	if err != nil {
		return err
	}
	c.changed.fire()
	c.bot.server.changed.fire()
	return nil
}

// write is change for the bot, which may be shut out.
func (c *chat) write(f func() error) error {
	return c.change(func() error {
		if err := c.refusal(); err != nil {
			return err
		}
		return f()
	})
}

func (c *chat) info() ChatInfo {
	a := &c.user.account
	return ChatInfo{ID: a.ID, FirstName: a.FirstName, LastName: a.LastName, Username: a.Username, Type: "private"}
}
