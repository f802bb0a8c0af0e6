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
func (h Handler) present(w *session.Report) error {
	status, why := w.Status.Apply(report.Act{Move: w.Status.Handing(), SignOff: true, Now: h.Update.At})
	if why != report.Legal {
		return fmt.Errorf("present %s: %s", w.ID, why)
	}
	session.SetFigures(&status, w.Turn)
	w.Status = status
	store.Statuses.Put(h.Tx, w.ID, status)
	h.NoteOwn(w, report.Entry{Move: report.Present})
	return notify.ToUnit(h.Session, w.Unit.Code, notify.Said(h.waiting(w, h.Post(w))), roster.Approver)
}

// waiting words what an approver reads about a report that waits.
func (h Handler) waiting(w *session.Report, by string) locale.Message {
	who := locale.Text(by)
	if by == "" {
		who = locale.Later("presence_somebody")
	}
	button := func(act command.Name, label string) locale.Button {
		return locale.ButtonLater(session.UnitButton(act, w.Turn.Report, ""), label)
	}
	return locale.Message{
		Lines: []locale.Phrase{locale.Later("sign_waits", "unit", h.Campaign.Units.Path(w.Unit.Code), "by", who, "moment", locale.ClockMomentLater(w.Status.Changed))},
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
		w, err := h.Open(s.Member)
		if err != nil {
			return err
		}
		if w.Status.State == report.AwaitingSignOff {
			n++
			h.Reply(h.Say.Content(h.waiting(w, w.Status.By)))
		}
	}
	if n == 0 {
		h.Reply(chat.Content{Text: h.Say.Say("sign_none")})
	}
	return nil
}

// Read shows an approver what they are asked to sign.
func (h Handler) Read() error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	c := w.Turn.Glance()
	c.Text = h.Headed(c.Text)
	if w.Status.State == report.AwaitingSignOff && h.Approves(*h.Context) {
		c.Choices = append(c.Choices, h.Say.Content(h.waiting(w, w.Status.By)).Choices[1])
	}
	h.Reply(c)
	return nil
}

// sign submits a report that waited: officer and approver get the receipt, the
// coordinators above a notice.
func (h Handler) sign(signed string) error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	status, why := w.Status.Apply(report.Act{Move: report.MoveSign, Signed: signed, Now: h.Update.At})
	if why != report.Legal || !h.Approves(*h.Context) {
		h.Reply(chat.Content{Text: h.Say.Say("sign_not_now", "unit", h.Campaign.Units.Path(w.Unit.Code))})
		return nil
	}
	out := w.Turn.HandIn()
	session.SetFigures(&status, w.Turn)
	store.Drafts.Put(h.Tx, w.ID, w.Turn.Draft)
	store.Statuses.Put(h.Tx, w.ID, status)
	receipt := out.Contents[0].Text
	h.Reply(chat.Content{Text: h.Say.Say("sign_done", "signed", signed) + "\n\n" + receipt})
	if err := h.submitted(w, out); err != nil {
		return err
	}
	h.NoteOwn(w, report.Entry{Move: report.MoveSign, New: signed})
	told := locale.Later("sign_told", "by", locale.Later("role_approver"), "signed", signed)
	notice := notify.Said(locale.Message{Lines: []locale.Phrase{told, locale.Text(""), locale.Text(receipt)}})
	return notify.ToUnit(h.Session, w.Unit.Code, notice, roster.Officer)
}

// sendBack opens a report again that was not signed, with the approver's remark.
func (h Handler) sendBack(remark string) error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	status, why := w.Status.Apply(report.Act{Move: report.MoveSendBack, Remark: remark, Now: h.Update.At})
	if why != report.Legal || !h.Approves(*h.Context) {
		h.Reply(chat.Content{Text: h.Say.Say("sign_not_now", "unit", h.Campaign.Units.Path(w.Unit.Code))})
		return nil
	}
	store.Statuses.Put(h.Tx, w.ID, status)
	h.NoteOwn(w, report.Entry{Move: report.MoveSendBack, Remark: remark})
	unit := h.Campaign.Units.Path(w.Unit.Code)
	h.Reply(chat.Content{Text: h.Say.Say("sent_back", "unit", unit)})
	notice := notify.Phrase(locale.Later("sent_back_told", "unit", unit, "remark", remark), campaigns.StartLater(w.ID))
	return notify.ToUnit(h.Session, w.Unit.Code, notice, roster.Officer)
}

// Recall takes back a report that nobody has signed yet.
func (h Handler) Recall() error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	status, why := w.Status.Apply(report.Act{Move: report.MoveTakeBack, Now: h.Update.At})
	unit := h.Campaign.Units.Path(w.Unit.Code)
	if why != report.Legal {
		h.Reply(chat.Content{Text: h.Say.Say("recall_not_now", "unit", unit)})
		return nil
	}
	store.Statuses.Put(h.Tx, w.ID, status)
	h.NoteOwn(w, report.Entry{Move: report.MoveTakeBack})
	h.Reply(chat.Content{Text: h.Say.Say("recalled", "unit", unit), Choices: [][]chat.Choice{{campaigns.StartButton(w.ID, h.Say)}}})
	return notify.ToUnit(h.Session, w.Unit.Code, notify.Phrase(locale.Later("recalled_told", "unit", unit)), roster.Approver)
}
