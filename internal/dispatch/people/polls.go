package people

import (
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// AskPolls has somebody who came to a unit asked the quick polls that it was asked before and may still answer in time.
func (h Handler) AskPolls(unit string, role roster.Role, who chat.Address) error {
	if role != roster.Officer && role != roster.Coordinator {
		return nil
	}
	for _, c := range h.Live() {
		u, ok := c.Units.Get(unit)
		if !c.Plan.IsPoll() || c.List() != h.Campaign.List() || !ok || !c.Reports(u.Level) || h.Update.At.After(campaigns.PollEnds(c)) {
			continue
		}
		n := notify.Asking(c, h.Update.At)
		n.ID, n.To = h.Chat.Next(h.Update.From, h.Update.At), store.Receiver{Unit: unit, Address: who}
		h.Effects.Notices++
		if err := notify.Put(h.Tx, c, n); err != nil {
			return err
		}
	}
	return nil
}
