// Package issues is about questions to the unit above («vướng mắc»), which are asked, answered, passed up, or forwarded from a text of
// the report. Officers ask and coordinators answer, so it lies below both.
package issues

import (
	"cmp"
	"strings"
	"time"

	"giaoban/internal/chat"
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

// A side is how a person stands to an issue: as one who may answer it for a unit, or as one
// of those who asked.
type side struct {
	answers bool
	unit    string
}

// about does something with an issue that the person has a part in.
func (h Handler) about(n int, do func(t report.Issue, by side) error) error {
	t, ok, err := store.Issues.Find(h.Tx, n)
	if err != nil {
		return err
	}
	if ok {
		h.In(h.CampaignOf(t.Report))
	}
	below := ok && roster.Speaks(h.Campaign.Units, h.Roles(), t.Report.Unit)
	by, above := roster.By(h.Campaign.Units, h.Roles(), t.Holder, roster.Look)
	if !ok || !below && !above {
		return h.Tell(h.Say.Say("issue_unknown", "number", n))
	}
	at := side{above, cmp.Or(by.Unit, t.Report.Unit)}
	if t.Down() {
		at = side{below, t.Report.Unit}
		if !below {
			at.unit = by.Unit
		}
	}
	return do(t, at)
}

// Act takes a command about an issue: it asks for the words, or shows what would be sent.
func (h Handler) Act(c command.Command) error {
	switch {
	case c.Name == command.AskUnit:
		return h.askUnit(c)
	case c.Number == 0 && c.Unit != "":
		return h.ofUnit(c)
	case c.Number == 0:
		return h.Ask(h.asksFor(), c.Words)
	}
	return h.about(c.Number, func(t report.Issue, by side) error {
		d := draft{Number: t.Number, Text: c.Words}
		h.keeps(by.unit, d)
		switch {
		case c.Name == command.PassUp && by.answers:
			return h.passes(t, by)
		case c.Words != "":
			return h.show(d, "")
		case by.answers:
			if err := h.takeUp(t, by.unit); err != nil {
				return err
			}
		}
		return h.words(d)
	})
}

// passes shows to whom an issue would be passed up, if that may be.
func (h Handler) passes(t report.Issue, by side) error {
	h.CloseDialog()
	if _, ok := h.Campaign.Units.Parent(t.Holder); !t.Open || !ok || t.Down() {
		return h.passUp(t) // which says why not
	}
	d := draft{Number: t.Number, Passes: true}
	h.keeps(by.unit, d)
	return h.show(d, "")
}

// ofUnit takes a command about the one issue that a unit waits for.
func (h Handler) ofUnit(c command.Command) error {
	scope := report.Scope{Units: h.Campaign.Units, Roots: roster.Places(h.Campaign.Units, h.Roles(), roster.Look), Contact: h.Campaign.In(h.Say).Contact, Say: h.Say}
	meant := scope.Find(c.Unit, nil)
	u, ok := meant.One()
	if !ok {
		h.Reply(scope.Unclear(c.Unit, meant, func(u roster.Unit, label string) chat.Choice {
			return command.Command{Name: command.Issues, Code: u.Code}.Choice(label)
		})...)
		return nil
	}
	open, err := store.OpenAt.Get(h.Tx, h.Campaign.Report(u.Code))
	if err != nil {
		return err
	}
	switch len(open) {
	case 0:
		return h.Tell(h.Say.Say("issue_none_of", "unit", viet.UpperFirst(h.Campaign.Units.Path(u.Code))))
	case 1:
		c.Number, c.Unit = open[0], ""
		return h.Act(c)
	}
	text := h.Say.Say("issue_which", "unit", viet.UpperFirst(h.Campaign.Units.Path(u.Code)))
	var rows [][]chat.Choice
	for _, n := range open {
		t, _, err := store.Issues.Find(h.Tx, n)
		if err != nil {
			return err
		}
		text += "\n" + h.Say.Say("issue_which_line", "number", n, "text", report.Echo(viet.Line(t.Asks())))
		rows = append(rows, []chat.Choice{command.Command{Name: c.Name, Number: n}.Choice(h.Say.Say("button_reply_to", "number", n))})
	}
	return h.Tell(text, rows...)
}

// Ask shows what would be sent to the unit above, or asks for the words.
func (h Handler) Ask(unit, text string) error {
	parent, ok := h.Campaign.Units.Parent(unit)
	if !ok {
		return h.Tell(h.Say.Say("issue_no_above", "contact", h.Campaign.In(h.Say).Contact))
	}
	d := draft{Text: text}
	h.keeps(unit, d)
	if text == "" {
		return h.Tell(h.Say.Say("issue_ask", "unit", parent.Label()))
	}
	return h.show(d, "")
}

// open opens an issue for the unit.
func (h Handler) open(unit, text string) error {
	parent, ok := h.Campaign.Units.Parent(unit)
	if !ok {
		return h.Tell(h.Say.Say("issue_no_above", "contact", h.Campaign.In(h.Say).Contact))
	}
	n, err := store.NewIssue(h.Tx)
	if err != nil {
		return err
	}
	return h.saidBelow(report.Issue{
		Number: n, Report: h.Campaign.Report(unit), Asker: h.Update.From, Post: h.PostAt(unit),
		Asked: h.Update.At, Holder: parent.Code,
	}, text)
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

// saidBelow stores what the unit below says, and notifies whoever can answer, and those
// who passed it up.
func (h Handler) saidBelow(t report.Issue, text string) error {
	again := len(t.Said) > 0
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: t.Report.Unit, At: h.Update.At, Text: text})
	t.Open, t.Taken = true, time.Time{}
	reached, err := h.notifyHolders(&t, len(t.Said)-1)
	if err != nil {
		return err
	}
	if err := h.PutIssue(t); err != nil {
		return err
	}
	if again {
		if err := h.tellPassed(t, notify.Phrase(locale.Later("issue_more_told", "number", t.Number,
			"unit", viet.UpperFirst(h.Campaign.Units.Path(t.Report.Unit)), "holder", h.Campaign.UnitLabel(t.Holder), "text", text))); err != nil {
			return err
		}
	}
	holder, _ := h.Campaign.Units.Get(t.Holder)
	if reached == 0 {
		return h.Tell(h.Say.Say("issue_sent_nobody", "number", t.Number, "unit", holder.Full(), "contact", h.Campaign.In(h.Say).Contact))
	}
	sent := h.Say.Say("issue_sent", "number", t.Number, "unit", holder.Label()) + notify.Waits(h.Session, store.Notice{})
	if h.Context != nil {
		sent += " " + h.Say.Say("issue_meanwhile")
	}
	return h.Tell(sent)
}

// takeUp notes that somebody is at an issue, and tells the asker and those beside them the
// first time.
func (h Handler) takeUp(t report.Issue, unit string) error {
	if !t.Open || !t.Taken.IsZero() || unit != t.Holder || t.Down() {
		return nil
	}
	t.Taken = h.Update.At
	if err := h.PutIssue(t); err != nil {
		return err
	}
	if err := h.tellStep(t); err != nil {
		return err
	}
	return notify.ToUnit(h.Session, t.Holder, notify.Phrase(locale.Later("issue_taken_beside", "number", t.Number,
		"unit", h.Campaign.Units.Path(t.Report.Unit))), roster.Coordinator)
}

// answer sends the answer to whoever asked or, if they left the unit, to its officers; and
// tells those beside who answers, and those who passed it up.
func (h Handler) answer(t report.Issue, unit, text string) error {
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: unit, At: h.Update.At, Text: text})
	t.Open = false
	if err := h.PutIssue(t); err != nil {
		return err
	}
	by, _ := h.Campaign.Units.Get(unit)
	answer := notify.Said(oversight.Answered(t, by.Full(), text))
	answer.Answers = lastAsked(t)
	if err := notify.ToAsker(h.Session, t.Report.Unit, t.Asker, answer); err != nil {
		return err
	}
	told := notify.Phrase(locale.Later("issue_answered_told", "number", t.Number, "by", by.Full(),
		"unit", h.Campaign.Units.Path(t.Report.Unit), "question", report.Echo(viet.Line(t.Last())), "text", text))
	if err := h.tellPassed(t, told); err != nil {
		return err
	}
	if err := notify.ToUnit(h.Session, t.Holder, told, roster.Coordinator); err != nil {
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
	up, ok := h.Campaign.Units.Parent(t.Holder)
	switch {
	case t.Down():
		return h.Tell(h.Say.Say("issue_down_here", "number", t.Number))
	case !t.Open:
		return h.Tell(h.Say.Say("issue_closed", "number", t.Number))
	case !ok:
		return h.Tell(h.Say.Say("issue_top", "number", t.Number))
	}
	from := t.Holder
	t.Holder, t.Passed, t.Taken = up.Code, append(t.Passed, from), time.Time{}
	if _, err := h.notifyHolders(&t, t.Unanswered()); err != nil {
		return err
	}
	if err := h.PutIssue(t); err != nil {
		return err
	}
	if err := h.tellStep(t); err != nil {
		return err
	}
	to := h.Campaign.UnitLabel(t.Holder)
	beside := notify.Phrase(locale.Later("issue_passed_beside", "number", t.Number, "unit", h.Campaign.Units.Path(t.Report.Unit), "to", to))
	if err := notify.ToUnit(h.Session, from, beside, roster.Coordinator); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("issue_passed", "number", t.Number, "unit", to) + notify.Waits(h.Session, beside))
}

// Forward opens issues with the closed texts that the outline marks with «forward: up».
// A text that is changed later continues its issue.
func (h Handler) Forward(w *session.Report, closed []form.Place) error {
	for _, p := range closed {
		if !w.Turn.Outline.Forwards(p.Code) {
			continue
		}
		pieces, err := store.Text(h.Tx, w.ID, w.Turn.Outline.Filed(p), w.Turn.Draft.Text(w.Turn.Outline, p))
		if err != nil {
			return err
		}
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
