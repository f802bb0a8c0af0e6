package viet

import (
	"slices"
	"strings"
)

// A phrase is some syllables, each met as written or, in a message without any
// mark, without marks.
type phrase []syllable

// A syllable is compared by the key of its letters with and without marks.
type syllable struct{ marked, bare string }

// syllableOf takes a word with all that it may lack; one with «!» is never met without
// its marks, since it is another word then.
func syllableOf(w string) syllable {
	if marked, only := strings.CutSuffix(w, "!"); only {
		return syllable{keyOf(marked), keyOf(marked)}
	}
	return syllable{keyOf(w), keyOf(Fold(w))}
}

func phrases(list ...string) []phrase {
	out := make([]phrase, len(list))
	for i, p := range list {
		for _, w := range strings.Fields(p) {
			out[i] = append(out[i], syllableOf(w))
		}
	}
	return out
}

func (s syllable) matches(t token) bool {
	return t.key == s.marked || t.bare && t.key == s.bare
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

// A lexicon is many phrases, found by their first syllable.
type lexicon map[string][]phrase

// lexiconOf takes phrases apart by commas and line breaks.
func lexiconOf(lists ...string) lexicon {
	l := lexicon{}
	for _, list := range lists {
		for _, words := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' }) {
			l.add(phrases(words)...)
		}
	}
	return l
}

func (l lexicon) add(list ...phrase) lexicon {
	for _, p := range list {
		if len(p) == 0 {
			continue
		}
		l[p[0].marked] = append(l[p[0].marked], p)
		if p[0].bare != p[0].marked {
			l[p[0].bare] = append(l[p[0].bare], p)
		}
	}
	return l
}

// from returns the length of the longest phrase that begins at the i-th token, 0 if
// none does.
func (l lexicon) from(r *reader, i int) int {
	if i < 0 || i >= len(r.ts) {
		return 0
	}
	return r.at(i-r.i, l[r.ts[i].key])
}

// rows are, for each token and the end, where a row of phrases that begins there ends.
func (l lexicon) rows(r *reader) []int {
	ends := make([]int, len(r.ts)+1)
	ends[len(r.ts)] = len(r.ts)
	for i := len(r.ts) - 1; i >= 0; i-- {
		ends[i] = i
		if n := l.from(r, i); n > 0 {
			ends[i] = ends[i+n]
		}
	}
	return ends
}

// has tells whether a word is a phrase of its own.
func (l lexicon) has(t token) bool {
	return slices.ContainsFunc(l[t.key], func(p phrase) bool { return len(p) == 1 && p[0].matches(t) })
}

// in tells whether a phrase stands anywhere between two tokens.
func (l lexicon) in(r *reader, from, to int) bool {
	for i := from; i < to; i++ {
		if n := l.from(r, i); n > 0 && i+n <= to {
			return true
		}
	}
	return false
}

// said is what words count for: digits, scales.
type said map[string]float64

func saidOf(values map[string]float64) (marked, bare said) {
	marked, bare = said{}, said{}
	for words, v := range values {
		for w := range strings.FieldsSeq(words) {
			marked[w], bare[Fold(w)] = v, v
		}
	}
	return marked, bare
}
