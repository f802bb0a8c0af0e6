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
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// mayPoll says why the person may not ask a quick poll here; "" if they may.
func (h Handler) mayPoll() string {
	switch h.Campaign.Plan.Polls {
	case campaign.PollsByCoordinators:
		return ""
	case campaign.PollsByAdmins:
		if roster.Anywhere(h.Person.Memberships, h.Campaign.List(), roster.System) {
			return ""
		}
		return h.Say.Say("poll_admins", "contact", h.Campaign.Contact())
	}
	return h.Say.Say("poll_not_here", "contact", h.Campaign.Contact())
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
	office := h.Campaign.Office(o.From)
	p := store.Poll{Of: h.Campaign.Name(), Title: operation.PollTitle(draft, office, now, h.Say), From: o.From.Code, Units: o.Units, At: h.Update.At, Until: o.Due.UTC()}
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
	n := notify.About(asking, asked{Office: office, Questions: len(draft.Questions)})
	n.ID, n.At, n.Priority, n.Lost = noticeOf(o), h.Update.At, chat.Bulk, store.LostAnnouncement
	n.Ordered = o.Due.Before(notify.Allowed(h.Campaign, h.Update.At)) // its end is in the quiet hours: later is too late
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

// asking is the kind of notice by which units are asked.
const asking = "poll"

// asked is what such a notice says of itself: in whose name, and how many questions there are.
type asked struct {
	Office    string `json:"o"`
	Questions int    `json:"n"`
}

// wordPoll words it. It is not wanted if the unit has answered, or the poll is over.
func wordPoll(t notify.Delivery) (chat.Content, bool, error) {
	var what asked
	if err := t.Read(0, &what); err != nil {
		return chat.Content{}, false, err
	}
	c := t.Campaign
	rep := c.Report(t.To.Unit)
	status, err := store.Statuses.Get(t.Tx, rep)
	u, ok := c.Units.Get(t.To.Unit)
	if err != nil || !ok || c.Phase().Dormant() || status.State != report.NotStarted {
		return chat.Content{}, false, err
	}
	deadline, err := c.DeadlineIn(t.Tx, u, status)
	if err != nil {
		return chat.Content{}, false, err
	}
	text := t.Say.Count("poll_text", what.Questions, "office", what.Office, "title", c.Plan.Title, "unit", u.Label(), "moment", t.Say.Moment(c.Local(deadline)))
	return chat.Content{Text: text, Choices: [][]chat.Choice{{campaigns.AnswerButton(rep, t.Say)}}}, true, nil
}
