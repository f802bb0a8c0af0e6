package conversation

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"giaoban/internal/viet"
)

// Tail is how a message of a text ended.
type Tail struct {
	Units int    `json:"u"`           // of the message as it came, in UTF-16
	Space string `json:"s,omitempty"` // that it ended with
	End   string `json:"e,omitempty"` // its last letters
	At    int64  `json:"a"`           // seconds since 1970
}

// A text over Telegram's 4,096 UTF-16 units is cut into several messages by the
// sender's own client, which trims both sides of the cut. Where it cuts differs
// (the clients' published sources): Android looks for an empty line, a line's
// end, a sentence's end or a space in the last 300 units, iPhones for the last
// full stop or line's end wherever it is, be it inside «1.234», and what finds
// none cuts in the middle of a word. So a message that is nearly full and is
// followed at once goes on in the next one.
const (
	fullMessage = 4096 - 1   // a letter of two units may not have fitted
	nearlyFull  = 4096 - 600 // the last sentence did not fit
	pasted      = 10 * time.Second
	tailLetters = 24
)

func (t texts) tail(raw string) *Tail {
	body := strings.TrimRightFunc(raw, unicode.IsSpace)
	letters := []rune(viet.Clean(body))
	return &Tail{
		Units: utf16Units(raw), Space: raw[len(body):], At: t.Now.Unix(),
		End: string(letters[max(0, len(letters)-tailLetters):]),
	}
}

func utf16Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x10000 {
			n++
		}
	}
	return n
}

// seam is what a message is kept with before its words, behind the message that
// ended with the tail: nothing for a paragraph of its own.
func (t texts) seam(tail *Tail, raw string) string {
	if tail == nil || tail.End == "" || tail.Units < nearlyFull || t.Now.Sub(time.Unix(tail.At, 0)) > pasted {
		return ""
	}
	body := strings.TrimLeftFunc(raw, unicode.IsSpace)
	space := tail.Space + raw[:len(raw)-len(body)]
	switch {
	case strings.ContainsAny(space, "\n\r"):
		return ""
	case space != "":
		return " "
	case viet.ListMark.MatchString(body) && !initial.MatchString(tail.End):
		return ""
	case viet.Torn(tail.End, body, tail.Units >= fullMessage):
		return viet.Glued
	}
	return " "
}

var (
	initial = regexp.MustCompile(`(?:^|[^\p{L}])\p{L}\.$`)
)
