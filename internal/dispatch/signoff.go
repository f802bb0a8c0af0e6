package dispatch

import (
	"fmt"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/desk"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// signOff tells what stands between handing in and being handed in.
func (v *visit) signOff(w *work) conversation.SignOff {
	l, _ := v.d.Plan.Level(w.unit.Level)
	if l.SignOff == campaign.SignOffNone {
		return conversation.NoSignOff
	}
	members, err := store.GetMembers(v.tx, v.d.list(), w.unit.Code)
	switch {
	case err != nil:
		w.err = damaged(err)
	case len(members.With(roster.Approver)) > 0:
		return conversation.SignOffFirst
	case l.SignOff == campaign.SignOffRequired:
		return conversation.SignOffMissing
	}
	return conversation.NoSignOff
}

// present lets the unit's approvers know that a report waits for them.
func (v *visit) present(w *work) error {
	status, why := w.status.Apply(report.Act{Move: w.status.Handing(), SignOff: true, Now: v.u.At})
	if why != report.Legal {
		return fmt.Errorf("present %s: %s", w.report, why)
	}
	setFigures(&status, w.turn)
	w.status = status
	store.PutStatus(v.tx, w.report, status)
	if err := v.noteOwn(w, desk.Deed{Move: desk.Present}); err != nil {
		return err
	}
	return v.toMembers(w, v.waiting(w, v.post(w)), roster.Approver)
}

// waiting is what an approver reads of a report that waits.
func (v *visit) waiting(w *work, by string) chat.Content {
	if by == "" {
		by = v.say.Say("shift_somebody")
	}
	id := w.turn.Report
	return chat.Content{
		Text: v.say.Say("sign_waits", "unit", v.d.Units.Path(w.unit.Code), "by", by, "moment", v.moment(w.status.Changed)),
		Choices: [][]chat.Choice{{unitButton(actRead, id, v.say.Say("button_read"))},
			{unitButton(actSign, id, v.say.Say("button_sign")), unitButton(actReject, id, v.say.Say("button_reject"))}},
	}
}

// waitingList shows an approver what waits for them, in all their units.
func (v *visit) waitingList() error {
	n := 0
	for _, s := range v.seats() {
		if s.follows || !v.approves(s) {
			continue
		}
		v.in(s.d)
		w, err := v.open(s.m)
		if err != nil {
			return err
		}
		if w.status.State == report.AwaitingSignOff {
			n++
			v.tell(v.waiting(w, w.status.By))
		}
	}
	if n == 0 {
		v.tell(chat.Content{Text: v.say.Say("sign_none")})
	}
	return nil
}

// approves tells whether the person signs the reports of the seat's unit.
func (v *visit) approves(s seat) bool {
	return roster.May(s.d.Units, roster.OnList(v.person.Memberships, s.d.list()), s.m.Unit, roster.Sign)
}

// read shows an approver what they are asked to sign.
func (v *visit) read() error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	c := w.turn.Glance()
	c.Text = v.headed(c.Text)
	if w.status.State == report.AwaitingSignOff && v.approves(*v.seat) {
		c.Choices = append(c.Choices, v.waiting(w, w.status.By).Choices[1])
	}
	v.tell(c)
	return nil
}

// sign hands in what waited: a receipt for officer and approver, and word for
// the heads.
func (v *visit) sign(signed string) error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveSign, Signed: signed, Now: v.u.At})
	if why != report.Legal || !v.approves(*v.seat) {
		v.tell(chat.Content{Text: v.say.Say("sign_not_now", "unit", v.d.Units.Path(w.unit.Code))})
		return nil
	}
	out := w.turn.HandIn()
	setFigures(&status, w.turn)
	store.PutDraft(v.tx, w.report, w.turn.Draft)
	store.PutStatus(v.tx, w.report, status)
	receipt := out.Contents[0].Text
	v.tell(chat.Content{Text: v.say.Say("sign_done", "signed", signed) + "\n\n" + receipt})
	if err := v.submitted(w, out); err != nil {
		return err
	}
	if err := v.noteOwn(w, desk.Deed{Move: report.MoveSign, New: signed}); err != nil {
		return err
	}
	return v.toMembers(w, chat.Content{Text: v.say.Say("sign_told", "by", v.say.Say("role_approver"), "signed", signed) + "\n\n" + receipt}, roster.Officer)
}

// sendBack opens a report that was not signed, with the approver's words.
func (v *visit) sendBack(remark string) error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveSendBack, Remark: remark, Now: v.u.At})
	if why != report.Legal || !v.approves(*v.seat) {
		v.tell(chat.Content{Text: v.say.Say("sign_not_now", "unit", v.d.Units.Path(w.unit.Code))})
		return nil
	}
	store.PutStatus(v.tx, w.report, status)
	if err := v.noteOwn(w, desk.Deed{Move: report.MoveSendBack, Remark: remark}); err != nil {
		return err
	}
	unit := v.d.Units.Path(w.unit.Code)
	v.tell(chat.Content{Text: v.say.Say("sent_back", "unit", unit)})
	return v.toMembers(w, chat.Content{Text: v.say.Say("sent_back_told", "unit", unit, "remark", remark),
		Choices: [][]chat.Choice{{v.d.startButton(w.report)}}}, roster.Officer)
}

// recall takes a report back that nobody has signed.
func (v *visit) recall() error {
	w, err := v.open(v.seat.m)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveTakeBack, Now: v.u.At})
	unit := v.d.Units.Path(w.unit.Code)
	if why != report.Legal {
		v.tell(chat.Content{Text: v.say.Say("recall_not_now", "unit", unit)})
		return nil
	}
	store.PutStatus(v.tx, w.report, status)
	if err := v.noteOwn(w, desk.Deed{Move: report.MoveTakeBack}); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.say.Say("recalled", "unit", unit), Choices: [][]chat.Choice{{v.d.startButton(w.report)}}})
	return v.toMembers(w, chat.Content{Text: v.say.Say("recalled_told", "unit", unit)}, roster.Approver)
}
