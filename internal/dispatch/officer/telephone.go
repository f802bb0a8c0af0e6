package officer

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/language"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A person's telephone stands with each of their memberships and with the member of each
// unit, as the post does, so that it goes when they go. It is asked for once, by a line and
// a button beside something else; a number that is typed next is taken, and whatever else
// is typed was meant for something else.

// removeTelephone is the target of the button that removes it.
const removeTelephone = "x"

// asksTelephone reports whether the person is still to be asked.
func (w work) asksTelephone() bool {
	wanted := len(w.Turn.Posts()) > 0 || w.Campaign.Plan.AsksTelephone
	known := func(m roster.Membership) bool { return m.Asked || m.Telephone != "" }
	return wanted && !w.ForUnit() && !slices.ContainsFunc(w.Person.Memberships, known)
}

// askTelephone gives the line and the button that ask, and marks that they did.
func (w work) askTelephone() (line string, row []chat.Choice) {
	for i := range w.Person.Memberships {
		w.Person.Memberships[i].Asked = true
	}
	w.Changed = true
	return w.Say.Say("telephone_offer"), []chat.Choice{session.UnitButton(session.ActTelephone, w.Turn.Report, w.Say.Say("telephone_give"))}
}

// besideReply asks for the telephone beside a reply that leads on in the report.
func (w work) besideReply(c *chat.Content) {
	line, row := w.askTelephone()
	c.Text += "\n\n" + line
	c.Choices = append(c.Choices, row)
	w.OpenDialog(store.Dialog{Kind: session.Telephone, Report: w.ID})
}

// Telephone shows, changes or removes the person's telephone.
func (h Handler) Telephone(c command.Command) error {
	number, readable := h.Say.Tongue().Telephone(c.Words)
	switch {
	case c.Part == command.NoTelephone, slices.Contains(command.Listed(h.Say.Say("telephone_words_remove")), viet.Fold(c.Words)):
		return h.removeTelephone()
	case readable:
		return h.keepTelephone(number)
	case c.Words != "":
		return h.Tell(h.Say.Say("telephone_unread"))
	case h.telephone() == "":
		h.OpenDialog(store.Dialog{Kind: session.Telephone})
		return h.Tell(h.Say.Say("telephone_none"))
	case c.Part == command.NewTelephone:
		return h.PressedTelephone(chat.Action{})
	}
	return h.Tell(h.Say.Say("telephone_shown", "number", h.telephone()),
		[]chat.Choice{session.UnitButton(session.ActTelephone, "", h.Say.Say("telephone_change")),
			session.UnitButton(session.ActTelephone, "", h.Say.Say("telephone_remove"), removeTelephone)})
}

// PressedTelephone takes a button that asks for the telephone, or removes it.
func (h Handler) PressedTelephone(b chat.Action) error {
	if b.Target == removeTelephone {
		return h.removeTelephone()
	}
	d := store.Dialog{Kind: session.Telephone}
	if h.Context != nil && h.Context.ID.Short() == b.For {
		d.Report = h.Context.ID
	}
	h.OpenDialog(d)
	return h.Tell(h.Say.Say("telephone_ask"))
}

// TypedTelephone takes a number, and goes on with the report where that was being begun.
func (h Handler) TypedTelephone(d store.Dialog) (bool, error) {
	typed := h.Update.Input.Text
	number, ok := h.Say.Tongue().Telephone(typed)
	if !ok || h.Context != nil && h.Context.ID == d.Report && !language.OnlyTelephone(typed, number) {
		return false, nil
	}
	if h.Context == nil || h.Context.ID != d.Report || h.Context.Member.Role == roster.Approver {
		return true, h.keepTelephone(number)
	}
	if err := h.setTelephone(number); err != nil {
		return true, err
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return true, err
	}
	return true, w.enter(w.Say.Say("telephone_saved", "number", number))
}

func (h Handler) keepTelephone(number string) error {
	if err := h.setTelephone(number); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("telephone_saved", "number", number))
}

func (h Handler) removeTelephone() error {
	if h.telephone() == "" {
		return h.Tell(h.Say.Say("telephone_none_kept"))
	}
	if err := h.setTelephone(""); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("telephone_removed"))
}

// telephone is the person's; "" if they gave none.
func (h Handler) telephone() string {
	for _, m := range h.Person.Memberships {
		if m.Telephone != "" {
			return m.Telephone
		}
	}
	return ""
}

// setTelephone keeps the number with all memberships of the person; "" removes it. Who has
// spoken of it is not asked any more.
func (h Handler) setTelephone(number string) error {
	for i := range h.Person.Memberships {
		m := &h.Person.Memberships[i]
		m.Telephone, m.Asked = number, true
		at := store.OnList{List: m.List, Unit: m.Unit}
		members, err := store.Members.Get(h.Tx, at)
		if err != nil {
			return err
		}
		for n := range members {
			if members[n].Address == h.Update.From {
				members[n].Telephone = number
			}
		}
		store.Members.Put(h.Tx, at, members)
	}
	h.Changed = true
	return nil
}
