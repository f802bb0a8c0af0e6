package dispatch

import (
	"fmt"
	"io"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// inviteColleague gives an officer a code for one colleague of the unit. Who
// came by such a code gives out none.
func (v *visit) inviteColleague() error {
	m := v.seat.m
	unit := v.d.Units.Path(m.Unit)
	officer := slices.IndexFunc(v.person.Memberships, func(have roster.Membership) bool {
		return have.List == m.List && have.Unit == m.Unit && have.Role == roster.Officer
	})
	if officer < 0 || v.person.Memberships[officer].Invited {
		v.tell(chat.Content{Text: v.say.Say("colleague_not_you", "contact", v.d.contact())})
		return nil
	}
	_, before, ok, err := store.Colleague(v.tx, m.List, m.Unit, v.u.From)
	if err != nil {
		return damaged(err)
	}
	if ok && !before.Used.IsZero() {
		v.tell(chat.Content{Text: v.say.Say("colleague_joined", "unit", unit, "moment", v.moment(before.Used), "contact", v.d.contact())})
		return nil
	}
	random := make([]byte, roster.CodeLetters)
	if _, err := io.ReadFull(v.d.set.Random, random); err != nil {
		return fmt.Errorf("make a code: %w", err)
	}
	code := roster.NewCode(random)
	inv := roster.Invitation{List: m.List, Unit: m.Unit, Role: roster.Officer, By: v.u.From,
		Created: v.u.At, Expires: v.u.At.Add(roster.InvitationValid)}
	if err := store.PutColleague(v.tx, roster.Hash(code), inv); err != nil {
		return err
	}
	text := v.say.Say("colleague_code", "unit", unit, "code", roster.ShowCode(code), "until", date(v.d.local(inv.Expires)))
	if v.d.set.Link != nil {
		if link := v.d.set.Link(v.tx, code); link != "" {
			text += "\n" + v.say.Say("colleague_link", "link", link)
		}
	}
	if ok {
		text += "\n" + v.say.Say("colleague_again")
	}
	v.tell(chat.Content{Text: text})
	return nil
}
