package viet

import (
	"slices"
	"strings"
	"testing"
)

// strangers belong to no answer: a word of no language, one that asks elsewhere, one that
// takes back, one that is no name.
var strangers = []string{"xyzt", "hỏi", "đừng", "giả"}

// TestNoWordIsIgnored puts a word that belongs to nothing into every gap of every
// sentence that is read. It is refused then, or the word is in the remark.
func TestNoWordIsIgnored(t *testing.T) {
	for _, path := range sentenceFiles {
		for _, s := range sentences(t, path) {
			if _, _, u := s.read(); u != nil {
				continue
			}
			words := strings.Fields(s.typed)
			for gap := range len(words) + 1 {
				for _, stranger := range strangers {
					with := s
					with.typed = strings.Join(append(append(append([]string{}, words[:gap]...), stranger), words[gap:]...), " ")
					if got, remark, u := with.read(); u == nil && !strings.Contains(remark, stranger) {
						t.Errorf("%s %q was taken as %s", s.kind, with.typed, got)
					}
				}
			}
		}
	}
}

// TestMarksCount: where one word carries its marks, no other may lack them. What is read
// then is what is read with all marks or none at all.
func TestMarksCount(t *testing.T) {
	for _, s := range sentences(t, "testdata/whole/own.txt") {
		want, _, u := s.read()
		words := strings.Fields(s.typed)
		for i, w := range words {
			some := s
			mixed := append([]string{}, words...)
			if mixed[i] = Fold(w); mixed[i] == strings.ToLower(w) || !isMarked(strings.Join(mixed, " ")) {
				continue
			}
			some.typed = strings.Join(mixed, " ")
			got, _, v := some.read()
			if v == nil && (u != nil || got != want) {
				t.Errorf("%s %q was taken as %s", s.kind, some.typed, got)
			}
		}
	}
}

// FuzzCover: a word that belongs to nothing is refused before any message, and behind any
// it is refused or in the remark.
func FuzzCover(f *testing.F) {
	seed(f)
	var kinds []sentence // one of each
	for _, s := range sentences(f, "testdata/whole/own.txt") {
		if !slices.ContainsFunc(kinds, func(k sentence) bool { return k.kind == s.kind }) {
			kinds = append(kinds, s)
		}
	}
	f.Fuzz(func(t *testing.T, input string) {
		for _, s := range kinds {
			for _, with := range []string{"xyzt " + input, input + " xyzt"} {
				s.typed = with
				if got, remark, u := s.read(); u == nil && !strings.Contains(remark, "xyzt") {
					t.Errorf("%s %q was taken as %s", s.kind, with, got)
				}
			}
		}
	})
}
