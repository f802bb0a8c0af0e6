package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/retention"
)

// purgeCommand takes away what a closed campaign has.
type purgeCommand struct {
	Campaign string `arg:"" help:"Name of a closed campaign, also of one that is not in the folder of campaigns any more."`
	Before   string `help:"Only the periods before this one, all of which are closed." placeholder:"PERIOD"`
}

// purgeOrder names what is to go. Without Typed, the campaign's name, it only asks what there is.
type purgeOrder struct {
	Campaign string `json:"campaign"`
	Before   string `json:"before,omitempty"`
	Typed    string `json:"typed,omitempty"`
}

// purgeReply is what there was, of each period.
type purgeReply struct {
	Left []retention.Left `json:"left"`
}

// Run shows what there is, and takes it away when whoever asks has typed the campaign's name.
func (k *purgeCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		order := purgeOrder{Campaign: k.Campaign, Before: k.Before}
		found, err := o.Purge(ctx, order)
		if err != nil {
			return err
		}
		for _, l := range found.Left {
			fmt.Fprintln(p.stdout, l)
		}
		if order.Typed, err = typed(p, "All of it is deleted for ever; files lie in the trash for 30 days. Type the campaign's name to go on: "); err != nil {
			return err
		}
		if _, err := o.Purge(ctx, order); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "purged; the campaign is still closed, and people stay. Backups have it as long as they are kept. %s\n", p.freePages())
		return nil
	})
}

// freePages is what is to be known of a bbolt file from which something was deleted.
func (p *program) freePages() string {
	return "The file itself may hold what was deleted until it is used again: " + p.called + " compact, while no bot runs"
}

// typed asks for a line.
func typed(p *program, prompt string) (string, error) {
	fmt.Fprint(p.stdout, prompt)
	line, err := bufio.NewReader(p.stdin).ReadString('\n')
	if line = strings.TrimSpace(line); line == "" {
		return "", hinted(errors.Join(errors.New("nothing was typed, and nothing was deleted"), err), "type the name, or echo it into the command")
	}
	return line, nil
}

// Purge implements operations.
func (a *admin) Purge(ctx context.Context, order purgeOrder) (reply purgeReply, err error) {
	all, err := retention.Campaigns(ctx, a.kv)
	if err != nil {
		return reply, err
	}
	var names []string
	for _, l := range all {
		if l.ID.Campaign == order.Campaign && (order.Before == "" || l.ID.Period != "" && l.ID.Period < order.Before) {
			reply.Left = append(reply.Left, l)
		}
		names = append(names, strings.TrimSuffix(l.ID.String(), "/"))
	}
	if len(reply.Left) == 0 {
		return reply, hinted(fmt.Errorf("there is nothing of %q%s", order.Campaign, before(order.Before)), "there is: %s", strings.Join(slices.Compact(names), ", "))
	}
	for _, l := range reply.Left {
		if !l.Phase.Closed {
			return reply, notClosed(fmt.Errorf("%w, and %s is not", retention.ErrOpen, strings.TrimSuffix(l.ID.String(), "/")), order.Campaign)
		}
	}
	if order.Typed == "" {
		return reply, nil
	}
	if order.Typed != order.Campaign {
		return reply, hinted(errors.New("that is not the campaign's name, and nothing was deleted"), "type %s", order.Campaign)
	}
	d, err := a.dispatcher()
	if err != nil {
		return reply, err
	}
	var ids []report.ID
	for _, l := range reply.Left {
		ids = append(ids, l.ID)
	}
	if err = d.Purge(ctx, ids, a.now()); err == nil {
		err = a.tidy(ctx)
	}
	if errors.Is(err, retention.ErrOpen) {
		return reply, notClosed(err, order.Campaign)
	}
	return reply, err
}

func before(period string) string {
	if period == "" {
		return ""
	}
	return " before " + period
}

func notClosed(err error, name string) error {
	return hinted(err, "close it first: {giaoban} campaign %s --campaign %s; one that is in no folder any more is put back for that", campaign.Close, name)
}

// Purge implements operations.
func (r *remote) Purge(ctx context.Context, order purgeOrder) (reply purgeReply, err error) {
	return reply, r.order(ctx, "/purge", order, &reply)
}
