package english

import (
	"slices"
	"strings"

	"giaoban/internal/effort"
)

// A lexicon is phrases by their first word.
type lexicon map[string][][]string

// lexiconOf reads phrases between commas.
func lexiconOf(list string) lexicon {
	l := lexicon{}
	for p := range strings.SplitSeq(list, ",") {
		if words := phraseOf(p); len(words) > 0 {
			l[words[0]] = append(l[words[0]], words)
		}
	}
	for _, phrases := range l {
		slices.SortFunc(phrases, func(a, b []string) int { return len(b) - len(a) })
	}
	return l
}

// phraseOf are the tokens of a phrase.
func phraseOf(p string) (words []string) {
	for _, t := range scan(strings.TrimSpace(p)).ts {
		words = append(words, t.text)
	}
	return words
}

// from returns how many tokens from the i-th on are the longest phrase there; 0 for none.
func (l lexicon) from(m *message, i int) int {
	if i < 0 || i >= len(m.ts) {
		return 0
	}
	for _, words := range l[m.ts[i].text] {
		effort.Add(len(words))
		if i+len(words) <= len(m.ts) && slices.EqualFunc(m.ts[i:i+len(words)], words, func(t token, w string) bool { return t.text == w }) {
			return len(words)
		}
	}
	return 0
}

// in tells whether one of the phrases stands anywhere.
func (l lexicon) in(m *message) bool {
	for i := range m.ts {
		if l.from(m, i) > 0 {
			return true
		}
	}
	return false
}

// most is the longest phrase at a token of several lexicons.
func most(m *message, i int, lexicons []lexicon) (n int) {
	for _, l := range lexicons {
		n = max(n, l.from(m, i))
	}
	return n
}
