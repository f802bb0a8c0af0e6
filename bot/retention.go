package main

import (
	"context"
	"fmt"

	"giaoban/internal/retention"
)

// retentionCommand tells what is kept until when.
type retentionCommand struct{}

// retentionOrder asks for nothing in particular.
type retentionOrder struct{}

// retentionReply is how much there is.
type retentionReply struct {
	Kinds     []retention.Count `json:"kinds"`
	Campaigns []retention.Left  `json:"campaigns"`
}

// Run prints the table of what is kept, and each campaign.
func (k *retentionCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		found, err := o.Retention(ctx, retentionOrder{})
		if err != nil {
			return err
		}
		p.print("cli_retention_head")
		for _, n := range found.Kinds {
			what := n.What
			if p.say.Has(n.What) {
				what = p.say.Say(n.What)
			}
			fmt.Fprintf(p.stdout, "%8s %9s  ", p.say.Whole(n.Records), p.say.Size(int64(n.Bytes)))
			p.print("cli_retention_row", "what", what, "until", p.say.Say(n.Until))
		}
		for _, l := range found.Campaigns {
			there := p.in(c, l.ID.Campaign)
			there.left("cli_purge_what", l)
			if l.Phase.Closed {
				there.item("cli_retention_closed", "day", there.say.Day(l.Phase.Since))
			}
			if !l.Phase.Purged.IsZero() {
				there.item("cli_retention_purged", "day", there.say.Day(l.Phase.Purged))
			}
		}
		return nil
	})
}

// Retention implements operations.
func (a *admin) Retention(ctx context.Context, _ retentionOrder) (reply retentionReply, err error) {
	if reply.Kinds, err = retention.Counts(ctx, a.kv); err == nil {
		reply.Campaigns, err = retention.Campaigns(ctx, a.kv)
	}
	return reply, err
}

// Retention implements operations.
func (r *remote) Retention(ctx context.Context, order retentionOrder) (reply retentionReply, err error) {
	return reply, r.order(ctx, "/retention", order, &reply)
}

// compactCommand writes the database anew.
type compactCommand struct{}

// Run writes the database into a new file, which has nothing of what was deleted.
func (k *compactCommand) Run(p *program, c Config) error {
	db, err := openDatabase(c.Database(), opening{Key: c.EncryptionKey}) // which refuses what is not ours
	if inUse(err) {
		return hinted(err, "cli_compact_stop")
	}
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	before, after, err := compactDatabase(c.Database())
	if err != nil {
		return err
	}
	p.print("cli_compact_done", "file", c.Database(), "after", p.say.Size(after), "before", p.say.Size(before))
	if after > before {
		p.print("cli_compact_grown")
	}
	return nil
}
