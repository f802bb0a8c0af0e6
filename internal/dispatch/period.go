package dispatch

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A question that names a period is answered from that one, whose name stands above the answer. An order is carried out in the
// period that is open, so that one which names another is not carried out at all.

// periods takes what names another period than the one that is open.
type periods struct{ router }

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
func (r periods) period(c command.Command, d *campaigns.Campaign) *campaigns.Campaign {
	if !c.Period.Asked() {
		return d
	}
	if meant, ok := d.Meant(c.Period); ok {
		r.In(meant)
		return meant
	}
	text, latest := r.noSuchPeriod(c, d)
	r.ReplyAsIs(chat.Content{Text: viet.UpperFirst(text), Choices: r.periodButtons(c, latest)})
	return nil
}

// orderThere is the button that begins a decision in the period that it names, where reports are still taken and one unit is meant.
func (r periods) orderThere(c command.Command, d, meant *campaigns.Campaign) (rows [][]chat.Choice) {
	mine := roster.Places(d.Units, roster.OnList(r.Person.Memberships, d.List()), roster.Look)
	u, ok := d.Units.Resolve(c.Unit, mine, nil).One()
	if !c.Name.Decides() || c.Unit == "" || !ok || meant.Phase().Closed || !slices.Contains(d.Set.All(), meant) {
		return nil
	}
	button := operation.Button(c.Name, u.Code, r.Say)
	button.Label = r.Say.Say("period_order_button", "order", button.Label, "period", meant.Plan.Period.Short(r.Say))
	return [][]chat.Choice{{meant.Mark(button)}}
}

// noSuchPeriod says that there is none, and returns those that there are.
func (r periods) noSuchPeriod(c command.Command, d *campaigns.Campaign) (text string, latest []*campaigns.Campaign) {
	latest = d.Latest(mostOffered)
	switch {
	case c.Period.Back == command.Coming:
		return r.coming(d), nil
	case c.Period.Every == command.EachPeriod:
		return r.Say.Say("period_each", "campaign", d.In(r.Say).Plan.Short()), latest
	}
	if c.Period.Every == "" && len(latest) == 1 {
		return r.Say.Say("period_none_before", "campaign", d.In(r.Say).Plan.Short(), "period", d.Plan.Period.Named(r.Say)), latest
	}
	return r.Say.Say("period_unknown", "campaign", d.In(r.Say).Plan.Short(), "said", c.Period.Said), latest
}

// coming says which period opens next, when, and when reports in it are due.
func (r periods) coming(d *campaigns.Campaign) string {
	at, ok := d.Opens()
	p, named := d.Whole().PeriodAt(at)
	if !ok || !named {
		return r.Say.Say("period_next_none", "campaign", d.In(r.Say).Plan.Short())
	}
	text := r.Say.Say("period_next", "campaign", d.In(r.Say).Plan.Short(), "period", p.Named(r.Say), "at", r.Say.ClockMoment(d.Local(at)))
	level := d.Level()
	for _, m := range roster.OnList(r.Person.Memberships, d.List()) {
		if u, ok := d.Units.Get(m.Unit); ok && d.Reports(u.Level) {
			level = u.Level
		}
	}
	if l, ok := d.Whole().In(p).Level(level); ok && !l.Deadline.IsZero() {
		text += "\n" + r.Say.Say("period_due", "deadline", r.Say.Deadline(l.Deadline))
	}
	return text
}

// mostOffered is how many periods are offered as buttons.
const mostOffered = 6

// periodButtons ask the question of periods.
func (r periods) periodButtons(c command.Command, of []*campaigns.Campaign) (rows [][]chat.Choice) {
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
func (r periods) unitMeant(c command.Command, d *campaigns.Campaign) string {
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
func (r periods) meansOpen(c command.Command) bool {
	return slices.ContainsFunc(inPeriods(r.Nearest(), c.Period), func(d *campaigns.Campaign) bool {
		meant, ok := d.Meant(c.Period)
		return ok && meant.ID() == d.ID()
	})
}

// noOrder says that an order which names another period than the open one was not carried out.
func (r periods) noOrder(c command.Command) error {
	for _, d := range inPeriods(r.Nearest(), c.Period) {
		if !roster.Anywhere(r.Person.Memberships, d.List(), roster.Look) {
			continue
		}
		r.In(d)
		var rows [][]chat.Choice
		if meant, ok := d.Meant(c.Period); ok && meant.ID() != d.ID() {
			rows = r.orderThere(c, d, meant)
			see := command.Command{Name: command.Progress, Code: r.unitMeant(c, d)}.Action()
			see.For = meant.Short()
			rows = append(rows, []chat.Choice{see.Choice(r.Say.Say("period_view_button", "period", meant.Plan.Period.Short(r.Say)))})
		}
		r.ReplyAsIs(chat.Content{Text: r.Say.Say("period_no_order", "period", d.Plan.Period.Short(r.Say), "said", c.Period.Said), Choices: rows})
		return nil
	}
	return r.Tell(r.Say.Say("operation_not_you", "contact", r.Campaign.In(r.Say).Contact))
}
