package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/store"
)

// purgeCommand takes away what a closed campaign has.
type purgeCommand struct {
	Campaign string `arg:"" help:"${cli_help_purge_campaign}"`
	Before   string `help:"${cli_help_purge_before}" placeholder:"${cli_arg_period}"`
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
			p.left("cli_purge_what", l)
		}
		if order.Typed, err = p.typed("cli_purge_ask", "name", k.Campaign); err != nil {
			return err
		}
		if _, err := o.Purge(ctx, order); err != nil {
			return err
		}
		p.print("cli_purge_done")
		p.print("cli_free_pages")
		return nil
	})
}

// left says what there is of a campaign or of a period.
func (p *program) left(key string, l retention.Left) {
	p.print(key, "name", strings.TrimSuffix(l.ID.String(), "/"), "reports", l.Reports, "lines", l.Lines, "files", l.Files, "questions", l.Questions,
		"announcements", l.Announcements, "journal", l.Journal)
}

// typed asks for a line.
func (p *program) typed(key string, pairs ...any) (string, error) {
	p.ask(key, pairs...)
	line, err := bufio.NewReader(p.stdin).ReadString('\n')
	if line = strings.TrimSpace(line); line != "" {
		return line, nil
	}
	if err != nil { // the answer's end of line is missing
		fmt.Fprintln(p.stdout)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", hinted(fails("cli_typed_unreadable", "error", err), "cli_typed_nothing_hint")
	}
	return "", hinted(declined("cli_typed_nothing", "cause", errNotTyped), "cli_typed_nothing_hint")
}

// errNotTyped is said where an answer is wanted and none came.
var errNotTyped = errors.New("nothing was typed")

// Purge implements operations.
func (a *admin) Purge(ctx context.Context, order purgeOrder) (reply purgeReply, err error) {
	all, err := retention.Campaigns(ctx, a.kv)
	if err != nil {
		return reply, err
	}
	if err := order.placed(all); err != nil {
		return reply, err
	}
	var names []string
	for _, l := range all {
		if l.ID.Campaign == order.Campaign && (order.Before == "" || l.ID.Period != "" && l.ID.Period < order.Before) {
			reply.Left = append(reply.Left, l)
		}
		if l.ID.Period != store.Imported { // which nobody knows by that name, and which goes with its campaign
			names = append(names, strings.TrimSuffix(l.ID.String(), "/"))
		}
	}
	if len(reply.Left) == 0 {
		return reply, order.nothing(slices.Compact(names))
	}
	var ids []report.ID
	for _, l := range reply.Left {
		ids = append(ids, l.ID)
	}
	alone := len(ids) == 1 && order.Before == "" // what was imported goes with what is closed
	for _, l := range reply.Left {
		if retention.Taking(l.ID, l.Phase, ids) || alone && !l.Phase.Closed {
			return reply, notClosed(fails("cli_purge_open", "name", strings.TrimSuffix(l.ID.String(), "/"), "error", retention.ErrOpen), order.Campaign)
		}
	}
	if order.Typed == "" {
		return reply, nil
	}
	if order.Typed != order.Campaign {
		return reply, hinted(declined("cli_purge_not_named"), "cli_type_this", "name", order.Campaign)
	}
	d, err := a.dispatcher(ctx)
	if err != nil {
		return reply, err
	}
	if err = d.Purge(ctx, ids, a.now()); err == nil {
		err = a.tidy(ctx)
	}
	if errors.Is(err, retention.ErrOpen) {
		return reply, notClosed(err, order.Campaign)
	}
	return reply, err
}

// placed takes the campaign's name from before the period, as it is printed, and wants one that there is: of words
// that only look like a period everything would be before.
func (o *purgeOrder) placed(all []retention.Left) error {
	o.Before = strings.TrimPrefix(o.Before, o.Campaign+"@")
	if o.Before == "" {
		return nil
	}
	var periods []string
	for _, l := range all {
		if l.ID.Campaign == o.Campaign && l.ID.Period != "" && l.ID.Period != store.Imported {
			periods = append(periods, l.ID.Period)
		}
	}
	if len(periods) == 0 || slices.Contains(periods, o.Before) {
		return nil
	}
	slices.Sort(periods)
	return hinted(notFound("cli_purge_no_period", "name", o.Campaign, "period", o.Before), "cli_purge_periods", "periods", strings.Join(slices.Compact(periods), ", "))
}

// nothing tells that there is nothing of what was named, and what there is.
func (o purgeOrder) nothing(names []string) error {
	err := notFound("cli_purge_nothing", "name", o.Campaign)
	if o.Before != "" {
		err = notFound("cli_purge_nothing_before", "name", o.Campaign, "period", o.Before)
	}
	if len(names) == 0 {
		return err
	}
	return hinted(err, "cli_purge_there_is", "names", strings.Join(names, ", "))
}

func notClosed(err error, name string) error {
	return hinted(err, "cli_purge_close_first", "change", campaign.Close, "name", name)
}

// Purge implements operations.
func (r *remote) Purge(ctx context.Context, order purgeOrder) (reply purgeReply, err error) {
	return reply, r.order(ctx, "/purge", order, &reply)
}
