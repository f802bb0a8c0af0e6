package officer

import (
	"slices"

	"giaoban/internal/invitation"
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
		return h.Tell(h.Say.Say("colleague_not_you", "contact", h.Campaign.In(h.Say).Contact))
	}
	_, before, ok, err := invitation.Colleague(h.Tx, store.OnList{List: m.List, Unit: m.Unit}, h.Update.From)
	if err != nil {
		return err
	}
	if ok && !before.Used.IsZero() {
		return h.Tell(h.Say.Say("colleague_joined", "unit", unit, "moment", h.Say.ClockMoment(before.Used), "contact", h.Campaign.In(h.Say).Contact))
	}
	made, err := h.Campaign.NewCode(m.Unit, roster.Officer, h.Person.Memberships[officer].By(h.Update.From), h.Update.At)
	if err != nil {
		return err
	}
	if err := invitation.PutColleague(h.Tx, roster.Hash(made.Code), made.Invitation); err != nil {
		return err
	}
	text := h.Say.Say("colleague_code", "unit", unit, "code", roster.ShowCode(made.Code), "until", h.Say.Day(made.Expires)) +
		h.Campaign.LinkLine(h.Tx, made.Code, h.Say)
	if ok {
		text += "\n" + h.Say.Say("colleague_again")
	}
	return h.Tell(text)
}
