package issues

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// askUnit begins a question to a unit below about its report, or about a section or a
// question of it.
func (h Handler) askUnit(c command.Command) error {
	scope := report.Scope{Units: h.Campaign.Units, Roots: roster.Places(h.Campaign.Units, h.Roles(), roster.Look), Contact: h.Campaign.In(h.Say).Contact, Say: h.Say}
	u, ok := h.Campaign.Units.Get(c.Code)
	if c.Code == "" {
		if c.Unit == "" {
			return h.Tell(h.Say.Say("issue_down_which"))
		}
		meant := scope.Find(c.Unit, func(u roster.Unit) bool { return h.asks(u) })
		if u, ok = meant.One(); !ok {
			h.Reply(scope.Unclear(c.Unit, meant, func(u roster.Unit, label string) chat.Choice {
				return command.Command{Name: command.AskUnit, Code: u.Code}.Choice(label)
			})...)
			return nil
		}
	}
	if !ok || !h.asks(u) {
		h.Reply(scope.Refuse()...)
		return nil
	}
	people, err := h.ReachableMembers(u.Code, campaigns.Workers()...)
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return h.Tell(h.Say.Say("issue_down_nobody", "unit", u.Label()))
	}
	d := draft{Down: true, Part: h.Campaign.PartOf(u, c.Part), Text: c.Words}
	h.keeps(u.Code, d)
	if d.Text == "" {
		return h.words(d)
	}
	return h.show(d, "")
}

// asks reports whether the person may ask the unit about its report: it reports and lies
// below one that they coordinate.
func (h Handler) asks(u roster.Unit) bool {
	by, ok := roster.By(h.Campaign.Units, h.Roles(), u.Code, roster.Look)
	return ok && by.Unit != u.Code && h.Campaign.Reports(u.Level)
}

// showDown shows what the unit would be asked, and asks for a yes.
func (h Handler) showDown(unit string, d draft, lead string) error {
	people, err := h.ReachableMembers(unit, campaigns.Workers()...)
	if err != nil {
		return err
	}
	return h.offer(unit, d, lead, h.Say.Count("issue_down_will", len(people), "unit", h.Campaign.Units.Path(unit),
		"about", h.Campaign.AboutReport(unit, d.Part, h.Say), "text", d.Text), store.Notice{})
}

// openDown asks a unit about its report.
func (h Handler) openDown(unit string, d draft) error {
	u, _ := h.Campaign.Units.Get(unit)
	if !h.asks(u) {
		return h.Tell(h.Say.Say("operation_not_you", "contact", h.Campaign.In(h.Say).Contact))
	}
	n, err := store.NewIssue(h.Tx)
	if err != nil {
		return err
	}
	by, _ := roster.By(h.Campaign.Units, h.Roles(), unit, roster.Look)
	return h.saidDown(report.Issue{Number: n, Report: h.Campaign.Report(unit), Asker: h.Update.From, Asked: h.Update.At,
		Holder: unit, Question: d.Part, From: by.Unit}, side{unit: by.Unit}, d.Text)
}

// saidDown stores what is said in a question from above, and notifies the other side.
func (h Handler) saidDown(t report.Issue, by side, text string) error {
	unit, what, role := t.From, report.AskedUnit, roster.Coordinator
	if by.answers {
		unit, what, role = t.Report.Unit, report.Answered, roster.Officer
	}
	t.Said = append(t.Said, report.Said{By: h.Update.From, Unit: unit, At: h.Update.At, Text: text})
	t.Open, t.Taken = !by.answers, time.Time{}
	if err := h.PutIssue(t); err != nil {
		return err
	}
	h.Note(report.Entry{By: h.Update.From, Name: h.Person.Name, Role: role, At: unit, When: h.Update.At, Outreach: what, Unit: t.Report.Unit, Remark: text})
	if by.answers {
		return h.answeredDown(t, text)
	}
	people, err := h.ReachableMembers(t.Report.Unit, campaigns.Workers()...)
	if err != nil {
		return err
	}
	for _, m := range people {
		if err := h.notifyHolder(t, m.Address, len(t.Said)-1); err != nil {
			return err
		}
	}
	return h.Tell(h.Say.Say("issue_down_sent", "number", t.Number, "unit", h.Campaign.Units.Path(t.Report.Unit)) + notify.Waits(h.Session, store.Notice{}))
}

// answeredDown brings the answer to whoever asked or, if they left the unit above, to its
// coordinators; and tells those beside who answers.
func (h Handler) answeredDown(t report.Issue, text string) error {
	u, _ := h.Campaign.Units.Get(t.Report.Unit)
	answer := notify.Said(oversight.AnsweredFromBelow(t, u, h.Campaign.AboutReport(u.Code, t.Question, h.Say), text))
	members, err := store.Members.Get(h.Tx, h.Campaign.OnList(t.From))
	if err != nil {
		return err
	}
	heads := members.With(roster.Coordinator, roster.Admin)
	for _, m := range heads {
		if m.Address == t.Asker {
			heads, answer.Answers = roster.Members{m}, lastAsked(t)
			break
		}
	}
	if err := notify.SendAll(h.Session, heads, answer); err != nil {
		return err
	}
	told := notify.Said(oversight.AnsweredBeside(t, text))
	if err := notify.ToUnit(h.Session, u.Code, told, roster.Officer, roster.Approver); err != nil {
		return err
	}
	return h.Tell(h.Say.Say("issue_down_answered", "number", t.Number, "unit", h.Campaign.UnitLabel(t.From)) + notify.Waits(h.Session, answer))
}
