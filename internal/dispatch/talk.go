package dispatch

import (
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// What a person is asked beside the outline. The words are stored.
const (
	talkPost   = "post"   // which post they hold
	talkShift  = "shift"  // look on, or take over
	talkSeat   = "seat"   // which report
	talkTimes  = "times"  // when digests come
	talkThread = "thread" // a question to the unit above, or an answer to one from below
)

// The acts of buttons beside the outline. The words are sent.
const (
	actSeat   = "doi"
	actPost   = "cv"
	actLook   = "xem"
	actTake   = "nhap"
	actSign   = "ky"
	actReject = "tl"
	actRead   = "doc"
	actRecall = "rut"
	actPlead  = "xs"
	actLeave  = "giu"
)

// unitButton offers an act for the report, or the place, of that short id.
func unitButton(act, seat, label string, arg ...string) chat.Choice {
	a := chat.Action{To: chat.Report, For: seat, Verb: act}
	if len(arg) > 0 {
		a.Target = arg[0]
	}
	return a.Choice(label)
}

// unitWords are the commands of this room, folded, and without spaces behind a
// slash.
func unitWords() map[string]string {
	return map[string]string{
		"doi": actSeat, "doi bao cao": actSeat, "doi don vi": actSeat, "chuyen don vi": actSeat, "chuyen bao cao": actSeat,
		"bao cao": wordReport, "moi": wordInvite, "moi dong nghiep": wordInvite,
		"trinh ky": wordWaiting, "ky duyet": actSign, "tra lai": actReject, "xem bao cao": actRead,
		"rut lai": actRecall, "xin sua": actPlead,
	}
}

// Commands without a button of the same act.
const (
	wordReport  = "baocao"
	wordInvite  = "moi"
	wordWaiting = "trinhky"
)

// longestWords is more than any command of this room takes.
const longestWords = 40

// unitWord reads a command of this room: the whole message, with a slash or
// without.
func unitWord(text string) (act string, slash, ok bool) {
	if len(text) > longestWords {
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
	talk, own := r.person.Talk, r.person.Operation
	r.person.Talk = nil
	if own.Own() {
		r.person.Operation = nil
	}
	if r.Update.Input.Kind == chat.Press {
		switch r.action.To {
		case chat.Report:
			return r.pressed(r.action)
		case chat.Digest:
			return true, r.timetablePress()
		}
		c, ok := desk.ThreadOf(r.action)
		if ok {
			if r.person.Operation.Decides() {
				r.person.Operation = nil // who turns to a question is done with the decision
			}
			err = r.issues().threadAct(c)
		}
		return ok, err
	}
	if r.Update.Input.Kind != chat.Text {
		r.person.Talk, r.person.Operation = talk, own // a photo answers nothing that was asked here
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
	case talk != nil && (!slash || talk.Kind == talkThread):
		return r.talked(*talk)
	case own.Own() && !slash:
		return r.officer().typedOwn(own)
	}
	return false, nil
}

// InText tells whether words may be the answer to a question for a text.
func (s *Session) InText() bool {
	if s.Context == nil {
		return false
	}
	w, err := s.open(s.Context.Member)
	return err == nil && w.turn.InText()
}

// ordered does what a command asks; false if it is none here and now.
func (r router) ordered(act string) (done bool, err error) {
	switch act {
	case actSeat:
		r.change()
		return true, nil
	case wordReport:
		return r.ownReport()
	case wordWaiting:
		return true, r.officer().waitingList()
	}
	if r.Context == nil {
		return false, nil
	}
	if act == wordInvite {
		return true, r.officer().inviteColleague()
	}
	return r.unitAct(chat.Action{Verb: act})
}

// pressed does what a button of this room asks.
func (r router) pressed(b chat.Action) (done bool, err error) {
	if b.Verb == actLeave {
		return true, r.officer().left(b)
	}
	for _, s := range r.Contexts() {
		if s.short() != b.For {
			continue
		}
		if b.Verb == actSeat {
			return true, r.goTo(s)
		}
		if r.Context == nil || s.short() != r.Context.short() {
			break
		}
		return r.unitAct(b)
	}
	r.tell(chat.Content{Text: r.say.Say("button_unknown")})
	return true, nil
}

// unitAct does what a button asks for the report of the seat.
func (r router) unitAct(b chat.Action) (done bool, err error) {
	switch b.Verb {
	case actPost:
		return r.officer().choosePost(b.Target)
	case actLook:
		return true, r.officer().look()
	case actTake:
		return true, r.officer().takeOver()
	case actRead:
		return true, r.officer().read()
	case actSign, actReject, actRecall, actPlead:
		if r.refusedAsClosed() {
			return true, nil
		}
	}
	switch b.Verb {
	case actSign:
		return true, r.officer().beginOwn(desk.Sign)
	case actReject:
		return true, r.officer().beginOwn(desk.SendBack)
	case actRecall:
		return true, r.officer().recall()
	case actPlead:
		return true, r.officer().beginOwn(desk.RequestReopen)
	}
	r.tell(chat.Content{Text: r.say.Say("button_gone")})
	return true, nil
}

// talked takes words for an answer to what was asked beside the outline; false
// if they are none.
func (r router) talked(talk store.Talk) (done bool, err error) {
	switch talk.Kind {
	case talkSeat:
		return r.typedSeat()
	case talkPost:
		return r.officer().typedPost(talk)
	case talkShift:
		return r.officer().typedShift(talk)
	case talkThread:
		return r.typedThread(talk)
	case talkTimes:
		return r.typedTimes(talk)
	}
	return false, nil
}

// typedSeat finds the seat by its number or name.
func (r router) typedSeat() (bool, error) {
	seats := r.Contexts()
	labels := make([]string, len(seats))
	for i, s := range seats {
		labels[i] = r.label(s)
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
		if !s.follows {
			return true, r.goTo(s)
		}
	}
	return false, nil
}
