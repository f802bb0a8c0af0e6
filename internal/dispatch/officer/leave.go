package officer

import (
	"encoding/json"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/people"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/invitation"
	"giaoban/internal/language"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// Leave begins to give up what the person is: the one thing, or which of several.
func (h Handler) Leave() error {
	all := h.mayLeave()
	switch len(all) {
	case 0:
		return h.Tell(h.Say.Say("leave_none", "contact", h.Campaign.In(h.Say).Contact))
	case 1:
		return h.confirmLeave(all[0])
	}
	text := h.Say.Say("leave_which")
	var rows [][]chat.Choice
	for i, m := range all {
		text += "\n" + h.Say.Say("choice_line", "n", i+1, "label", h.place(m))
		rows = append(rows, []chat.Choice{session.UnitButton(session.ActLeave, "", h.place(m), "?"+keyOf(m))})
	}
	h.OpenDialog(store.Dialog{Kind: session.Leave})
	h.ReplyAsIs(chat.Content{Text: text, Choices: rows})
	return nil
}

// mayLeave are the memberships that the person can give up.
func (h Handler) mayLeave() (list []roster.Membership) {
	for _, m := range h.Person.Memberships {
		for _, c := range h.Campaign.Set.On(m.List) {
			if roster.May(c.Units, []roster.Membership{m}, m.Unit, roster.Leave) {
				list = append(list, m)
				break
			}
		}
	}
	return list
}

// place names a membership.
func (h Handler) place(m roster.Membership) string {
	unit := m.Unit
	for _, c := range h.Campaign.Set.On(m.List) {
		unit = c.Units.Path(m.Unit)
	}
	return h.Say.Say("leave_place", "role", operation.RoleLabel(m.Role, h.Say), "unit", unit)
}

// keyOf names a membership in a button, and in what waits: another of the same role that came since is not meant.
func keyOf(m roster.Membership) string {
	return roster.Hash(m.List + "/" + m.Unit + "/" + string(m.Role) + "/" + m.Since.UTC().String())[:16]
}

func (h Handler) membershipOf(key string) (roster.Membership, bool) {
	all := h.mayLeave()
	i := slices.IndexFunc(all, func(m roster.Membership) bool { return keyOf(m) == key })
	if i < 0 {
		return roster.Membership{}, false
	}
	return all[i], true
}

// confirmLeave says what it is to leave, and asks whether they will.
func (h Handler) confirmLeave(m roster.Membership) error {
	if on := h.Campaign.Set.On(m.List); !slices.Contains(on, h.Campaign) {
		h.In(on[0])
	}
	text := h.Say.Say("leave_will", "role", operation.RoleLabel(m.Role, h.Say), "unit", h.Campaign.Units.Path(m.Unit))
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(m.Unit))
	if err != nil {
		return err
	}
	if h.people().Vacant(m.Unit, m.Role, members.Without(roster.Member{Address: h.Update.From, Role: m.Role})) {
		text += " " + h.Say.Say("leave_vacant", "unit", h.Campaign.UnitLabel(m.Unit))
	}
	label := h.Say.Say("leave_button")
	text += "\n\n" + h.Say.Say("leave_confirm", "label", label)
	state, _ := json.Marshal(keyOf(m)) // of a text
	h.OpenDialog(store.Dialog{Kind: session.Leave, State: state})
	h.ReplyAsIs(chat.Content{Text: text, Choices: [][]chat.Choice{{session.UnitButton(session.ActLeave, "", label, keyOf(m)),
		session.UnitButton(session.ActStay, "", h.Say.Say("operation_cancel"))}}})
	return nil
}

// PressedLeave takes the button of a membership, the one that confirms, or the one that does not.
func (h Handler) PressedLeave(b chat.Action) error {
	if command.Name(b.Verb) == session.ActStay {
		return h.Tell(h.Say.Say("leave_stays"))
	}
	key, asks := b.Target, false
	if len(key) > 0 && key[0] == '?' {
		key, asks = key[1:], true
	}
	m, ok := h.membershipOf(key)
	switch {
	case !ok:
		return h.Tell(h.Say.Say("leave_over"))
	case asks:
		return h.confirmLeave(m)
	}
	return h.leave(m)
}

// TypedLeave takes words: which one of several, a whole yes, or a no.
func (h Handler) TypedLeave(d store.Dialog) (bool, error) {
	var key string
	if d.State == nil {
		all := h.mayLeave()
		labels := make([]string, len(all))
		for i, m := range all {
			labels[i] = h.place(m)
		}
		i, unclear := language.Only(h.Say.Tongue().Choice(h.Update.Input.Text, language.Question{}, labels))
		if unclear != nil {
			return false, nil
		}
		return true, h.confirmLeave(all[i])
	}
	if err := json.Unmarshal(d.State, &key); err != nil {
		return false, nil
	}
	m, ok := h.membershipOf(key)
	if !ok {
		return false, nil
	}
	said := viet.Fold(strings.Trim(viet.Line(h.Update.Input.Text), " .!"))
	switch consent := h.Command.Heard.Consent(command.Deed{Name: "send"}); {
	case h.Command.Is(command.Cancel), consent == command.No:
		return true, h.Tell(h.Say.Say("leave_stays"))
	case consent == command.Yes, said == viet.Fold(h.Say.Say("leave_button")):
		return true, h.leave(m)
	case consent == command.Hold:
		return true, h.confirmLeave(m)
	}
	return false, nil
}

// leave gives the membership up, and says what remains.
func (h Handler) leave(m roster.Membership) error {
	if on := h.Campaign.Set.On(m.List); !slices.Contains(on, h.Campaign) {
		h.In(on[0])
	}
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(m.Unit))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(members, func(x roster.Member) bool { return x.Address == h.Update.From && x.Role == m.Role })
	if i < 0 {
		return h.Tell(h.Say.Say("leave_over"))
	}
	h.people().Note(report.Entry{By: h.Update.From, Name: h.Person.Name, Role: m.Role, At: m.Unit, When: h.Update.At, Outreach: report.HasLeft, Unit: m.Unit}, "")
	if err := h.people().End(people.Ending{Unit: m.Unit, Member: members[i], How: roster.HasLeft}); err != nil {
		return err
	}
	text := h.Say.Say("leave_done", "role", operation.RoleLabel(m.Role, h.Say), "unit", h.Campaign.Units.Path(m.Unit)) + notify.Waits(h.Session, store.Notice{})
	next := "leave_others"
	if len(h.Person.Memberships) == 0 {
		next = "members_next"
	}
	h.ReplyAsIs(chat.Content{Text: text + "\n" + h.Say.Say(next, "contact", h.Campaign.In(h.Say).Contact)})
	return nil
}

// leftWords are the phrases that say how a membership ended.
var leftWords = map[roster.Leaving]string{roster.WasRevoked: "gone_revoked", roster.WasReplaced: "gone_replaced",
	roster.WasRelieved: "gone_replaced", roster.WasMoved: "gone_revoked", roster.HasLeft: "gone_left"}

// former says to somebody who has left, or whose account is another, how they stand and what to do next; "" to whoever never was a
// member.
func (h Handler) former() string {
	if !h.Chat.Moved.IsZero() {
		return h.Say.Say("phone_closed", "contact", h.Campaign.In(h.Say).Contact)
	}
	if len(h.Person.Left) == 0 {
		return ""
	}
	last := h.Person.Left[len(h.Person.Left)-1]
	unit := last.Unit
	for _, c := range h.Campaign.Set.On(last.List) {
		h.In(c)
		unit = c.Units.Path(last.Unit)
	}
	return h.Say.Say(leftWords[last.How], "role", operation.RoleLabel(last.Role, h.Say), "unit", unit, "day", h.Say.Day(h.Campaign.Local(last.At))) +
		"\n" + h.Say.Say("members_next", "contact", h.Campaign.In(h.Say).Contact)
}

// OwnPhone gives the person a code by which they go on from another account.
func (h Handler) OwnPhone() error {
	if len(h.Person.Memberships) == 0 {
		return h.Tell(h.Say.Say("leave_none", "contact", h.Campaign.In(h.Say).Contact))
	}
	m := h.Person.Memberships[0]
	if on := h.Campaign.Set.On(m.List); len(on) > 0 && !slices.Contains(on, h.Campaign) {
		h.In(on[0])
	}
	made, err := people.PhoneCode(h.Campaign, m.Unit, m.Role, h.Update.From, m.By(h.Update.From), h.Update.At)
	if err != nil {
		return err
	}
	if err := invitation.Put(h.Tx, roster.Hash(made.Code), made.Invitation); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("phone_code", "code", roster.ShowCode(made.Code), "until", h.Say.Day(made.Expires), "contact", h.Campaign.In(h.Say).Contact) +
		h.Campaign.LinkLine(h.Tx, made.Code, h.Say))
}
