package dispatch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/dispatch/officer"
	"giaoban/internal/store"
)

// Open opens the campaigns on this store; of a new one nothing before now is ever due.
// Notices that were not told before the program ended are told now, and what was asked is
// answered.
func (d *Dispatcher) Open(ctx context.Context, now time.Time) error {
	if err := d.LoadSeries(ctx); err != nil {
		return fmt.Errorf("read which periods are open: %w", err)
	}
	if err := d.OpenFirst(ctx, now); err != nil {
		return err
	}
	if err := d.LoadPolls(ctx, now); err != nil {
		return fmt.Errorf("open the quick polls: %w", err)
	}
	if _, err := d.Done(ctx, now); err != nil {
		return fmt.Errorf("open the campaign: %w", err)
	}
	if err := d.LoadDamage(ctx); err != nil {
		return fmt.Errorf("read what is set aside: %w", err)
	}
	if err := d.tellLost(ctx, now); err != nil {
		return fmt.Errorf("tell of damaged messages: %w", err)
	}
	if err := d.PurgeRest(ctx, now); err != nil {
		return fmt.Errorf("go on with a purge: %w", err)
	}
	if err := d.TellMoved(ctx, now); err != nil {
		return fmt.Errorf("tell whose units were moved: %w", err)
	}
	for _, in := range d.All() {
		if err := lifecycle.LoadPhase(ctx, in); err != nil {
			return fmt.Errorf("read how the campaign stands: %w", err)
		}
		if err := in.Below.Load(ctx); err != nil {
			return fmt.Errorf("read the reports below: %w", err)
		}
	}
	if err := d.decideRest(ctx); err != nil {
		return fmt.Errorf("go on with a decision: %w", err)
	}
	if err := d.resume(ctx, now); err != nil {
		return fmt.Errorf("go on with what is not answered: %w", err)
	}
	switch err := d.Flush(ctx, now); {
	case errors.Is(err, store.ErrUnwritten):
		d.Log.Error("notices wait for the next round", "error", err)
	case err != nil:
		return err
	}
	return d.answerKept(ctx)
}

// tellLost tells those to whom a message was to go that is damaged.
func (d *Dispatcher) tellLost(ctx context.Context, now time.Time) error {
	var ids []string
	err := d.KV.View(ctx, func(r store.Reader) error {
		ids = nil
		for row, err := range store.Damages.All(r, store.Outbox.Prefix()) {
			if err != nil {
				return d.Despite(err)
			}
			ids = append(ids, row.Key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		_, address, _ := strings.Cut(id, "-")
		to, err := chat.ParseAddress(address)
		if err != nil {
			continue
		}
		var said []chat.Message
		err = store.One(ctx, d.KV, func(tx store.Tx) error {
			said = nil
			if store.Outbox.Has(tx, id) { // else they were told before
				said = []chat.Message{{To: to, Content: chat.Content{Text: d.ToAnybody("damaged_message")}}}
				store.Outbox.Delete(tx, id)
				store.Queue(tx, now, said...)
			}
			return nil
		})
		if err != nil {
			return err
		}
		d.Deliver(said...)
	}
	return nil
}

// ReadFile finds answers in a file that somebody wants to be read, and tells them. Nil
// content is of a file that will never come.
func (d *Dispatcher) ReadFile(ctx context.Context, now time.Time, r store.Reading, content []byte) error {
	u, err := officer.ReadFile(ctx, d.Set, now, r, content)
	if err != nil || u == nil {
		return err
	}
	return d.Updates(ctx, []chat.Update{*u})
}

// FileLost marks a file that will never come and notifies its sender.
func (d *Dispatcher) FileLost(ctx context.Context, now time.Time, l store.Download, why store.Loss) error {
	if err := officer.FileLost(ctx, d.Set, now, l, why); err != nil {
		return err
	}
	return d.Flush(ctx, now)
}
