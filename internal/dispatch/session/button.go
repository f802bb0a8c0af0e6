package session

import (
	"giaoban/internal/chat"
)

// What a person is asked beside the outline. The words are stored.
const (
	TalkPost   = "post"   // which post they hold
	TalkShift  = "shift"  // look on, or take over
	TalkSeat   = "seat"   // which report
	TalkTimes  = "times"  // when digests come
	TalkThread = "thread" // a question to the unit above, or an answer to one from below
)

// The acts of buttons beside the outline. The words are sent.
const (
	ActSeat   = "doi"
	ActPost   = "cv"
	ActLook   = "xem"
	ActTake   = "nhap"
	ActSign   = "ky"
	ActReject = "tl"
	ActRead   = "doc"
	ActRecall = "rut"
	ActPlead  = "xs"
	ActLeave  = "giu"
)

// UnitButton offers an act for the report, or the place, of that short id.
func UnitButton(act, seat, label string, arg ...string) chat.Choice {
	a := chat.Action{To: chat.Report, For: seat, Verb: act}
	if len(arg) > 0 {
		a.Target = arg[0]
	}
	return a.Choice(label)
}
