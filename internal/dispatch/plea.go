package dispatch

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
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
func (h officer) pleaded(reason string) error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	unit := h.Campaign.Units.Path(w.unit.Code)
	p := store.Plea{By: h.Update.From, Post: h.post(w), At: h.Update.At, Reason: reason}
	if err := store.PutPlea(h.Tx, w.ID, p); err != nil {
		return err
	}
	h.tell(chat.Content{Text: h.say.Say("plea_sent", "unit", unit)})
	by := p.Post
	if by == "" {
		by = h.say.Say("role_officer")
	}
	notice := chat.Content{
		Text: h.say.Say("plea_notice", "unit", unit, "by", by, "reason", reason),
		Choices: [][]chat.Choice{{
			desk.Button(desk.Reopen, w.unit.Code, h.say.Say("button_reopen")),
			h.leaveButton(w.ID),
		}},
	}
	return toHeads(h.Session, w.unit, notice)
}

// leaveButton lets a coordinator leave the report as it is. It names the unit,
// which is no seat of theirs.
func (h officer) leaveButton(rep store.Report) chat.Choice {
	return unitButton(actLeave, shortID(rep), h.say.Say("button_leave"), rep.Unit)
}

// toHeads tells every coordinator above the unit, the nearest first and nobody
// twice.
func toHeads(s *Session, unit roster.Unit, c chat.Content) error {
	var told []chat.Address
	for _, up := range s.Campaign.Units.Ancestors(unit.Code) {
		members, err := store.GetMembers(s.Tx, s.Campaign.list(), up.Code)
		if err != nil {
			return damaged(err)
		}
		for _, m := range members.With(roster.Coordinator) {
			if !m.Blocked && !slices.Contains(told, m.Address) && len(told) < mostTold {
				told = append(told, m.Address)
				push(s, m.Address, c)
			}
		}
	}
	return nil
}

// left is a coordinator's «Để nguyên»: whoever asked is told.
func (h officer) left(b chat.Action) error {
	for _, d := range h.Campaigns() {
		rep := d.report(b.Target)
		who := roster.OnList(h.person.Memberships, d.list())
		if shortID(rep) != b.For || !roster.May(d.Units, who, b.Target, roster.Decide) {
			continue
		}
		h.in(d)
		return h.leave(rep)
	}
	h.tell(chat.Content{Text: h.say.Say("button_gone")})
	return nil
}

func (h officer) leave(rep store.Report) error {
	p, err := store.GetPlea(h.Tx, rep)
	if err != nil {
		return damaged(err)
	}
	status, err := store.GetStatus(h.Tx, rep)
	if err != nil {
		return damaged(err)
	}
	unit := h.Campaign.Units.Path(rep.Unit)
	if !status.State.In() || !pleading(p, status) {
		h.tell(chat.Content{Text: h.say.Say("plea_answered", "unit", unit)})
		return nil
	}
	p.Left = h.Update.At
	if err := store.PutPlea(h.Tx, rep, p); err != nil {
		return err
	}
	h.tell(chat.Content{Text: h.say.Say("plea_left", "unit", unit)})
	push(h.Session, p.By, chat.Content{Text: h.say.Say("plea_left_told", "unit", unit, "contact", h.Campaign.contact())})
	return nil
}
