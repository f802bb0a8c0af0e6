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
type errand struct{ Campaign *Campaign }

// errandAsked tells whether the update is an errand whoever sent it.
func errandAsked(d *Campaign, u chat.Update, a chat.Action, pending *desk.State) bool {
	if u.Input.Kind == chat.Text {
		_, ok := desk.ParseErrand(u.Input.Text, d.Units)
		return ok
	}
	return pending.Outreach(a) && d.takes(a)
}

// errands takes what belongs to an errand.
func (r router) errands() (taken bool, err error) {
	if r.coordinator().stopsBehalf() {
		return true, r.coordinator().leaveBehalf()
	}
	if r.wordsWanted() {
		return false, nil // the remark of an act
	}
	pending := outreach(r.person)
	d, coordinates := r.errandDrive(pending)
	words := r.Update.Input.Kind == chat.Text
	slashed := strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/")
	if !coordinates && words && (!slashed || r.Context != nil) {
		return false, nil // words of an answer are not read for an errand
	}
	asked := errandAsked(d, r.Update, r.action, r.person.Operation)
	switch {
	case !coordinates && asked:
		r.tell(chat.Content{Text: r.say.Say("errand_not_you", "contact", r.Campaign.contact())})
		return true, nil
	case !coordinates:
		return false, nil
	case asked && (!words || slashed || !pending.WantsWords() && (pending.Waits() || !r.InText())):
	case words && !asked && pending.Takes(r.Update.Input.Text) && (slashed || pending.WantsWords() || !r.otherCommand(d)):
	case words && asked && !slashed && pending.WantsWords():
	default:
		if pending != nil {
			pending.Aside = true
		}
		return false, nil
	}
	r.in(d)
	r.person.Talk, r.person.Operation = nil, pending
	r.Effects.errand = &errand{Campaign: d}
	return true, nil
}

// otherCommand tells whether the words are a question of a coordinator.
func (r router) otherCommand(d *Campaign) bool {
	if _, ok := r.asked(d, r.mayAskFor(d)); ok {
		return true
	}
	_, ok := desk.ParseAct(r.Update.Input.Text, d.Units, d.local(r.Update.At))
	return ok
}

// errandDrive is the campaign of what was begun, else that of the button, else
// where the person is, else the first in which they coordinate.
func (r router) errandDrive(pending *desk.State) (d *Campaign, coordinates bool) {
	order := r.Nearest()
	if r.marked != nil {
		order = []*Campaign{r.marked}
	} else if pending.Waits() {
		if i := slices.IndexFunc(r.Campaigns(), func(d *Campaign) bool { return d.name() == pending.Campaign }); i >= 0 {
			order = append([]*Campaign{r.Campaigns()[i]}, order...)
		}
	}
	for _, d := range order {
		if len(r.person.With(d.list(), roster.Coordinator, roster.Admin)) > 0 {
			return d, true
		}
	}
	return r.Campaign, false
}

// AnswerErrand answers an errand's input, and gives what is to follow.
func AnswerErrand(ctx context.Context, d *Campaign, u chat.Update) (*Effects, error) {
	var s report.Scene
	var p store.Person
	var nudged store.Nudged
	err := d.Set.KV.View(ctx, func(r store.Reader) (err error) {
		if s, err = d.OverviewFrom(r, u.At); err != nil {
			return err
		}
		if nudged, err = store.GetNudged(r, d.name(), u.From); err != nil {
			return err
		}
		p, err = store.GetPerson(r, u.From)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the state of units: %w", err)
	}
	e := engine(d, u, s, p, nudged)
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
		return nil, err
	}
	if text := d.ClosedSentence(d.phrases(p.Language)); text != "" && forReports(e.State, order) {
		e.State, order, out = nil, nil, []chat.Content{{Text: text}}
	}
	if e.State != nil {
		e.State.Campaign = d.name()
	}
	return settle(ctx, d, u, e.State, out, order)
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

func engine(d *Campaign, u chat.Update, s report.Scene, p store.Person, nudged store.Nudged) *desk.Engine {
	e := &desk.Engine{Scene: s, Who: roster.OnList(p.Memberships, d.list()), State: outreach(p), ID: operationID(u), Message: u.Input.Message,
		Reports: func(level int) bool { return d.Outlines[level] != nil },
		Office:  d.Office, Say: d.phrases(p.Language),
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

// Office is the body in whose name a unit's coordinators write: the campaign's
// word co_quan with the unit, else the unit.
func (d *Campaign) Office(u roster.Unit) string {
	parent, ok := d.Units.Parent(u.Code)
	if office := d.Plan.Words(u, parent, ok)["co_quan"]; office != "" {
		return office + " " + u.Label()
	}
	return u.Full()
}

// settle writes what came of an errand's input: what is pending, what was
// ordered, and what is said.
func settle(ctx context.Context, d *Campaign, u chat.Update, pending *desk.State, out []chat.Content, order *desk.Order) (*Effects, error) {
	number := d.Set.number()
	var r *Effects
	err := store.One(ctx, d.Set.KV, func(tx store.Tx) error {
		r = &Effects{}
		if !store.Once(tx, "update/errand/"+u.Key, u.At) {
			return nil
		}
		s, err := Begin(d.Set, tx, u, number, r)
		if err != nil {
			return err
		}
		s.in(d)
		s.person.Operation = pending
		s.tell(out...)
		if order != nil {
			h := coordinator{Session: s}
			if err := h.Carry(order); err != nil {
				return err
			}
		}
		return store.PutPerson(tx, u.From, s.person)
	})
	if err != nil {
		return nil, fmt.Errorf("errand: %w", err)
	}
	return r, nil
}

// Carry carries out a confirmed errand, once, if the person still may.
func (h coordinator) Carry(o *desk.Order) error {
	if !store.Once(h.Tx, "order/"+h.Update.From.String()+"/"+o.ID, h.Update.At) {
		h.tell(chat.Content{Text: h.say.Say("errand_over")})
		return nil
	}
	if len(o.Units) == 0 || !h.stillMay(o) {
		h.tell(chat.Content{Text: h.say.Say("errand_not_you", "contact", h.Campaign.contact())})
		return nil
	}
	if err := h.note(o); err != nil {
		return err
	}
	switch o.Name {
	case desk.Nudge:
		return h.nudge(o)
	case desk.Announce:
		return h.announceTo(o)
	case desk.Behalf:
		return h.beginBehalf(o)
	case desk.Codes:
		return h.giveCodes(o)
	}
	return h.endMembership(o)
}

// note puts the errand into the journal: about one unit, or about a level below
// the unit in whose name it is done.
func (h coordinator) note(o *desk.Order) error {
	d := desk.Deed{By: h.Update.From, Name: h.person.Name, Role: roster.Coordinator, At: o.From.Code, When: h.Update.At,
		Move: report.Move(o.Name), Unit: o.Units[0], Remark: o.Words}
	if len(o.Units) > 1 {
		u, _ := h.Campaign.Units.Get(o.Units[0])
		d.Unit, d.Level, d.New = o.From.Code, u.Level, strconv.Itoa(len(o.Units))
	}
	return store.AppendDeed(h.Tx, h.Campaign.name(), h.Update.Key, d)
}

// stillMay looks at the person's memberships as they are in this transaction.
func (h coordinator) stillMay(o *desk.Order) bool {
	return !slices.ContainsFunc(o.Units, func(unit string) bool { return !roster.May(h.Campaign.Units, h.Roles(), unit, roster.Reach) })
}

// workers are the roles that hear what is said to a unit.
func workers() []roster.Role {
	return []roster.Role{roster.Officer, roster.Approver, roster.Coordinator}
}

// nudge queues the request to hand in, for all units at once.
func (h coordinator) nudge(o *desk.Order) error {
	now := h.Campaign.local(h.Update.At)
	before, err := store.GetNudged(h.Tx, h.Campaign.name(), h.Update.From)
	if err != nil {
		return damaged(err)
	}
	if day := now.Format(time.DateOnly); before.Day != day {
		before = store.Nudged{Day: day}
	}
	before.Units = append(before.Units, o.Units...)
	slices.Sort(before.Units)
	before.Units = slices.Compact(before.Units)
	if err := store.PutNudged(h.Tx, h.Campaign.name(), h.Update.From, before); err != nil {
		return err
	}
	b := h.bulkTo(o)
	b.Kind, b.PerUnit, b.Text = bulkNudge, true, h.Campaign.Office(o.From)+"\n"+o.Words
	if err := h.spread(b); err != nil {
		return err
	}
	h.tell(chat.Content{Text: h.queued(h.say.Say("nudge_did", "n", len(o.Units)-o.Unheard), o)})
	return nil
}

// announceTo queues a coordinator's own words.
func (h coordinator) announceTo(o *desk.Order) error {
	b := h.bulkTo(o)
	b.Kind, b.Text = bulkText, desk.AnnounceText(h.Campaign.Office(o.From), o.Words, h.Campaign.phrases(""))
	if err := h.spread(b); err != nil {
		return err
	}
	h.tell(chat.Content{Text: h.queued(h.say.Say("announce_did", "n", len(o.Units)-o.Unheard), o)})
	return nil
}

func (h coordinator) bulkTo(o *desk.Order) store.Bulk {
	return store.Bulk{Campaign: h.Campaign.name(), ID: string(o.Name) + "/" + o.ID, At: h.Update.At, By: h.Update.From.String(),
		To: []store.BulkTo{{Units: o.Units, Roles: workers()}}, Priority: chat.Bulk}
}

func (h coordinator) spread(b store.Bulk) error {
	h.Effects.bulk = true
	return store.PutBulk(h.Tx, b)
}

// queued says when it goes, and in how many units nobody hears it.
func (h coordinator) queued(did string, o *desk.Order) string {
	if until := h.Campaign.Plan.Allowed(h.Update.At); until.After(h.Update.At) {
		until = h.Campaign.local(until)
		did += " " + h.say.Say("errand_quiet", "hour", until.Hour(), "minute", until.Format("04"), "day", date(until))
	}
	if o.Unheard > 0 {
		did += " " + h.say.Say("errand_unheard_n", "n", o.Unheard)
	}
	return did
}

// The kinds of orders that coordinators give. The text of a nudge is the office
// and, behind the first line, the coordinator's words; that of an announcement is
// said as it is.
const (
	bulkText  = "text"
	bulkNudge = "nudge"
)

func announcement(_ *Campaign, _ store.Getter, b store.Bulk, _ store.BulkReceiver) (chat.Content, bool, error) {
	return chat.Content{Text: strings.TrimSpace(b.Text)}, b.Text != "", nil
}

// nudgeContent is what one receiver is told; nothing if the report came in
// meanwhile.
func nudgeContent(d *Campaign, tx store.Getter, b store.Bulk, r store.BulkReceiver) (chat.Content, bool, error) {
	rep := d.report(r.Unit)
	status, err := store.GetStatus(tx, rep)
	u, ok := d.Units.Get(r.Unit)
	if err != nil || !ok || d.Rests() || status.State.In() || status.State == report.Exempt {
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
