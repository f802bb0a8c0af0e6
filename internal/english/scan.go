package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/effort"
	"giaoban/internal/viet"
)

type kind uint8

const (
	wordToken kind = iota
	digitsToken
	signToken
)

// A token is a word with the apostrophes in it, a run of digits, or one sign.
type token struct {
	text string // lower case
	kind kind
	// glued: no space stands before it.
	glued    bool
	from, to int // in the line
}

func (t token) sign(signs string) bool { return t.kind == signToken && strings.Contains(signs, t.text) }

// A message is an answer of one line in tokens.
type message struct {
	typed string
	ts    []token
	// metres tells that an m behind digits is a metre, and no million.
	metres bool
}

// read makes an answer ready to be read. Clean has made signs and spaces plain.
func read(input string) *message { return scan(viet.Line(input)) }

func scan(line string) *message {
	effort.Add(len(line))
	m := &message{typed: line}
	spaced := true
	for at, r := range line {
		k, end := kindOf(r), at+utf8.RuneLen(r)
		n := len(m.ts)
		switch {
		case unicode.IsSpace(r):
			spaced = true
			continue
		case r == '\uFE0F' || r >= '\U0001F3FB' && r <= '\U0001F3FF': // what phones add to a picture
			continue
		case !spaced && n > 0 && k != signToken && m.ts[n-1].kind == k:
			m.ts[n-1].to = end
		case !spaced && n > 1 && k == wordToken && m.ts[n-1].text == "'" && m.ts[n-1].glued && m.ts[n-2].kind == wordToken:
			m.ts[n-2].to = end // «don't» is one word
			m.ts = m.ts[:n-1]
		default:
			m.ts = append(m.ts, token{kind: k, glued: !spaced, from: at, to: end, text: line[at:end]})
		}
		spaced = false
	}
	for i := range m.ts {
		t := &m.ts[i]
		t.text = strings.ToLower(line[t.from:t.to])
	}
	return m
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

// at is a token; past either end an empty one.
func (m *message) at(i int) token {
	effort.Add(1)
	if i >= 0 && i < len(m.ts) {
		return m.ts[i]
	}
	return token{kind: signToken, text: "\x00"}
}

// words are tokens as they were typed.
func (m *message) words(from, to int) string {
	if from >= to {
		return ""
	}
	return strings.TrimSpace(m.typed[m.ts[from].from:m.ts[to-1].to])
}

// piece is some of the tokens as a message of their own.
func (m *message) piece(from, to int) *message {
	piece := scan(m.words(from, to))
	piece.metres = m.metres
	return piece
}

func (m *message) hasSign(signs string) bool {
	for _, t := range m.ts {
		if t.sign(signs) {
			return true
		}
	}
	return false
}

// asksBack tells whether the message is a question itself.
func (m *message) asksBack() bool {
	return m.hasSign("?") || len(m.ts) > 0 && asking.from(m, 0) > 0
}

// asking begins a question.
var asking = lexiconOf(`how, how many, what, why, when, who, which, where, can i, may i, should i, do i, must i`)

// stem compares a word whatever its number: «deaths» and «death», «families» and «family».
func stem(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	switch n := len(word); {
	case irregular[word] != "":
		return irregular[word]
	case n > 4 && strings.HasSuffix(word, "ies"):
		return word[:n-3] + "y"
	case n > 4 && (strings.HasSuffix(word, "sses") || strings.HasSuffix(word, "xes") || strings.HasSuffix(word, "ches") || strings.HasSuffix(word, "shes")):
		return word[:n-2]
	case n > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us"):
		return word[:n-1]
	}
	return word
}

var irregular = map[string]string{"people": "person", "men": "man", "women": "woman", "children": "child"}
