package officer

import (
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
)

// lateForPoll says to who comes to a quick poll behind its deadline that they may still answer; "" else.
func (w work) lateForPoll(comes bool) string {
	c := w.Campaign
	if !c.Plan.IsPoll() || !comes || w.Turn.Frozen || !w.Update.At.After(w.Turn.Deadline()) {
		return ""
	}
	return w.Say.Say("poll_late", "moment", w.Say.Moment(w.Turn.Deadline()))
}

// afterPoll says what became of an answer to a quick poll that came late: it was stored and is seen later, or it was not stored.
func (w work) afterPoll(out exchange.Outcome) {
	c := w.Campaign
	if !c.Plan.IsPoll() || len(out.Contents) == 0 {
		return
	}
	last, more := &out.Contents[len(out.Contents)-1], ""
	switch {
	case w.Turn.Closed != "" && w.Update.Input.Kind == chat.Text:
		if more = w.Say.Say("poll_unkept"); c.Set.Find(c.Plan.Polled) != nil { // the report is the campaign's that asks
			more = c.Set.Find(c.Plan.Polled).Phrases(w.Person.Language).Say("poll_unkept")
		}
	case out.Submitted && w.Update.At.After(w.Turn.Deadline()):
		more = w.Say.Say("poll_late_did", "moment", w.Say.Moment(w.Turn.Deadline()), "office", campaigns.PollOffice(c))
	default:
		return
	}
	last.Text += " " + more
}

// pollsFor has somebody who came to a unit asked the quick polls that it was asked before and may still answer in time: what was
// told to its people then has not reached them. Who answers polls is who was asked when they were begun.
func (h Handler) pollsFor(unit string, role roster.Role) error {
	return h.people().AskPolls(unit, role, h.Update.From)
}
