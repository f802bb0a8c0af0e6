// Package officer is what people do about the report of their unit: join, fill it in, send files, submit, sign, ask to reopen it, see
// who else is at it, and get it as a file.
//
// It reads no other unit's report and knows nothing of coordinators.
package officer

import (
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/issues"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Handler takes what one update is to do with a unit's report.
type Handler struct{ *session.Session }

// A work is a report that was opened, and what one update does to it.
type work struct {
	*session.Session
	*session.Report
	// calls marks that the reply asks for the person's telephone too.
	calls bool
	// below are buttons that a report of another period is shown with: to go on with it, and to return from it.
	below [][]chat.Choice
}

// open opens the report of a member's unit.
func (h Handler) open(m roster.Membership) (work, error) {
	rep, err := h.Open(m)
	return work{Session: h.Session, Report: rep}, err
}

// path names the unit with those above it.
func (w work) path() string { return w.Campaign.Units.Path(w.Unit.Code) }

// Act does what a command or a button asks about the report of the context; target is
// the button's.
func (h Handler) Act(name command.Name, target string) error {
	switch name {
	case command.Sign, command.SendBack, command.Recall, command.RequestReopen:
		if h.RefusedAsClosed() {
			return nil
		}
		if name != command.Recall {
			return h.beginOwn(name)
		}
	case session.ActWhy:
		if h.RefusedAsClosed() {
			return nil
		}
	case command.Earlier:
		return h.Earlier(h.Campaign.Head())
	case session.ActPost, session.ActLook, session.ActTake, command.Read, command.Former, session.ActFormerRead, session.ActFormerTake:
	default:
		return h.Tell(h.Say.Say("button_gone"))
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	switch name {
	case session.ActPost:
		return w.choosePost(target)
	case session.ActWhy:
		return w.pressedWhy(target)
	case session.ActLook:
		return w.look()
	case session.ActTake:
		return w.takeOver()
	case command.Read:
		return w.read()
	case command.Former, session.ActFormerRead, session.ActFormerTake:
		return w.former(name, target)
	}
	return w.recall()
}

// Answer takes the update to the unit's report.
func (h Handler) Answer() error {
	if h.Update.Input.Kind == chat.Attachment && h.RefusedAsClosed() {
		return nil
	}
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	if h.Update.Input.Kind == chat.Edit {
		said, ok, err := store.SaidBy.Find(h.Tx, store.SentMessage{From: h.Update.From, ID: h.Update.Input.Message})
		if err != nil {
			return err
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
	return w.turned("")
}

// EnterReport goes on with the report of the context, or greets who opens it first.
func (h Handler) EnterReport() error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	return w.enter("")
}

// enter goes on with the report; lead is said before all else.
func (w work) enter(lead string) error {
	w.Turn.Input = chat.Input{Kind: chat.Press, Data: button.Start(w.Turn.Report, "").Data}
	return w.turned(lead)
}

// turned takes the turn. Above its reply it puts which report the person is in and who
// else is at it.
func (w work) turned(lead string) error {
	entering, anew := w.Several > 1 && w.Turn.Entering(), w.seen() // who has one context needs no heading
	also, asked, err := w.meetColleague(anew, lead)
	if asked || err != nil {
		return err
	}
	out := w.Turn.Step()
	if w.Err != nil {
		return w.Err
	}
	if err := w.ofSubmitted(out); err != nil {
		return err
	}
	w.coordinatorsHelp(out)
	w.afterPoll(out)
	here := ""
	if entering || anew || w.Switched {
		here = w.Here()
	}
	var first, row = []string(nil), []chat.Choice(nil)
	if w.calls {
		var line string
		line, row = w.askTelephone()
		lead += "\n" + line
		w.OpenDialog(store.Dialog{Kind: session.Telephone, Report: w.ID})
	}
	for _, line := range []string{here, lead, also, w.lateForPoll(anew || w.Switched)} {
		if line != "" {
			first = append(first, line)
		}
	}
	if len(first) > 0 && len(out.Contents) > 0 {
		out.Contents[0].Text = strings.Join(append(first, out.Contents[0].Text), "\n\n")
		if row != nil {
			out.Contents[0].Choices = append(out.Contents[0].Choices, row)
		}
	}
	if len(out.Contents) > 0 {
		last := &out.Contents[len(out.Contents)-1]
		last.Choices = append(last.Choices, w.below...)
	}
	return w.close(out)
}

// close writes what came of the turn: the draft, the history, the status, the reply,
// and where the person stands.
func (w work) close(out exchange.Outcome) error {
	store.Drafts.Put(w.Tx, w.ID, w.Turn.Draft)
	if err := w.record(out); err != nil {
		return err
	}
	if err := w.filed(out); err != nil {
		return err
	}
	w.reads(out)
	switch {
	case len(out.Answers) > 0 || len(out.Files) > 0 || out.Submitted:
		w.update(out)
		w.tellSent(out)
		if err := w.PutStatus(w.ID, w.Status); err != nil {
			return err
		}
	case w.Moved && w.Status.State != report.NotStarted:
		session.Follow(&w.Status, w.Turn)
		if err := w.PutStatus(w.ID, w.Status); err != nil {
			return err
		}
	}
	if out.Submitted {
		if err := w.submitted(out); err != nil {
			return err
		}
		w.note(report.Entry{Move: w.Handing})
	}
	if out.Export {
		w.Effects.Asked = &session.Asked{Campaign: w.Campaign, What: session.Export, Report: w.Report.ID}
	}
	if err := w.tells(out); err != nil {
		return err
	}
	w.Turn.Focus.Outline = w.Turn.Draft.Outline
	before := len(w.Effects.Messages)
	if out.Submitted || out.Presented {
		out.Contents[0] = w.Campaign.Named(w.Person.Memberships, out.Contents[:1], w.Say)[0]
	}
	w.ReplyAsIs(out.Contents...)
	if out.Ack > 0 {
		w.Turn.Focus.Ack = w.Effects.Messages[before+out.Ack-1].ID
	}
	w.KeepFocus(w.ID, *w.Turn.Focus)
	if (out.Submitted || w.Turn.Closed != "") && w.Campaign.Plan.IsPoll() { // they go on where they were
		w.Chat.Current = report.ID{}
	}
	if w.ForUnit() && (out.Submitted || out.Presented) {
		if err := w.proxyDone(); err != nil {
			return err
		}
	}
	return issues.Handler{Session: w.Session}.Forward(w.Report, out.Closed)
}

// tells notifies whoever is to hear of the turn, and says if they do so only later.
func (w work) tells(out exchange.Outcome) (err error) {
	switch {
	case !out.Remind.IsZero():
		return w.setAlarm(out.Remind)
	case out.MoreTime != nil:
		err = w.askTime(*out.MoreTime)
	case out.Presented:
		err = w.present()
	default:
		return nil
	}
	out.Contents[0].Text += notify.Waits(w.Session, store.Notice{})
	return err
}

// proxyDone notifies the unit that its report was submitted for it.
func (w work) proxyDone() error {
	w.Chat.Current = report.ID{}
	done := notify.Phrase(locale.Later("proxy_done_unit", "by", w.post(), "unit", w.path()))
	return notify.ToUnit(w.Session, w.Unit.Code, notify.Still(done, "proxy", w.ID, w.Status), campaigns.Workers()...)
}

// coordinatorsHelp adds what coordinators can ask to the help of somebody who
// also fills in a report.
func (w work) coordinatorsHelp(out exchange.Outcome) {
	ms := w.Person.With(w.Campaign.List(), roster.Coordinator)
	if len(ms) == 0 || len(out.Contents) == 0 || !w.Command.Is(command.Help) {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	last.Text += "\n\n" + w.Say.Say("coordinator_help", "unit", w.Campaign.Units.Path(ms[0].Unit), "kind", w.Campaign.KindBelow(ms[0].Unit, w.Say),
		"commands", command.Explain(w.Say, command.Coordinators, form.Lists(w.Campaign.Outlines)), "contact", "")
}

// record writes the answers into the history and the texts beside the draft.
func (w work) record(out exchange.Outcome) error {
	w.Effects.Answers = len(out.Answers)
	for i, a := range out.Answers {
		if a.Piece > 0 && a.Text != "" {
			store.Texts.Put(w.Tx, store.Piece{Report: w.ID, Place: w.Turn.Outline.Filed(a.Place), N: a.Piece}, a.Text)
		}
		e := store.Entry{Place: a.Place, Name: w.Turn.Outline.Filed(a.Place).Code, Text: a.Text, Piece: a.Piece, Removed: a.Removed, Check: a.Check, At: w.Update.At}
		e.By, e.Post, e.Called = w.Update.From.String(), w.post(), w.Update.Name
		store.History.Put(w.Tx, store.EntryKey{Report: w.ID, At: e.At, Update: w.Update.Key, N: i}, e)
		message := a.Message
		if kind := w.Update.Input.Kind; message == "" && (kind == chat.Text || kind == chat.Edit && w.Turn.Of == nil) {
			message = w.Update.Input.Message
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
		store.SaidBy.Put(w.Tx, store.SentMessage{From: w.Update.From, ID: message}, said)
	}
	return nil
}

// update brings the small status record up to date.
func (w work) update(out exchange.Outcome) {
	t := w.Turn
	if t.Frozen { // the signed report came, and nothing else changes
		w.Status.Changed = t.Now
		return
	}
	session.UpdateStatus(&w.Status, t, out.Submitted, w.Update.Sent)
	w.Status.By, w.Status.Author = w.post(), w.Update.From.String()
	if w.ForUnit() {
		w.Status.Behalf = true
	}
}

// tellSent says that a report counts as submitted when the message was sent, if the program
// took it later.
func (w work) tellSent(out exchange.Outcome) {
	s := w.Status
	if out.Submitted && s.Revision == 1 && s.First.Before(s.Submitted.Add(-countedFrom)) && len(out.Contents) > 0 {
		first := &out.Contents[0]
		first.Text += " " + w.Say.Say("submitted_sent", "moment", w.Say.Moment(s.First))
	}
}

// countedFrom is from when on it is said how much later than sent a message was taken.
const countedFrom = 10 * time.Minute

// unitButtons offers what can be done about a report that cannot be changed.
func (w work) unitButtons(out exchange.Outcome) {
	if len(out.Contents) == 0 || !out.Frozen && !out.Presented || w.Turn.Closed != "" {
		return
	}
	last := &out.Contents[len(out.Contents)-1]
	switch {
	case out.Presented || w.Turn.Unsigned:
		last.Choices = append(last.Choices, []chat.Choice{session.UnitButton(command.Recall, w.Turn.Report, w.Say.Say("button_recall"))})
		if w.Turn.Unsigned && w.Approves(*w.Context) {
			last.Choices = append(last.Choices, w.Say.Content(w.waiting(w.Status.By)).Choices...)
		}
	case w.Status.State.In():
		last.Choices = append(last.Choices, []chat.Choice{session.UnitButton(command.RequestReopen, w.Turn.Report, w.Say.Say("button_plead"))})
	}
}

// submitted writes the receipt into the history and notifies the coordinators above.
func (w work) submitted(out exchange.Outcome) error {
	w.Effects.Submitted = &w.ID
	e := store.Entry{By: w.Update.From.String(), At: w.Update.At, Receipt: out.Receipt}
	if w.ForUnit() {
		e.Post = w.post()
	}
	store.History.Put(w.Tx, store.EntryKey{Report: w.ID, At: e.At, Update: w.Update.Key, N: len(out.Answers)}, e)
	return w.noteSubmission(w.Unit)
}

// post returns the person's own post, else the one that the report names for who fills
// it in.
func (w work) post() string {
	if w.Turn.OwnPost != "" {
		return w.Turn.OwnPost
	}
	return session.Author(w.Turn)
}

// note writes a move of the unit itself into the journal. One that a proxy made stands
// there under the proxy.
func (w work) note(e report.Entry) {
	e.By, e.Name, e.When = w.Update.From, w.Person.Name, w.Update.At
	e.At, e.Unit = w.Unit.Code, w.Unit.Code
	if w.ForUnit() {
		e.Role, e.At = roster.Coordinator, w.Acting(w.Unit.Code).Unit
	}
	w.Session.Note(e)
}
