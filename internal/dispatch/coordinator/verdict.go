package coordinator

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Extend begins to give a unit time until a day: the preview of the operation follows.
func (h Handler) Extend(unit string, until time.Time) error {
	if h.RefusedAsClosed() {
		return nil
	}
	e := h.Operate(nil, h.folder)
	e.Quiet = notify.Until(h.Session, store.Notice{})
	out, err := e.Begin(command.Command{Name: command.Extend, Code: unit, Words: h.Say.Deadline(until)})
	if err != nil {
		return err
	}
	h.KeepOperation(e.State)
	h.Reply(out...)
	return nil
}

// folder reads what a decision needs to know of one unit.
func (h Handler) folder(unit string) (operation.Folder, error) {
	u, _ := h.Campaign.Units.Get(unit)
	rep := h.Campaign.Report(unit)
	var f operation.Folder
	var err error
	if f.Status, err = store.Statuses.Get(h.Tx, rep); err != nil {
		return f, err
	}
	if f.Draft, err = store.Drafts.Get(h.Tx, rep); err != nil {
		return f, err
	}
	if f.Draft != nil {
		f.Outline = h.Campaign.OutlineOf(u, f.Draft)
	}
	if f.Deadline, err = h.Campaign.DeadlineIn(h.Tx, u, f.Status); err != nil {
		return f, err
	}
	f.Called = h.called(u)
	f.Words = h.Campaign.AboutUnit(u, h.Say).Words
	people, heads, err := h.receivers(u)
	f.People, f.Heads = len(people), len(heads)
	for _, up := range h.between(u) {
		f.Between = up.Label()
	}
	if err != nil {
		return f, err
	}
	late, err := campaigns.Pleads(h.Tx, h.Campaign, unit)
	for _, p := range late {
		button := operation.Button(command.Reopen, unit, h.Say)
		button.Label = h.Say.Say("period_order_button", "order", button.Label, "period", p.Plan.Period.Short(h.Say))
		f.Pleas = append(f.Pleas, operation.Plea{Period: p.Plan.Period.Short(h.Say), Reopen: p.Mark(button)})
	}
	return f, err
}

// mostOfDecision is how many people below, and how many between, one decision notifies.
const mostOfDecision = 20

// receivers returns who is notified of a decision: the people who work at the unit's
// report, and the coordinators of the units between it and the person.
func (h Handler) receivers(u roster.Unit) (people, heads roster.Members, err error) {
	if people, err = h.ReachableMembers(u.Code, roster.Officer, roster.Approver, roster.Coordinator); err != nil {
		return nil, nil, err
	}
	for _, up := range h.between(u) {
		some, err := h.ReachableMembers(up.Code, roster.Coordinator)
		if err != nil {
			return nil, nil, err
		}
		heads = append(heads, some...)
	}
	return people[:min(len(people), mostOfDecision)], heads[:min(len(heads), mostOfDecision)], nil
}

// between returns the units between the one that the person coordinates and u.
func (h Handler) between(u roster.Unit) (out []roster.Unit) {
	by := h.Acting(u.Code)
	for _, up := range h.Campaign.Units.Ancestors(u.Code) {
		if up.Code == by.Unit || !h.Campaign.Units.Contains(by.Unit, up.Code) {
			break
		}
		out = append(out, up)
	}
	return out
}

// decide carries out a decision.
func (h Handler) decide(o *operation.Order) error {
	now := h.Campaign.Local(h.Update.At)
	if o.Several() {
		return h.decideLater(o)
	}
	if o.Level != 0 {
		if err := h.decideLevel(o); err != nil {
			return err
		}
		h.Reply(o.Done(h.Campaign.Units, report.Status{}, 0, now, now, h.Say)...)
		return nil
	}
	f, err := h.folder(o.Units[0])
	if err != nil {
		return err
	}
	after, why := h.apply(o, o.Units[0], f.Status)
	if why != report.Legal {
		h.Reply(o.Refused(h.Campaign.Units, h.Roles(), why, f.Status, now, h.Say)...)
		return nil
	}
	return h.decided(o, f, after)
}

// apply makes the step that a decision is, if it is legal.
func (h Handler) apply(o *operation.Order, unit string, before report.Status) (after report.Status, why report.Reason) {
	if why := report.May(h.Campaign.Units, h.Roles(), unit, operation.Move(o.Name)); why != report.Legal {
		return before, why
	}
	return before.Apply(report.Act{Move: operation.Move(o.Name), Remark: o.Words, Due: o.Due, Now: h.Update.At})
}

// decided writes what came of a decision about one unit's report, and notifies people.
func (h Handler) decided(o *operation.Order, f operation.Folder, after report.Status) error {
	u, _ := h.Campaign.Units.Get(o.Units[0])
	rep := h.Campaign.Report(o.Units[0])
	if operation.Move(o.Name) == report.MoveReturn && f.Draft != nil && f.Outline != nil {
		o.Codes = f.Draft.Recall(f.Outline, o.Codes, o.Remarks)
		store.Drafts.Put(h.Tx, rep, f.Draft)
	}
	if err := h.PutStatus(rep, after); err != nil {
		return err
	}
	deed := h.entry(o)
	if operation.Move(o.Name) == report.MoveExtend {
		store.Extensions.Put(h.Tx, rep, o.Due)
		deed.Old = h.Say.Deadline(f.Deadline)
	}
	h.Note(deed)
	deadline, err := h.Campaign.DeadlineIn(h.Tx, u, after)
	if err != nil {
		return err
	}
	n, err := h.announce(o, u, f.Status, after, deadline)
	if err != nil {
		return err
	}
	now := h.Campaign.Local(h.Update.At)
	done := o.Done(h.Campaign.Units, after, n, notify.Allowed(h.Campaign, h.Update.At), now, h.Say)
	if o.Name == command.Accept || o.Name == command.Return {
		done[0].Choices = [][]chat.Choice{{oversight.NextToReview(u.Code, h.Say.Say("review_button_next"))}}
	}
	h.Reply(done...)
	return nil
}

// decideLevel sets the deadline of a level below a unit. It is one record, however many
// units there are.
func (h Handler) decideLevel(o *operation.Order) error {
	before, err := store.SetDeadline(h.Tx, h.Campaign.AtLevel(o.Level), store.Deadline{Unit: o.Units[0], At: o.Due})
	if err != nil {
		return err
	}
	deed := h.entry(o)
	if !before.IsZero() {
		deed.Old = h.Say.Day(before)
	}
	h.Note(deed)
	return nil
}

// entry returns the journal's line about an order.
func (h Handler) entry(o *operation.Order) report.Entry {
	by := h.Acting(o.Units[0])
	d := report.Entry{By: h.Update.From, Name: h.Person.Name, Role: by.Role, At: by.Unit, When: h.Update.At,
		Move: operation.Move(o.Name), Unit: o.Units[0], Level: o.Level, Remark: o.Words, Codes: o.Codes}
	if operation.Move(o.Name) == report.MoveExtend {
		d.New = h.Say.Deadline(o.Due)
	}
	return d
}

// announce notifies the receivers of a decision, and returns how many there are.
func (h Handler) announce(o *operation.Order, u roster.Unit, before, after report.Status, deadline time.Time) (int, error) {
	people, heads, err := h.receivers(u)
	if err != nil {
		return 0, err
	}
	by, _ := h.Campaign.Units.Get(h.Acting(u.Code).Unit)
	notice := locale.Message{Lines: o.Notice(h.Campaign.Units, by, after, h.Campaign.Local(deadline), false)}
	if !after.State.In() && after.State != report.Exempt {
		notice.Rows = [][]locale.Button{campaigns.StartLater(h.Campaign.Report(u.Code))}
	}
	lasting := func(n store.Notice) store.Notice {
		if operation.Move(o.Name) == report.MoveExtend {
			return notify.AboutDeadline(n, h.Campaign.Report(u.Code), before, after)
		}
		return notify.While(n, "verdict", h.Campaign.Report(u.Code), before, after)
	}
	if err := notify.SendAll(h.Session, people, lasting(notify.Said(notice))); err != nil {
		return 0, err
	}
	notice = locale.Message{Lines: o.Notice(h.Campaign.Units, by, after, h.Campaign.Local(deadline), true)}
	return len(people) + len(heads), notify.SendAll(h.Session, heads, lasting(notify.Said(notice)))
}
