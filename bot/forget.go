package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/report"
	"giaoban/internal/retention"
)

// forgetCommand deletes name, telephone and account of a person.
type forgetCommand struct {
	Person string `arg:"" help:"Whose: the account (telegram:123456), the name, or the telephone."`
}

// forgetOrder names somebody. Without Typed, their name, it only asks what there is of them.
type forgetOrder struct {
	Person string `json:"person"`
	Typed  string `json:"typed,omitempty"`
}

// forgetReply is who is meant and what there is of them.
type forgetReply struct {
	Who    retention.Someone `json:"who"`
	Traces retention.Traces  `json:"traces"`
	// Waits is how much waits for what is under way.
	Waits int `json:"waits"`
}

// Run shows what there is, and forgets the person when whoever asks has typed the name.
func (k *forgetCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		order := forgetOrder{Person: k.Person}
		found, err := o.Forget(ctx, order)
		if err != nil {
			return err
		}
		t := found.Traces
		fmt.Fprintf(p.stdout, "%s\n%d records about them alone go, %d lose name and account; what they wrote stays with post and unit.\n", found.Who.Line(), t.Own, t.Changed)
		if t.Answers > 0 {
			fmt.Fprintf(p.stdout, "%d answers or texts have the name or the telephone in their words: those are the units' and stay, purge takes them away.\n", t.Answers)
		}
		order.Person = found.Who.Key
		if order.Typed, err = typed(p, "They lose every role at once. Type "+found.Who.Called()+" to go on: "); err != nil {
			return err
		}
		done, err := o.Forget(ctx, order)
		if err != nil {
			return err
		}
		if done.Waits > 0 {
			fmt.Fprintf(p.stdout, "forgotten but for %d records of what is under way: orders, notices, files. It goes on by itself each hour while the bot runs.\n", done.Waits)
			return nil
		}
		fmt.Fprintf(p.stdout, "forgotten. Backups have the name as long as they are kept. %s\n", p.freePages())
		return nil
	})
}

// Forget implements operations.
func (a *admin) Forget(ctx context.Context, order forgetOrder) (reply forgetReply, err error) {
	if _, err := retention.ForgetRest(ctx, a.kv, a.log); err != nil {
		return reply, err
	}
	found, err := retention.Find(ctx, a.kv, order.Person)
	switch {
	case err != nil:
		return reply, err
	case len(found) == 0:
		return reply, hinted(fmt.Errorf("nobody is known as %q", order.Person), "an account is written telegram:123456; whoever is forgotten already is not known")
	case len(found) > 1:
		var lines []string
		for _, s := range found {
			lines = append(lines, s.Line())
		}
		return reply, hinted(fmt.Errorf("%d people are called %q", len(found), order.Person), "name the account: %s", strings.Join(lines, "; "))
	}
	reply.Who = found[0]
	if reply.Traces, err = retention.Learn(ctx, a.kv, &reply.Who); err != nil {
		return reply, err
	}
	if reply.Traces.Own+reply.Traces.Changed+reply.Traces.Busy == 0 {
		return reply, hinted(fmt.Errorf("there is nothing of %q", order.Person), "an account is written telegram:123456")
	}
	if order.Typed == "" {
		return reply, nil
	}
	if order.Typed != reply.Who.Called() {
		return reply, hinted(errors.New("that is not the name, and nothing was deleted"), "type %s", reply.Who.Called())
	}
	reply.Waits, err = retention.Forget(ctx, a.kv, reply.Who, strings.ToLower(rand.Text()[:10]), a.saidAt(reply), a.now(), a.log)
	return reply, err
}

// saidAt gives the units in whose journals it is said: where they wrote, and where they are a member.
func (a *admin) saidAt(of forgetReply) []report.ID {
	at := of.Traces.At
	for _, b := range a.bundles {
		for _, m := range of.Who.Memberships {
			id := report.ID{Campaign: b.campaign.Name, Unit: m.Unit}
			if m.List == b.campaign.UnitList && !slices.ContainsFunc(at, func(x report.ID) bool { return x.Whole() == id.Whole() }) {
				at = append(at, id)
			}
		}
	}
	return at
}

// Forget implements operations.
func (r *remote) Forget(ctx context.Context, order forgetOrder) (reply forgetReply, err error) {
	return reply, r.order(ctx, "/forget", order, &reply)
}
