package simulator

import (
	"strconv"

	"giaoban/internal/simulator/entities"
)

// callbackQuery is the update of a pressed button.
type callbackQuery struct {
	ID       string   `json:"id"`
	From     *Account `json:"from"`
	Message  any      `json:"message,omitempty"`
	Instance string   `json:"chat_instance"`
	Data     string   `json:"data"`
}

// inaccessible stands in a callbackQuery for a message that is no longer there.
type inaccessible struct {
	Chat ChatInfo `json:"chat"`
	ID   int64    `json:"message_id"`
	Date int64    `json:"date"`
}

// callbackLane keeps a person's pressed buttons in order among themselves, beside the messages, as the platform does.
const callbackLane = 3 << 53

// queryOf registers a pressed button and returns its update. The caller holds the chat's lock.
func (b *bot) queryOf(c *chat, messageID int64, data string) callbackQuery {
	q := callbackQuery{
		ID:       strconv.FormatUint(1_000_000_000_000_000_000+b.server.queryID.Add(1), 10),
		From:     &c.user.account,
		Instance: strconv.FormatInt(c.user.ID*7+b.account.ID, 10),
		Data:     data,
	}
	if i := c.find(messageID); i >= 0 {
		m := c.messages[i].Message
		q.Message = &m
	} else {
		q.Message = inaccessible{Chat: c.info(), ID: messageID}
	}
	b.mu.Lock()
	b.callbacks[q.ID] = c
	b.mu.Unlock()
	return q
}

// answerCallbackQuery answers a pressed button, once.
func (b *bot) answerCallbackQuery(r request) (any, error) {
	text := r.text("text")
	if entities.Units(text) > maxAnswerText {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	id := r.text("callback_query_id")
	b.mu.Lock()
	c := b.callbacks[id]
	delete(b.callbacks, id)
	b.mu.Unlock()
	if c == nil {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	return true, c.change(func() error {
		c.seq = b.server.nextSeq()
		c.answer = &Answer{Query: id, Text: text, Alert: r.truth("show_alert"), URL: r.text("url"), Seq: c.seq}
		return nil
	})
}
