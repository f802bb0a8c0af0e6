package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"giaoban/internal/chat"
)

const (
	batchLimit   = 100 // updates in one poll, the server's limit
	pollSeconds  = 30  // for which the server may hold an empty poll, of the 50 that it would
	confirmLimit = 2 * time.Second
	// allowed are the kinds of update that somebody reads. The list is sent with
	// every poll, since the server remembers the last one it was given.
	allowed = `["message","edited_message","callback_query","my_chat_member"]`
)

// Handler is told what came in.
type Handler struct {
	// Updates takes a batch in the order of arrival, never an empty one. The
	// server keeps the whole batch, and repeats it, until Updates returned nil
	// and the next poll said so.
	Updates func(ctx context.Context, updates []chat.Update) error
	// SetAside takes an item that is no update we can read, whole, under the key
	// that the update would have had, with the reason. It too is repeated until
	// it returned nil.
	SetAside func(ctx context.Context, raw json.RawMessage, key string, reason error) error
}

// Run polls until ctx ends, which is not an error, or until the server refuses
// the token: ErrUnauthorized. Everything else is logged and tried again: what a
// network does, another poller with our token, and a handler that could not
// store. When ctx ends the server is told, for at most 2 s, what was handled.
func (b *Bot) Run(ctx context.Context, h Handler) error {
	var answering sync.WaitGroup
	answerCtx, stop := context.WithCancel(ctx)
	for range answerers {
		answering.Go(func() { b.answerLoop(answerCtx) })
	}
	defer answering.Wait()
	defer stop()

	p := &poller{bot: b, handler: h, trouble: newTrouble(b.log)}
	for ctx.Err() == nil {
		err := p.round(ctx)
		if ctx.Err() == nil {
			b.polls[outcomeOf(err)].Add(1)
		}
		switch {
		case err == nil:
			p.trouble.over()
		case errors.Is(err, ErrUnauthorized):
			return err
		case ctx.Err() == nil:
			rest(ctx, p.trouble.met(err))
		}
	}
	p.confirm(ctx)
	return nil
}

// rest waits for d or until ctx ends.
func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// poller is one Run's state.
type poller struct {
	bot     *Bot
	handler Handler
	trouble *trouble
	// offset confirms all updates before it; 0 until the first batch, when the
	// server gives whatever it kept.
	offset int64
	// sent is the last offset that the server was given: it need not be told
	// twice.
	sent int64
}

// round is one poll and what becomes of it. The offset moves only if everything
// was taken.
func (p *poller) round(ctx context.Context) error {
	items, err := p.poll(ctx, batchLimit, pollSeconds)
	if err != nil {
		return err
	}
	batch := p.read(items)
	if len(items) > 0 {
		p.bot.together.Observe(float64(len(items)))
	}
	if len(batch.updates) > 0 {
		if err := p.handler.Updates(ctx, batch.updates); err != nil {
			return &handlerError{fmt.Errorf("handle %d updates: %w", len(batch.updates), err)}
		}
	}
	for _, item := range batch.aside {
		if err := p.handler.SetAside(ctx, item.raw, item.key, item.reason); err != nil {
			return &handlerError{fmt.Errorf("set aside %s: %w", item.key, err)}
		}
		p.bot.log.Error("telegram: an update cannot be read, set aside", "message", item.key, "reason", item.reason)
	}
	p.bot.dropped.Add(batch.dropped)
	for _, query := range batch.queries {
		p.bot.answer(query)
	}
	if len(items) > 0 && batch.next == p.offset {
		// No number to confirm by, or a server that does not listen to ours.
		return errors.New("the server repeats updates that cannot be confirmed")
	}
	p.offset = batch.next
	return nil
}

// poll asks for updates and holds on for so many seconds if there are none.
func (p *poller) poll(ctx context.Context, limit, seconds int) ([]json.RawMessage, error) {
	patience := time.Duration(seconds)*time.Second + 10*time.Second
	result, err := p.bot.request(ctx, patience, "getUpdates", tg.Params{
		"offset":          strconv.FormatInt(p.offset, 10),
		"limit":           strconv.Itoa(limit),
		"timeout":         strconv.Itoa(seconds),
		"allowed_updates": allowed,
	}, repeatable)
	if err == nil || ctx.Err() != nil { // a poll that is broken off has arrived
		p.sent = p.offset
	}
	if err == nil || ctx.Err() == nil {
		p.bot.polled.note(err)
	}
	if err != nil {
		return nil, err
	}
	var items []json.RawMessage
	if err := json.Unmarshal(result, &items); err != nil {
		return nil, fmt.Errorf("getUpdates: %w", err)
	}
	return items, nil
}

// confirm tells the server that all before the offset is ours, which otherwise
// only the next poll would. Nothing is lost if it does not arrive: the updates
// come again and are recognised.
func (p *poller) confirm(ctx context.Context) {
	if p.offset == p.sent {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), confirmLimit)
	defer cancel()
	if _, err := p.poll(ctx, 1, 0); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		p.bot.log.Warn("telegram: last confirmation not sent, the last updates will come again", "err", err)
	}
}

// batch is a poll's items, sorted by what becomes of them.
type batch struct {
	updates []chat.Update
	aside   []asideItem
	queries []string
	dropped int64
	next    int64 // the offset that confirms all of them
}

type asideItem struct {
	raw    json.RawMessage
	key    string
	reason error
}

// read decodes a poll's items. Their numbers are not compared with the offset:
// after an idle week the server may deal lower ones.
func (p *poller) read(items []json.RawMessage) batch {
	b := batch{next: p.offset, updates: make([]chat.Update, 0, len(items))}
	at, came := p.bot.now(), time.Now()
	for _, raw := range items {
		d, err := decode(raw, p.bot.id, at)
		switch {
		case d.id > 0:
			b.next = d.id + 1
		case b.next > 0:
			// Numbers are dealt in order, so this one is at least the next. If
			// it is larger, it comes again and takes another step.
			b.next++
		}
		if d.query != "" {
			b.queries = append(b.queries, d.query)
		}
		switch {
		case err != nil:
			b.aside = append(b.aside, asideItem{raw, keyOf(p.bot.id, d.id, raw), err})
		case d.keep:
			d.update.Came = came
			if p.bot.log.Enabled(context.Background(), slog.LevelDebug) {
				p.bot.log.Debug("telegram: received", "message", d.update.Key)
			}
			b.updates = append(b.updates, d.update)
		default:
			b.dropped++
		}
	}
	return b
}
