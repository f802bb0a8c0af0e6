package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/invitation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A waitingReply is what the units of an order have already.
type waitingReply struct {
	// Codes are how many are not used yet, at Units, which are named.
	Codes int      `json:"codes"`
	Units []string `json:"units"`
	// Joined are the units where somebody has the role, Skipped those below that report nothing and get no code.
	Joined  []string `json:"joined"`
	Skipped []string `json:"skipped"`
}

// Waiting implements operations.
func (r *remote) Waiting(ctx context.Context, order inviteOrder) (reply waitingReply, err error) {
	return reply, r.order(ctx, "/invite/waiting", order, &reply)
}

// Waiting implements operations.
func (a *admin) Waiting(ctx context.Context, order inviteOrder) (reply waitingReply, err error) {
	b, err := oneOf(a.bundles, order.Campaign)
	if err != nil {
		return reply, err
	}
	targets, err := b.targets(order)
	if err != nil {
		return reply, err
	}
	skipped := b.skipped(order)
	err = a.kv.View(ctx, func(r store.Reader) error {
		reply = waitingReply{Skipped: skipped}
		for _, u := range targets {
			at := store.OnList{List: b.campaign.UnitList, Unit: u.Code}
			n, err := invitation.Waiting(r, at, order.Role)
			if err != nil {
				return err
			}
			members, err := store.Members.Get(r, at)
			if err != nil {
				return err
			}
			if n > 0 {
				reply.Codes, reply.Units = reply.Codes+n, append(reply.Units, unitAndCode(u))
			}
			if len(members.With(order.Role)) > 0 {
				reply.Joined = append(reply.Joined, unitAndCode(u))
			}
		}
		return nil
	})
	return reply, err
}

// unitAndCode is a unit with its code, as whoever makes codes knows it.
func unitAndCode(u roster.Unit) string { return u.Label() + " (" + u.Code + ")" }

// skipped are the units below that get no code of those who fill reports in, as nothing is asked of them.
func (b *bundle) skipped(o inviteOrder) (names []string) {
	if !o.Below || o.Role != roster.Officer && o.Role != roster.Approver {
		return nil
	}
	for _, u := range b.units.Below(o.Unit) {
		if u.Code != o.Unit && (o.Level == 0 || o.Level == u.Level) && !b.campaign.Expects(u) {
			names = append(names, unitAndCode(u))
		}
	}
	return names
}

// noneBelow tells why nobody below a unit gets a code.
func (b *bundle) noneBelow(unit roster.Unit, o inviteOrder) error {
	below := b.units.Below(unit.Code)
	var levels []string
	for _, u := range below {
		if level := strconv.Itoa(u.Level); u.Code != unit.Code && !slices.Contains(levels, level) {
			levels = append(levels, level)
		}
	}
	switch slices.Sort(levels); {
	case len(levels) == 0:
		return hinted(notFound("cli_invite_leaf", "unit", unit.Label()), "cli_invite_leaf_hint")
	case o.Level != 0 && !slices.Contains(levels, strconv.Itoa(o.Level)):
		return hinted(notFound("cli_invite_no_level", "unit", unit.Label(), "level", o.Level), "cli_invite_levels_hint", "levels", strings.Join(levels, ", "))
	}
	return hinted(notFound("cli_invite_none_below", "unit", unit.Label(), "role", o.Role), "cli_invite_none_below_hint")
}

// noReport tells that a unit reports nothing, and where somebody would have something to do.
func (b *bundle) noReport(unit roster.Unit, role roster.Role) error {
	err := declined("cli_invite_no_report", "unit", unit.Label(), "role", role)
	if len(b.units.Children(unit.Code)) > 0 {
		return hinted(err, "cli_invite_no_report_hint")
	}
	for _, above := range b.units.Ancestors(unit.Code) {
		if b.campaign.Expects(above) {
			return hinted(err, "cli_invite_no_report_above", "unit", above.Code+": "+above.Label())
		}
	}
	return err
}

// mostNamed are so many units that a line names.
const mostNamed = 10

// some are the first of a list, and how many more there are.
func (p *program) some(names []string) string {
	line := strings.Join(names[:min(len(names), mostNamed)], ", ")
	if more := len(names) - mostNamed; more > 0 {
		line = p.say.Say("cli_some_more", "names", line, "n", more)
	}
	return line
}

// replaces asks whether the codes that were not used yet are to be void: who has been sent one finds the door shut.
func (i *inviteCommand) replaces(ctx context.Context, p *program, o operations, order inviteOrder) error {
	there, err := o.Waiting(ctx, order)
	if err != nil {
		return err
	}
	if n := len(there.Joined); n > 0 {
		p.tell("cli_invite_joined", "n", n, "role", order.Role, "units", p.some(there.Joined))
	}
	if n := len(there.Skipped); n > 0 {
		p.tell("cli_invite_skipped", "n", n, "units", p.some(there.Skipped))
	}
	if n := len(there.Units); n > 0 && !order.Replace {
		p.tell("cli_invite_waiting", "n", n, "codes", there.Codes, "units", p.some(there.Units))
	}
	if !order.Replace || there.Codes == 0 || i.Yes {
		return nil
	}
	return p.agreed("cli_invite_replace", "n", there.Codes, "units", p.some(there.Units))
}
