// Package button is the codec of the interview's buttons: what a button asks and
// of which question, and which button typed words stand for. Data is small, and
// whoever presses may have forged it.
//
// The package is pure and decides nothing.
package button

import (
	"strconv"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/form"
)

// Button is what a pressed button of the interview says.
type Button struct {
	Report string
	form.Place
	Act  string
	Args []string
	Name string // a hash of the question's name
}

// Parse reads a button's data; ok is false if it is none of ours.
func Parse(data string) (b Button, ok bool) {
	a, ok := chat.Decode(data)
	if !ok || a.To != chat.Interview {
		return b, false
	}
	b = Button{Report: a.For, Act: a.Verb, Args: a.Args}
	place, row, _ := strings.Cut(a.Target, "#")
	b.Code, b.Name, _ = strings.Cut(place, "~")
	b.Row, _ = strconv.Atoi(row)
	if b.Row < 0 || target(b.Place, b.Name) != a.Target {
		return Button{}, false
	}
	return b, true
}

// Arg returns what stands behind the act.
func (b Button) Arg(i int) string {
	if i < len(b.Args) {
		return b.Args[i]
	}
	return ""
}

// Number returns the number that stands behind the act, -1 if none does.
func (b Button) Number() int {
	n, _ := strconv.Atoi(b.Arg(0))
	if strconv.Itoa(n) != b.Arg(0) {
		return -1
	}
	return n
}

// target names a place in an action: X6.01.04~1x2y3z#12. The hash of the
// question's name stands in it because the code may be another question's in a
// later version of the outline, so that an old button never answers another
// question. A place outside rows has no number.
func target(p form.Place, hash string) string {
	if p.Code == "" && p.Row == 0 {
		return ""
	}
	var room [chat.MaxData]byte
	b := append(room[:0], p.Code...)
	if hash != "" {
		b = append(append(b, '~'), hash...)
	}
	if p.Row != 0 {
		b = strconv.AppendInt(append(b, '#'), int64(p.Row), 10)
	}
	return string(b)
}

// Make makes a button of a place. The hash is of the question's name that stands
// there, "" where none does.
func Make(report string, p form.Place, hash, act, label string, args ...string) chat.Choice {
	return chat.Action{To: chat.Interview, For: report, Verb: act, Target: target(p, hash), Args: args}.Choice(label)
}

// Start offers to begin or to go on.
func Start(report, label string) chat.Choice {
	return Make(report, form.Place{}, "", Resume, label)
}
