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
func (v *visit) beside() (done bool, err error) {
	talk, own := v.person.Talk, v.person.Operation
	v.person.Talk = nil
	if own.Own() {
		v.person.Operation = nil
	}
	if v.u.Input.Kind == chat.Press {
		switch v.action.To {
		case chat.Report:
			return v.pressed(v.action)
		case chat.Digest:
			return true, v.timetablePress()
		}
		c, ok := desk.ThreadOf(v.action)
		if ok {
			if v.person.Operation.Decides() {
				v.person.Operation = nil // who turns to a question is done with the decision
			}
			err = v.threadAct(c)
		}
		return ok, err
	}
	if v.u.Input.Kind != chat.Text {
		v.person.Talk, v.person.Operation = talk, own // a photo answers nothing that was asked here
		return false, nil
	}
	if done, err := v.thread(); done || err != nil {
		return done, err
	}
	if done, err := v.timetable(); done || err != nil {
		return done, err
	}
	act, slash, ok := unitWord(v.u.Input.Text)
	if ok && (slash || !v.inText()) {
		if done, err := v.ordered(act); done || err != nil {
			return done, err
		}
	}
	slash = strings.HasPrefix(v.u.Input.Text, "/")
	switch {
	case talk != nil && (!slash || talk.Kind == talkThread):
		return v.talked(*talk)
	case own.Own() && !slash:
		return v.typedOwn(own)
	}
	return false, nil
}

// inText tells whether words may be the answer to a question for a text.
func (v *visit) inText() bool {
	if v.seat == nil {
		return false
	}
	w, err := v.open(v.seat.m)
	return err == nil && w.turn.InText()
}

// ordered does what a command asks; false if it is none here and now.
func (v *visit) ordered(act string) (done bool, err error) {
	switch act {
	case actSeat:
		v.change()
		return true, nil
	case wordReport:
		return v.ownReport()
	case wordWaiting:
		return true, v.waitingList()
	}
	if v.seat == nil {
		return false, nil
	}
	if act == wordInvite {
		return true, v.inviteColleague()
	}
	return v.unitAct(chat.Action{Verb: act})
}

// pressed does what a button of this room asks.
func (v *visit) pressed(b chat.Action) (done bool, err error) {
	if b.Verb == actLeave {
		return true, v.left(b)
	}
	for _, s := range v.seats() {
		if s.short() != b.For {
			continue
		}
		if b.Verb == actSeat {
			return true, v.goTo(s)
		}
		if v.seat == nil || s.short() != v.seat.short() {
			break
		}
		return v.unitAct(b)
	}
	v.tell(chat.Content{Text: v.say.Say("button_unknown")})
	return true, nil
}

// unitAct does what a button asks for the report of the seat.
func (v *visit) unitAct(b chat.Action) (done bool, err error) {
	switch b.Verb {
	case actPost:
		return v.choosePost(b.Target)
	case actLook:
		return true, v.look()
	case actTake:
		return true, v.takeOver()
	case actRead:
		return true, v.read()
	case actSign, actReject, actRecall, actPlead:
		if v.refusedAsClosed() {
			return true, nil
		}
	}
	switch b.Verb {
	case actSign:
		return true, v.beginOwn(desk.Sign)
	case actReject:
		return true, v.beginOwn(desk.SendBack)
	case actRecall:
		return true, v.recall()
	case actPlead:
		return true, v.beginOwn(desk.RequestReopen)
	}
	v.tell(chat.Content{Text: v.say.Say("button_gone")})
	return true, nil
}

// talked takes words for an answer to what was asked beside the outline; false
// if they are none.
func (v *visit) talked(talk store.Talk) (done bool, err error) {
	switch talk.Kind {
	case talkSeat:
		return v.typedSeat()
	case talkPost:
		return v.typedPost(talk)
	case talkShift:
		return v.typedShift(talk)
	case talkThread:
		return v.typedThread(talk)
	case talkTimes:
		return v.typedTimes(talk)
	}
	return false, nil
}

// typedSeat finds the seat by its number or name.
func (v *visit) typedSeat() (bool, error) {
	seats := v.seats()
	labels := make([]string, len(seats))
	for i, s := range seats {
		labels[i] = v.label(s)
	}
	i, unclear := viet.ReadChoice(v.u.Input.Text, labels)
	if unclear != nil {
		return false, nil
	}
	return true, v.goTo(seats[i])
}

// ownReport goes to the report of the seat, or of the unit that the person
// coordinates.
func (v *visit) ownReport() (bool, error) {
	if v.seat != nil {
		return true, v.goTo(*v.seat)
	}
	for _, s := range v.seats() {
		if !s.follows {
			return true, v.goTo(s)
		}
	}
	return false, nil
}
