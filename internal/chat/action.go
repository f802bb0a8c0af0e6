package chat

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Action is what a button stands for: who takes it, which report it is for,
// what is to be done, and to what. It travels with the button as text and comes
// back when the button is pressed.
//
// A pressed button is untrusted: whoever takes the action looks at it as if it
// had been typed.
type Action struct {
	To Room
	// For is the short id of the report that the button is for, or of the campaign
	// if it is for none. It is "" for coordinators where one campaign is open.
	For string
	// Verb is one of the room's own list, and never empty.
	Verb string
	// Target is a question, a unit, an issue; "" if the verb needs none.
	Target string
	Args   []string
}

// Room is a part of the program that takes actions.
type Room byte

// The rooms. Their letters are in messages that people keep.
const (
	Interview Room = 'q' // the questions of an outline
	Report    Room = 'u' // a unit's report as a whole: sign it, take it over, ask to reopen it
	Reading   Room = 'd' // what coordinators read
	Operation Room = 'a' // what coordinators do
	Issue     Room = 'v' // questions to the unit above
	Digest    Room = 'l' // the hours of digests
)

// rooms are the letters that an action may begin with.
const rooms = "qudavl"

// separator stands between the parts of an encoded action. No part holds it.
const separator = '|'

// Encode writes the action as Choice.Data:
//
//	room|for|verb|target|argument|argument
//
// An action without target and arguments ends with its verb. Encode returns ""
// for what Decode would not read back: an action without room or verb, a part
// that holds a separator or a control character, more than MaxData bytes.
func (a Action) Encode() string {
	var room [2 * MaxData]byte
	b := append(room[:0], byte(a.To), separator)
	b = append(append(append(b, a.For...), separator), a.Verb...)
	separators := 2
	if a.Target != "" || len(a.Args) > 0 {
		b = append(append(b, separator), a.Target...)
		separators++
	}
	for _, arg := range a.Args {
		b = append(append(b, separator), arg...)
		separators++
	}
	data := string(b)
	if a.Verb == "" || strings.Count(data, string(separator)) != separators || !writable(data) {
		return ""
	}
	return data
}

// Decode reads an encoded action. It refuses whatever Encode would not write.
func Decode(data string) (Action, bool) {
	if !writable(data) || data[1] != separator {
		return Action{}, false
	}
	a := Action{To: Room(data[0])}
	var verb, more bool
	var rest string
	a.For, rest, verb = strings.Cut(data[2:], string(separator))
	a.Verb, rest, more = strings.Cut(rest, string(separator))
	if !verb || a.Verb == "" || more && rest == "" {
		return Action{}, false
	}
	a.Target, rest, more = strings.Cut(rest, string(separator))
	if more {
		a.Args = strings.Split(rest, string(separator))
	}
	return a, true
}

// Arg returns the argument at i, "" if there are fewer.
func (a Action) Arg(i int) string {
	if i < len(a.Args) {
		return a.Args[i]
	}
	return ""
}

// Choice returns a button for the action.
func (a Action) Choice(label string) Choice { return Choice{Label: label, Data: a.Encode()} }

// writable reports whether the text may be an action's: begun by a room's letter,
// not too long, and without control characters.
func writable(data string) bool {
	if len(data) < 2 || len(data) > MaxData || strings.IndexByte(rooms, data[0]) < 0 {
		return false
	}
	for i := range len(data) {
		if data[i] < ' ' || data[i] >= 0x7f {
			return utf8.ValidString(data) && !strings.ContainsFunc(data, unicode.IsControl)
		}
	}
	return true
}
