package dispatch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// errand is an input to what a coordinator does about units and people: it is
// decided upon a snapshot after the update's transaction, since it looks at many
// units, and carried out in a transaction of its own.
type errand struct{ in *drive }

// errandAsked tells whether the update is an errand whoever sent it.
func (d *drive) errandAsked(u chat.Update, a chat.Action, pending *desk.State) bool {
	if u.Input.Kind == chat.Text {
		_, ok := desk.ParseErrand(u.Input.Text, d.Units)
		return ok
	}
	return pending.Outreach(a) && d.takes(a)
}

// errands takes what belongs to an errand.
func (v *visit) errands() (taken bool, err error) {
	if v.stopsBehalf() {
		return true, v.leaveBehalf()
	}
	if v.wordsWanted() {
		return false, nil // the remark of an act
	}
	pending := outreach(v.person)
	d, coordinates := v.errandDrive(pending)
	words := v.u.Input.Kind == chat.Text
	slashed := strings.HasPrefix(strings.TrimSpace(v.u.Input.Text), "/")
	if !coordinates && words && (!slashed || v.seat != nil) {
		return false, nil // words of an answer are not read for an errand
	}
	asked := d.errandAsked(v.u, v.action, v.person.Operation)
	switch {
	case !coordinates && asked:
		v.tell(chat.Content{Text: v.say.Say("errand_not_you", "contact", v.d.contact())})
		return true, nil
	case !coordinates:
		return false, nil
	case asked && (!words || slashed || !pending.WantsWords() && (pending.Waits() || !v.inText())):
	case words && !asked && pending.Takes(v.u.Input.Text) && (slashed || pending.WantsWords() || !v.otherCommand(d)):
	case words && asked && !slashed && pending.WantsWords():
	default:
		if pending != nil {
			pending.Aside = true
		}
		return false, nil
	}
	v.in(d)
	v.person.Talk, v.person.Operation = nil, pending
	v.r.errand = &errand{in: d}
	return true, nil
}

// otherCommand tells whether the words are a question of a coordinator.
func (v *visit) otherCommand(d *drive) bool {
	if _, ok := v.asked(d, v.mayAskFor(d)); ok {
		return true
	}
	_, ok := desk.ParseAct(v.u.Input.Text, d.Units, d.local(v.u.At))
	return ok
}

// errandDrive is the campaign of what was begun, else that of the button, else
// where the person is, else the first in which they coordinate.
func (v *visit) errandDrive(pending *desk.State) (d *drive, coordinates bool) {
	order := v.nearest()
	if v.marked != nil {
		order = []*drive{v.marked}
	} else if pending.Waits() {
		if i := slices.IndexFunc(v.all(), func(d *drive) bool { return d.name() == pending.Campaign }); i >= 0 {
			order = append([]*drive{v.all()[i]}, order...)
		}
	}
	for _, d := range order {
		if len(v.person.With(d.list(), roster.Coordinator, roster.Admin)) > 0 {
			return d, true
		}
	}
	return v.d, false
}

// runErrand answers an errand's input.
func (d *drive) runErrand(ctx context.Context, u chat.Update, _ *errand) error {
	var s report.Scene
	var p store.Person
	var nudged store.Nudged
	err := d.set.KV.View(ctx, func(r store.Reader) (err error) {
		if s, err = d.sceneFrom(r, u.At); err != nil {
			return err
		}
		if nudged, err = store.GetNudged(r, d.name(), u.From); err != nil {
			return err
		}
		p, err = store.GetPerson(r, u.From)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the state of units: %w", err)
	}
	e := d.engine(u, s, p, nudged)
	var out []chat.Content
	var order *desk.Order
	switch r, ok := desk.ParseErrand(u.Input.Text, d.Units); {
	case u.Input.Kind == chat.Press:
		out, order, err = e.Press(pressed(u))
	case ok && !e.Confirms(u.Input.Text) && !(e.State.WantsWords() && !strings.HasPrefix(strings.TrimSpace(u.Input.Text), "/")):
		out, err = e.Begin(r)
	default:
		out, order, _, err = e.Type(u.Input.Text)
	}
	if err != nil {
		return err
	}
	if text := d.closedSentence(d.phrases(p.Language)); text != "" && forReports(e.State, order) {
		e.State, order, out = nil, nil, []chat.Content{{Text: text}}
	}
	if e.State != nil {
		e.State.Campaign = d.name()
	}
	return d.settle(ctx, u, e.State, out, order)
}

// forReports tells whether an errand is to get reports in.
func forReports(pending *desk.State, order *desk.Order) bool {
	return pending != nil && (pending.Name == desk.Nudge || pending.Name == desk.Behalf) ||
		order != nil && (order.Name == desk.Nudge || order.Name == desk.Behalf)
}

// outreach is what the person has begun about units and people.
func outreach(p store.Person) *desk.State {
	if p.Operation.Decides() || p.Operation.Own() {
		return nil
	}
	return p.Operation
}

func (d *drive) engine(u chat.Update, s report.Scene, p store.Person, nudged store.Nudged) *desk.Engine {
	e := &desk.Engine{Scene: s, Who: roster.OnList(p.Memberships, d.list()), State: outreach(p), ID: operationID(u), Message: u.Input.Message,
		Reports: func(level int) bool { return d.Outlines[level] != nil },
		Office:  d.officeOf, Say: d.phrases(p.Language),
		Nudged: func(unit string) bool {
			return nudged.Day == s.Now.Format(time.DateOnly) && slices.Contains(nudged.Units, unit)
		}}
	if e.State != nil && e.State.Campaign != d.name() {
		e.State = nil
	}
	if until := d.Plan.Allowed(u.At); until.After(u.At) {
		e.Quiet = d.local(until)
	}
	return e
}

// officeOf is the body in whose name a unit's coordinators write: the campaign's
// word co_quan with the unit, else the unit.
func (d *drive) officeOf(u roster.Unit) string {
	parent, ok := d.Units.Parent(u.Code)
	if office := d.Plan.Words(u, parent, ok)["co_quan"]; office != "" {
		return office + " " + u.Label()
	}
	return u.Full()
}

// settle writes what came of an errand's input: what is pending, what was
// ordered, and what is said.
func (d *drive) settle(ctx context.Context, u chat.Update, pending *desk.State, out []chat.Content, order *desk.Order) error {
	number := d.set.number()
	var v *visit
	err := store.One(ctx, d.set.KV, func(tx store.Tx) error {
		v = &visit{tx: tx, u: u, number: number, r: &result{}}
		if !store.Once(tx, "update/errand/"+u.Key, u.At) {
			return nil
		}
		var err error
		if v.person, err = store.GetPerson(tx, u.From); err != nil {
			return damaged(err)
		}
		v.in(d)
		v.person.Operation = pending
		v.tell(out...)
		if order != nil {
			if err := v.order(order); err != nil {
				return err
			}
		}
		return store.PutPerson(tx, u.From, v.person)
	})
	if err != nil {
		return fmt.Errorf("errand: %w", err)
	}
	d.set.Deliver(v.r.messages...)
	if v.r.bulk {
		if err := d.set.Spread(ctx, u.At); err != nil {
			d.set.Log.Error("orders to tell many wait for the next round", "error", err)
		}
	}
	if v.r.codes != nil {
		return d.manyCodes(ctx, u, v.r.codes)
	}
	return nil
}

// order carries out a confirmed errand, once, if the person still may.
func (v *visit) order(o *desk.Order) error {
	if !store.Once(v.tx, "order/"+v.u.From.String()+"/"+o.ID, v.u.At) {
		v.tell(chat.Content{Text: v.say.Say("errand_over")})
		return nil
	}
	if len(o.Units) == 0 || !v.stillMay(o) {
		v.tell(chat.Content{Text: v.say.Say("errand_not_you", "contact", v.d.contact())})
		return nil
	}
	if err := v.note(o); err != nil {
		return err
	}
	switch o.Name {
	case desk.Nudge:
		return v.nudge(o)
	case desk.Announce:
		return v.announceTo(o)
	case desk.Behalf:
		return v.beginBehalf(o)
	case desk.Codes:
		return v.giveCodes(o)
	}
	return v.endMembership(o)
}

// note puts the errand into the journal: about one unit, or about a level below
// the unit in whose name it is done.
func (v *visit) note(o *desk.Order) error {
	d := desk.Deed{By: v.u.From, Name: v.person.Name, Role: roster.Coordinator, At: o.From.Code, When: v.u.At,
		Move: report.Move(o.Name), Unit: o.Units[0], Remark: o.Words}
	if len(o.Units) > 1 {
		u, _ := v.d.Units.Get(o.Units[0])
		d.Unit, d.Level, d.New = o.From.Code, u.Level, strconv.Itoa(len(o.Units))
	}
	return store.AppendDeed(v.tx, v.d.name(), v.u.Key, d)
}

// stillMay looks at the person's memberships as they are in this transaction.
func (v *visit) stillMay(o *desk.Order) bool {
	return !slices.ContainsFunc(o.Units, func(unit string) bool { return !roster.May(v.d.Units, v.who(), unit, roster.Reach) })
}

// workers are the roles that hear what is said to a unit.
func workers() []roster.Role {
	return []roster.Role{roster.Officer, roster.Approver, roster.Coordinator}
}

// nudge queues the request to hand in, for all units at once.
func (v *visit) nudge(o *desk.Order) error {
	now := v.d.local(v.u.At)
	before, err := store.GetNudged(v.tx, v.d.name(), v.u.From)
	if err != nil {
		return damaged(err)
	}
	if day := now.Format(time.DateOnly); before.Day != day {
		before = store.Nudged{Day: day}
	}
	before.Units = append(before.Units, o.Units...)
	slices.Sort(before.Units)
	before.Units = slices.Compact(before.Units)
	if err := store.PutNudged(v.tx, v.d.name(), v.u.From, before); err != nil {
		return err
	}
	b := v.bulkTo(o)
	b.Kind, b.PerUnit, b.Text = bulkNudge, true, v.d.officeOf(o.From)+"\n"+o.Words
	if err := v.spread(b); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.queued(v.say.Say("nudge_did", "n", len(o.Units)-o.Unheard), o)})
	return nil
}

// announceTo queues a coordinator's own words.
func (v *visit) announceTo(o *desk.Order) error {
	b := v.bulkTo(o)
	b.Kind, b.Text = bulkText, desk.AnnounceText(v.d.officeOf(o.From), o.Words, v.d.phrases(""))
	if err := v.spread(b); err != nil {
		return err
	}
	v.tell(chat.Content{Text: v.queued(v.say.Say("announce_did", "n", len(o.Units)-o.Unheard), o)})
	return nil
}

func (v *visit) bulkTo(o *desk.Order) store.Bulk {
	return store.Bulk{Campaign: v.d.name(), ID: string(o.Name) + "/" + o.ID, At: v.u.At, By: v.u.From.String(),
		To: []store.BulkTo{{Units: o.Units, Roles: workers()}}, Priority: chat.Bulk}
}

func (v *visit) spread(b store.Bulk) error {
	v.r.bulk = true
	return store.PutBulk(v.tx, b)
}

// queued says when it goes, and in how many units nobody hears it.
func (v *visit) queued(did string, o *desk.Order) string {
	if until := v.d.Plan.Allowed(v.u.At); until.After(v.u.At) {
		until = v.d.local(until)
		did += " " + v.say.Say("errand_quiet", "hour", until.Hour(), "minute", until.Format("04"), "day", date(until))
	}
	if o.Unheard > 0 {
		did += " " + v.say.Say("errand_unheard_n", "n", o.Unheard)
	}
	return did
}

// bulkNudge asks a unit to hand in. Its text is the office and, behind the first
// line, the coordinator's words.
const bulkNudge = "nudge"

// nudgeContent is what one receiver is told; nothing if the report came in
// meanwhile.
func (d *drive) nudgeContent(tx store.Getter, b store.Bulk, unit string) (chat.Content, bool, error) {
	rep := d.report(unit)
	status, err := store.GetStatus(tx, rep)
	u, ok := d.Units.Get(unit)
	if err != nil || !ok || d.rests() || status.State.In() || status.State == report.Exempt {
		return chat.Content{}, false, err
	}
	deadline, err := d.deadlineIn(tx, u, status)
	if err != nil {
		return chat.Content{}, false, err
	}
	office, words, _ := strings.Cut(b.Text, "\n")
	s := report.Scene{Units: d.Units, Deadline: func(string) time.Time { return deadline }, Now: d.local(b.At), Zone: d.Plan.Zone}
	return chat.Content{Text: desk.NudgeText(office, u, s, viet.Clean(words), d.phrases("")),
		Choices: [][]chat.Choice{{d.startButton(rep)}}}, true, nil
}
