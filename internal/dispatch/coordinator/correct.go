package coordinator

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/operation"
	"giaoban/internal/store"
)

// sentBy finds the person's announcements that were sent, the newest first. What cannot be
// read is logged, and hides no other.
func sentBy(r store.Reader, c *campaigns.Campaign, u chat.Update) (sent []operation.Sent, err error) {
	p, err := store.GetPerson(r, u.From)
	if err != nil {
		return nil, err
	}
	for row, err := range store.Sents.All(r, c.ID().String()) {
		if err = c.Set.Despite(err); err != nil {
			return nil, err
		}
		if s := row.Value; inHand(r, c, s.By, s.Units, u.From, p) {
			people := map[chat.Address]bool{}
			for _, to := range s.To {
				people[to.Address] = true
			}
			sent = append(sent, operation.Sent{Notice: s.Notice, At: c.Local(s.At), Words: s.Words, Units: s.Units, People: len(people)})
		}
	}
	slices.SortFunc(sent, func(a, b operation.Sent) int { return b.At.Compare(a.At) })
	return sent, nil
}

// correct sends a correction to exactly those whom the announcement was sent to.
func (h Handler) correct(o *operation.Order) error {
	first, ok, err := store.Sents.Find(h.Tx, store.Sent{Campaign: h.Campaign.ID(), Notice: o.First})
	if err != nil {
		return err
	}
	if !ok || !inHand(h.Tx, h.Campaign, first.By, first.Units, h.Update.From, h.Person) {
		return h.Tell(h.Say.Say("correct_none"))
	}
	n := notify.Phrase(operation.Announcement(h.Campaign.Office(o.From, h.Say), operation.Correction(h.Campaign.Local(first.At), first.Words, o.Words, h.Say)))
	n.Lost = store.LostAnnouncement
	return h.broadcast(o, n, false, h.queued("announce_did", "announce_queued", o))
}
