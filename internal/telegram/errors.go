package telegram

import (
	"fmt"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"giaoban/internal/chat"
)

// judgeAnswer classifies an answer of the Bot API that says no.
func (c *call) judgeAnswer(method string, e *tg.Error, again repeat) error {
	code := c.code(e)
	err := c.bot.secret.scrub(fmt.Errorf("%s: %d: %w", method, code, e))
	after := time.Duration(e.RetryAfter) * time.Second
	switch {
	case code == 401:
		// Not the message's fault: it waits for a restart with a good token.
		c.bot.refused.Store(time.Now().UnixNano())
		return retryLater(0, fmt.Errorf("%w: %w", ErrUnauthorized, err))
	case code == 429:
		after = max(after, time.Second)
		if method != "getUpdates" {
			c.bot.waits.Store(time.Now().Add(after).UnixNano())
		}
		return retryLater(after, err)
	case code == 409:
		return retryLater(after, &conflictError{err})
	case code >= 500:
		return lost(err, again)
	case code == 403 && thisKind(e.Message):
		return &chat.RefusedError{Err: err}
	case code == 403, code == 400 && nobodyThere(e.Message):
		return &chat.GoneError{Err: err}
	case code == 404:
		return retryLater(after, err) // a wrong address or proxy, not a wrong message
	}
	return &chat.RefusedError{Err: err}
}

func retryLater(after time.Duration, err error) error {
	return &chat.RetryError{After: after, Err: err}
}

// lost is a call whose answer never came or says nothing about the outcome.
func lost(err error, again repeat) error {
	if again == repeatable {
		return retryLater(0, err)
	}
	return fmt.Errorf("%w: %w", chat.ErrUnknownOutcome, err)
}

// thisKind reports whether a 403 is about what was sent and not about the person.
func thisKind(description string) bool {
	return containsAny(description, "not enough rights to send", "CHAT_SEND_", "_FORBIDDEN")
}

// nobodyThere reports whether a 400 says that the person cannot be written to.
func nobodyThere(description string) bool {
	return containsAny(description, "chat not found", "user not found", "user is deactivated",
		"USER_IS_BLOCKED", "INPUT_USER_DEACTIVATED", "PEER_ID_INVALID")
}

// notModified reports whether an edit was refused because nothing would change.
func notModified(err error) bool {
	return containsAny(err.Error(), "message is not modified", "MESSAGE_NOT_MODIFIED")
}

// uneditable reports whether an edit was refused because of the old message, so
// that a new one should be sent in its place.
func uneditable(err error) bool {
	return containsAny(err.Error(), "message to edit not found", "message can't be edited",
		"there is no text in the message to edit", "MESSAGE_ID_INVALID", "message identifier is not specified")
}

func containsAny(s string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
