package coordinator

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/invitation"
	"giaoban/internal/locale"
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
func (h Handler) codeFor(unit string, role roster.Role, by roster.Giver) (string, error) {
	made, err := h.Campaign.NewCode(unit, role, by, h.Update.At)
	if err != nil {
		return "", err
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

// endMembership revokes a membership and, for a replacement, gives a code for whoever
// comes instead. What the member answered stays.
func (h Handler) endMembership(o *operation.Order) error {
	unit := o.Units[0]
	u, _ := h.Campaign.Units.Get(unit)
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(unit))
	if err != nil {
		return err
	}
	m, ok := operation.MemberOf(members, o.Member)
	if !ok {
		return h.Tell(h.Say.Say("members_gone", "unit", u.Label()))
	}
	members = slices.DeleteFunc(slices.Clone(members), func(x roster.Member) bool { return x.Address == m.Address && x.Role == m.Role })
	store.Members.Put(h.Tx, h.Campaign.OnList(unit), members)
	by := giver(h.Campaign, h.Person, h.Update.From, unit)
	if m.Address == by.Address && m.Role == by.Role && unit == by.Unit {
		by = roster.Giver{} // who replaces themselves leaves a code that still has to open
	}
	if err := h.loses(m, unit); err != nil {
		return err
	}
	revoked := notify.Phrase(locale.Later("members_revoked_you", "office", h.Campaign.Office(o.From), "role", operation.RoleLater(m.Role),
		"unit", h.Campaign.Units.Path(unit), "contact", h.Campaign.Contact()))
	revoked.Kind, revoked.To.Unit, revoked.Instead = leaves, unit, leaves+"/"+unit+"/"+string(m.Role)
	if err := notify.Send(h.Session, m.Address, revoked); err != nil {
		return err
	}
	text := h.Say.Say("members_revoked", "unit", u.Label(), "role", operation.RoleLabel(m.Role, h.Say)) + notify.Waits(h.Session, revoked)
	if o.Name == command.Replace {
		code, err := h.codeFor(unit, m.Role, by)
		if err != nil {
			return err
		}
		text += "\n\n" + code
	}
	return h.Tell(text)
}

// leaves is the kind of notice that a membership was revoked.
const leaves = "leaves"

// wordLeaves words it. It is not wanted by who is a member again.
func wordLeaves(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	members, err := store.Members.Get(t.Tx, t.Campaign.OnList(t.To.Unit))
	if err != nil || slices.ContainsFunc(members, func(m roster.Member) bool { return m.Address == t.To.Address }) {
		return c, false, err
	}
	return notify.WordSaid(t)
}

// loses takes the membership out of the person's record, with what they had begun by
// it. What they gave away and nobody has used opens nothing from then on (store.Stands).
func (h Handler) loses(m roster.Member, unit string) error {
	p, c := h.Person, h.Chat
	if m.Address != h.Update.From {
		var err error
		if c, err = store.Chats.Get(h.Tx, m.Address); err != nil {
			return err
		}
		if p, err = c.Whose(h.Tx, m.Address); err != nil {
			return err
		}
	}
	p.Memberships = slices.DeleteFunc(slices.Clone(p.Memberships), func(x roster.Membership) bool {
		return x.List == h.Campaign.List() && x.Unit == unit && x.Role == m.Role
	})
	c.Current, c.Dialog, c.Proxy = report.ID{}, nil, nil
	if m.Address == h.Update.From {
		h.Person, h.Chat, h.Operation, h.Changed = p, c, nil, true
		return nil
	}
	store.Chats.Put(h.Tx, m.Address, c)
	c.PutPerson(h.Tx, m.Address, p)
	return nil
}
