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
func (v *visit) pleaded(reason string) error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	unit := v.d.Units.Path(w.unit.Code)
	p := store.Plea{By: v.u.From, Post: v.post(w), At: v.u.At, Reason: reason}
	if err := store.PutPlea(v.tx, w.report, p); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.say.Say("plea_sent", "unit", unit)})
	by := p.Post
	if by == "" {
		by = v.say.Say("role_officer")
	}
	notice := chat.Content{
		Text: v.say.Say("plea_notice", "unit", unit, "by", by, "reason", reason),
		Choices: [][]chat.Choice{{
			desk.Button(desk.Reopen, w.unit.Code, v.say.Say("button_reopen")),
			v.leaveButton(w.report),
		}},
	}
	return v.toHeads(w.unit, notice)
}

// leaveButton lets a coordinator leave the report as it is. It names the unit,
// which is no seat of theirs.
func (v *visit) leaveButton(rep store.Report) chat.Choice {
	return unitButton(actLeave, shortID(rep), v.say.Say("button_leave"), rep.Unit)
}

// toHeads tells every coordinator above the unit, the nearest first and nobody
// twice.
func (v *visit) toHeads(unit roster.Unit, c chat.Content) error {
	var told []chat.Address
	for _, up := range v.d.Units.Ancestors(unit.Code) {
		members, err := store.GetMembers(v.tx, v.d.list(), up.Code)
		if err != nil {
			return damaged(err)
		}
		for _, m := range members.With(roster.Coordinator) {
			if !m.Blocked && !slices.Contains(told, m.Address) && len(told) < mostTold {
				told = append(told, m.Address)
				v.push(m.Address, c)
			}
		}
	}
	return nil
}

// left is a coordinator's «Để nguyên»: whoever asked is told.
func (v *visit) left(b chat.Action) error {
	for _, d := range v.all() {
		rep := d.report(b.Target)
		who := roster.OnList(v.person.Memberships, d.list())
		if shortID(rep) != b.For || !roster.May(d.Units, who, b.Target, roster.Decide) {
			continue
		}
		v.in(d)
		return v.leave(rep)
	}
	v.tell(chat.Content{Text: v.say.Say("button_gone")})
	return nil
}

func (v *visit) leave(rep store.Report) error {
	p, err := store.GetPlea(v.tx, rep)
	if err != nil {
		return damaged(err)
	}
	status, err := store.GetStatus(v.tx, rep)
	if err != nil {
		return damaged(err)
	}
	unit := v.d.Units.Path(rep.Unit)
	if !status.State.In() || !pleading(p, status) {
		v.tell(chat.Content{Text: v.say.Say("plea_answered", "unit", unit)})
		return nil
	}
	p.Left = v.u.At
	if err := store.PutPlea(v.tx, rep, p); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.say.Say("plea_left", "unit", unit)})
	v.push(p.By, chat.Content{Text: v.say.Say("plea_left_told", "unit", unit, "contact", v.d.contact())})
	return nil
}
