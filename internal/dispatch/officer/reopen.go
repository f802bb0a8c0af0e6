package officer

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// requestReopen keeps the reason and notifies every coordinator above.
func (w work) requestReopen(reason string) error {
	p := store.ReopenRequest{By: w.Update.From, Post: w.post(), At: w.Update.At, Reason: reason}
	store.ReopenRequests.Put(w.Tx, w.ID, p)
	w.Reply(chat.Content{Text: w.Say.Say("reopen_sent", "unit", w.path()) + notify.Waits(w.Session, store.Notice{})})
	by := locale.Text(p.Post)
	if p.Post == "" {
		by = locale.Later("role_officer")
	}
	// The button to decline names the unit, as it is no context of the coordinator's.
	return notify.ToHeads(w.Session, w.Unit.Code, w.plea(notify.Phrase(
		locale.Later("reopen_notice", "unit", w.path(), "by", by, "reason", reason),
		[]locale.Button{
			locale.ButtonLater(command.Button(command.Reopen, w.Unit.Code, ""), "button_reopen"),
			locale.ButtonLater(session.UnitButton(session.ActDecline, w.ID.Short(), "", w.ID.Unit), "button_leave"),
		})))
}

// plea has a request told while it waits, and the last in the place of earlier ones.
func (w work) plea(n store.Notice) store.Notice {
	n.Kind = plea
	return notify.Still(n, plea, w.ID, w.Status)
}

// plea is the kind of notice that a unit asks to have its report reopened.
const plea = "plea"

// wordPlea words a request. It is not wanted if it was answered meanwhile.
func wordPlea(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	p, err := store.ReopenRequests.Get(t.Tx, t.Notice.While.Report)
	if err != nil || !p.Declined.IsZero() {
		return c, false, err
	}
	return notify.WordSaid(t)
}

// Decline takes a coordinator's «Để nguyên» and notifies whoever asked.
func (h Handler) Decline(b chat.Action) error {
	for _, c := range h.Live() {
		rep := c.Report(b.Target)
		who := roster.OnList(h.Person.Memberships, c.List())
		if rep.Short() != b.For || !roster.May(c.Units, who, b.Target, roster.Decide) {
			continue
		}
		h.In(c)
		return h.decline(rep)
	}
	return h.Tell(h.Say.Say("button_gone"))
}

func (h Handler) decline(rep report.ID) error {
	p, err := store.ReopenRequests.Get(h.Tx, rep)
	if err != nil {
		return err
	}
	status, err := store.Statuses.Get(h.Tx, rep)
	if err != nil {
		return err
	}
	unit := h.Campaign.Units.Path(rep.Unit)
	if !campaigns.PleaWaits(p, status) {
		return h.Tell(h.Say.Say("reopen_answered", "unit", unit))
	}
	p.Declined = h.Update.At
	store.ReopenRequests.Put(h.Tx, rep, p)
	h.Reply(chat.Content{Text: h.Say.Say("reopen_declined", "unit", unit) + notify.Waits(h.Session, store.Notice{})})
	declined := notify.Phrase(locale.Later("reopen_declined_told", "unit", unit, "contact", h.Campaign.ContactLater()))
	return notify.ToAsker(h.Session, rep.Unit, p.By, notify.Still(declined, "declined", rep, status))
}
