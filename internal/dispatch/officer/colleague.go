package officer

import (
	"fmt"
	"io"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// InviteColleague gives an officer a code for one colleague of the unit. Whoever joined
// with such a code gets none to give.
func (h Handler) InviteColleague() error {
	m := h.Context.Member
	unit := h.Campaign.Units.Path(m.Unit)
	officer := slices.IndexFunc(h.Person.Memberships, func(have roster.Membership) bool {
		return have.List == m.List && have.Unit == m.Unit && have.Role == roster.Officer
	})
	if officer < 0 || h.Person.Memberships[officer].Invited {
		h.Reply(chat.Content{Text: h.Say.Say("colleague_not_you", "contact", h.Campaign.Contact())})
		return nil
	}
	_, before, ok, err := store.Colleague(h.Tx, m.List, m.Unit, h.Update.From)
	if err != nil {
		return campaigns.Damaged(err)
	}
	if ok && !before.Used.IsZero() {
		h.Reply(chat.Content{Text: h.Say.Say("colleague_joined", "unit", unit, "moment", h.Say.ClockMoment(before.Used), "contact", h.Campaign.Contact())})
		return nil
	}
	random := make([]byte, roster.CodeLetters)
	if _, err := io.ReadFull(h.Campaign.Set.Random, random); err != nil {
		return fmt.Errorf("make a code: %w", err)
	}
	code := roster.NewCode(random)
	inv := roster.Invitation{List: m.List, Unit: m.Unit, Role: roster.Officer, By: h.Update.From,
		Created: h.Update.At, Expires: h.Update.At.Add(roster.InvitationValid)}
	if err := store.PutColleague(h.Tx, roster.Hash(code), inv); err != nil {
		return err
	}
	text := h.Say.Say("colleague_code", "unit", unit, "code", roster.ShowCode(code), "until", h.Say.Day(inv.Expires))
	if h.Campaign.Set.Link != nil {
		if link := h.Campaign.Set.Link(h.Tx, code); link != "" {
			text += "\n" + h.Say.Say("colleague_link", "link", link)
		}
	}
	if ok {
		text += "\n" + h.Say.Say("colleague_again")
	}
	h.Reply(chat.Content{Text: text})
	return nil
}
