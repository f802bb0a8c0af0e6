package coordinator

import (
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// EndProxy gives the report back to the unit. The answers stay.
func (h Handler) EndProxy() error {
	unit := ""
	if s, ok := h.Proxy(); ok {
		unit = s.Campaign.Units.Path(s.Member.Unit)
		if h.Chat.Current == s.ID {
			h.Chat.Current = report.ID{}
		}
	}
	h.Chat.Proxy = nil
	h.CloseDialog()
	return h.Tell(h.Say.Say("proxy_left", "unit", unit))
}

// beginProxy has the coordinator fill in for a unit, and notifies the unit's people.
func (h Handler) beginProxy(o *operation.Order) error {
	rep := h.Campaign.Report(o.Units[0])
	h.Chat.Proxy = &store.Proxy{Report: rep, Since: h.Update.At}
	s, ok := h.Proxy()
	if !ok {
		h.Chat.Proxy = nil
		return h.Tell(h.Say.Say("operation_not_you", "contact", h.Campaign.In(h.Say).Contact))
	}
	h.Chat.Current = s.ID
	unit := h.Campaign.Units.Path(rep.Unit)
	begun := notify.Phrase(locale.Later("proxy_begun_unit", "office", h.Campaign.Office(o.From, h.Say), "unit", unit))
	status, err := store.Statuses.Get(h.Tx, rep)
	if err != nil {
		return err
	}
	if err := notify.ToUnit(h.Session, rep.Unit, notify.Still(begun, "proxy", rep, status), campaigns.Workers()...); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("proxy_begun", "unit", unit)+notify.Waits(h.Session, begun), []chat.Choice{campaigns.StartButton(rep, h.Say)})
}
