package dispatch

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/coordinator"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// unitWords are the commands of this room, folded, and without spaces behind a
// slash.
func unitWords() map[string]string {
	return map[string]string{
		"doi": session.ActSeat, "doi bao cao": session.ActSeat, "doi don vi": session.ActSeat, "chuyen don vi": session.ActSeat, "chuyen bao cao": session.ActSeat,
		"bao cao": wordReport, "moi": wordInvite, "moi dong nghiep": wordInvite,
		"trinh ky": wordWaiting, "ky duyet": session.ActSign, "tra lai": session.ActReject, "xem bao cao": session.ActRead,
		"rut lai": session.ActRecall, "xin sua": session.ActPlead,
	}
}

// Commands without a button of the same act.
const (
	wordReport  = "baocao"
	wordInvite  = "moi"
	wordWaiting = "trinhky"
)

// unitWord reads a command of this room: the whole message, with a slash or
// without.
func unitWord(text string) (act string, slash, ok bool) {
	if len(text) > campaigns.LongestWords {
		return "", false, false
	}
	folded := strings.TrimRight(strings.TrimSpace(viet.Fold(viet.Line(text))), ".!")
	name, slash := strings.CutPrefix(folded, "/")
	if slash {
		name, _, _ = strings.Cut(name, "@")
	}
	for words, act := range unitWords() {
		if !slash && name == words && name != "doi" && name != "moi" ||
			slash && strings.ReplaceAll(name, "_", "") == strings.ReplaceAll(words, " ", "") {
			return act, slash, true
		}
	}
	return "", slash, false
}

// beside deals with what is no matter of the outline: commands and buttons of
// the unit, and answers to what was asked beside it.
func (r router) beside() (done bool, err error) {
	d, operation := r.Chat.Dialog, r.Operation
	if operation == nil || operation.Own() {
		r.CloseDialog() // asked once: whatever else the person does drops it
	}
	if r.Update.Input.Kind == chat.Press {
		switch r.Action.To {
		case chat.Report:
			return r.pressed(r.Action)
		case chat.Digest:
			return true, r.timetablePress()
		}
		c, ok := desk.ThreadOf(r.Action)
		if ok {
			if operation.Decides() {
				r.CloseDialog() // who turns to a question is done with the decision
			}
			err = r.issues().ThreadAct(c)
		}
		return ok, err
	}
	if r.Update.Input.Kind != chat.Text {
		r.Chat.Dialog, r.Operation = d, operation // a photo answers nothing that was asked here
		return false, nil
	}
	if done, err := r.thread(); done || err != nil {
		return done, err
	}
	if done, err := r.timetable(); done || err != nil {
		return done, err
	}
	act, slash, ok := unitWord(r.Update.Input.Text)
	if ok && (slash || !r.InText()) {
		if done, err := r.ordered(act); done || err != nil {
			return done, err
		}
	}
	slash = strings.HasPrefix(r.Update.Input.Text, "/")
	switch {
	case d == nil || slash && d.Kind != session.Issue:
		return false, nil
	case operation.Own():
		return r.officer().TypedOwn(*d, operation)
	}
	return r.talked(*d)
}

// ordered does what a command asks; false if it is none here and now.
func (r router) ordered(act string) (done bool, err error) {
	switch act {
	case session.ActSeat:
		r.change()
		return true, nil
	case wordReport:
		return r.ownReport()
	case wordWaiting:
		return true, r.officer().WaitingList()
	}
	if r.Context == nil {
		return false, nil
	}
	if act == wordInvite {
		return true, r.officer().InviteColleague()
	}
	return r.unitAct(chat.Action{Verb: act})
}

// pressed does what a button of this room asks.
func (r router) pressed(b chat.Action) (done bool, err error) {
	if b.Verb == session.ActLeave {
		return true, r.officer().Left(b)
	}
	for _, s := range r.Contexts() {
		if s.Short() != b.For {
			continue
		}
		if b.Verb == session.ActSeat {
			return true, r.goTo(s)
		}
		if r.Context == nil || s.Short() != r.Context.Short() {
			break
		}
		return r.unitAct(b)
	}
	r.Tell(chat.Content{Text: r.Say.Say("button_unknown")})
	return true, nil
}

// unitAct does what a button asks for the report of the seat.
func (r router) unitAct(b chat.Action) (done bool, err error) {
	switch b.Verb {
	case session.ActPost:
		return r.officer().ChoosePost(b.Target)
	case session.ActLook:
		return true, r.officer().Look()
	case session.ActTake:
		return true, r.officer().TakeOver()
	case session.ActRead:
		return true, r.officer().Read()
	case session.ActSign, session.ActReject, session.ActRecall, session.ActPlead:
		if r.RefusedAsClosed() {
			return true, nil
		}
	}
	switch b.Verb {
	case session.ActSign:
		return true, r.officer().BeginOwn(desk.Sign)
	case session.ActReject:
		return true, r.officer().BeginOwn(desk.SendBack)
	case session.ActRecall:
		return true, r.officer().Recall()
	case session.ActPlead:
		return true, r.officer().BeginOwn(desk.RequestReopen)
	}
	r.Tell(chat.Content{Text: r.Say.Say("button_gone")})
	return true, nil
}

// talked takes words for an answer to what was asked beside the outline; false
// if they are none.
func (r router) talked(d store.Dialog) (done bool, err error) {
	switch d.Kind {
	case session.Place:
		return r.typedSeat()
	case session.Post:
		return r.officer().TypedPost(d)
	case session.Presence:
		return r.officer().TypedShift(d)
	case session.Issue:
		return r.typedThread(d)
	case session.Hours:
		return r.typedTimes(d)
	}
	return false, nil
}

// typedSeat finds the seat by its number or name.
func (r router) typedSeat() (bool, error) {
	seats := r.Contexts()
	labels := make([]string, len(seats))
	for i, s := range seats {
		labels[i] = r.Label(s)
	}
	i, unclear := viet.ReadChoice(r.Update.Input.Text, labels)
	if unclear != nil {
		return false, nil
	}
	return true, r.goTo(seats[i])
}

// ownReport goes to the report of the seat, or of the unit that the person
// coordinates.
func (r router) ownReport() (bool, error) {
	if r.Context != nil {
		return true, r.goTo(*r.Context)
	}
	for _, s := range r.Contexts() {
		if !s.Follows {
			return true, r.goTo(s)
		}
	}
	return false, nil
}

// thread takes what concerns questions from below («vướng mắc»): a new one, an
// answer, one passed up. A reply to the message that brought a question answers
// it. done is false when the words are about something else.
func (r router) thread() (done bool, err error) {
	in := r.Update.Input
	if n := desk.ThreadUnder(in.Under); n != 0 && !strings.HasPrefix(in.Text, "/") {
		return true, r.issues().ThreadAct(desk.ThreadCommand{Act: desk.Answer, Number: n, Text: viet.Clean(in.Text)})
	}
	c, ok := desk.ParseThread(in.Text, false)
	if !ok || !strings.HasPrefix(in.Text, "/") && r.InText() {
		return false, nil
	}
	return true, r.issues().ThreadAct(c)
}

// typedThread takes the words that were asked for a thread.
func (r router) typedThread(d store.Dialog) (bool, error) {
	if viet.Fold(viet.Line(strings.TrimPrefix(r.Update.Input.Text, "/"))) == "huy" {
		r.Tell(chat.Content{Text: r.Say.Say("thread_cancelled")})
		return true, nil
	}
	n := 0
	if err := json.Unmarshal(d.State, &n); err != nil {
		return false, campaigns.Damaged(err)
	}
	r.In(r.CampaignNamed(d.Report.Campaign))
	text := viet.Clean(r.Update.Input.Text)
	if n == 0 {
		return true, r.issues().Ask(d.Report.Unit, text)
	}
	return true, r.issues().ThreadAct(desk.ThreadCommand{Act: desk.Answer, Number: n, Text: text})
}

// timetable takes what concerns the hours of digests; false if the words are
// about something else, or from somebody who gets none.
func (r router) timetable() (done bool, err error) {
	rest, slash, ok := coordinator.TimetableWords(r.Update.Input.Text)
	if !ok || !r.coordinatesAny() || !slash && r.InText() {
		return false, nil
	}
	order, readable := coordinator.ReadTimes(rest)
	d := r.Coordinates(r.Campaign)
	if !readable && !slash || d == nil {
		return false, nil
	}
	r.In(d)
	if !readable {
		return true, r.coordinator().ShowTimes(r.Say.Say("times_unread", "input", campaigns.Clip(rest)))
	}
	return true, r.coordinator().OrderTimes(order)
}

// timetablePress is a button of the timetable.
func (r router) timetablePress() error {
	in := r.Campaign
	for _, d := range r.Campaigns() {
		if r.Action.For == d.Short() {
			in = d
		}
	}
	o := coordinator.TimesOrder{What: r.Action.Verb}
	for _, arg := range r.Action.Args {
		h, err := strconv.Atoi(arg)
		if err != nil || h < 0 || h >= 24*60 {
			o.What = ""
		}
		o.Hours = append(o.Hours, h)
	}
	d := r.Coordinates(in)
	if d == nil {
		r.Tell(chat.Content{Text: r.Say.Say("button_gone")})
		return nil
	}
	r.In(d)
	return r.coordinator().OrderTimes(o)
}

// typedTimes takes words after the timetable was shown; false if they are none
// of its.
func (r router) typedTimes(d store.Dialog) (bool, error) {
	o, ok := coordinator.ReadTimes(r.Update.Input.Text)
	in := r.Coordinates(r.CampaignNamed(d.Report.Campaign))
	if !ok || o.What == coordinator.TimesShow || in == nil {
		return false, nil
	}
	// A bare number may be the answer to a question of the report.
	if _, err := strconv.Atoi(strings.TrimSpace(r.Update.Input.Text)); err == nil && r.Context != nil {
		return false, nil
	}
	r.In(in)
	return true, r.coordinator().OrderTimes(o)
}

// coordinatesAny reports whether the person coordinates in an open campaign.
func (r router) coordinatesAny() bool {
	return slices.ContainsFunc(r.Campaigns(), func(d *campaigns.Campaign) bool { return len(r.Person.With(d.List(), roster.Coordinator)) > 0 })
}
