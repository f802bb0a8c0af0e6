package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	// bare: a word typed without any mark.
	bare bool
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
func scan(line string) *reader {
	r := &reader{line: strings.ToLower(line)}
	spaced := true
	for at, letter := range r.line {
		k, end := kindOf(letter), at+utf8.RuneLen(letter)
		switch n := len(r.ts); {
		case unicode.IsSpace(letter):
			spaced = true
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
		t.bare = t.kind == wordToken && Fold(t.text) == t.text
	}
	r.findNumerals()
	return r
}

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
	line    string // lower case
	ts      []token
	extents []extent // of the tokens
	i       int
	// steps counts the tokens looked at.
	steps int
}

// read makes an answer of one line, without politeness, ready to be read.
func read(input string) *reader { return scan(Polite(Line(input))) }

func (r *reader) more() bool { return r.i < len(r.ts) }

// peek is the token n places on.
func (r *reader) peek(n int) token {
	r.steps++
	if i := r.i + n; i >= 0 && i < len(r.ts) {
		return r.ts[i]
	}
	return token{kind: signToken, text: "\x00"}
}

// take steps over one of the words.
func (r *reader) take(words ...string) bool {
	for _, w := range words {
		if r.peek(0).text == w {
			r.i++
			return true
		}
	}
	return false
}

func (r *reader) hasSign(signs string) bool {
	for _, t := range r.ts {
		if t.sign(signs) {
			return true
		}
	}
	return false
}

// A phrase is some syllables, each met as written or typed without marks.
type phrase []syllable

type syllable struct{ marked, bare string }

func phrases(list ...string) []phrase {
	out := make([]phrase, len(list))
	for i, p := range list {
		for _, w := range strings.Fields(p) {
			out[i] = append(out[i], syllable{w, Fold(w)})
		}
	}
	return out
}

func (s syllable) matches(t token) bool {
	return t.text == s.marked || t.bare && t.text == s.bare
}

// at returns the length of the longest of ps that stands n tokens on, 0 if none.
func (r *reader) at(n int, ps []phrase) int {
	longest := 0
	for _, p := range ps {
		if len(p) > longest && r.standsAt(n, p) {
			longest = len(p)
		}
	}
	return longest
}

func (r *reader) standsAt(n int, p phrase) bool {
	for j, s := range p {
		if !s.matches(r.peek(n + j)) {
			return false
		}
	}
	return true
}

// has tells whether one of ps stands anywhere.
func (r *reader) has(ps []phrase) bool {
	for i := range r.ts {
		if r.at(i-r.i, ps) > 0 {
			return true
		}
	}
	return false
}
