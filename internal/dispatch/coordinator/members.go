package coordinator

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/people"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/invitation"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// giveCodes makes the code of one unit. Those of many are made after the transaction.
func (h Handler) giveCodes(o *operation.Order) error {
	if len(o.State.Units) != 1 { // as the preview said
		h.Effects.Asked = &session.Asked{Campaign: h.Campaign, What: session.Codes, Order: o}
		return h.Tell(h.Say.Say("invite_making", "n", len(o.Units)))
	}
	text, err := h.codeFor(o.Units[0], o.Role, giver(h.Campaign, h.Person, h.Update.From, o.Units[0]))
	if err != nil {
		return err
	}
	return h.Tell(text)
}

// codeFor makes one code and the sentence that gives it.
func (h Handler) codeFor(unit string, role roster.Role, by roster.Giver, more ...func(*roster.Invitation)) (string, error) {
	made, err := h.Campaign.NewCode(unit, role, by, h.Update.At)
	if err != nil {
		return "", err
	}
	for _, add := range more {
		add(&made.Invitation)
	}
	text := h.Say.Say("invite_code", "role", operation.RoleLabel(role, h.Say), "unit", h.Campaign.Units.Path(unit), "code", roster.ShowCode(made.Code),
		"until", h.Say.Day(made.Expires)) + h.Campaign.LinkLine(h.Tx, made.Code, h.Say)
	for _, p := range h.Campaign.People.Of(unit, role) {
		text += "\n" + h.Say.Say("invite_for", "person", p.Line())
	}
	return text, invitation.Put(h.Tx, roster.Hash(made.Code), made.Invitation)
}

// giver is by which membership somebody invites to a unit. One who may not, any more, gives
// what opens nothing.
func giver(c *campaigns.Campaign, p store.Person, who chat.Address, unit string) roster.Giver {
	m, _ := roster.By(c.Units, roster.OnList(p.Memberships, c.List()), unit, roster.Reach)
	return m.By(who)
}

// codesAtOnce is how many codes one transaction stores, of two keys each.
const codesAtOnce = 40

// ManyCodes makes a code for each unit and, once all are stored, sends them as a file.
func ManyCodes(ctx context.Context, k *session.Kept) error {
	c, u, o := k.Asked.Campaign, k.Update, k.Asked.Order
	var person store.Person
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		person, err = store.GetPerson(r, u.From)
		return err
	})
	if err != nil {
		return fmt.Errorf("read who invites: %w", err)
	}
	made := make([]campaigns.Code, len(o.Units))
	for i, unit := range o.Units {
		if made[i], err = c.NewCode(unit, o.Role, giver(c, person, u.From, unit), u.At); err != nil {
			return err
		}
	}
	err = store.Each(ctx, c.Set.KV, made, codesAtOnce, func(tx store.Tx, m campaigns.Code) error {
		return invitation.Put(tx, roster.Hash(m.Code), m.Invitation)
	})
	if err != nil {
		return fmt.Errorf("store invitations: %w", err)
	}
	say := c.Phrases("")
	content := chat.Content{Text: say.Say("invite_file", "n", len(made), "until", say.Day(u.At.Add(roster.InvitationValid)))}
	err = c.Set.KV.View(ctx, func(r store.Reader) error {
		content.File = &chat.File{Kind: chat.Document, Name: say.Say("name_codes") + ".csv", Type: "text/csv", Data: codesFile(c, r, made)}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the bot's name: %w", err)
	}
	return k.Answer(ctx, []chat.Content{content}, nil)
}

// codesFile returns the codes as CSV, for printing and spreadsheets.
func codesFile(c *campaigns.Campaign, r store.Getter, made []campaigns.Code) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff") // spreadsheets then read it as UTF-8
	say := c.Phrases("")
	w := csv.NewWriter(&b)
	rows := [][]string{{say.Say("invite_column_unit"), say.Say("invite_column_above"), say.Say("invite_column_role"), say.Say("invite_column_code"), say.Say("invite_column_link")}}
	if c.People != nil {
		rows[0] = append(rows[0], say.Say("invite_column_person"))
	}
	for _, m := range made {
		u, _ := c.Units.Get(m.Unit)
		above, _ := c.Units.Parent(m.Unit)
		row := []string{harmless(u.Full()), harmless(above.Full()), operation.RoleLabel(m.Role, say), roster.ShowCode(m.Code), c.Link(r, m.Code)}
		if c.People != nil {
			var people []string
			for _, p := range c.People.Of(m.Unit, m.Role) {
				people = append(people, p.Line())
			}
			row = append(row, harmless(strings.Join(people, "; ")))
		}
		rows = append(rows, row)
	}
	_ = w.WriteAll(rows) // a buffer takes everything
	return b.Bytes()
}

// harmless keeps a spreadsheet from reading a name as a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// ofMember does what was ordered about a member: ends the membership, for a replacement with a code for whoever comes
// instead, moves it to another unit, or gives a code for a new account. What the member answered stays.
func (h Handler) ofMember(o *operation.Order) error {
	unit := o.Units[0]
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(unit))
	if err != nil {
		return err
	}
	m, ok := operation.MemberOf(members, o.Member)
	if !ok {
		return h.Tell(h.Say.Say("members_gone", "unit", h.Campaign.UnitLabel(unit)))
	}
	about := memberOrder{h, o, m}
	switch o.Name {
	case command.NewPhone:
		return about.newPhone()
	case command.Transfer:
		return about.ends(roster.WasMoved, "members_moved")
	case command.Replace:
		return about.replace()
	}
	return about.ends(roster.WasRevoked, "members_revoked")
}

// A memberOrder is what was ordered about a member.
type memberOrder struct {
	Handler
	o *operation.Order
	m roster.Member
}

// note writes into the journals of the campaigns of the list what was done about the member.
func (h memberOrder) note() {
	o := h.o
	d := report.Entry{By: h.Update.From, Name: h.Person.Name, Role: roster.Coordinator, At: o.From.Code, When: h.Update.At, Outreach: o.Outreach(),
		Unit: o.Units[0], Whom: h.m.Address, Called: h.m.Name}
	if o.To != "" {
		d.Old, d.New = h.Campaign.UnitLabel(o.Units[0]), h.Campaign.UnitLabel(o.To)
	}
	people.Handler{Session: h.Session}.Note(d, o.To)
}

// end ends the membership, and words by the phrase what is done.
func (h memberOrder) end(how roster.Leaving, phrase string) (text string, err error) {
	o, m := h.o, h.m
	h.note()
	err = people.Handler{Session: h.Session}.End(people.Ending{Unit: o.Units[0], Member: m, How: how, From: o.From, Into: o.To})
	text = h.Say.Say(phrase, "name", h.Say.Word(people.Called(m)), "unit", h.Campaign.UnitLabel(o.Units[0]), "role", operation.RoleLabel(m.Role, h.Say),
		"to", h.Campaign.UnitLabel(o.To)) + notify.Waits(h.Session, store.Notice{})
	return text, err
}

// ends is end, and says so.
func (h memberOrder) ends(how roster.Leaving, phrase string) error {
	text, err := h.end(how, phrase)
	if err != nil {
		return err
	}
	return h.Tell(text)
}

// replace gives a code for whoever comes instead. The member goes at once, or when that has happened.
func (h memberOrder) replace() (err error) {
	o, m, unit := h.o, h.m, h.o.Units[0]
	by := giver(h.Campaign, h.Person, h.Update.From, unit)
	if m.Address == by.Address && m.Role == by.Role && unit == by.Unit {
		by = roster.Giver{} // who replaces themselves leaves a code that still has to open
	}
	text := h.Say.Say("members_stays", "name", h.Say.Word(people.Called(m)), "unit", h.Campaign.UnitLabel(unit))
	if o.Later {
		h.note()
	} else if text, err = h.end(roster.WasReplaced, "members_revoked"); err != nil {
		return err
	}
	code, err := h.codeFor(unit, m.Role, by, func(inv *roster.Invitation) {
		inv.Instead = &roster.Predecessor{Address: m.Address, Name: m.Name, Post: m.Post, Stays: o.Later}
	})
	if err != nil {
		return err
	}
	return h.Tell(text + "\n\n" + code)
}

// newPhone gives a code by which the member goes on from another account with all that they are. So whoever gives it must be above
// all of that.
func (h memberOrder) newPhone() error {
	m, unit := h.m, h.o.Units[0]
	p, err := store.GetPerson(h.Tx, m.Address)
	if err != nil {
		return err
	}
	for _, at := range p.Memberships {
		for _, c := range h.Campaign.Set.On(at.List) {
			_, ended := c.Units.Ended(at.Unit)
			if _, known := c.Units.Get(at.Unit); known && !ended && !roster.May(c.Units, roster.OnList(h.Person.Memberships, at.List), at.Unit, roster.Staff) {
				return h.Tell(h.Say.Say("phone_elsewhere", "name", h.Say.Word(people.Called(m)), "contact", h.Campaign.In(h.Say).Contact))
			}
		}
	}
	h.note()
	made, err := people.PhoneCode(h.Campaign, unit, m.Role, m.Address, giver(h.Campaign, h.Person, h.Update.From, unit), h.Update.At)
	if err != nil {
		return err
	}
	if err := invitation.Put(h.Tx, roster.Hash(made.Code), made.Invitation); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("phone_code_for", "name", h.Say.Word(people.Called(m)), "unit", h.Campaign.Units.Path(unit), "code", roster.ShowCode(made.Code),
		"until", h.Say.Day(made.Expires)) + h.Campaign.LinkLine(h.Tx, made.Code, h.Say))
}
