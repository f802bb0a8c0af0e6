package coordinator

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// AnswerOutreach answers an input to an operation on units, and returns what is to follow.
// How all units stand comes from a snapshot; what is done is judged anew in the transaction.
// hear listens again to a message of before a start.
func AnswerOutreach(ctx context.Context, k *session.Kept, hear func(*session.Session) *command.Heard) (*session.Effects, error) {
	c, u := k.Asked.Campaign, k.Update
	var seen outlook
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) { seen, err = look(r, k); return err })
	if err != nil {
		return nil, fmt.Errorf("read the state of units: %w", err)
	}
	k.Settle()
	var r *session.Effects
	err = store.One(ctx, c.Set.KV, func(tx store.Tx) error {
		r = &session.Effects{}
		place, ok, err := k.Take(tx)
		if r.Repeated = !ok; err != nil || !ok {
			return err
		}
		turn, err := session.Begin(c.Set, tx, u, r)
		if err != nil {
			return err
		}
		turn.In(c)
		turn.Place = place
		h, typed := Handler{Session: turn}, k.Asked.Command
		if typed.Heard == nil && u.Input.Kind == chat.Text {
			typed.Heard = hear(turn)
		}
		switch {
		case typed.Is(command.Timed):
			h.Reply(h.listTimed(seen.timed, typed.Part == command.Untime))
		case h.Action.Verb == string(command.Timed):
			h.CloseDialog()
			err = h.cancelTimed(h.Action.Target)
		case seen.listed && typed.Room() != chat.Operation && h.Awaited() != nil && u.Input.Kind == chat.Text:
			err = h.answerTimed(typed, seen.timed)
		default:
			err = h.operate(typed, seen)
		}
		if r.Asked != nil {
			(&session.Kept{Row: k.Row, Update: u, Asked: r.Asked, Starts: k.Starts}).Keep(tx)
		}
		h.End()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("carry on an operation: %w", err)
	}
	return r, nil
}

// An outlook is what an operation is begun or gone on with beside.
type outlook struct {
	units    report.Overview
	reminded store.OrderedReminders
	points   map[string]operation.Points
	timed    []store.Order
	listed   bool // the person was shown them last
	sent     []operation.Sent
}

func look(r store.Reader, k *session.Kept) (seen outlook, err error) {
	on, c, u := k.Asked, k.Asked.Campaign, k.Update
	if seen.units, err = c.OverviewFrom(r, u.At); err != nil {
		return seen, err
	}
	if seen.reminded, err = store.Ordered.Get(r, store.Author{Campaign: c.ID(), By: u.From}); err != nil {
		return seen, err
	}
	if seen.points, err = pointsOf(r, on, u, seen.units); err != nil {
		return seen, err
	}
	if seen.listed, err = timedListed(r, u.From); err != nil {
		return seen, err
	}
	if on.Command.Is(command.Timed) || seen.listed {
		if seen.timed, err = timedOf(r, c, u.From); err != nil {
			return seen, err
		}
	}
	seen.sent, err = sentBy(r, c, u)
	return seen, err
}

// operate takes one input to an operation, up to its order.
func (h Handler) operate(typed command.Command, seen outlook) error {
	e := h.engine(typed, seen.units, seen.reminded)
	e.Points, e.Sent = seen.points, seen.sent
	out, order, _, err := e.Take(h.Update.Input, h.Action, typed)
	if err != nil {
		return err
	}
	if no := h.refused(e.State); no != "" {
		e.State, order, out = nil, nil, []chat.Content{{Text: no}}
	}
	if text := h.Campaign.ClosedSentence(h.Say); text != "" && forReports(e.State, order) {
		e.State, order, out = nil, nil, []chat.Content{{Text: text}}
	}
	h.KeepOperation(e.State)
	h.ReplyAsIs(h.Campaign.NamedAbove(h.Person.Memberships, out, h.Say)...) // of several periods, which one it is about
	switch {
	case order == nil:
		return nil
	case order.Vain:
		return h.inVain(order, seen.units)
	}
	return h.Carry(order)
}

// forReports reports whether the operation is to get reports in, or decides about them.
func forReports(pending *operation.State, order *operation.Order) bool {
	if order != nil {
		pending = &order.State
	}
	return pending.Decides() || pending != nil && (pending.Name == command.Remind || pending.Name == command.Proxy)
}

// OutreachOf returns the operation if it is a coordinator's, else nil.
func OutreachOf(s *operation.State) *operation.State {
	if s == nil || s.Own() {
		return nil
	}
	return s
}

func (h Handler) engine(typed command.Command, s report.Overview, reminded store.OrderedReminders) *operation.Engine {
	c, state := h.Campaign, h.Operation
	if d := h.Chat.Dialog; d != nil && (d.Report.Whole() != c.ID() || d.Aside && begins(typed, h.Action)) {
		state = nil
	}
	e := &operation.Engine{
		Region: operation.Region{Overview: campaigns.Told(c, s, h.Say), Who: h.Roles(), Reports: c.Reports, Say: h.Say},
		State:  OutreachOf(state), Heard: typed.Heard, ID: session.OperationID(h.Update), Message: h.Update.Input.Message, Open: h.folder,
		Office: func(u roster.Unit) string { return c.Office(u, h.Say) },
	}
	e.Reminded = func(unit string) bool {
		return reminded.Day == s.Now.Format(time.DateOnly) && slices.Contains(reminded.Units, unit)
	}
	if until := notify.Allowed(c, h.Update.At); until.After(h.Update.At) {
		e.Quiet = until
	}
	e.Allowed = func(t time.Time) time.Time { return notify.Allowed(c, t) }
	return e
}

// begins reports whether the input begins an operation.
func begins(c command.Command, a chat.Action) bool {
	return c.Room() == chat.Operation || len(a.Args) == 0 && command.Name(a.Verb).Begins()
}

// Carry carries out a confirmed order, once, if the person still may.
func (h Handler) Carry(o *operation.Order) error {
	if !store.Once(h.Tx, "order/"+h.Update.From.String()+"/"+o.ID, h.Update.At) {
		return h.Tell(h.Say.Say("operation_over"))
	}
	if o.Decides() {
		return h.decide(o)
	}
	if len(o.Units) == 0 || !h.stillMay(o) {
		return h.Tell(h.Say.Say("operation_not_you", "contact", h.Campaign.In(h.Say).Contact))
	}
	switch {
	case o.Name == command.EndPoll:
		return h.endPoll(o)
	case o.Member != "":
		return h.ofMember(o)
	}
	if err := h.note(o); err != nil {
		return err
	}
	switch o.Name {
	case command.Remind:
		return h.remind(o)
	case command.Announce:
		return h.announceTo(o)
	case command.Correct:
		return h.correct(o)
	case command.Poll:
		return h.poll(o)
	case command.Proxy:
		return h.beginProxy(o)
	}
	return h.giveCodes(o)
}

// note writes the operation into the journal: about one unit, or about a level below
// the unit in whose name it was done.
func (h Handler) note(o *operation.Order) error {
	d := report.Entry{By: h.Update.From, Name: h.Person.Name, Role: roster.Coordinator, At: o.From.Code, When: h.Update.At,
		Outreach: o.Outreach(), Unit: o.Units[0], Remark: o.Words}
	if !o.At.IsZero() {
		d.Remark = strings.TrimSuffix(h.Say.Moment(o.At)+": "+o.Words, ": ")
	}
	if tellsMany(o) {
		d.Order = noticeOf(o)
	}
	if len(o.Units) > 1 {
		u, _ := h.Campaign.Units.Get(o.Units[0])
		d.Unit, d.Level, d.Units = o.From.Code, u.Level, o.Units
	}
	h.Note(d)
	return nil
}

// tellsMany reports whether an order has many told something.
func tellsMany(o *operation.Order) bool {
	return o.Name == command.Remind || o.Name == command.Announce || o.Name == command.Correct || o.Name == command.Poll
}

// noticeOf names what such an order tells, for ever.
func noticeOf(o *operation.Order) string { return string(o.Name) + "/" + o.ID }

// inVain notes an order that reaches nobody: who is asked why reads it there.
func (h Handler) inVain(o *operation.Order, s report.Overview) error {
	if len(o.Units) == 0 || !h.stillMay(o) || !store.Once(h.Tx, "order/"+h.Update.From.String()+"/"+o.ID, h.Update.At) {
		return nil
	}
	order := store.Order{Campaign: h.Campaign.ID(), Notice: noticeOf(o), Update: h.Update.Key, By: h.Update.From, At: h.Update.At, What: string(o.Name), Units: o.Units}
	notify.InVain(h.Tx, h.Campaign, order, o.Name == command.Remind, s.Members)
	return h.note(o)
}

// stillMay reports whether the person may still do this to all the units.
func (h Handler) stillMay(o *operation.Order) bool {
	units := o.Units
	if o.To != "" {
		units = append(slices.Clone(units), o.To)
	}
	return !slices.ContainsFunc(units, func(unit string) bool { return !roster.May(h.Campaign.Units, h.Roles(), unit, operation.Right(o.Name)) })
}

// remind asks the units to submit.
func (h Handler) remind(o *operation.Order) error {
	n := notify.About(reminder, ordered{Office: h.Campaign.Office(o.From, h.Say), Words: o.Words})
	n.Lost = store.LostOrderedReminder
	if !o.At.IsZero() {
		return h.broadcast(o, n, true, h.timed("remind_timed", o))
	}
	now := h.Campaign.Local(h.Update.At)
	before, err := store.Ordered.Get(h.Tx, store.Author{Campaign: h.Campaign.ID(), By: h.Update.From})
	if err != nil {
		return err
	}
	if day := now.Format(time.DateOnly); before.Day != day {
		before = store.OrderedReminders{Day: day}
	}
	before.Units = append(before.Units, o.Units...)
	slices.Sort(before.Units)
	before.Units = slices.Compact(before.Units)
	store.Ordered.Put(h.Tx, store.Author{Campaign: h.Campaign.ID(), By: h.Update.From}, before)
	return h.broadcast(o, n, true, h.queued("remind_did", "remind_queued", o))
}

// announceTo sends the units a coordinator's own words.
func (h Handler) announceTo(o *operation.Order) error {
	n := notify.Phrase(operation.Announcement(h.Campaign.Office(o.From, h.Say), o.Words))
	n.Lost = store.LostAnnouncement
	if !o.At.IsZero() {
		return h.broadcast(o, n, false, h.timed("announce_timed", o))
	}
	return h.broadcast(o, n, false, h.queued("announce_did", "announce_queued", o))
}

// broadcast has who works at the units' reports told, and says so; how that goes on takes
// the place of the answer.
func (h Handler) broadcast(o *operation.Order, n store.Notice, perUnit bool, answer string) error {
	h.Effects.Notices++
	n.NotBefore = o.At
	n.ID, n.At, n.Priority = noticeOf(o), h.Update.At, chat.Bulk
	order := store.Order{By: h.Update.From, Update: h.Update.Key, What: string(o.Name), Units: o.Units}
	var rows [][]chat.Choice
	if o.Name != command.Remind {
		order.What, order.Words, order.Like = string(command.Announce), o.Words, o.First
		if o.At.IsZero() {
			rows = [][]chat.Choice{{operation.Correct(n.ID, h.Say)}}
		}
	}
	order.Answer = h.ReplyToBeReplaced(answer, rows...)
	return notify.Ordered(h.Tx, h.Campaign, n, order, perUnit, store.Audience{Units: o.Units, Roles: campaigns.Workers()})
}

// queued says that the message is on its way, or when it will, and how many units nobody
// receives it in.
func (h Handler) queued(did, later string, o *operation.Order) string {
	n := len(o.Units) - o.Unheard
	said := h.Say.Say(did, "n", n)
	if until := notify.Until(h.Session, store.Notice{}); !until.IsZero() {
		said = h.Say.Say(later, "n", n, "moment", h.Say.Moment(until))
	}
	if o.Unheard > 0 {
		said += " " + h.Say.Say("operation_unheard_n", "n", o.Unheard)
	}
	return said
}

// reminder is the kind of notice by which a coordinator reminds a unit to submit.
const reminder = "reminder"

// ordered is what such a reminder says of itself: in whose name, and the coordinator's own
// words.
type ordered struct {
	Office string `json:"o"`
	Words  string `json:"w,omitempty"`
}

// Kinds are how a coordinator's notices are worded.
func Kinds() map[string]notify.Kind {
	return map[string]notify.Kind{reminder: {Word: wordReminder}, decided: {Word: wordDecision}, ended: {Word: wordEnded}}
}

// wordReminder words a reminder. It is not wanted if the report was submitted meanwhile.
func wordReminder(t notify.Delivery) (chat.Content, bool, error) {
	var what ordered
	if err := t.Read(0, &what); err != nil {
		return chat.Content{}, false, err
	}
	c := t.Campaign
	rep := c.Report(t.To.Unit)
	status, err := store.Statuses.Get(t.Tx, rep)
	u, ok := c.Units.Get(t.To.Unit)
	if err != nil || !ok || c.Phase().Dormant() || status.State.In() || status.State == report.Exempt {
		return chat.Content{}, false, err
	}
	deadline, err := c.DeadlineIn(t.Tx, u, status)
	if err != nil {
		return chat.Content{}, false, err
	}
	s := report.Overview{Units: c.Units, Deadline: func(string) time.Time { return deadline }, Now: c.Local(t.Now), Zone: c.Plan.Zone}
	return chat.Content{Text: operation.ReminderText(what.Office, u, s, viet.Clean(what.Words), t.Say),
		Choices: [][]chat.Choice{{campaigns.StartButton(rep, t.Say)}}}, true, nil
}
