package coordinator

import (
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/store"
)

// LeaveBehalf gives the report back to the unit. The answers stay.
func (h Handler) LeaveBehalf() error {
	unit := ""
	if s, ok := h.Proxy(); ok {
		unit = s.Campaign.Units.Path(s.Member.Unit)
		if h.Chat.Current == s.Key() {
			h.Chat.Current = ""
		}
	}
	h.Chat.Behalf = nil
	h.CloseDialog()
	h.Tell(chat.Content{Text: h.Say.Say("behalf_left", "unit", unit)})
	return nil
}

// beginBehalf takes the seat and tells the unit's people.
func (h Handler) beginBehalf(o *operation.Order) error {
	rep := h.Campaign.Report(o.Units[0])
	h.Chat.Behalf = &store.Behalf{Report: rep, Since: h.Update.At}
	s, ok := h.Proxy()
	if !ok {
		h.Chat.Behalf = nil
		h.Tell(chat.Content{Text: h.Say.Say("errand_not_you", "contact", h.Campaign.Contact())})
		return nil
	}
	h.Chat.Current = s.Key()
	unit := h.Campaign.Units.Path(rep.Unit)
	begun := notify.Phrase(locale.Later("behalf_begun_unit", "office", h.Campaign.Office(o.From), "unit", unit))
	if err := notify.ToUnit(h.Session, rep.Unit, begun, campaigns.Workers()...); err != nil {
		return err
	}
	h.Tell(chat.Content{Text: h.Say.Say("behalf_begun", "unit", unit), Choices: [][]chat.Choice{{campaigns.StartButton(rep, h.Say)}}})
	return nil
}
