package coordinator

import (
	"slices"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// mayEnd says why the person may not end the poll of the update; "" if they may: they coordinate the unit that asked it.
func (h Handler) mayEnd() string {
	from := campaigns.AskedBy(h.Campaign)
	mine := slices.ContainsFunc(h.Person.With(h.Campaign.List(), roster.Coordinator), func(m roster.Membership) bool { return m.Unit == from })
	switch {
	case h.Campaign.Phase().Closed:
		return h.Say.Say("poll_end_before")
	case !mine:
		return h.Say.Say("poll_end_others", "office", campaigns.PollOffice(h.Campaign))
	}
	return ""
}

// endPoll takes no more answers to the poll of the update, and tells what came of it: whoever ended it, the others who coordinate
// the unit that asked, and who is in the middle of an answer. All others hear it when they turn to it.
func (h Handler) endPoll(o *operation.Order) error {
	poll, now := h.Campaign, h.Update.At
	if no := h.mayEnd(); no != "" {
		return h.Tell(no)
	}
	before, err := store.Phases.Get(h.Tx, poll.ID())
	if err != nil {
		return err
	}
	after, err := before.After(campaign.Close, 0, false)
	if err != nil { // which mayEnd would have seen
		return err
	}
	after.Since = now
	store.Phases.Put(h.Tx, poll.ID(), after)
	if of := poll.Set.Find(poll.Plan.Polled); of != nil { // its journal is the one that is read
		h.In(of)
		err = h.note(o)
		h.In(poll)
	}
	if err != nil {
		return err
	}
	from := campaigns.AskedBy(poll)
	result := operation.Polled(from, h.Say)
	told := notify.Phrase(locale.Later("poll_end_told"), []locale.Button{locale.ButtonLater(poll.Mark(result), "polled_button")})
	if err := notify.ToUnit(h.Session, from, told, roster.Coordinator); err != nil {
		return err
	}
	n := notify.About(ended, campaigns.PollOffice(poll))
	n.ID, n.At, n.Priority = ended, now, chat.Bulk
	if err := notify.Broadcast(h.Tx, poll, n, true, store.Audience{Roles: []roster.Role{roster.Officer, roster.Coordinator}}); err != nil {
		return err
	}
	h.Reply(chat.Content{Text: h.Say.Say("poll_end_did")})
	h.Effects.Asked = &session.Asked{Campaign: poll, What: session.Question, Command: command.Command{Name: command.Polled, Code: from}}
	return nil
}

// ended is the kind of notice that a poll was ended before its deadline.
const ended = "poll-end"

// wordEnded words it for who is in the middle of an answer.
func wordEnded(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	var office string
	if err := t.Read(0, &office); err != nil {
		return c, false, err
	}
	status, err := store.Statuses.Get(t.Tx, t.Campaign.Report(t.To.Unit))
	if status.State == report.NotStarted || status.State.In() {
		return c, false, err
	}
	c.Text = t.Say.Say("poll_end_left", "office", office, "unit", t.Campaign.UnitLabel(t.To.Unit))
	return c, true, err
}
