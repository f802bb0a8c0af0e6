package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Telegram counts a text in UTF-16 units, as JavaScript does.
const (
	maxText    = 4096
	maxCaption = 1024
)

// units counts s as Telegram does.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// fits reports whether s has at most limit units. Bytes are never fewer than
// units, which settles nearly every text without counting.
func fits(s string, limit int) bool { return len(s) <= limit || units(s) <= limit }

// split cuts a text into pieces of at most limit units, at the end of a
// paragraph, a line or a word where there is one, and never inside a letter.
// Only white space around a cut is lost. A text without a visible letter has no
// pieces.
func split(text string, limit int) []string {
	var pieces []string
	for text = trim(text); text != ""; text = strings.TrimLeft(text, blanks) {
		n := cut(text, limit)
		pieces = append(pieces, trim(text[:n]))
		text = text[n:]
	}
	return pieces
}

const blanks = " \t\r\n"

func trim(s string) string { return strings.Trim(s, blanks) }

// cut returns the length in bytes of the first piece, which is never 0.
func cut(text string, limit int) int {
	if len(text) <= limit {
		return len(text)
	}
	var paragraph, line, word, letter int
	prev, size := rune(0), 0
	for i, r := range text {
		if i > 0 && !joins(prev, r) {
			letter = i
			switch {
			case r == '\n':
				line, word = i, i
				if strings.HasPrefix(text[i:], "\n\n") {
					paragraph = i
				}
			case r == ' ' || r == '\t':
				word = i
			}
		}
		size += width(r)
		if size > limit && i > 0 {
			return best(i, paragraph, line, word, letter)
		}
		prev = r
	}
	return len(text)
}

// best picks among the places to cut the first that leaves a piece worth
// sending: the end of a title's paragraph should not make a message of its own.
func best(end, paragraph, line, word, letter int) int {
	for _, at := range []int{paragraph, line} {
		if at >= end/3 && at > 0 {
			return at
		}
	}
	switch {
	case word > 0:
		return word
	case letter > 0:
		return letter
	}
	return end // one letter with more marks than fit: nothing a person wrote
}

// joins reports whether a reader sees r as part of the letter that prev belongs
// to: a mark over a vowel, a skin tone, the second half of a flag.
func joins(prev, r rune) bool {
	const joiner = '\u200d'
	if r < utf8.RuneSelf {
		return prev == '\r' && r == '\n'
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) ||
		r == joiner || prev == joiner ||
		0x1F3FB <= r && r <= 0x1F3FF ||
		isFlag(prev) && isFlag(r)
}

func isFlag(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }
