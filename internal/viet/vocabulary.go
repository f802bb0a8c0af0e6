package viet

import (
	"strings"
	"unicode"
)

// A Vocabulary is the words of some texts, alone and two in a row: a syllable tells little
// in Vietnamese, two that stand together are most often one word. It never changes after it
// is made. Nil has none.
type Vocabulary struct {
	marked, bare map[string]bool
	words        int
}

// NewVocabulary takes the words of texts. Two words are in a row where no sign parts them.
func NewVocabulary(texts ...string) *Vocabulary {
	v := &Vocabulary{marked: map[string]bool{}, bare: map[string]bool{}}
	for _, text := range texts {
		for run := range strings.FieldsFuncSeq(Clean(text), func(r rune) bool { return r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			before := ""
			for w := range strings.FieldsSeq(run) {
				if !v.Has(w, true) {
					v.words++
				}
				v.add(w)
				if before != "" {
					v.add(before + " " + w)
				}
				before = w
			}
		}
	}
	return v
}

func (v *Vocabulary) add(words string) {
	v.marked[ToneKey(words)], v.bare[Fold(words)] = true, true
}

// Words is how many words there are, each once.
func (v *Vocabulary) Words() int {
	if v == nil {
		return 0
	}
	return v.words
}

// Has reports whether a word, or two in a row with a space between, are in the texts: with
// their marks where these count, else without.
func (v *Vocabulary) Has(words string, marked bool) bool {
	switch {
	case v == nil:
		return false
	case marked:
		return v.marked[ToneKey(words)]
	}
	return v.bare[Fold(words)]
}
