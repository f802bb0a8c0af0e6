package coordinator

import (
	"fmt"
	"hash/fnv"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/form"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// refused says why what was begun about quick polls is not for the person; "" if it is, or is something else.
func (h Handler) refused(s *operation.State) string {
	switch {
	case s != nil && s.Name == command.Poll:
		return h.mayPoll()
	case s != nil && s.Name == command.EndPoll:
		return h.mayEnd()
	}
	return ""
}

// mayPoll says why the person may not ask a quick poll here; "" if they may.
func (h Handler) mayPoll() string {
	switch h.Campaign.Plan.Polls {
	case campaign.PollsByCoordinators:
		return ""
	case campaign.PollsByAdmins:
		if roster.Anywhere(h.Person.Memberships, h.Campaign.List(), roster.System) {
			return ""
		}
		return h.Say.Say("poll_admins", "contact", h.Campaign.In(h.Say).Contact)
	}
	return h.Say.Say("poll_not_here", "contact", h.Campaign.In(h.Say).Contact)
}

// poll opens a small campaign with the questions that were typed, and has the units told.
func (h Handler) poll(o *operation.Order) error {
	if no := h.mayPoll(); no != "" {
		return h.Tell(no)
	}
	now := h.Campaign.Local(h.Update.At)
	draft, wrong := operation.ReadPoll(o.Words, h.Say)
	if wrong.Key != "" { // the words were looked at under the preview
		return h.Tell(h.Say.Word(wrong))
	}
	office := h.Campaign.Office(o.From, h.Say)
	p := store.Poll{Of: h.Campaign.Name(), Title: operation.PollTitle(draft, office, now, h.Say), From: o.From.Code, Office: office, Units: o.Units, At: h.Update.At, Until: o.Due.UTC()}
	outline, source, err := form.Poll(p.Title, draft.Questions)
	if err != nil {
		return err
	}
	p.Outline = outline.Hash
	definition := campaigns.NewPoll(h.Campaign, pollName(now.Format("20060102-1504"), o.ID, h.Update.From), p, outline)
	opened := h.Campaign.Set.Make(definition)
	store.Outlines.Put(h.Tx, outline.Hash, source)
	store.Polls.Put(h.Tx, opened.ID(), p)
	if phase := h.Campaign.Phase(); phase.Rehearsal { // what is asked in a rehearsal is one too
		store.Phases.Put(h.Tx, opened.ID(), campaign.Phase{Rehearsal: true, Since: h.Update.At})
	}
	h.Effects.Opened = append(h.Effects.Opened, definition)
	h.Effects.Notices++
	n := notify.Asking(opened, h.Update.At)
	n.ID, n.Priority, n.Lost = noticeOf(o), chat.Bulk, store.LostAnnouncement
	result := opened.Mark(operation.Polled(o.From.Code, h.Say))
	order := store.Order{By: h.Update.From, Update: h.Update.Key, What: string(command.Poll), Units: o.Units}
	order.Answer = h.ReplyToBeReplaced(h.queued("poll_did", "poll_queued", o), []chat.Choice{result})
	return notify.Ordered(h.Tx, opened, n, order, false, store.Audience{Units: o.Units, Roles: []roster.Role{roster.Officer, roster.Coordinator}})
}

// pollName names the campaign of a poll for ever: by when it was asked, and by the order.
func pollName(when, order string, by chat.Address) string {
	sum := fnv.New32a()
	fmt.Fprintf(sum, "%s/%s", by, order)
	return fmt.Sprintf("hoi-%s-%04x", when, sum.Sum32()&0xffff)
}
