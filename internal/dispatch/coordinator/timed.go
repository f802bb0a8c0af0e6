package coordinator

import (
	"cmp"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// An order for an hour is a notice that may not be told before. Until then its store.Order
// says whose it is: it is listed from there, and cancelled with the notice.

// timed says that an order waits for its hour.
func (h Handler) timed(phrase string, o *operation.Order) string {
	said := h.Say.Say(phrase, "n", len(o.Units)-o.Unheard, "moment", h.Say.Moment(o.At))
	if o.Unheard > 0 {
		said += " " + h.Say.Say("operation_unheard_n", "n", o.Unheard)
	}
	return said
}

// timedOf finds a person's orders that wait for their hour, the next first, with those whose giver has left and about whose units
// they may do the same. What cannot be read is logged, and hides no other.
func timedOf(r store.Reader, c *campaigns.Campaign, by chat.Address) (list []store.Order, err error) {
	p, err := store.GetPerson(r, by)
	if err != nil {
		return nil, err
	}
	for row, err := range store.Orders.All(r, c.ID().String()) {
		if err = c.Set.Despite(err); err != nil {
			return nil, err
		}
		if o := row.Value; !o.Hour.IsZero() && !o.Found && inHand(r, c, o.By, o.Units, by, p) {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b store.Order) int { return cmp.Or(a.Hour.Compare(b.Hour), cmp.Compare(a.Notice, b.Notice)) })
	return list, nil
}

// inHand reports whether an order about units is somebody's to see and take back: they gave it, also in a chat that they had before,
// or its giver has left and they may do the same.
func inHand(r store.Getter, c *campaigns.Campaign, giver chat.Address, units []string, by chat.Address, p store.Person) bool {
	now, its, err := store.Now(r, giver)
	if now == by || err != nil {
		return now == by
	}
	left, err := its.Whose(r, now)
	may := func(unit string) bool {
		return roster.May(c.Units, roster.OnList(p.Memberships, c.List()), unit, roster.Reach)
	}
	return err == nil && left.Gone(c.List(), "") && len(units) > 0 && !slices.ContainsFunc(units, func(unit string) bool { return !may(unit) })
}

// mostTimed is how many orders one list has, mostTimedUnits how many names each.
const (
	mostTimed      = 10
	mostTimedUnits = 5
)

// listTimed lists them, each with a button that cancels it. To who wants to cancel one a yes is the button, where there is one.
func (h Handler) listTimed(list []store.Order, cancels bool) chat.Content {
	if len(list) == 0 {
		return chat.Content{Text: h.Say.Say("timed_none")}
	}
	out := chat.Content{Text: h.Say.Say("timed_list_press")}
	if cancels && (h.Chat.Dialog == nil || h.Chat.Dialog.Aside) { // else words are about what is open
		var notices []string
		for _, o := range list[:min(len(list), mostTimed)] {
			notices = append(notices, o.Notice)
		}
		h.KeepOperation(operation.ListedTimed(session.OperationID(h.Update), notices))
		out.Text = h.Say.Count("timed_list", len(notices))
	}
	for i, o := range list[:min(len(list), mostTimed)] {
		var names []string
		for _, code := range o.Units {
			u, _ := h.Campaign.Units.Get(code)
			names = append(names, u.Label())
		}
		act := operation.Act(command.Name(o.What), h.Say)
		out.Text += "\n" + h.Say.Say("timed_line", "i", i+1, "moment", h.Say.Moment(o.Hour), "act", act, "units", h.Say.List(names, mostTimedUnits))
		cancel := chat.Action{To: chat.Operation, Verb: string(command.Timed), Target: o.Notice}
		out.Choices = append(out.Choices, []chat.Choice{cancel.Choice(h.Say.Say("timed_cancel", "i", i+1))})
	}
	return out
}

// timedListed reports whether the list is what a person's words may be about.
func timedListed(r store.Getter, by chat.Address) (bool, error) {
	its, err := store.Chats.Get(r, by)
	if err != nil || its.Dialog == nil || its.Dialog.Aside {
		return false, err
	}
	s, err := session.OperationOf(its)
	return s != nil && s.Name == command.Timed, err
}

// answerTimed takes words under the list: what names no order of it cancels none, and that is said.
func (h Handler) answerTimed(typed command.Command, list []store.Order) error {
	notice, leaves := h.Operation.CancelsTimed(typed.Heard, h.Say)
	h.CloseDialog()
	switch {
	case notice != "":
		return h.cancelTimed(notice)
	case typed.Is(command.Cancel), typed.Heard.Drops(), leaves:
		return h.Tell(h.Say.Say("timed_left"))
	}
	out := h.listTimed(list, true)
	out.Text = h.Say.Say("timed_which") + "\n" + out.Text
	h.Reply(out)
	return nil
}

// cancelTimed cancels an order of the person that still waits. The name of it is untrusted.
func (h Handler) cancelTimed(name string) error {
	o, ok, err := store.Orders.Find(h.Tx, store.Order{Campaign: h.Campaign.ID(), Notice: name})
	if err != nil {
		return err
	}
	if !ok || !inHand(h.Tx, h.Campaign, o.By, o.Units, h.Update.From, h.Person) || o.Hour.IsZero() || o.Found {
		return h.Tell(h.Say.Say("timed_gone"))
	}
	n, ok, err := store.Notices.Find(h.Tx, store.Notice{Campaign: o.Campaign, ID: o.Notice, NotBefore: o.Hour})
	if err != nil {
		return err
	}
	if !ok || n.Broadcast == nil || n.Broadcast.Found {
		return h.Tell(h.Say.Say("timed_gone"))
	}
	store.Notices.Delete(h.Tx, n)
	store.Orders.Delete(h.Tx, o)
	store.Shown.Delete(h.Tx, o.Answer)
	moment := h.Say.Moment(o.Hour)
	h.Note(report.Entry{By: h.Update.From, Name: h.Person.Name, Role: roster.Coordinator, At: h.Acting(o.Units[0]).Unit, When: h.Update.At,
		Outreach: report.Untimed, Unit: o.Units[0], Remark: moment})
	return h.Tell(h.Say.Say("timed_cancelled", "moment", moment))
}
