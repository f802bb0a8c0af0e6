package officer

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// ofSubmitted answers what is said of a report that cannot be changed: whether it came in, or that
// something in it is wrong, which is offered to those above.
func (w work) ofSubmitted(out exchange.Outcome) error {
	said, _ := w.Command.Heard.Said()
	switch {
	case !out.Frozen || len(out.Contents) == 0 || !w.Status.State.In() || w.Turn.Closed != "" || w.Update.Input.Kind != chat.Text:
	case command.Said(said.Kind) == command.Received:
		out.Contents[len(out.Contents)-1].Text = w.cameIn()
	case w.pleads():
		offered, err := w.offersPlea(&out.Contents[len(out.Contents)-1])
		if offered || err != nil {
			return err
		}
	}
	w.unitButtons(out)
	return nil
}

// cameIn tells when the report came in, and what became of it.
func (w work) cameIn() string {
	s := w.Status
	text := w.Say.Say("received", "unit", w.path(), "moment", w.Say.Moment(s.Submitted))
	switch deadline := w.Turn.Deadline; {
	case deadline == nil || deadline().IsZero() || s.First.IsZero():
	case s.First.After(deadline()):
		text += " " + w.Say.Say("received_late")
	default:
		text += " " + w.Say.Say("received_in_time")
	}
	if s.State == report.Accepted {
		return text + " " + w.Say.Say("received_accepted")
	}
	return text + " " + w.Say.Say("received_open")
}

// fewPleaded is how many words at least something is said in that may be why a report is to be changed.
const fewPleaded = 3

// pleads reports whether the words may be why the report is to be changed: no question, and more than
// a word or two.
func (w work) pleads() bool {
	if guess, ok := w.Command.Heard.Guess(); ok && (guess.Kind == string(command.How) || guess.Kind == string(command.Meaning)) {
		return false
	}
	if w.Command.Heard.Consent(command.Deed{Name: "submit"}) != command.NoAnswer { // «ok send it now»: it is in
		return false
	}
	words := viet.Clean(w.Update.Input.Text)
	return !w.Update.Input.Forwarded && !w.ForUnit() && !w.Command.Heard.Asks() && !strings.HasPrefix(words, "/") && len(strings.Fields(words)) >= fewPleaded
}

// offersPlea shows the words as a request to open the report again. Nothing goes without a whole yes.
func (w work) offersPlea(under *chat.Content) (offered bool, err error) {
	h := Handler{Session: w.Session}
	e := h.ownEngine(nil)
	out, err := e.Begin(command.Command{Name: command.RequestReopen, Code: w.Unit.Code, Words: w.Update.Input.Text})
	if err != nil || len(out) == 0 {
		return false, err
	}
	h.KeepOperation(e.State)
	under.Text = out[0].Text
	under.Choices = append(out[0].Choices, under.Choices...)
	return true, nil
}
