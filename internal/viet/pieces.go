package viet

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A text is kept message by message. Each message is a paragraph of its own,
// unless it goes on with the one before: then what is kept begins with the
// space between them, or with glued if there is none. Cleaned text begins with
// neither.
const Glued = "\u2060" // word joiner: here no line may end

// JoinPieces gives the whole text of its messages as they are kept.
func JoinPieces(pieces []string) string {
	var b strings.Builder
	for i, p := range pieces {
		rest, goesOn := strings.CutPrefix(p, Glued)
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

// ListMark begins a line of a list or a heading.
var ListMark = regexp.MustCompile(`^(?:[-+*•–—]|\(?[0-9]{1,2}[.)]|[a-zđ][.)]|[IVX]+[.)])\s`)

var wordBehind = regexp.MustCompile(`[\p{L}\p{M}0-9]+\.?$`)

var wordAhead = regexp.MustCompile(`^[\p{L}\p{M}0-9]+[./]?`)

var threeAhead = regexp.MustCompile(`^[0-9]{3}(?:[^0-9]|$)`)

// Torn tells whether the cut went through a word or a number. full is whether
// the message was so full that the client may have cut anywhere.
func Torn(end, next string, full bool) bool {
	a, b := wordBehind.FindString(end), wordAhead.FindString(next)
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
	for _, r := range Fold(s) {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !before {
			groups++
		}
		before = vowel
	}
	return groups <= 1
}
