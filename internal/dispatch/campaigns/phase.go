package campaigns

import (
	"strings"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// ReadPhase reads how the campaign stands. It is called with every update and every
// round of the calendar, since another process may have changed it.
func (c *Campaign) ReadPhase(tx store.Getter) error {
	p, err := store.Phases.Get(tx, c.ID())
	if err != nil {
		return err
	}
	if current := c.Current.Load(); current == nil || p != *current {
		c.Current.Store(&p)
	}
	return nil
}

// Phase returns whether the campaign is taken for real, in rehearsal or closed, as
// ReadPhase read it last: every message needs it.
func (c *Campaign) Phase() campaign.Phase {
	var p campaign.Phase
	if current := c.Current.Load(); current != nil {
		p = *current
	}
	p.Closed = p.Closed || c.waits
	return p
}

// onTrial marks a content as one of a rehearsal, during one.
func (c *Campaign) onTrial(content chat.Content, say locale.Phrases) chat.Content {
	if !c.Phase().Rehearsal {
		return content
	}
	content.Text = strings.TrimRight(say.Say("trial_mark")+"\n"+content.Text, "\n")
	if content.File != nil && len(content.File.Data) > 0 {
		file := *content.File
		file.Name = say.Say("trial_file") + file.Name
		content.File = &file
	}
	return content
}

// ClosedSentence returns the sentence that nothing is taken any more and whom to
// call, or "" while the campaign is open.
func (c *Campaign) ClosedSentence(say locale.Phrases) string {
	p := c.Phase()
	if !p.Closed {
		return ""
	}
	if c.Plan.IsPoll() {
		return strings.TrimSpace(say.Say("poll_closed", "campaign", c.In(say).Plan.Title, "moment", say.Moment(c.Local(p.Since)), "contact", c.In(say).Contact))
	}
	if opens, ok := c.Waits(); ok {
		return strings.TrimSpace(say.Say("period_waits", "campaign", c.In(say).Plan.Short(), "period", c.Plan.Period.Named(say), "at", say.ClockMoment(opens), "contact", c.In(say).Contact))
	}
	if c.Recurs() {
		return strings.TrimSpace(say.Say("period_shut", "campaign", c.Plan.Period.Short(say)+" ("+c.In(say).Plan.Short()+")", "date", say.Day(p.Since), "contact", c.In(say).Contact))
	}
	return strings.TrimSpace(say.Say("closed", "campaign", c.Title(say), "date", say.Day(p.Since), "contact", c.In(say).Contact))
}
