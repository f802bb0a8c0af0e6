package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/dispatch"
	"giaoban/internal/locale"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// planCommand tells what the program does on its own from now on.
type planCommand struct {
	which
	Days     int    `help:"${cli_help_plan_days}" default:"14" placeholder:"14"`
	Language string `help:"${cli_help_language}" enum:"vi,en," default:"" placeholder:"vi"`
}

// planOrder asks for the plan of a campaign, or of all.
type planOrder struct {
	Campaign string `json:"campaign,omitempty"`
	Days     int    `json:"days"`
	Language string `json:"language,omitempty"`
}

// planReply is the plan in words.
type planReply struct {
	// Over is what the configuration has in the place of what the campaigns' own files say.
	Over  []locale.Phrase `json:"over,omitempty"`
	Lines []string        `json:"lines"`
}

// mostPlanned is for how many days the calendar is looked through at most.
const mostPlanned = 100

// Run prints the plan.
func (k *planCommand) Run(ctx context.Context, p *program, c Config) error {
	if k.Days < 1 || k.Days > mostPlanned {
		return hinted(coded(exitUsage, fails("cli_plan_days", "n", k.Days)), "cli_plan_days_hint", "most", mostPlanned)
	}
	order := planOrder{k.Campaign, k.Days, p.language(k.Language)}
	show := func(reply planReply, err error) error {
		if err == nil {
			fmt.Fprintln(p.stdout, strings.Join(reply.Lines, "\n"))
			for _, over := range reply.Over {
				p.tell("check_doubt", "fault", over)
			}
		}
		return err
	}
	if reply, ok, err := c.planned(ctx, order); ok {
		if err == nil {
			p.tell("cli_plan_from_files", "file", c.Database())
		}
		return show(reply, err)
	}
	return withOperations(ctx, c, func(o operations) error { return show(o.Plan(ctx, order)) })
}

// Plan implements operations.
func (r *remote) Plan(ctx context.Context, order planOrder) (reply planReply, err error) {
	return reply, r.order(ctx, "/plan", order, &reply)
}

// Plan implements operations.
func (a *admin) Plan(ctx context.Context, order planOrder) (reply planReply, err error) {
	if order.Days < 1 || order.Days > mostPlanned {
		return reply, coded(exitUsage, fails("cli_plan_days", "n", order.Days))
	}
	if order.Campaign != "" {
		if _, err := oneOf(a.bundles, order.Campaign); err != nil {
			return reply, err
		}
	}
	damaged, err := store.AllDamaged(ctx, a.kv)
	if err != nil {
		return reply, err
	}
	reader := *a
	reader.kv = store.Without(a.kv)
	d, err := reader.idle(ctx)
	if err != nil {
		return reply, err
	}
	plans, err := reader.ahead(ctx, d, order.Days)
	if err != nil {
		return reply, fails("cli_plan_failed", "error", err)
	}
	if say := d.All()[0].Phrases(order.Language); a.signs == nil && !a.begins {
		reply.Lines = append(reply.Lines, say.Say("trace_idle"), "")
	}
	for _, p := range plans {
		in := d.Named(p.ID)
		if in == nil || order.Campaign != "" && order.Campaign != in.Name() {
			continue
		}
		say := in.Phrases(order.Language)
		p.Damaged = len(damaged)
		reply.Lines = append(reply.Lines, p.Lines(say)...)
		reply.Lines = append(reply.Lines, say.Say("trace_zone", "offset", in.Local(a.now()).Format("-07:00")), "")
	}
	reply.Lines = reply.Lines[:len(reply.Lines)-1]
	for _, b := range a.bundles {
		for _, f := range b.given {
			reply.Over = append(reply.Over, faultPhrase(f))
		}
	}
	return reply, nil
}

// ahead looks ahead from now on.
func (a *admin) ahead(ctx context.Context, d *dispatch.Dispatcher, days int) (plans []why.Plan, err error) {
	now := a.now()
	err = a.kv.View(ctx, func(r store.Reader) error {
		kv, supposed, err := a.supposed(ctx, r)
		if err != nil {
			return err
		}
		return kv.View(ctx, func(r store.Reader) error {
			if plans, err = d.Ahead(ctx, r, now, now.AddDate(0, 0, days)); err != nil {
				return err
			}
			for i := range plans {
				plans[i].Supposed = slices.Contains(supposed, plans[i].ID.Campaign)
			}
			return nil
		})
	})
	return plans, err
}
