package conversation

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/viet"
)

// A text is kept message by message. Each message is a paragraph of its own,
// unless it goes on with the one before: then what is kept begins with the
// space between them, or with glued if there is none. Cleaned text begins with
// neither.
const glued = "\u2060" // word joiner: here no line may end

// JoinPieces gives the whole text of its messages as they are kept.
func JoinPieces(pieces []string) string {
	var b strings.Builder
	for i, p := range pieces {
		rest, goesOn := strings.CutPrefix(p, glued)
		switch {
		case i == 0:
			rest = strings.TrimPrefix(rest, " ")
		case !goesOn && !strings.HasPrefix(p, " "):
			b.WriteByte('\n')
		}
		b.WriteString(rest)
	}
	return norm.NFC.String(b.String())
}

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

func (t *Turn) tail(raw string) *Tail {
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
func (t *Turn) seam(tail *Tail, raw string) string {
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
	case listMark.MatchString(body) && !initial.MatchString(tail.End):
		return ""
	case torn(tail.End, body, tail.Units >= fullMessage):
		return glued
	}
	return " "
}

// listMark begins a line of a list or a heading.
var listMark = regexp.MustCompile(`^(?:[-+*•–—]|\(?[0-9]{1,2}[.)]|[a-zđ][.)]|[IVX]+[.)])\s`)

var (
	initial    = regexp.MustCompile(`(?:^|[^\p{L}])\p{L}\.$`)
	lastWord   = regexp.MustCompile(`[\p{L}\p{M}0-9]+\.?$`)
	firstWord  = regexp.MustCompile(`^[\p{L}\p{M}0-9]+[./]?`)
	threeAhead = regexp.MustCompile(`^[0-9]{3}(?:[^0-9]|$)`)
)

// torn tells whether the cut went through a word or a number. full is whether
// the message was so full that the client may have cut anywhere.
func torn(end, next string, full bool) bool {
	a, b := lastWord.FindString(end), firstWord.FindString(next)
	if a == "" || b == "" {
		return false
	}
	word, dot := strings.CutSuffix(a, ".")
	first := []rune(b)[0]
	digits := isDigits(word) && unicode.IsDigit(first)
	switch {
	case dot && digits && len(word) <= 3 && threeAhead.MatchString(next): // 1.|234
		return true
	case dot && digits: // 15.|7.2016, but not «năm 2015.|12 mô hình»
		return len(word) <= 2 && strings.HasSuffix(b, ".") && len(b) <= 3
	case dot:
		return unicode.IsLower(first) // no sentence begins so
	case !full:
		return false
	}
	return digits || oneSyllable(word+strings.TrimRight(b, "./"))
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// oneSyllable tells whether the letters can be one Vietnamese syllable, which
// has its vowels together: «nghi» and «êng» can, «an» and «ninh» cannot.
func oneSyllable(s string) bool {
	groups, before := 0, false
	for _, r := range viet.Fold(s) {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !before {
			groups++
		}
		before = vowel
	}
	return groups <= 1
}
