package viet

import (
	"cmp"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Tail is how a message of a text ended.
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

// TailOf returns how a message that came at an instant ended.
func TailOf(raw string, now time.Time) *Tail {
	body := strings.TrimRightFunc(raw, unicode.IsSpace)
	return &Tail{Units: utf16Units(raw), Space: raw[len(body):], At: now.Unix(), End: lastLetters(Clean(body))}
}

func lastLetters(text string) string {
	begin := len(text)
	for range tailLetters {
		_, size := utf8.DecodeLastRuneInString(text[:begin])
		begin -= size
	}
	return text[begin:]
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

// GoesOn reports whether what comes at an instant is the rest of the message that
// ended with the tail: a client cut it.
func (t *Tail) GoesOn(now time.Time) bool {
	return t != nil && t.End != "" && t.Units >= nearlyFull && now.Sub(time.Unix(t.At, 0)) <= pasted
}

// Seam is what a message is kept with before its words, behind the message that
// ended with the tail: nothing for a paragraph of its own.
func (t *Tail) Seam(raw string, now time.Time) string {
	if !t.GoesOn(now) {
		return ""
	}
	body := strings.TrimLeftFunc(raw, unicode.IsSpace)
	space := t.Space + raw[:len(raw)-len(body)]
	switch {
	case strings.ContainsAny(space, "\n\r"):
		return ""
	case space != "":
		return " "
	case ListMark.MatchString(body) && !initial.MatchString(t.End):
		return ""
	case Torn(t.End, body, t.Units >= fullMessage):
		return Glued
	}
	return " "
}

var initial = regexp.MustCompile(`(?:^|[^\p{L}])\p{L}\.$`)

// SeamOf returns the seam that a kept message begins with.
func SeamOf(piece string) string {
	for _, s := range []string{Glued, " "} {
		if strings.HasPrefix(piece, s) {
			return s
		}
	}
	return ""
}

// PersonalNumberIn returns what looks like a personal number in the messages of
// a text that goes on behind a tail, and in which of them, from 1, it stands; a
// number that lies across two is said to stand in the last.
func PersonalNumberIn(t *Tail, texts []string) (found string, piece int) {
	end := ""
	if t != nil {
		end = t.End
	}
	for i, text := range texts {
		own := PersonalNumber(text)
		if own != "" && piece == 0 {
			piece = i + 1
		}
		if rest, goesOn := strings.CutPrefix(text, Glued); goesOn && found == "" {
			text = end + rest
			own = PersonalNumber(text)
		}
		if found == "" {
			found = own
		}
		if found != "" && piece > 0 {
			return found, piece
		}
		end = lastLetters(text)
	}
	return found, cmp.Or(piece, len(texts))
}
