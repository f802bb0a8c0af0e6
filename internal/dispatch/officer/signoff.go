package officer

import (
	"fmt"

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

// present notifies the unit's approvers that a report waits for them.
func (w work) present() error {
	status, why := w.Status.Apply(report.Act{Move: w.Status.Handing(), SignOff: true, Now: w.Update.At})
	if why != report.Legal {
		return fmt.Errorf("present %s: %s", w.ID, why)
	}
	session.SetFigures(&status, w.Turn)
	before := w.Status
	w.Status = status
	if err := w.PutStatus(w.ID, status); err != nil {
		return err
	}
	w.note(report.Entry{Move: report.Present})
	return w.toApprovers(notify.Said(w.waiting(w.post())), before, status)
}

// toApprovers tells the unit's approvers of a step of signing.
func (w work) toApprovers(n store.Notice, before, after report.Status) error {
	return notify.ToUnit(w.Session, w.Unit.Code, notify.While(n, notify.Signing, w.ID, before, after), roster.Approver)
}

// waiting words what an approver reads about a report that waits.
func (w work) waiting(by string) locale.Message {
	who := locale.Text(by)
	if by == "" {
		who = locale.Later("presence_somebody")
	}
	button := func(act command.Name, label string) locale.Button {
		return locale.ButtonLater(session.UnitButton(act, w.Turn.Report, ""), label)
	}
	return locale.Message{
		Lines: []locale.Phrase{locale.Later("sign_waits", "unit", w.path(), "by", who, "moment", locale.ClockMomentLater(w.Status.Changed))},
		Rows: [][]locale.Button{{button(command.Read, "button_read")},
			{button(command.Sign, "button_sign"), button(command.SendBack, "button_reject")}},
	}
}

// WaitingList shows an approver the reports that wait for them, of all their units.
func (h Handler) WaitingList() error {
	n := 0
	for _, s := range h.Contexts() {
		if s.Follows || !h.Approves(s) {
			continue
		}
		h.In(s.Campaign)
		w, err := h.open(s.Member)
		if err != nil {
			return err
		}
		if w.Status.State == report.AwaitingSignOff {
			n++
			h.Reply(h.Say.Content(w.waiting(w.Status.By)))
		}
	}
	if n == 0 {
		h.ReplyAsIs(chat.Content{Text: h.Say.Say("sign_none")}) // in no campaign
	}
	return nil
}

// read shows an approver what they are asked to sign.
func (w work) read() error {
	c := w.Turn.Glance()
	c.Text = w.Headed(c.Text)
	if w.Status.State == report.AwaitingSignOff && w.Approves(*w.Context) {
		c.Choices = append(c.Choices, w.Say.Content(w.waiting(w.Status.By)).Choices[1])
	}
	w.ReplyAsIs(c)
	return nil
}

// move makes a move between the unit's own people and writes it into the journal. It
// returns how the report then stands, and whether the move was legal.
func (w work) move(act report.Act) (after report.Status, legal bool, err error) {
	act.Now, act.Sent = w.Update.At, w.Update.Sent
	after, why := w.Status.Apply(act)
	if why != report.Legal {
		return after, false, nil
	}
	if after.State.In() {
		session.SetFigures(&after, w.Turn)
	}
	if err := w.PutStatus(w.ID, after); err != nil {
		return after, false, err
	}
	w.note(report.Entry{Move: act.Move, New: act.Signed, Remark: act.Remark})
	return after, true, nil
}

// approve is move for an approver. It refuses others and what is not legal.
func (w work) approve(act report.Act) (after report.Status, done bool, err error) {
	if w.Approves(*w.Context) {
		if after, done, err = w.move(act); done || err != nil {
			return after, done, err
		}
	}
	return after, false, w.Tell(w.Say.Say("sign_not_now", "unit", w.path()))
}

// sign submits a report that waited: officer and approver get the receipt, the
// coordinators above a notice.
func (w work) sign(signed string) error {
	after, done, err := w.approve(report.Act{Move: report.MoveSign, Signed: signed})
	if !done || err != nil {
		return err
	}
	out := w.Turn.HandIn()
	store.Drafts.Put(w.Tx, w.ID, w.Turn.Draft)
	receipt := out.Contents[0].Text
	w.Reply(chat.Content{Text: w.Say.Say("sign_done", "signed", signed) + notify.Waits(w.Session, store.Notice{}) + "\n\n" + receipt})
	if err := w.submitted(out); err != nil {
		return err
	}
	told := locale.Later("sign_told", "by", locale.Later("role_approver"), "signed", signed)
	notice := notify.Said(locale.Message{Lines: []locale.Phrase{told, locale.Text(""), locale.Text(receipt)}})
	return w.toOfficers(notice, after)
}

// toOfficers tells the unit's officers what came of a report that was to be signed.
func (w work) toOfficers(n store.Notice, after report.Status) error {
	return notify.ToUnit(w.Session, w.Unit.Code, notify.While(n, "signed", w.ID, w.Status, after), roster.Officer)
}

// sendBack opens a report again that was not signed, with the approver's remark.
func (w work) sendBack(remark string) error {
	after, done, err := w.approve(report.Act{Move: report.MoveSendBack, Remark: remark})
	if !done || err != nil {
		return err
	}
	w.Reply(chat.Content{Text: w.Say.Say("sent_back", "unit", w.path()) + notify.Waits(w.Session, store.Notice{})})
	notice := notify.Phrase(locale.Later("sent_back_told", "unit", w.path(), "remark", remark), campaigns.StartLater(w.ID))
	return w.toOfficers(notice, after)
}

// recall takes back a report that nobody has signed yet.
func (w work) recall() error {
	after, legal, err := w.move(report.Act{Move: report.MoveTakeBack})
	switch {
	case err != nil:
		return err
	case !legal:
		return w.Tell(w.Say.Say("recall_not_now", "unit", w.path()))
	}
	w.Reply(chat.Content{Text: w.Say.Say("recalled", "unit", w.path()) + notify.Waits(w.Session, store.Notice{}), Choices: [][]chat.Choice{{campaigns.StartButton(w.ID, w.Say)}}})
	return w.toApprovers(notify.Phrase(locale.Later("recalled_told", "unit", w.path())), w.Status, after)
}
