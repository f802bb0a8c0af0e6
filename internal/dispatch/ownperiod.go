package dispatch

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Who works at a report can name another period of it. To see it leaves them where they were, to go on with it leads there.

// workplace is the context of the person's report in the campaign's open period; ok is false if they have none.
func (r periods) workplace(d *campaigns.Campaign) (at session.Context, ok bool) {
	contexts := slices.DeleteFunc(r.Contexts(), func(s session.Context) bool {
		return s.Follows || s.Campaign.Name() != d.Name() || s.Own && s.ProxySince.IsZero()
	})
	i := slices.IndexFunc(contexts, func(s session.Context) bool {
		return r.Context != nil && s.Member.Unit == r.Context.Member.Unit && s.Campaign.ID() == d.ID()
	})
	switch {
	case len(contexts) == 0:
		return at, false
	case i < 0:
		i = 0
	}
	return contexts[i], true
}

// earlier takes what somebody wants of their report of another period.
func (r periods) earlier(c command.Command) error {
	for _, d := range inPeriods(r.Nearest(), c.Period) {
		at, ok := r.workplace(d)
		if !ok {
			continue
		}
		r.In(d)
		meant, ok := d.Meant(c.Period)
		if !ok {
			r.unknownEarlier(c, d, at)
			return nil
		}
		if meant.Late() {
			if err := meant.ReadPhase(r.Tx); err != nil {
				return err
			}
		}
		return r.atEarlier(c.Part, r.officerAt(meant, at))
	}
	return r.report()
}

// officerAt is a context in another period of its series.
func (r periods) officerAt(c *campaigns.Campaign, at session.Context) session.Context {
	at.ID, at.Campaign, at.Late = c.Report(at.Member.Unit), c, c.Late()
	return at
}

// unknownEarlier offers the periods that there are, where none is meant.
func (r periods) unknownEarlier(c command.Command, d *campaigns.Campaign, at session.Context) {
	text, latest := r.noSuchPeriod(c, d)
	var rows [][]chat.Choice
	for _, p := range latest {
		rows = append(rows, []chat.Choice{session.UnitButton(command.Earlier, p.Report(at.Member.Unit).Short(), p.Plan.Period.Named(r.Say))})
	}
	r.ReplyAsIs(chat.Content{Text: viet.UpperFirst(text), Choices: rows})
}

// atEarlier shows the report of a period, or goes on with it where that is wanted and can be.
func (r periods) atEarlier(part string, s session.Context) error {
	open := r.Campaign
	if r.Context != nil {
		open = r.Context.Campaign.Head()
	}
	goes, err := r.goesOn(part, s)
	if err != nil {
		return err
	}
	if goes {
		return r.enter(s)
	}
	r.In(s.Campaign)
	r.Context = &s
	if part == command.EarlierMend && !s.Campaign.Phase().Closed {
		return r.officer().Act(command.RequestReopen, "")
	}
	return r.officer().Earlier(open.Head())
}

// goesOn reports whether the person wants to do something with a report that can still be done.
func (r periods) goesOn(part string, s session.Context) (bool, error) {
	if part != command.EarlierDo && part != command.EarlierMend || s.Campaign.Phase().Closed {
		return false, nil
	}
	status, err := store.Statuses.Get(r.Tx, s.ID)
	return err == nil && !status.State.In() && status.State.Counts() && status.State != report.AwaitingSignOff, err
}
