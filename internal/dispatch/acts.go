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
func (v *visit) pendingIn() {
	p := v.person.Operation
	if !p.Decides() || p.Campaign == v.d.name() {
		return
	}
	for _, in := range v.d.set.drives {
		if in.name() == p.Campaign {
			v.in(in)
			return
		}
	}
	v.person.Operation = nil
}

// wordsWanted tells whether what was typed is the remark of an act, where only
// a slash makes a command.
func (v *visit) wordsWanted() bool {
	return v.u.Input.Kind == chat.Text && v.person.Operation.Decides() && v.person.Operation.WantsWords() && !strings.HasPrefix(strings.TrimSpace(v.u.Input.Text), "/")
}

// acts takes acts in the campaign where the person is, else in the first in
// which they coordinate.
func (v *visit) acts() (taken bool, err error) {
	at := v.d
	for _, d := range v.nearest() {
		if len(v.person.With(d.list(), roster.Coordinator, roster.Admin)) == 0 {
			continue
		}
		v.in(d)
		if taken, err := v.act(); taken || err != nil {
			return taken, err
		}
	}
	v.in(at)
	return false, nil
}

// act takes what a coordinator does about one unit's report, from the command
// to the confirmed order; false if the input is nothing of the kind.
func (v *visit) act() (taken bool, err error) {
	e := v.engine()
	out, order, taken, err := v.step(e)
	if err != nil || !taken {
		return taken, err
	}
	if v.refusedAsClosed() {
		v.person.Operation = nil
		return true, nil
	}
	v.person.Operation = e.State
	if e.State != nil {
		e.State.Campaign = v.d.name()
	}
	v.tell(out...)
	if order == nil {
		return true, nil
	}
	return true, v.carry(order)
}

func (v *visit) step(e *desk.Engine) (out []chat.Content, order *desk.Order, taken bool, err error) {
	in := v.u.Input
	switch {
	case in.Kind == chat.Press:
		if v.action.To != chat.Operation || v.person.Operation.Outreach(v.action) || !v.d.takes(v.action) {
			return nil, nil, false, nil
		}
		out, order, err = e.Press(v.action)
		return out, order, true, err
	case in.Kind != chat.Text:
		return nil, nil, false, nil
	}
	if r, ok := desk.ParseAct(in.Text, v.d.Units, e.Scene.Now); ok && !v.wordsWanted() {
		out, err = e.Begin(r)
		return out, nil, true, err
	}
	return e.Type(in.Text)
}

// engine takes decisions. What is under way is copied, so that a second run of the
// transaction begins with the same.
func (v *visit) engine() *desk.Engine {
	var state *desk.State
	if v.person.Operation.Decides() {
		s := *v.person.Operation
		state = &s
	}
	now := v.d.local(v.u.At)
	return &desk.Engine{
		Scene: report.Scene{Units: v.d.Units, Now: now, Zone: now.Location(), Contact: v.d.contact()},
		Who:   v.who(), State: state, ID: operationID(v.u),
		Reports: func(level int) bool { return v.d.Outlines[level] != nil }, Open: v.folder, Say: v.say,
	}
}

// operationID names an operation that an update begins.
func operationID(u chat.Update) string {
	h := fnv.New64a()
	h.Write([]byte(u.Key))
	return strconv.FormatUint(h.Sum64(), 36)
}

// who are the person's memberships in this campaign.
func (v *visit) who() []roster.Membership {
	return roster.OnList(v.person.Memberships, v.d.list())
}

// folder reads what an act needs to know of one unit.
func (v *visit) folder(unit string) (desk.Folder, error) {
	u, _ := v.d.Units.Get(unit)
	rep := v.d.report(unit)
	var f desk.Folder
	var err error
	if f.Status, err = store.GetStatus(v.tx, rep); err != nil {
		return f, damaged(err)
	}
	if f.Draft, err = store.GetDraft(v.tx, rep); err != nil {
		return f, damaged(err)
	}
	if f.Draft != nil {
		f.Outline = v.d.outlineOf(u, f.Draft)
	}
	if f.Deadline, err = v.d.deadlineIn(v.tx, u, f.Status); err != nil {
		return f, err
	}
	f.Words = v.d.aboutUnit(u).words
	people, heads, err := v.told(u)
	f.People, f.Heads = len(people), len(heads)
	for _, up := range v.between(u) {
		f.Between = up.Label()
	}
	return f, err
}

// outlineOf is the version that a draft belongs to; nil if it is not at hand.
func (d *drive) outlineOf(u roster.Unit, draft *answers.Draft) *form.Outline {
	if o := d.Outlines[u.Level]; o != nil && o.Hash == draft.Outline {
		return o
	}
	return d.set.Versions[draft.Outline]
}

// mostOfAct is how many people of a kind one act tells in its transaction.
const mostOfAct = 20

// told are those who hear of an act about the unit: who works at its report,
// and the heads of the units between it and the person.
func (v *visit) told(u roster.Unit) (people, heads roster.Members, err error) {
	if people, err = v.reachableMembers(u.Code, roster.Officer, roster.Approver, roster.Coordinator); err != nil {
		return nil, nil, err
	}
	for _, up := range v.between(u) {
		some, err := v.reachableMembers(up.Code, roster.Coordinator)
		if err != nil {
			return nil, nil, err
		}
		heads = append(heads, some...)
	}
	return people[:min(len(people), mostOfAct)], heads[:min(len(heads), mostOfAct)], nil
}

func (v *visit) reachableMembers(unit string, roles ...roster.Role) (out roster.Members, err error) {
	members, err := store.GetMembers(v.tx, v.d.list(), unit)
	if err != nil {
		return nil, damaged(err)
	}
	seen := map[chat.Address]bool{v.u.From: true}
	for _, m := range members.With(roles...) {
		if !m.Blocked && !seen[m.Address] {
			seen[m.Address] = true
			out = append(out, m)
		}
	}
	return out, nil
}

// between are the units between the one that the person coordinates and u.
func (v *visit) between(u roster.Unit) (out []roster.Unit) {
	by := v.acting(u.Code)
	for _, up := range v.d.Units.Ancestors(u.Code) {
		if up.Code == by.Unit || !v.d.Units.Contains(by.Unit, up.Code) {
			break
		}
		out = append(out, up)
	}
	return out
}

// acting is the membership by which the person acts on the unit: that of the
// nearest unit over it.
func (v *visit) acting(unit string) roster.Membership {
	by, _ := roster.By(v.d.Units, v.who(), unit, roster.Lead)
	return by
}

// carry carries out a confirmed order, once.
func (v *visit) carry(o *desk.Order) error {
	if !store.Once(v.tx, "act/"+v.u.From.String()+"/"+o.ID, v.u.At) {
		v.tell(chat.Content{Text: v.say.Say("errand_over")})
		return nil
	}
	now := v.d.local(v.u.At)
	if o.Level != 0 {
		if err := v.carryLevel(o); err != nil {
			return err
		}
		v.tell(o.Done(v.d.Units, report.Status{}, 0, now, now, v.say)...)
		return nil
	}
	f, err := v.folder(o.Units[0])
	if err != nil {
		return err
	}
	why := report.May(v.d.Units, v.who(), o.Units[0], o.Name.Move())
	after := f.Status
	if why == report.Legal {
		after, why = f.Status.Apply(report.Act{Move: o.Name.Move(), Remark: o.Words, Due: o.Due, Now: v.u.At})
	}
	if why != report.Legal {
		v.tell(o.Refused(v.d.Units, v.who(), why, f.Status, now, v.say)...)
		return nil
	}
	return v.made(o, f, after)
}

// made writes what came of an act on one unit's report, and tells it.
func (v *visit) made(o *desk.Order, f desk.Folder, after report.Status) error {
	u, _ := v.d.Units.Get(o.Units[0])
	rep := v.d.report(o.Units[0])
	if o.Name.Move() == report.MoveReturn && f.Draft != nil && f.Outline != nil {
		o.Codes = f.Draft.Recall(f.Outline, o.Codes)
		store.PutDraft(v.tx, rep, f.Draft)
	}
	store.PutStatus(v.tx, rep, after)
	v.r.worked = append(v.r.worked, written{rep, after})
	deed := v.deed(o)
	if o.Name.Move() == report.MoveExtend {
		due := store.Due{Unit: u.Code, Level: u.Level}
		if err := store.PutDue(v.tx, v.d.name(), due, o.Due); err != nil {
			return err
		}
		deed.Old = date(v.d.local(f.Deadline))
	}
	if err := store.AppendDeed(v.tx, v.d.name(), v.u.Key, deed); err != nil {
		return err
	}
	deadline, err := v.d.deadlineIn(v.tx, u, after)
	if err != nil {
		return err
	}
	n, err := v.announce(o, u, after, deadline)
	if err != nil {
		return err
	}
	now := v.d.local(v.u.At)
	v.tell(o.Done(v.d.Units, after, n, v.d.Plan.Allowed(v.u.At).In(v.d.Plan.Zone), now, v.say)...)
	return nil
}

// carryLevel sets the deadline of a level below a unit: one record, however
// many units there are.
func (v *visit) carryLevel(o *desk.Order) error {
	due := store.Due{Unit: o.Units[0], Level: o.Level}
	before, err := store.GetDue(v.tx, v.d.name(), due)
	if err != nil {
		return damaged(err)
	}
	deed := v.deed(o)
	if !before.IsZero() {
		deed.Old = date(v.d.local(before))
	}
	if err := store.PutDue(v.tx, v.d.name(), due, o.Due); err != nil {
		return err
	}
	return store.AppendDeed(v.tx, v.d.name(), v.u.Key, deed)
}

// deed is the journal's line about an order.
func (v *visit) deed(o *desk.Order) desk.Deed {
	by := v.acting(o.Units[0])
	d := desk.Deed{By: v.u.From, Name: v.person.Name, Role: by.Role, At: by.Unit, When: v.u.At,
		Move: o.Name.Move(), Unit: o.Units[0], Level: o.Level, Remark: o.Words, Codes: o.Codes}
	if o.Name.Move() == report.MoveExtend {
		d.New = date(v.d.local(o.Due))
	}
	return d
}

// announce tells the unit's people and the heads between, and gives how many
// there were.
func (v *visit) announce(o *desk.Order, u roster.Unit, after report.Status, deadline time.Time) (int, error) {
	people, heads, err := v.told(u)
	if err != nil {
		return 0, err
	}
	by, _ := v.d.Units.Get(v.acting(u.Code).Unit)
	say, now := v.d.phrases(""), v.d.local(v.u.At)
	notice := chat.Content{Text: o.Notice(v.d.Units, by, after, deadline, false, now, say)}
	if !after.State.In() && after.State != report.Exempt {
		notice.Choices = [][]chat.Choice{{v.d.startButton(v.d.report(u.Code))}}
	}
	for _, m := range people {
		v.push(m.Address, notice)
	}
	notice = chat.Content{Text: o.Notice(v.d.Units, by, after, deadline, true, now, say)}
	for _, m := range heads {
		v.push(m.Address, notice)
	}
	return len(people) + len(heads), nil
}
