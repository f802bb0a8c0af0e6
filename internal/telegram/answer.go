package telegram

import (
	"context"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// A pressed button shows a spinner until its query is answered. That is a
// courtesy: it must never hold up a poll or a reply, so it has a few goroutines
// and a short queue of its own, and what does not fit is not answered.
const (
	answerers     = 8
	answerQueue   = 256
	answerTimeout = 5 * time.Second // later the server has forgotten the query
)

func (b *Bot) answer(query string) {
	select {
	case b.answers <- query:
	default:
	}
}

// answerLoop answers queries until ctx ends, each with a single try.
func (b *Bot) answerLoop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case query := <-b.answers:
			if time.Now().UnixNano() < b.waits.Load() {
				continue
			}
			_, err := b.request(ctx, answerTimeout, "answerCallbackQuery", tg.Params{"callback_query_id": query}, repeatable)
			if err != nil && ctx.Err() == nil {
				b.log.Debug("telegram: button press not acknowledged", "err", err)
			}
		}
	}
}
