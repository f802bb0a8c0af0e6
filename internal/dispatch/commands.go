package dispatch

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// aside notes that the person turned to something else than what they have
// begun about units and people. A decision waits on: a question is asked to make it.
func (r router) aside() {
	if coordinator.OutreachOf(r.Operation) != nil && !r.Operation.Decides() {
		r.Chat.Dialog.Aside = true
	}
}

// reach has what concerns units and people decided after the transaction.
func (r router) reach(c *campaigns.Campaign) error {
	r.In(c)
	if coordinator.OutreachOf(r.Operation) == nil {
		r.CloseDialog()
	}
	asked := &session.Asked{Campaign: c, What: session.Outreach}
	if r.Command.Room() == chat.Operation || r.Command.Is(command.Cancel) {
		asked.Command = r.Command
	} else {
		asked.Command.Heard = r.Command.Heard // a yes or no to the preview
	}
	r.Effects.Asked = asked
	return nil
}

// outreachIn is the campaign of what was begun, else that of the button, else
// where the person is, else the first in which they coordinate; nil if there is
// none.
func (r router) outreachIn() *campaigns.Campaign {
	if r.Command.Is(command.EndPoll) && r.Marked == nil {
		return r.pollToEnd()
	}
	order := r.Nearest()
	if at := r.Chat.Reading; at != nil && at.Report.Period != "" && at.Report.Unit == r.Command.Code {
		order = append([]*campaigns.Campaign{r.CampaignOf(at.Report)}, order...) // «trả lại báo cáo này»
	}
	if r.Marked != nil {
		order = []*campaigns.Campaign{r.Marked}
	} else if coordinator.OutreachOf(r.Awaited()) != nil {
		order = append([]*campaigns.Campaign{r.CampaignOf(r.Chat.Dialog.Report)}, order...)
	}
	for _, c := range order {
		if roster.Anywhere(r.Person.Memberships, c.List(), roster.Look) && r.theirs(r.Command, c) {
			return c
		}
	}
	return nil
}

// polls are the quick polls of the last weeks in which the person looks on, the newest first.
func (r router) polls() []*campaigns.Campaign {
	polls := slices.DeleteFunc(slices.Clone(r.Campaigns()), func(c *campaigns.Campaign) bool {
		return !c.Plan.IsPoll() || !roster.Anywhere(campaigns.Parts(c, r.Person.Memberships), c.List(), roster.Look)
	})
	slices.Reverse(polls)
	return polls
}

// pollToEnd is the newest poll that takes answers and that the person's unit asked, else the newest that others did; nil if all
// are over.
func (r router) pollToEnd() *campaigns.Campaign {
	open := slices.DeleteFunc(r.polls(), func(c *campaigns.Campaign) bool { return c.Phase().Closed })
	for _, c := range open {
		if slices.ContainsFunc(r.Person.With(c.List(), roster.Coordinator), func(m roster.Membership) bool { return m.Unit == campaigns.AskedBy(c) }) {
			return c
		}
	}
	if len(open) == 0 {
		return nil
	}
	return open[0]
}

// ask has a question answered after the transaction: in the campaign where the
// person is, else in the first in which they may ask it. The journal and the questions to
// the unit above are also for whoever works at a report. It is false if nobody is to answer.
func (r router) ask(c command.Command) bool {
	rights := []roster.Right{roster.Look}
	switch c.Name {
	case command.Awards:
		rights = append(rights, roster.Awards)
	case command.System, command.Plan:
		rights = []roster.Right{roster.System}
	}
	near := r.Nearest()
	if c.Name == command.Polled { // the newest poll
		near = r.polls()
	}
	if c.Period.Asked() {
		near = inPeriods(near, c.Period)
	}
	for _, d := range near {
		ms := campaigns.Parts(d, r.Person.Memberships)
		if r.theirs(c, d) && slices.ContainsFunc(rights, func(right roster.Right) bool { return roster.Anywhere(ms, d.List(), right) }) {
			r.In(d)
			if d = (periods{r}).period(c, d); d == nil {
				return true
			}
			r.reads(c, d)
			r.Effects.Asked = &session.Asked{Campaign: d, What: session.Question, Command: c}
			return true
		}
	}
	if c.Name == command.Polled {
		r.Reply(chat.Content{Text: r.Say.Say("polled_none")})
		return true
	}
	if c.Name != command.Journal && c.Name != command.Issues || !r.Campaign.Takes(r.Action) {
		return false
	}
	r.Effects.Asked = &session.Asked{Campaign: r.Campaign, What: session.Question, Command: c}
	return true
}

// theirs reports whether a command can be about a campaign: a button names it, and a unit, or a list of
// units, that was typed without a slash is of its units. What no campaign has is asked about in the first.
func (r router) theirs(c command.Command, d *campaigns.Campaign) bool {
	if r.Update.Input.Kind == chat.Press {
		return d.Takes(r.Action) && (r.Marked == nil || r.Marked == d)
	}
	if all := r.Campaigns(); !c.Slash && c.Unit != "" && len(all) > 1 {
		return r.names(d, c.Unit) || !slices.ContainsFunc(all, func(other *campaigns.Campaign) bool { return r.names(other, c.Unit) })
	}
	return true
}

// names reports whether all of the words name units of a campaign: one, or several, «all», «those missing».
func (r router) names(d *campaigns.Campaign, words string) bool {
	list := strings.Fields(words)
	return d.Units.Named(words) || slices.Contains(d.Lists(r.Say).In(list), len(list))
}

// steps are the parts of a command that move on from where a report is being read.
var steps = map[string]rune{command.NextPage: command.MovePage, command.PageBefore: command.MovePageBack,
	command.SectionNext: command.MoveSection, command.SectionBack: command.MoveSectionBack}

// mostMoves is more steps than there are pages.
const mostMoves = 100

// turned is a command to turn the page of the report that is being read, as the page that
// is meant.
func (r router) turned(c command.Command) command.Command {
	at, step := r.Chat.Reading, steps[c.Part]
	if at == nil || !c.Is(command.View) || c.Code != at.Report.Unit || step == 0 {
		return c
	}
	moves := at.Moves + string(step)
	if len(moves) > mostMoves { // the oldest are of no account
		moves = moves[len(moves)-mostMoves:]
	}
	c.Part, c.Page, c.Moves = at.Part, at.Page, moves
	return c
}

// reads notes which report a coordinator is reading. A question about another unit ends
// that; one about none leaves it.
func (r router) reads(c command.Command, d *campaigns.Campaign) {
	unit := c.Code
	if unit == "" && c.Unit != "" {
		u, _ := d.Units.Resolve(c.Unit, roster.Places(d.Units, roster.OnList(r.Person.Memberships, d.List()), roster.Look), nil).One()
		unit = u.Code
	}
	u, ok := d.Units.Get(unit)
	switch {
	case c.Name == command.View && (c.Part == command.FilesPart || c.Part == command.AllFilesPart) && r.Chat.Reading != nil && unit == r.Chat.Reading.Report.Unit:
	case c.Name == command.View && c.Part == command.NextToReview:
		r.Chat.Reading = nil // whose it is, is known when it is opened
	case c.Name == command.View && ok && d.Reports(u.Level):
		r.Chat.Reading = &store.ReadAt{Report: d.Report(unit), Part: c.Part, Page: c.Page, Moves: c.Moves}
	case c.Unit != "" || c.Code != "" && (r.Chat.Reading == nil || c.Code != r.Chat.Reading.Report.Unit):
		r.Chat.Reading = nil
	}
}
