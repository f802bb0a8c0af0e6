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
func (s *Session) signOff(w *Report) conversation.SignOff {
	l, _ := s.Campaign.Plan.Level(w.unit.Level)
	if l.SignOff == campaign.SignOffNone {
		return conversation.NoSignOff
	}
	members, err := store.GetMembers(s.Tx, s.Campaign.list(), w.unit.Code)
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
func (h officer) present(w *Report) error {
	status, why := w.status.Apply(report.Act{Move: w.status.Handing(), SignOff: true, Now: h.Update.At})
	if why != report.Legal {
		return fmt.Errorf("present %s: %s", w.ID, why)
	}
	setFigures(&status, w.turn)
	w.status = status
	store.PutStatus(h.Tx, w.ID, status)
	if err := h.noteOwn(w, desk.Deed{Move: desk.Present}); err != nil {
		return err
	}
	return toMembers(h.Session, w, h.waiting(w, h.post(w)), roster.Approver)
}

// waiting is what an approver reads of a report that waits.
func (h officer) waiting(w *Report, by string) chat.Content {
	if by == "" {
		by = h.say.Say("shift_somebody")
	}
	id := w.turn.Report
	return chat.Content{
		Text: h.say.Say("sign_waits", "unit", h.Campaign.Units.Path(w.unit.Code), "by", by, "moment", h.moment(w.status.Changed)),
		Choices: [][]chat.Choice{{unitButton(actRead, id, h.say.Say("button_read"))},
			{unitButton(actSign, id, h.say.Say("button_sign")), unitButton(actReject, id, h.say.Say("button_reject"))}},
	}
}

// waitingList shows an approver what waits for them, in all their units.
func (h officer) waitingList() error {
	n := 0
	for _, s := range h.Contexts() {
		if s.follows || !h.approves(s) {
			continue
		}
		h.in(s.Campaign)
		w, err := h.open(s.Member)
		if err != nil {
			return err
		}
		if w.status.State == report.AwaitingSignOff {
			n++
			h.tell(h.waiting(w, w.status.By))
		}
	}
	if n == 0 {
		h.tell(chat.Content{Text: h.say.Say("sign_none")})
	}
	return nil
}

// approves tells whether the person signs the reports of the seat's unit.
func (s *Session) approves(c Context) bool {
	return roster.May(c.Campaign.Units, roster.OnList(s.person.Memberships, c.Campaign.list()), c.Member.Unit, roster.Sign)
}

// read shows an approver what they are asked to sign.
func (h officer) read() error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	c := w.turn.Glance()
	c.Text = h.headed(c.Text)
	if w.status.State == report.AwaitingSignOff && h.approves(*h.Context) {
		c.Choices = append(c.Choices, h.waiting(w, w.status.By).Choices[1])
	}
	h.tell(c)
	return nil
}

// sign hands in what waited: a receipt for officer and approver, and word for
// the heads.
func (h officer) sign(signed string) error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveSign, Signed: signed, Now: h.Update.At})
	if why != report.Legal || !h.approves(*h.Context) {
		h.tell(chat.Content{Text: h.say.Say("sign_not_now", "unit", h.Campaign.Units.Path(w.unit.Code))})
		return nil
	}
	out := w.turn.HandIn()
	setFigures(&status, w.turn)
	store.PutDraft(h.Tx, w.ID, w.turn.Draft)
	store.PutStatus(h.Tx, w.ID, status)
	receipt := out.Contents[0].Text
	h.tell(chat.Content{Text: h.say.Say("sign_done", "signed", signed) + "\n\n" + receipt})
	if err := h.submitted(w, out); err != nil {
		return err
	}
	if err := h.noteOwn(w, desk.Deed{Move: report.MoveSign, New: signed}); err != nil {
		return err
	}
	return toMembers(h.Session, w, chat.Content{Text: h.say.Say("sign_told", "by", h.say.Say("role_approver"), "signed", signed) + "\n\n" + receipt}, roster.Officer)
}

// sendBack opens a report that was not signed, with the approver's words.
func (h officer) sendBack(remark string) error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveSendBack, Remark: remark, Now: h.Update.At})
	if why != report.Legal || !h.approves(*h.Context) {
		h.tell(chat.Content{Text: h.say.Say("sign_not_now", "unit", h.Campaign.Units.Path(w.unit.Code))})
		return nil
	}
	store.PutStatus(h.Tx, w.ID, status)
	if err := h.noteOwn(w, desk.Deed{Move: report.MoveSendBack, Remark: remark}); err != nil {
		return err
	}
	unit := h.Campaign.Units.Path(w.unit.Code)
	h.tell(chat.Content{Text: h.say.Say("sent_back", "unit", unit)})
	return toMembers(h.Session, w, chat.Content{Text: h.say.Say("sent_back_told", "unit", unit, "remark", remark),
		Choices: [][]chat.Choice{{h.Campaign.startButton(w.ID)}}}, roster.Officer)
}

// recall takes a report back that nobody has signed.
func (h officer) recall() error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	status, why := w.status.Apply(report.Act{Move: report.MoveTakeBack, Now: h.Update.At})
	unit := h.Campaign.Units.Path(w.unit.Code)
	if why != report.Legal {
		h.tell(chat.Content{Text: h.say.Say("recall_not_now", "unit", unit)})
		return nil
	}
	store.PutStatus(h.Tx, w.ID, status)
	if err := h.noteOwn(w, desk.Deed{Move: report.MoveTakeBack}); err != nil {
		return err
	}
	h.tell(chat.Content{Text: h.say.Say("recalled", "unit", unit), Choices: [][]chat.Choice{{h.Campaign.startButton(w.ID)}}})
	return toMembers(h.Session, w, chat.Content{Text: h.say.Say("recalled_told", "unit", unit)}, roster.Approver)
}
