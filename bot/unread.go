package main

import (
	"context"
	"fmt"
	"slices"

	"giaoban/internal/store"
)

// unreadCommand lists what coordinators said and was not understood, the newest first, so
// that the table of sentences can grow. It names nobody.
type unreadCommand struct {
	Most int `help:"${cli_help_unread_most}" default:"200"`
}

// unreadOrder asks for nothing in particular.
type unreadOrder struct{}

// unreadReply is what can be read, the oldest first, and the keys of what cannot.
type unreadReply struct {
	Sentences []store.Unread `json:"sentences"`
	Damaged   []string       `json:"damaged,omitempty"`
}

// Run prints a line for each sentence: when, in which role, at what, and the words.
func (k *unreadCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		found, err := o.Unread(ctx, unreadOrder{})
		if err != nil {
			return err
		}
		list := found.Sentences
		slices.Reverse(list)
		for _, u := range list[:min(len(list), max(k.Most, 0))] {
			fmt.Fprintf(p.stdout, "%s\t%s\t%s\t%s\n", p.in(c, "").say.Day(u.At), u.Role, u.Context, u.Text)
		}
		p.tell("cli_unread_n", "n", len(list))
		for _, key := range found.Damaged {
			p.tell("cli_unread_damaged", "key", key)
		}
		return nil
	})
}

// Unread implements operations.
func (a *admin) Unread(ctx context.Context, _ unreadOrder) (reply unreadReply, err error) {
	err = a.kv.View(ctx, func(r store.Reader) error {
		reply.Sentences, reply.Damaged = store.ListUnread(r)
		return nil
	})
	if err != nil {
		return unreadReply{}, fails("cli_unread_failed", "error", err)
	}
	return reply, nil
}

// Unread implements operations.
func (r *remote) Unread(ctx context.Context, order unreadOrder) (reply unreadReply, err error) {
	return reply, r.order(ctx, "/unread", order, &reply)
}
