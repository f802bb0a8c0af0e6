package main

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/viet"
)

// forgetCommand deletes name, telephone and account of a person.
type forgetCommand struct {
	Person string `arg:"" help:"${cli_help_forget_person}"`
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
		p.print("cli_forget_what", "person", lineOf(found.Who), "own", t.Own, "changed", t.Changed)
		if t.Answers > 0 {
			p.print("cli_forget_answers", "n", t.Answers)
		}
		order.Person = found.Who.Key
		if order.Typed, err = p.typed("cli_forget_ask", "name", found.Who.Called()); err != nil {
			return err
		}
		done, err := o.Forget(ctx, order)
		if err != nil {
			return err
		}
		if done.Waits > 0 {
			p.print("cli_forget_waits", "n", done.Waits)
			return nil
		}
		p.print("cli_forget_done")
		p.print("cli_free_pages")
		return nil
	})
}

// lineOf says who somebody is, and where.
func lineOf(s retention.Someone) locale.Phrase {
	at := locale.Later("cli_forget_no_member")
	for i, m := range s.Memberships {
		one := locale.Later("cli_forget_member", "role", m.Role, "unit", m.Unit)
		if at = locale.Later("cli_forget_and", "first", at, "second", one); i == 0 {
			at = one
		}
	}
	return locale.Later("cli_forget_person", "name", s.Called(), "account", s.Key, "at", at)
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
		err := notFound("cli_forget_nobody", "person", order.Person)
		if units := a.listedAt(order.Person); units != "" {
			return reply, hinted(err, "cli_forget_listed", "units", units)
		}
		return reply, hinted(err, "cli_forget_nobody_hint")
	case len(found) > 1:
		text := locale.Text("")
		for i, s := range found {
			if i == 0 {
				text = lineOf(s)
			} else {
				text = locale.Later("cli_forget_and", "first", text, "second", lineOf(s))
			}
		}
		return reply, hinted(declined("cli_forget_several", "n", len(found), "person", order.Person), "cli_forget_several_hint", "people", text)
	}
	reply.Who = found[0]
	if reply.Traces, err = retention.Learn(ctx, a.kv, &reply.Who); err != nil {
		return reply, err
	}
	if reply.Traces.Own+reply.Traces.Changed+reply.Traces.Busy == 0 {
		return reply, hinted(notFound("cli_forget_nothing", "person", order.Person), "cli_forget_nothing_hint")
	}
	if order.Typed == "" {
		return reply, nil
	}
	if order.Typed != reply.Who.Called() {
		return reply, hinted(declined("cli_forget_not_named"), "cli_type_this", "name", reply.Who.Called())
	}
	reply.Waits, err = retention.Forget(ctx, a.kv, reply.Who, strings.ToLower(rand.Text()[:10]), a.saidAt(reply), a.now(), a.log)
	if err != nil || len(reply.Who.Memberships) == 0 {
		return reply, err
	}
	d, err := a.dispatcher(ctx)
	if err != nil {
		return reply, err
	}
	return reply, d.Vacated(ctx, reply.Who.Memberships, a.now())
}

// listedAt are the units where the office's own list has somebody of that name or number: who joined may be called otherwise.
func (a *admin) listedAt(person string) string {
	var units []string
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	for _, b := range a.bundles {
		for unit, all := range b.people {
			for _, c := range all {
				if viet.Fold(c.Name) == viet.Fold(person) && c.Name != "" || digits(person) != "" && digits(c.Telephone) == digits(person) {
					units = append(units, unit)
				}
			}
		}
	}
	slices.Sort(units)
	return strings.Join(slices.Compact(units), ", ")
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
