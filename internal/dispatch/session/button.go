package session

import (
	"giaoban/internal/chat"
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
