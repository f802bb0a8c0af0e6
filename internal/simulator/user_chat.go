package simulator

import "context"

// Chat returns what the person sees of the chat with a bot. An unknown bot has an empty chat.
func (u *User) Chat(botID int64) Chat {
	c, err := u.Since(botID, 0)
	if err != nil {
		return Chat{User: u.ID, Bot: botID, Messages: []Shown{}}
	}
	return c
}

// Since returns what changed in the chat after a sequence number: new, edited and deleted messages, and the state around them.
func (u *User) Since(botID int64, seq uint64) (Chat, error) {
	c, err := u.open(botID)
	if err != nil {
		return Chat{}, err
	}
	return c.since(seq), nil
}

// Next waits until the chat changes after a sequence number and returns the change. It looks at this chat only, so thousands may wait.
func (u *User) Next(ctx context.Context, botID int64, seq uint64) (Chat, error) {
	c, err := u.open(botID)
	if err != nil {
		return Chat{}, err
	}
	err = c.changed.until(ctx, func() bool { return c.lastSeq() > seq })
	return c.since(seq), err
}

// Await waits until the whole chat satisfies a condition and returns it.
func (u *User) Await(ctx context.Context, botID int64, done func(Chat) bool) (Chat, error) {
	c, err := u.open(botID)
	if err != nil {
		return Chat{}, err
	}
	var seen Chat
	err = c.changed.until(ctx, func() bool {
		seen = c.since(0)
		return done(seen)
	})
	return seen, err
}
