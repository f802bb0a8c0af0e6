package officer

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// moreTime is the kind of notice that a unit asks for a later deadline.
const moreTime = "moretime"

// askTime keeps what a unit asks for and tells the coordinators next above. The reason
// stands in the lists with the day.
func (w work) askTime(asked exchange.MoreTime) error {
	store.TimeRequests.Put(w.Tx, w.ID, store.TimeRequest{By: w.Update.From, At: w.Update.At, Until: asked.Until})
	store.Excuses.Put(w.Tx, w.ID, report.Excuse{Why: report.OtherWhy, Words: mostOfWhy.Of(asked.Reason), Promised: asked.Until,
		By: w.Update.From, Said: w.Update.At})
	due, err := w.Campaign.DeadlineIn(w.Tx, w.Unit, w.Status)
	if err != nil {
		return err
	}
	button := func(act command.Name, label string) locale.Button { // it names the unit, which is no context of a head's
		return locale.ButtonLater(session.UnitButton(act, w.ID.Short(), "", w.ID.Unit), label)
	}
	n := notify.Phrase(locale.Later("more_time_asked", "unit", w.path(), "day", locale.UntilLater(w.Campaign.Local(asked.Until)), "now", locale.DeadlineLater(w.Campaign.Local(due)), "reason", asked.Reason),
		[]locale.Button{button(session.ActGrant, "more_time_grant"), button(session.ActRefuse, "more_time_refuse")})
	n.Kind = moreTime
	n = notify.Still(n, moreTime, w.ID, w.Status)
	for _, up := range w.Campaign.Units.Ancestors(w.Unit.Code) {
		heads, err := w.ReachableMembers(up.Code, roster.Coordinator)
		if err != nil {
			return err
		}
		if n.To.Unit = up.Code; len(heads) > 0 {
			return notify.SendAll(w.Session, heads, n)
		}
	}
	return nil
}

// waitsForTime reports whether the request waits for an answer.
func waitsForTime(p store.TimeRequest, s report.Status) bool {
	return !p.At.IsZero() && !p.Declined && !s.State.In() && s.State != report.Exempt && s.Due.Before(p.Until)
}

// wordMoreTime words such a request. It is not wanted if it was answered meanwhile.
func wordMoreTime(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	rep := t.Notice.While.Report
	p, err := store.TimeRequests.Get(t.Tx, rep)
	if err != nil {
		return c, false, err
	}
	status, err := store.Statuses.Get(t.Tx, rep)
	if err != nil || !waitsForTime(p, status) {
		return c, false, err
	}
	if c, wanted, err = notify.WordSaid(t); err != nil {
		return c, false, err
	}
	call, err := whoAsked(t, rep.Unit, p.By)
	if call != "" {
		c.Text += "\n" + t.Say.Say("overview_unit_call", "calls", call)
	}
	return c, wanted, err
}

// whoAsked is where whoever asked can be called, for a head who may know it.
func whoAsked(t notify.Delivery, unit string, by chat.Address) (string, error) {
	head := roster.Membership{Unit: t.To.Unit, Role: roster.Coordinator}
	if !roster.May(t.Campaign.Units, []roster.Membership{head}, unit, roster.Call) {
		return "", nil
	}
	by, _, err := store.Now(t.Tx, by)
	if err != nil {
		return "", err
	}
	members, err := store.Members.Get(t.Tx, t.Campaign.OnList(unit))
	for _, m := range members {
		if m.Address == by && m.Telephone != "" {
			return strings.TrimSpace(viet.Line(m.Post) + " " + m.Telephone), err
		}
	}
	return "", err
}

// TimeAsked finds the request that a head's button is about, in the campaign in which the
// head may decide; unit is "" if there is none.
func (h Handler) TimeAsked(b chat.Action) (unit string, p store.TimeRequest, waits bool, err error) {
	for _, c := range h.Live() {
		rep := c.Report(b.Target)
		who := roster.OnList(h.Person.Memberships, c.List())
		if rep.Short() != b.For || !roster.May(c.Units, who, b.Target, roster.Decide) {
			continue
		}
		h.In(c)
		if p, err = store.TimeRequests.Get(h.Tx, rep); err != nil {
			return "", p, false, err
		}
		status, err := store.Statuses.Get(h.Tx, rep)
		return rep.Unit, p, waitsForTime(p, status), err
	}
	return "", p, false, nil
}

// RefuseTime declines a request and notifies whoever asked.
func (h Handler) RefuseTime(unit string, p store.TimeRequest) error {
	rep, u := h.Campaign.Report(unit), h.Campaign.Units.Path(unit)
	p.Declined = true
	store.TimeRequests.Put(h.Tx, rep, p)
	status, err := store.Statuses.Get(h.Tx, rep)
	if err != nil {
		return err
	}
	at, _ := h.Campaign.Units.Get(unit)
	due, err := h.Campaign.DeadlineIn(h.Tx, at, status)
	if err != nil {
		return err
	}
	h.Reply(chat.Content{Text: h.Say.Say("more_time_refused", "unit", u) + notify.Waits(h.Session, store.Notice{})})
	told := notify.Phrase(locale.Later("more_time_refused_told", "unit", u, "day", locale.DeadlineLater(h.Campaign.Local(due)), "contact", h.Campaign.ContactLater()))
	return notify.ToAsker(h.Session, unit, p.By, notify.Still(told, "notime", rep, status))
}
