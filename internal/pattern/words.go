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
		return t.known(word{text: short, fold: viet.Fold(short)}, marked)
	}
	return nil
}

func (t *Table) known(w word, marked bool) []int32 {
	if !marked {
		return append(slices.Clone(t.folds[w.fold]), t.spelledFold[w.fold]...)
	}
	key := viet.ToneKey(w.text)
	return append(slices.Clone(t.ids[key]), t.spelled[key]...)
}
