package dispatch

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A question that names a period is answered from that one, whose name stands above the answer. An order is carried out in the
// period that is open, so that one which names another is not carried out at all.

// kindsOfPeriods are the kinds of periods in which some of the campaigns recur.
func kindsOfPeriods(all []*campaigns.Campaign) (kinds []string) {
	for _, c := range all {
		if c.Recurs() {
			kinds = append(kinds, string(c.Whole().Recurs.Every))
		}
	}
	return kinds
}

// inPeriods are those of the campaigns that recur, first the ones that do in periods of the kind that is named.
func inPeriods(near []*campaigns.Campaign, p command.Period) []*campaigns.Campaign {
	near = slices.DeleteFunc(slices.Clone(near), func(c *campaigns.Campaign) bool { return !c.Recurs() })
	slices.SortStableFunc(near, func(a, b *campaigns.Campaign) int { return otherKind(a, p) - otherKind(b, p) })
	return near
}

func otherKind(c *campaigns.Campaign, p command.Period) int {
	if p.Every == "" || p.Every == string(c.Whole().Recurs.Every) {
		return 0
	}
	return 1
}

// period is the period of a campaign that a question means. Where there is none such the person is shown which there are, and
// it is nil.
func (r router) period(c command.Command, d *campaigns.Campaign) *campaigns.Campaign {
	if !c.Period.Asked() {
		return d
	}
	if meant, ok := d.Meant(c.Period); ok {
		r.In(meant)
		return meant
	}
	text := r.Say.Say("period_unknown", "campaign", d.In(r.Say).Plan.Short(), "said", c.Period.Said)
	latest := d.Latest(mostOffered)
	if c.Period.Every == "" && len(latest) == 1 {
		text = r.Say.Say("period_none_before", "campaign", d.In(r.Say).Plan.Short(), "period", d.Plan.Period.Named(r.Say))
	}
	r.ReplyAsIs(chat.Content{Text: viet.UpperFirst(text), Choices: r.periodButtons(c, latest)})
	return nil
}

// mostOffered is how many periods are offered as buttons.
const mostOffered = 6

// periodButtons ask the question of periods.
func (r router) periodButtons(c command.Command, of []*campaigns.Campaign) (rows [][]chat.Choice) {
	for _, d := range of {
		asked := c
		if asked.Code == "" {
			asked.Code = r.unitMeant(c, d)
		}
		button := asked.Action()
		button.For = d.Short()
		rows = append(rows, []chat.Choice{button.Choice(d.Plan.Period.Named(r.Say))})
	}
	return rows
}

// unitMeant is the unit that a question names among those of its sender, or the first of theirs.
func (r router) unitMeant(c command.Command, d *campaigns.Campaign) string {
	mine := roster.Places(d.Units, roster.OnList(r.Person.Memberships, d.List()), roster.Look)
	if u, ok := d.Units.Resolve(c.Unit, mine, nil).One(); ok && c.Unit != "" {
		return u.Code
	}
	if len(mine) == 0 {
		return ""
	}
	return mine[0]
}

// meansOpen reports whether the period that an order names is the one that is open.
func (r router) meansOpen(c command.Command) bool {
	return slices.ContainsFunc(inPeriods(r.Nearest(), c.Period), func(d *campaigns.Campaign) bool {
		meant, ok := d.Meant(c.Period)
		return ok && meant.ID() == d.ID()
	})
}

// noOrder says that an order which names another period than the open one was not carried out.
func (r router) noOrder(c command.Command) error {
	for _, d := range inPeriods(r.Nearest(), c.Period) {
		if !roster.Anywhere(r.Person.Memberships, d.List(), roster.Look) {
			continue
		}
		r.In(d)
		var rows [][]chat.Choice
		if meant, ok := d.Meant(c.Period); ok && meant.ID() != d.ID() {
			see := command.Command{Name: command.Progress, Code: r.unitMeant(c, d)}.Action()
			see.For = meant.Short()
			rows = append(rows, []chat.Choice{see.Choice(r.Say.Say("period_view_button", "period", meant.Plan.Period.Short(r.Say)))})
		}
		r.ReplyAsIs(chat.Content{Text: r.Say.Say("period_no_order", "period", d.Plan.Period.Short(r.Say), "said", c.Period.Said), Choices: rows})
		return nil
	}
	return r.Tell(r.Say.Say("operation_not_you", "contact", r.Campaign.In(r.Say).Contact))
}
