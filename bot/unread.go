package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/store"
)

// unreadCommand lists what coordinators said and was not understood, the newest first, so
// that the table of sentences can grow. It names nobody.
type unreadCommand struct {
	Most int `help:"At most so many sentences." default:"200"`
}

// unreadOrder asks for nothing in particular.
type unreadOrder struct{}

// Run prints a line for each sentence: when, in which role, at what, and the words.
func (k *unreadCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		list, err := o.Unread(ctx, unreadOrder{})
		if err != nil {
			return err
		}
		slices.Reverse(list)
		for _, u := range list[:min(len(list), max(k.Most, 0))] {
			fmt.Fprintf(p.stdout, "%s\t%s\t%s\t%s\n", u.At.Format(time.DateOnly), u.Role, u.Context, u.Text)
		}
		fmt.Fprintf(p.stderr, "%d sentences of the last 90 days were not understood\n", len(list))
		return nil
	})
}

// Unread implements operations.
func (a *admin) Unread(ctx context.Context, _ unreadOrder) (list []store.Unread, err error) {
	err = a.kv.View(ctx, func(r store.Reader) (err error) {
		list, err = store.Unreads.List(r, "")
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what was not understood: %w", err)
	}
	return list, nil
}

// Unread implements operations.
func (r *remote) Unread(ctx context.Context, order unreadOrder) (list []store.Unread, err error) {
	return list, r.order(ctx, "/unread", order, &list)
}
