// Package officer is what people do about the report of their unit: join, fill it in, send files, submit, sign, ask to reopen it, see
// who else is at it, and get it as a file.
//
// It reads no other unit's report and knows nothing of coordinators.
package officer

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/issues"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A Handler works at the report of one update.
type Handler struct{ *session.Session }

// Answer takes the update to the unit's report.
func (h Handler) Answer() error {
	if h.Update.Input.Kind == chat.Attachment && h.RefusedAsClosed() {
		return nil
	}
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	if h.Update.Input.Kind == chat.Edit {
		said, ok, err := store.SaidBy.Find(h.Tx, store.SentMessage{From: h.Update.From, ID: h.Update.Input.Message})
		if err != nil {
			return campaigns.Damaged(err)
		}
		if ok && said.Report == w.ID {
			of, _ := w.Turn.Outline.Placed(said.Place)
			w.Turn.Of, w.Turn.OfPiece = &of, said.Piece
			for _, p := range said.Places {
				placed, _ := w.Turn.Outline.Placed(p)
				w.Turn.OfAll = append(w.Turn.OfAll, placed)
			}
		}
	}
	return h.turned(w, "")
}

// EnterReport goes on with the report of the context, or greets who opens it first.
func (h Handler) EnterReport(lead string) error {
	w, err := h.Open(h.Context.Member)
	if err != nil {
		return err
	}
	w.Turn.Input = chat.Input{Kind: chat.Press, Data: conversation.StartButton(w.Turn.Report, "").Data}
	return h.turned(w, lead)
}

// turned takes the turn. Above its reply it puts which report the person is in and who
// else is at it.
func (h Handler) turned(w *session.Report, lead string) error {
	entering, anew := w.Turn.Entering(), h.seen(w)
	also, asked, err := h.meetColleague(w, anew, lead)
	if asked || err != nil {
		return err
	}
	out := w.Turn.Step()
	if w.Err != nil {
		return w.Err
	}
	h.unitButtons(w, out)
	h.coordinatorsHelp(out)
	here := ""
	if entering || anew || h.Switched {
		here = h.Here()
	}
	var first []string
	for _, line := range []string{here, lead, also} {
		if line != "" {
			first = append(first, line)
		}
	}
	if len(first) > 0 && len(out.Contents) > 0 {
		out.Contents[0].Text = strings.Join(append(first, out.Contents[0].Text), "\n\n")
	}
	return h.close(w, out)
}

// close writes what came of the turn: the draft, the history, the status, the reply,
// and where the person stands.
func (h Handler) close(w *session.Report, out conversation.Outcome) error {
	store.Drafts.Put(h.Tx, w.ID, w.Turn.Draft)
	if err := h.record(w, out); err != nil {
		return err
	}
	if err := h.filed(w, out); err != nil {
		return err
	}
	switch {
	case len(out.Answers) > 0 || len(out.Files) > 0 || out.Submitted:
		h.update(w, out)
		store.Statuses.Put(h.Tx, w.ID, w.Status)
		h.noteStatus(w)
	case w.Moved && w.Status.State != report.NotStarted:
		session.Follow(&w.Status, w.Turn)
		store.Statuses.Put(h.Tx, w.ID, w.Status)
		h.noteStatus(w)
	}
	if out.Submitted {
		if err := h.submitted(w, out); err != nil {
			return err
		}
		h.NoteOwn(w, report.Entry{Move: w.Handing})
	}
	if out.Export {
		h.Effects.Export = &session.Export{Campaign: h.Campaign, Report: w, Lang: h.Person.Language}
	}
	if out.Presented {
		if err := h.present(w); err != nil {
			return err
		}
	}
	w.Turn.Focus.Outline = w.Turn.Draft.Outline
	before := len(h.Effects.Messages)
	h.Reply(out.Contents...)
	if out.Ack > 0 {
		w.Turn.Focus.Ack = h.Effects.Messages[before+out.Ack-1].ID
	}
	h.KeepFocus(w.ID, *w.Turn.Focus)
	if h.ForUnit() && (out.Submitted || out.Presented) {
		if err := h.proxyDone(w); err != nil {
			return err
		}
	}
	return issues.Handler{Session: h.Session}.Forward(w, out.Closed)
}

// proxyDone notifies the unit that its report was submitted for it.
func (h Handler) proxyDone(w *session.Report) error {
	h.Chat.Current = report.ID{}
	done := notify.Phrase(locale.Later("proxy_done_unit", "by", h.Post(w), "unit", h.Campaign.Units.Path(w.Unit.Code)))
	return notify.ToUnit(h.Session, w.Unit.Code, done, campaigns.Workers()...)
}

// coordinatorsHelp adds what coordinators can ask to the help of somebody who
// also fills in a report.
func (h Handler) coordinatorsHelp(out conversation.Outcome) {
	ms := h.Person.With(h.Campaign.List(), roster.Coordinator)
	if len(ms) == 0 || len(out.Contents) == 0 || !h.Command.Is(command.Help) {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	last.Text += "\n\n" + h.Say.Say("coordinator_help", "unit", h.Campaign.Units.Path(ms[0].Unit),
		"commands", command.Explain(h.Say, command.Coordinators), "contact", "")
}

// noteStatus has the index of what is below brought up to date after the commit.
func (h Handler) noteStatus(w *session.Report) {
	h.Effects.Statuses = append(h.Effects.Statuses, session.Written{Report: w.ID, Status: w.Status})
}

// record writes the answers into the history and the texts beside the draft.
func (h Handler) record(w *session.Report, out conversation.Outcome) error {
	h.Effects.Answers = len(out.Answers)
	for i, a := range out.Answers {
		if a.Piece > 0 && a.Text != "" {
			store.Texts.Put(h.Tx, store.Piece{Report: w.ID, Place: w.Turn.Outline.Filed(a.Place), N: a.Piece}, a.Text)
		}
		e := store.Entry{Place: a.Place, Name: w.Turn.Outline.Filed(a.Place).Code, Text: a.Text, Piece: a.Piece, Removed: a.Removed, Check: a.Check, At: h.Update.At}
		e.By, e.Post, e.Called = h.Update.From.String(), h.Post(w), viet.Line(h.Update.Name)
		store.History.Put(h.Tx, store.EntryKey{Report: w.ID, At: e.At, Update: h.Update.Key, N: i}, e)
		message := a.Message
		if message == "" && h.Update.Input.Kind == chat.Text {
			message = h.Update.Input.Message
		}
		if message == "" || a.Copied || a.Removed || a.Check != "" {
			continue // no words of an answer, so editing them corrects none
		}
		said := store.Said{Report: w.ID, Place: w.Turn.Outline.Filed(a.Place), Piece: a.Piece}
		for _, p := range out.Listed {
			if message == out.List {
				said.Places = append(said.Places, w.Turn.Outline.Filed(p))
			}
		}
		store.SaidBy.Put(h.Tx, store.SentMessage{From: h.Update.From, ID: message}, said)
	}
	return nil
}

// update brings the small status record up to date.
func (h Handler) update(w *session.Report, out conversation.Outcome) {
	t := w.Turn
	if t.Frozen { // the signed report came, and nothing else changes
		w.Status.Changed = t.Now
		return
	}
	session.UpdateStatus(&w.Status, t, out.Submitted)
	w.Status.By, w.Status.Author = h.Post(w), h.Update.From.String()
	if h.ForUnit() {
		w.Status.Behalf = true
	}
}

// unitButtons offers what can be done about a report that cannot be changed.
func (h Handler) unitButtons(w *session.Report, out conversation.Outcome) {
	if len(out.Contents) == 0 || !out.Frozen && !out.Presented || w.Turn.Closed != "" {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	switch {
	case out.Presented || w.Turn.Unsigned:
		last.Choices = append(last.Choices, []chat.Choice{session.UnitButton(command.Recall, w.Turn.Report, h.Say.Say("button_recall"))})
		if w.Turn.Unsigned && h.Approves(*h.Context) {
			last.Choices = append(last.Choices, h.Say.Content(h.waiting(w, w.Status.By)).Choices...)
		}
	case w.Status.State.In():
		last.Choices = append(last.Choices, []chat.Choice{session.UnitButton(command.RequestReopen, w.Turn.Report, h.Say.Say("button_plead"))})
	}
}

// submitted writes the receipt into the history and notifies the coordinators above.
func (h Handler) submitted(w *session.Report, out conversation.Outcome) error {
	h.Effects.Submitted = &w.ID
	e := store.Entry{By: h.Update.From.String(), At: h.Update.At, Receipt: out.Receipt}
	if h.ForUnit() {
		e.Post = h.Post(w)
	}
	store.History.Put(h.Tx, store.EntryKey{Report: w.ID, At: e.At, Update: h.Update.Key, N: len(out.Answers)}, e)
	return h.noteSubmission(w.Unit)
}
