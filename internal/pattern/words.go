package pattern

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// courtesy are the roots of the words of courtesy.
func (t *Table) courtesy(roots []string) (out []int32) {
	for _, root := range append([]string{""}, roots...) {
		if start, ok := t.roots[strings.TrimSpace(fillRoot+" "+root)]; ok {
			out = append(out, start)
		}
	}
	return out
}

// meant are the words of the table that a word may be.
func (t *Table) meant(w word, marked bool) []int32 {
	if w.initial && !t.letters[w.text] {
		return nil // «xã A» is not «xã ạ»
	}
	out := t.known(w, marked)
	if len(out) > 0 {
		return out
	}
	// «nhéé», «okk»
	last, size := utf8.DecodeLastRuneInString(w.text)
	before, _ := utf8.DecodeLastRuneInString(w.text[:len(w.text)-size])
	if last == before && unicode.IsLetter(last) {
		short := w.text[:len(w.text)-size]
		return t.known(word{text: short, fold: viet.Fold(short), tone: viet.ToneKey(short)}, marked)
	}
	return nil
}

// meanings are what the words of a sentence may be of a table, and what follows from it:
// they are found once for all that the sentence is matched with.
type meanings struct {
	of            *Table
	marked, mixed bool
	can           [][]int32 // each for itself
	some          wordSet   // all of them
	// active are where the patterns of a root begin that the sentence may be, fills how many
	// words of courtesy begin at each word, by the roots.
	active map[int32][]int32
	fills  map[string][][]int
}

// meanings are those of the sentence's words.
func (t *Table) meanings(s *Sentence) *meanings {
	if m := s.meant; m != nil && m.of == t && m.marked == s.Marked && m.mixed == s.Mixed {
		return m
	}
	m := &meanings{of: t, marked: s.Marked, mixed: s.Mixed, can: make([][]int32, len(s.words)), some: make(wordSet, t.vocabulary/64+1),
		active: map[int32][]int32{}, fills: map[string][][]int{}}
	for i := range s.words {
		m.can[i] = t.meant(s.words[i], s.counts(i))
		for _, id := range m.can[i] {
			m.some.add(id)
		}
	}
	s.meant = m
	return m
}

func (t *Table) known(w word, marked bool) []int32 {
	if !marked {
		return append(slices.Clone(t.folds[w.fold]), t.spelledFold[w.fold]...)
	}
	return append(slices.Clone(t.ids[w.tone]), t.spelled[w.tone]...)
}
