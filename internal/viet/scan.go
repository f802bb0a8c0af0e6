package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/effort"
)

type kind uint8

const (
	wordToken kind = iota
	digitsToken
	signToken
)

// A token is a run of letters, a run of digits or one sign.
type token struct {
	text string // lower case
	kind kind
	// glued: no space stands before it.
	glued bool
	// bare: a word of a message that carries no mark at all, so that its own may be
	// missing.
	bare bool
	// key compares it: wherever the tone was put, with i or y at its end.
	key string
}

func (t token) sign(signs string) bool { return t.kind == signToken && strings.Contains(signs, t.text) }

// An extent is where a token stands in the line. For digits it also says how far a
// number may go on.
type extent struct {
	from, to int
	// run is the index behind the digits and separators that are glued together
	// from this token on. groups is the index behind the groups of thousands that
	// go on with this token; it is the token's own where none does.
	run, groups int
}

// scan cuts a cleaned line into tokens. Only ASCII digits are digits; Clean has
// made the full-width ones ASCII, and «½» or «²» must not pass as nothing.
func scan(line string) *reader { return scanAs(line, false) }

// scanAs is scan of a piece of a message in which marks were typed, or not.
func scanAs(line string, marked bool) *reader {
	effort.Add(len(line))
	r := &reader{typed: line, line: strings.ToLower(line), marked: marked}
	if len(r.typed) != len(r.line) {
		r.typed = r.line
	}
	spaced := true
	for at, letter := range r.line {
		k, end := kindOf(letter), at+utf8.RuneLen(letter)
		switch n := len(r.ts); {
		case unicode.IsSpace(letter):
			spaced = true
			continue
		case isTint(letter):
			continue
		case !spaced && n > 0 && r.ts[n-1].kind == k && k != signToken:
			r.extents[n-1].to = end
		default:
			r.ts = append(r.ts, token{kind: k, glued: !spaced})
			r.extents = append(r.extents, extent{from: at, to: end})
		}
		spaced = false
	}
	for i := range r.ts {
		t := &r.ts[i]
		t.text = r.line[r.extents[i].from:r.extents[i].to]
		t.key = t.text
		if t.kind == wordToken {
			t.key = keyOf(t.text)
			r.marked = r.marked || Fold(t.text) != t.text
		}
	}
	for i := range r.ts {
		r.ts[i].bare = !r.marked && r.ts[i].kind == wordToken
	}
	r.findNumerals()
	return r
}

// isTint finds what phones add to «👍»: the colour of the skin and which form of the
// picture is meant.
func isTint(r rune) bool { return r >= '\U0001F3FB' && r <= '\U0001F3FF' || r == '\uFE0F' }

func kindOf(r rune) kind {
	switch {
	case r >= '0' && r <= '9':
		return digitsToken
	case unicode.IsLetter(r), unicode.IsMark(r):
		return wordToken
	}
	return signToken
}

// A reader goes through tokens; past either end it finds empty ones.
type reader struct {
	typed   string // as it came
	line    string // lower case, letter for letter beside it
	marked  bool   // some word carries a mark: then marks count in all of them
	ts      []token
	extents []extent // of the tokens
	i       int
}

// piece is some of the tokens as a message of their own, in which marks count as they do
// in the whole.
func (r *reader) piece(from, to int) *reader { return scanAs(r.words(from, to), r.marked) }

// read makes an answer of one line ready to be read.
func read(input string) *reader { return scan(Line(input)) }

func (r *reader) more() bool { return r.i < len(r.ts) }

// peek is the token n places on.
func (r *reader) peek(n int) token {
	effort.Add(1)
	if i := r.i + n; i >= 0 && i < len(r.ts) {
		return r.ts[i]
	}
	return token{kind: signToken, text: "\x00"}
}

// take steps over one of the words.
func (r *reader) take(words []phrase) bool {
	n := r.at(0, words)
	r.i += n
	return n > 0
}

func (r *reader) hasSign(signs string) bool {
	for _, t := range r.ts {
		if t.sign(signs) {
			return true
		}
	}
	return false
}
