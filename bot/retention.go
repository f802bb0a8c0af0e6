package main

import (
	"context"
	"fmt"
	"time"

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
		for _, n := range found.Kinds {
			fmt.Fprintf(p.stdout, "%8d records %10d bytes  %s: until %s\n", n.Records, n.Bytes, n.What, n.Until)
		}
		for _, l := range found.Campaigns {
			state := "open"
			if l.Phase.Closed {
				state = "closed since " + l.Phase.Since.Format(time.DateOnly)
			}
			if !l.Phase.Purged.IsZero() {
				state += ", purged " + l.Phase.Purged.Format(time.DateOnly)
			}
			fmt.Fprintf(p.stdout, "%s; %s\n", l, state)
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
		return hinted(err, "stop the bot first: nobody may write meanwhile")
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
	fmt.Fprintf(p.stdout, "%s: %d bytes, before %d\n", c.Database(), after, before)
	return nil
}
