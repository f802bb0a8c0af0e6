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

// pleading tells whether the plea waits for an answer. One from before the last
// submission had its answer.
func pleading(p store.Plea, s report.Status) bool {
	return !p.At.IsZero() && p.Left.IsZero() && !p.At.Before(s.Submitted)
}

// pleaded keeps the reason and tells every coordinator above.
func (h Handler) pleaded(reason string) error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	unit := h.Campaign.Units.Path(w.Unit.Code)
	p := store.Plea{By: h.Update.From, Post: h.Post(w), At: h.Update.At, Reason: reason}
	if err := store.PutPlea(h.Tx, w.ID, p); err != nil {
		return err
	}
	h.Tell(chat.Content{Text: h.Say.Say("plea_sent", "unit", unit)})
	by := locale.Text(p.Post)
	if p.Post == "" {
		by = locale.Later("role_officer")
	}
	// The button to leave the report as it is names the unit, which is no place of
	// the coordinator's.
	return notify.ToHeads(h.Session, w.Unit.Code, notify.Phrase(
		locale.Later("plea_notice", "unit", unit, "by", by, "reason", reason),
		[]locale.Button{
			locale.ButtonLater(command.Button(command.Reopen, w.Unit.Code, ""), "button_reopen"),
			locale.ButtonLater(session.UnitButton(session.ActLeave, campaigns.ShortID(w.ID), "", w.ID.Unit), "button_leave"),
		}))
}

// Left is a coordinator's «Để nguyên»: whoever asked is told.
func (h Handler) Left(b chat.Action) error {
	for _, d := range h.Campaigns() {
		rep := d.Report(b.Target)
		who := roster.OnList(h.Person.Memberships, d.List())
		if campaigns.ShortID(rep) != b.For || !roster.May(d.Units, who, b.Target, roster.Decide) {
			continue
		}
		h.In(d)
		return h.leave(rep)
	}
	h.Tell(chat.Content{Text: h.Say.Say("button_gone")})
	return nil
}

func (h Handler) leave(rep store.Report) error {
	p, err := store.GetPlea(h.Tx, rep)
	if err != nil {
		return campaigns.Damaged(err)
	}
	status, err := store.GetStatus(h.Tx, rep)
	if err != nil {
		return campaigns.Damaged(err)
	}
	unit := h.Campaign.Units.Path(rep.Unit)
	if !status.State.In() || !pleading(p, status) {
		h.Tell(chat.Content{Text: h.Say.Say("plea_answered", "unit", unit)})
		return nil
	}
	p.Left = h.Update.At
	if err := store.PutPlea(h.Tx, rep, p); err != nil {
		return err
	}
	h.Tell(chat.Content{Text: h.Say.Say("plea_left", "unit", unit)})
	return notify.Send(h.Session, p.By, notify.Phrase(locale.Later("plea_left_told", "unit", unit, "contact", h.Campaign.Contact())))
}
