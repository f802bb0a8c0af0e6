package dispatch

import (
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// pendingIn goes to the campaign of what the person has begun there; what was
// begun in a campaign that is over is dropped.
func (r router) pendingIn() {
	p := r.person.Operation
	if !p.Decides() || p.Campaign == r.Campaign.name() {
		return
	}
	for _, in := range r.Campaign.Set.All {
		if in.name() == p.Campaign {
			r.in(in)
			return
		}
	}
	r.person.Operation = nil
}

// wordsWanted tells whether what was typed is the remark of an act, where only
// a slash makes a command.
func (s *Session) wordsWanted() bool {
	return s.Update.Input.Kind == chat.Text && s.person.Operation.Decides() && s.person.Operation.WantsWords() && !strings.HasPrefix(strings.TrimSpace(s.Update.Input.Text), "/")
}

// acts takes acts in the campaign where the person is, else in the first in
// which they coordinate.
func (r router) acts() (taken bool, err error) {
	at := r.Campaign
	for _, d := range r.Nearest() {
		if len(r.person.With(d.list(), roster.Coordinator, roster.Admin)) == 0 {
			continue
		}
		r.in(d)
		if taken, err := r.coordinator().Act(); taken || err != nil {
			return taken, err
		}
	}
	r.in(at)
	return false, nil
}

// Act takes what a coordinator does about one unit's report, from the command
// to the confirmed order; false if the input is nothing of the kind.
func (h coordinator) Act() (taken bool, err error) {
	e := h.engine()
	out, order, taken, err := h.step(e)
	if err != nil || !taken {
		return taken, err
	}
	if h.refusedAsClosed() {
		h.person.Operation = nil
		return true, nil
	}
	h.person.Operation = e.State
	if e.State != nil {
		e.State.Campaign = h.Campaign.name()
	}
	h.tell(out...)
	if order == nil {
		return true, nil
	}
	return true, h.carry(order)
}

func (h coordinator) step(e *desk.Engine) (out []chat.Content, order *desk.Order, taken bool, err error) {
	in := h.Update.Input
	switch {
	case in.Kind == chat.Press:
		if h.action.To != chat.Operation || h.person.Operation.Outreach(h.action) || !h.Campaign.takes(h.action) {
			return nil, nil, false, nil
		}
		out, order, err = e.Press(h.action)
		return out, order, true, err
	case in.Kind != chat.Text:
		return nil, nil, false, nil
	}
	if r, ok := desk.ParseAct(in.Text, h.Campaign.Units, e.Scene.Now); ok && !h.wordsWanted() {
		out, err = e.Begin(r)
		return out, nil, true, err
	}
	return e.Type(in.Text)
}

// engine takes decisions. What is under way is copied, so that a second run of the
// transaction begins with the same.
func (h coordinator) engine() *desk.Engine {
	var state *desk.State
	if h.person.Operation.Decides() {
		s := *h.person.Operation
		state = &s
	}
	return h.operate(state, h.folder)
}

// operate is the engine of operations on one unit's report, which opens it by
// the function given.
func (s *Session) operate(state *desk.State, open func(unit string) (desk.Folder, error)) *desk.Engine {
	now := s.Campaign.local(s.Update.At)
	return &desk.Engine{
		Scene: report.Scene{Units: s.Campaign.Units, Now: now, Zone: now.Location(), Contact: s.Campaign.contact()},
		Who:   s.Roles(), State: state, ID: operationID(s.Update),
		Reports: func(level int) bool { return s.Campaign.Outlines[level] != nil }, Open: open, Say: s.say,
	}
}

// operationID names an operation that an update begins.
func operationID(u chat.Update) string {
	h := fnv.New64a()
	h.Write([]byte(u.Key))
	return strconv.FormatUint(h.Sum64(), 36)
}

// Roles are the person's memberships in this campaign.
func (s *Session) Roles() []roster.Membership {
	return roster.OnList(s.person.Memberships, s.Campaign.list())
}

// folder reads what an act needs to know of one unit.
func (h coordinator) folder(unit string) (desk.Folder, error) {
	u, _ := h.Campaign.Units.Get(unit)
	rep := h.Campaign.report(unit)
	var f desk.Folder
	var err error
	if f.Status, err = store.GetStatus(h.Tx, rep); err != nil {
		return f, damaged(err)
	}
	if f.Draft, err = store.GetDraft(h.Tx, rep); err != nil {
		return f, damaged(err)
	}
	if f.Draft != nil {
		f.Outline = h.Campaign.outlineOf(u, f.Draft)
	}
	if f.Deadline, err = h.Campaign.deadlineIn(h.Tx, u, f.Status); err != nil {
		return f, err
	}
	f.Words = h.Campaign.aboutUnit(u).words
	people, heads, err := h.told(u)
	f.People, f.Heads = len(people), len(heads)
	for _, up := range h.between(u) {
		f.Between = up.Label()
	}
	return f, err
}

// outlineOf is the version that a draft belongs to; nil if it is not at hand.
func (d *Campaign) outlineOf(u roster.Unit, draft *answers.Draft) *form.Outline {
	if o := d.Outlines[u.Level]; o != nil && o.Hash == draft.Outline {
		return o
	}
	return d.Set.Versions[draft.Outline]
}

// mostOfAct is how many people of a kind one act tells in its transaction.
const mostOfAct = 20

// told are those who hear of an act about the unit: who works at its report,
// and the heads of the units between it and the person.
func (h coordinator) told(u roster.Unit) (people, heads roster.Members, err error) {
	if people, err = h.reachableMembers(u.Code, roster.Officer, roster.Approver, roster.Coordinator); err != nil {
		return nil, nil, err
	}
	for _, up := range h.between(u) {
		some, err := h.reachableMembers(up.Code, roster.Coordinator)
		if err != nil {
			return nil, nil, err
		}
		heads = append(heads, some...)
	}
	return people[:min(len(people), mostOfAct)], heads[:min(len(heads), mostOfAct)], nil
}

func (s *Session) reachableMembers(unit string, roles ...roster.Role) (out roster.Members, err error) {
	members, err := store.GetMembers(s.Tx, s.Campaign.list(), unit)
	if err != nil {
		return nil, damaged(err)
	}
	seen := map[chat.Address]bool{s.Update.From: true}
	for _, m := range members.With(roles...) {
		if !m.Blocked && !seen[m.Address] {
			seen[m.Address] = true
			out = append(out, m)
		}
	}
	return out, nil
}

// between are the units between the one that the person coordinates and u.
func (h coordinator) between(u roster.Unit) (out []roster.Unit) {
	by := h.acting(u.Code)
	for _, up := range h.Campaign.Units.Ancestors(u.Code) {
		if up.Code == by.Unit || !h.Campaign.Units.Contains(by.Unit, up.Code) {
			break
		}
		out = append(out, up)
	}
	return out
}

// acting is the membership by which the person acts on the unit: that of the
// nearest unit over it.
func (s *Session) acting(unit string) roster.Membership {
	by, _ := roster.By(s.Campaign.Units, s.Roles(), unit, roster.Lead)
	return by
}

// carry carries out a confirmed order, once.
func (h coordinator) carry(o *desk.Order) error {
	if !store.Once(h.Tx, "act/"+h.Update.From.String()+"/"+o.ID, h.Update.At) {
		h.tell(chat.Content{Text: h.say.Say("errand_over")})
		return nil
	}
	now := h.Campaign.local(h.Update.At)
	if o.Level != 0 {
		if err := h.carryLevel(o); err != nil {
			return err
		}
		h.tell(o.Done(h.Campaign.Units, report.Status{}, 0, now, now, h.say)...)
		return nil
	}
	f, err := h.folder(o.Units[0])
	if err != nil {
		return err
	}
	why := report.May(h.Campaign.Units, h.Roles(), o.Units[0], o.Name.Move())
	after := f.Status
	if why == report.Legal {
		after, why = f.Status.Apply(report.Act{Move: o.Name.Move(), Remark: o.Words, Due: o.Due, Now: h.Update.At})
	}
	if why != report.Legal {
		h.tell(o.Refused(h.Campaign.Units, h.Roles(), why, f.Status, now, h.say)...)
		return nil
	}
	return h.made(o, f, after)
}

// made writes what came of an act on one unit's report, and tells it.
func (h coordinator) made(o *desk.Order, f desk.Folder, after report.Status) error {
	u, _ := h.Campaign.Units.Get(o.Units[0])
	rep := h.Campaign.report(o.Units[0])
	if o.Name.Move() == report.MoveReturn && f.Draft != nil && f.Outline != nil {
		o.Codes = f.Draft.Recall(f.Outline, o.Codes)
		store.PutDraft(h.Tx, rep, f.Draft)
	}
	store.PutStatus(h.Tx, rep, after)
	h.Effects.Statuses = append(h.Effects.Statuses, written{report: rep, status: after})
	deed := h.deed(o)
	if o.Name.Move() == report.MoveExtend {
		due := store.Due{Unit: u.Code, Level: u.Level}
		if err := store.PutDue(h.Tx, h.Campaign.name(), due, o.Due); err != nil {
			return err
		}
		deed.Old = date(h.Campaign.local(f.Deadline))
	}
	if err := store.AppendDeed(h.Tx, h.Campaign.name(), h.Update.Key, deed); err != nil {
		return err
	}
	deadline, err := h.Campaign.deadlineIn(h.Tx, u, after)
	if err != nil {
		return err
	}
	n, err := h.announce(o, u, after, deadline)
	if err != nil {
		return err
	}
	now := h.Campaign.local(h.Update.At)
	h.tell(o.Done(h.Campaign.Units, after, n, h.Campaign.Plan.Allowed(h.Update.At).In(h.Campaign.Plan.Zone), now, h.say)...)
	return nil
}

// carryLevel sets the deadline of a level below a unit: one record, however
// many units there are.
func (h coordinator) carryLevel(o *desk.Order) error {
	due := store.Due{Unit: o.Units[0], Level: o.Level}
	before, err := store.GetDue(h.Tx, h.Campaign.name(), due)
	if err != nil {
		return damaged(err)
	}
	deed := h.deed(o)
	if !before.IsZero() {
		deed.Old = date(h.Campaign.local(before))
	}
	if err := store.PutDue(h.Tx, h.Campaign.name(), due, o.Due); err != nil {
		return err
	}
	return store.AppendDeed(h.Tx, h.Campaign.name(), h.Update.Key, deed)
}

// deed is the journal's line about an order.
func (h coordinator) deed(o *desk.Order) desk.Deed {
	by := h.acting(o.Units[0])
	d := desk.Deed{By: h.Update.From, Name: h.person.Name, Role: by.Role, At: by.Unit, When: h.Update.At,
		Move: o.Name.Move(), Unit: o.Units[0], Level: o.Level, Remark: o.Words, Codes: o.Codes}
	if o.Name.Move() == report.MoveExtend {
		d.New = date(h.Campaign.local(o.Due))
	}
	return d
}

// announce tells the unit's people and the heads between, and gives how many
// there were.
func (h coordinator) announce(o *desk.Order, u roster.Unit, after report.Status, deadline time.Time) (int, error) {
	people, heads, err := h.told(u)
	if err != nil {
		return 0, err
	}
	by, _ := h.Campaign.Units.Get(h.acting(u.Code).Unit)
	say, now := h.Campaign.phrases(""), h.Campaign.local(h.Update.At)
	notice := chat.Content{Text: o.Notice(h.Campaign.Units, by, after, deadline, false, now, say)}
	if !after.State.In() && after.State != report.Exempt {
		notice.Choices = [][]chat.Choice{{h.Campaign.startButton(h.Campaign.report(u.Code))}}
	}
	for _, m := range people {
		push(h.Session, m.Address, notice)
	}
	notice = chat.Content{Text: o.Notice(h.Campaign.Units, by, after, deadline, true, now, say)}
	for _, m := range heads {
		push(h.Session, m.Address, notice)
	}
	return len(people) + len(heads), nil
}
