package issues

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A draft is what waits in a chat to be sent: words of which the person was shown where
// they go. Nothing is sent without a whole yes.
type draft struct {
	// ID names it in its buttons: those of another one do nothing.
	ID string `json:"i"`
	// Number is the issue that it answers, adds to or passes up; 0 opens one.
	Number int `json:"n,omitempty"`
	// Passes marks that the issue itself goes up.
	Passes bool `json:"p,omitempty"`
	// Down marks a question from above about the report, Part the section or the question of
	// it that is meant.
	Down bool   `json:"d,omitempty"`
	Part string `json:"c,omitempty"`
	// Text is what was typed; "" is still to come.
	Text string `json:"t,omitempty"`
}

// shown reports whether the person was shown what would be sent.
func (d draft) shown() bool { return d.Text != "" || d.Passes }

// What the buttons under a draft do.
const (
	doSend    = "gui"
	doRewrite = "vietlai"
	doCancel  = "thoi"
)

// keeps has a draft wait for the unit.
func (h Handler) keeps(unit string, d draft) {
	raw, _ := json.Marshal(d) // nothing in it cannot be written
	h.OpenDialog(store.Dialog{Kind: session.Issue, Report: h.Campaign.Report(unit), State: raw})
}

// waiting is the draft in the chat; ok is false if none waits there.
func (h Handler) waiting() (d draft, ok bool, err error) {
	if h.Chat.Dialog == nil || h.Chat.Dialog.Kind != session.Issue {
		return d, false, nil
	}
	if err := json.Unmarshal(h.Chat.Dialog.State, &d); err != nil {
		return d, false, fmt.Errorf("read what waits in a chat: %w: %w", store.ErrDamaged, err)
	}
	h.In(h.CampaignOf(h.Chat.Dialog.Report))
	return d, true, nil
}

// Drafts reports whether what was typed may be words to be sent, or a yes or no to them.
func (h Handler) Drafts() bool { return h.Chat.Dialog != nil && h.Chat.Dialog.Kind == session.Issue }

// Typed takes what was typed while a draft waits: a whole yes or no to it, or its words.
// What asks for something else is done as such: the draft is left, which is said if it had
// words already.
func (h Handler) Typed(c command.Command) (done bool, err error) {
	d, ok, err := h.waiting()
	if err != nil || !ok {
		return false, err
	}
	said := strings.Trim(viet.Fold(viet.Line(h.Update.Input.Text)), " .!")
	is := func(label string) bool { return said == viet.Fold(h.Say.Say(label)) }
	consent := c.Heard.Consent(command.Deed{Name: "send"})
	switch {
	case c.Slash && !c.Is(command.Cancel):
		return false, h.Leave()
	case c.Is(command.Cancel), is("button_issue_cancel"), consent == command.No && (d.shown() || d.Number == 0):
		return true, h.cancel() // «không» may be an answer
	case !d.shown() && consent == command.Yes && d.Number == 0:
		return true, h.words(d)
	case c.Is(command.Submit) && slices.ContainsFunc(command.Listed(h.Say.Say("spelled_submit")), func(form string) bool { return strings.HasPrefix(said, form) }):
		return false, h.Leave() // a report is submitted, a question is sent
	case d.shown() && (is("button_issue_send") || consent == command.Yes):
		if h.Chat.Dialog.Aside {
			return true, h.show(d, "") // something else was talked of meanwhile
		}
		return true, h.send(d)
	case d.shown() && (is("button_issue_rewrite") || c.Is(command.Rewrite)):
		return true, h.rewrite(d)
	case d.shown() && consent == command.Hold && (c.Name == "" || c.Spoken) && (!c.Heard.Asks() || len(strings.Fields(said)) < fewWords):
		return true, h.show(d, h.Say.Say("issue_held_back"))
	case c.Name != "" && c.Others == 0:
		return false, h.Leave()
	}
	if text := viet.Clean(h.Update.Input.Text); text != "" && !d.Passes {
		d.Text = text
	}
	return true, h.show(d, "")
}

// fewWords is fewer words than a question that is sent up takes.
const fewWords = 5

// Leave leaves a draft for something else. It stays while something is only read.
func (h Handler) Leave() error {
	d, ok, err := h.waiting()
	if err != nil || !ok {
		return err
	}
	if h.Command.Room() == chat.Reading || h.Action.To == chat.Reading {
		h.Chat.Dialog.Aside = true
		return nil
	}
	h.CloseDialog()
	if d.Text == "" || h.Command.Room() == chat.Issue {
		return nil // or it is written anew
	}
	return h.Tell(h.Say.Say("issue_left", "text", report.Echo(viet.Line(d.Text))))
}

// Pressed takes a button under a draft; done is false for the button of an issue.
func (h Handler) Pressed() (done bool, err error) {
	if !slices.Contains([]string{doSend, doRewrite, doCancel}, h.Action.Verb) {
		return false, nil
	}
	d, ok, err := h.waiting()
	switch {
	case err != nil:
		return true, err
	case !ok || d.ID != h.Action.Target || !d.shown():
		return true, h.Tell(h.Say.Say("issue_draft_gone"))
	case h.Action.Verb == doSend:
		return true, h.send(d)
	case h.Action.Verb == doRewrite:
		return true, h.rewrite(d)
	}
	return true, h.cancel()
}

func (h Handler) cancel() error {
	h.CloseDialog()
	return h.Tell(h.Say.Say("issue_cancelled"))
}

func (h Handler) rewrite(d draft) error {
	if d.Passes {
		return h.show(d, "")
	}
	d.Text = ""
	return h.words(d)
}

// words asks for the words of a draft.
func (h Handler) words(d draft) error {
	unit := h.Chat.Dialog.Report.Unit
	h.keeps(unit, d)
	switch {
	case d.Down:
		return h.Tell(h.Say.Say("issue_down_ask", "about", h.Campaign.AboutReport(unit, d.Part, h.Say)))
	case d.Number == 0:
		parent, _ := h.Campaign.Units.Parent(unit)
		return h.Tell(h.Say.Say("issue_ask", "unit", parent.Label()))
	}
	return h.about(d.Number, func(t report.Issue, by side) error {
		switch {
		case by.answers && t.Down():
			return h.Tell(h.Say.Say("issue_down_answer_ask", "number", t.Number, "unit", h.Campaign.UnitLabel(t.From), "text", t.Asks()))
		case by.answers:
			return h.Tell(h.Say.Say("issue_answer_ask", "number", t.Number, "unit", h.Campaign.Units.Path(t.Report.Unit), "text", t.Asks()))
		}
		return h.Tell(h.Say.Say("issue_more_ask", "number", t.Number))
	})
}

// show shows what would be sent and to whom, and asks for a yes. The lead stands above it.
func (h Handler) show(d draft, lead string) error {
	unit := h.Chat.Dialog.Report.Unit
	switch {
	case d.Down:
		return h.showDown(unit, d, lead)
	case d.Number == 0:
		parent, _ := h.Campaign.Units.Parent(unit)
		return h.offer(unit, d, lead, h.Say.Say("issue_will_send", "unit", parent.Label(), "text", d.Text), store.Notice{})
	}
	return h.about(d.Number, func(t report.Issue, by side) error {
		asker, holder := h.Campaign.Units.Path(t.Report.Unit), h.Campaign.UnitLabel(t.Holder)
		question := report.Echo(viet.Line(t.Asks()))
		switch {
		case t.Down() && by.answers:
			return h.offer(unit, d, lead, h.Say.Say("issue_down_will_answer", "number", t.Number, "unit", h.Campaign.UnitLabel(t.From), "question", question, "text", d.Text), store.Notice{Answers: lastAsked(t)})
		case d.Passes:
			up, _ := h.Campaign.Units.Parent(t.Holder)
			return h.offer(unit, d, lead, h.Say.Say("issue_will_pass", "number", t.Number, "asker", asker, "unit", up.Label(), "text", question), store.Notice{})
		case by.answers:
			return h.offer(unit, d, lead, h.Say.Say("issue_will_answer", "number", t.Number, "asker", asker, "question", question, "text", d.Text), store.Notice{Answers: lastAsked(t)})
		}
		return h.offer(unit, d, lead, h.Say.Say("issue_will_add", "number", t.Number, "unit", holder, "text", d.Text), store.Notice{})
	})
}

// offer keeps the draft under a new name, with its buttons, and says until when the notice
// of it would wait.
func (h Handler) offer(unit string, d draft, lead, text string, n store.Notice) error {
	d.ID = session.OperationID(h.Update)
	h.keeps(unit, d)
	if lead != "" {
		text = lead + "\n\n" + text
	}
	if waits := notify.Waits(h.Session, n); waits != "" {
		text += "\n" + strings.TrimSpace(waits)
	}
	button := func(verb, label string) chat.Choice {
		return chat.Action{To: chat.Issue, Verb: verb, Target: d.ID}.Choice(h.Say.Say(label))
	}
	row := []chat.Choice{button(doSend, "button_issue_send")}
	if !d.Passes {
		row = append(row, button(doRewrite, "button_issue_rewrite"))
	}
	return h.Tell(text, append(row, button(doCancel, "button_issue_cancel")))
}

// send does what the draft says, if that may still be.
func (h Handler) send(d draft) error {
	unit := h.Chat.Dialog.Report.Unit
	h.CloseDialog()
	switch {
	case d.Down:
		return h.openDown(unit, d)
	case d.Number == 0:
		return h.open(unit, d.Text)
	}
	return h.about(d.Number, func(t report.Issue, by side) error {
		switch {
		case t.Down():
			return h.saidDown(t, by, d.Text)
		case d.Passes && by.answers:
			return h.passUp(t)
		case by.answers:
			return h.answer(t, by.unit, d.Text)
		}
		return h.saidBelow(t, d.Text)
	})
}
