// Package issues is about questions to the unit above («vướng mắc»), which are asked, answered, passed up, or forwarded from a text of
// the report. Officers ask and coordinators answer, so it lies below both.
package issues

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A Handler takes what one update does about issues.
type Handler struct{ *session.Session }

// awaits has the next words go to an issue; 0 opens one.
func (h Handler) awaits(unit string, n int) {
	h.OpenDialog(store.Dialog{Kind: session.Issue, Report: h.Campaign.Report(unit), State: json.RawMessage(strconv.Itoa(n))})
}

// Act does what a command about an issue says, or asks for its words.
func (h Handler) Act(c command.Command) error {
	if c.Number == 0 {
		return h.Ask(h.asksFor(), c.Words)
	}
	t, ok, err := store.Issues.Find(h.Tx, c.Number)
	if err != nil {
		return err
	}
	if ok {
		h.In(h.CampaignOf(t.Report))
	}
	below := ok && roster.May(h.Campaign.Units, h.Roles(), t.Report.Unit, roster.Work)
	by, above := roster.By(h.Campaign.Units, h.Roles(), t.Holder, roster.Look)
	switch {
	case !ok || !below && !above:
		return h.Tell(h.Say.Say("issue_unknown", "number", c.Number))
	case c.Name == command.PassUp && above:
		return h.passUp(t)
	case c.Words == "":
		h.awaits(cmp.Or(by.Unit, t.Report.Unit), t.Number)
		if above {
			return h.Tell(h.Say.Say("issue_answer_ask", "number", t.Number, "unit", h.Campaign.Units.Path(t.Report.Unit), "text", t.Last()))
		}
		return h.Tell(h.Say.Say("issue_more_ask", "number", t.Number))
	}
	if above {
		return h.answer(t, by.Unit, c.Words)
	}
	return h.saidBelow(t, c.Words)
}

// Ask opens an issue for the unit, or asks for its words.
func (h Handler) Ask(unit, text string) error {
	parent, ok := h.Campaign.Units.Parent(unit)
	if !ok {
		return h.Tell(h.Say.Say("issue_no_above", "contact", h.Campaign.Contact()))
	}
	if text == "" {
		h.awaits(unit, 0)
		return h.Tell(h.Say.Say("issue_ask", "unit", parent.Label()))
	}
	n, err := store.NewIssue(h.Tx)
	if err != nil {
		return err
	}
	t := report.Issue{
		Number: n, Report: h.Campaign.Report(unit), Asker: h.Update.From, Post: h.PostAt(unit),
		Asked: h.Update.At, Holder: parent.Code,
	}
	return h.saidBelow(t, text)
}

// asksFor returns the unit for which the person asks: that of their report, or the one
// that they coordinate.
func (h Handler) asksFor() string {
	if h.Context != nil && !h.Context.Follows {
		return h.Context.Member.Unit
	}
	if ms := h.Person.With(h.Campaign.List(), roster.Coordinator); len(ms) > 0 {
		return ms[0].Unit
	}
	return ""
}

// saidBelow stores what the unit below says, and notifies whoever can answer.
func (h Handler) saidBelow(t report.Issue, text string) error {
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: t.Report.Unit, At: h.Update.At, Text: text})
	t.Open = true
	reached, err := h.notifyHolders(&t, "")
	if err != nil {
		return err
	}
	if err := h.PutIssue(t); err != nil {
		return err
	}
	holder, _ := h.Campaign.Units.Get(t.Holder)
	if reached == 0 {
		return h.Tell(h.Say.Say("issue_sent_nobody", "number", t.Number, "unit", holder.Full(), "contact", h.Campaign.Contact()))
	}
	sent := h.Say.Say("issue_sent", "number", t.Number, "unit", holder.Label()) + notify.Waits(h.Session, store.Notice{})
	if h.Context != nil {
		sent += " " + h.Say.Say("issue_meanwhile")
	}
	return h.Tell(sent)
}

// answer sends the answer to whoever asked or, if they left the unit, to its officers.
func (h Handler) answer(t report.Issue, unit, text string) error {
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: unit, At: h.Update.At, Text: text})
	t.Open = false
	if err := h.PutIssue(t); err != nil {
		return err
	}
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(t.Report.Unit))
	if err != nil {
		return err
	}
	by, _ := h.Campaign.Units.Get(unit)
	answer := notify.Said(oversight.Answered(t, by.Full(), text))
	if slices.ContainsFunc(members, func(m roster.Member) bool { return m.Address == t.Asker }) {
		members = roster.Members{{Address: t.Asker}}
		answer.Answers = lastAsked(t)
	} else {
		members = members.With(roster.Officer)
	}
	if err := notify.SendAll(h.Session, members, answer); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("issue_answered", "number", t.Number, "unit", h.Campaign.Units.Path(t.Report.Unit)) + notify.Waits(h.Session, answer))
}

// lastAsked returns when the asker last said something.
func lastAsked(t report.Issue) (at time.Time) {
	for _, s := range t.Said {
		if s.By == t.Asker {
			at = s.At
		}
	}
	return at
}

// passUp passes the issue to the unit above its holder.
func (h Handler) passUp(t report.Issue) error {
	from, _ := h.Campaign.Units.Get(t.Holder)
	up, ok := h.Campaign.Units.Parent(t.Holder)
	switch {
	case !t.Open:
		return h.Tell(h.Say.Say("issue_closed", "number", t.Number))
	case !ok:
		return h.Tell(h.Say.Say("issue_top", "number", t.Number))
	}
	t.Holder = up.Code
	if _, err := h.notifyHolders(&t, from.Label()); err != nil {
		return err
	}
	if err := h.PutIssue(t); err != nil {
		return err
	}
	to, _ := h.Campaign.Units.Get(t.Holder)
	passed := notify.About(asked, question{Issue: t.Number, Message: locale.Message{
		Lines: []locale.Phrase{locale.Later("issue_passed_told", "number", t.Number, "from", from.Label(), "to", to.Label())}}})
	passed.To.Unit = t.Holder // as long as it lies there
	if err := notify.Send(h.Session, t.Asker, passed); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("issue_passed", "number", t.Number, "unit", to.Label()) + notify.Waits(h.Session, passed))
}

// Forward opens issues with the closed texts that the outline marks with «forward: up».
// A text that is changed later continues its issue.
func (h Handler) Forward(w *session.Report, closed []form.Place) error {
	for _, p := range closed {
		if !w.Turn.Outline.Forwards(p.Code) {
			continue
		}
		pieces := store.Text(h.Tx, w.ID, w.Turn.Outline.Filed(p), w.Turn.Draft.Pieces(w.Turn.Outline, p))
		text := strings.TrimSpace(viet.JoinPieces(pieces))
		if text == "" {
			continue
		}
		if err := h.forwardText(w, p.Code, text); err != nil {
			return err
		}
	}
	return nil
}

func (h Handler) forwardText(w *session.Report, code, text string) error {
	parent, ok := h.Campaign.Units.Parent(w.Unit.Code)
	if !ok {
		return nil
	}
	n, err := store.Forwards.Get(h.Tx, store.Question{Report: w.ID, Code: code})
	if err != nil {
		return err
	}
	t, known, err := store.Issues.Find(h.Tx, n)
	switch {
	case err != nil:
		return err
	case known && t.Last() == text:
		return nil
	case !known:
		if n, err = store.NewIssue(h.Tx); err != nil {
			return err
		}
		t = report.Issue{
			Number: n, Report: w.ID, Asker: h.Update.From, Post: w.Status.By,
			Asked: h.Update.At, Holder: parent.Code, Question: code,
		}
		store.Forwards.Put(h.Tx, store.Question{Report: w.ID, Code: code}, n)
	}
	return h.saidBelow(t, text)
}
