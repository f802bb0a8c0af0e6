package roster

import (
	"slices"
	"strings"

	"giaoban/internal/effort"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// Match is what a typed name means.
type Match struct {
	// Unit is the one unit that it means, if Found.
	Unit  Unit
	Found bool
	// Several are the units that it could mean, if more than one, by name and
	// then by the name of the unit above.
	Several []Unit
	// Near are at most five units with a name like it, if it means none. They
	// may be offered; none may be taken unasked.
	Near []Unit
}

const (
	maxTyped = 800 // bytes; a longer text is no name
	maxWords = 24
	maxAbove = 3 // units above that are stated after a name
)

// Find reads a typed name: a code, a name with or without its type and its
// marks, an organisation in front, the units above behind it. Only units at or
// below within are meant; if it is empty, all are. Input is untrusted.
func (us *Units) Find(input, within string) Match {
	s := search{Units: us, top: -1}
	if within != "" {
		top, ok := us.at[within]
		if !ok {
			return Match{}
		}
		s.top = top
	}
	hits, bare := s.hits(input)
	if len(hits) == 0 {
		return Match{Near: s.near(bare)}
	}
	return us.match(hits)
}

// Named reports whether a typed name is a unit's, or several units'. It looks
// the name up and compares it with no other: words of any kind may be tried.
func (us *Units) Named(input string) bool {
	s := search{Units: us, top: -1}
	hits, _ := s.hits(input)
	return len(hits) > 0
}

// Near reports whether a typed name is no unit's, and like that of a unit whose first word
// it has: words of any kind are like some name.
func (us *Units) Near(input string) bool {
	m := us.Find(input, "")
	words := strings.Fields(viet.Fold(input))
	return !m.Found && len(m.Several) == 0 && slices.ContainsFunc(m.Near, func(u Unit) bool {
		first, _, _ := strings.Cut(viet.Fold(u.Name), " ")
		return slices.Contains(words, first)
	})
}

// hits returns the units that the input can mean. Without any, bare are the words
// that a name like them may be looked for by.
func (s *search) hits(input string) (hits []int, bare []word) {
	if len(input) > maxTyped {
		return nil, nil
	}
	line := viet.Line(input)
	polite := viet.Polite(line)
	for _, code := range []string{line, polite} {
		if i, ok := s.at[code]; ok && s.within(i) {
			return []int{i}, nil
		}
	}
	// What sounds polite or like an office may be part of a name («Đông Á», «Ca
	// Đình»): the words as typed come first.
	typed := split(line)
	if len(typed) > maxWords {
		return nil, nil
	}
	if n := len(typed) - len(s.mark); len(s.ended) > 0 && n > 0 && begins(typed[n:], s.mark) {
		if hits, _ := s.spelled(typed[:n], typed[:n]); len(hits) > 0 {
			return s.rather(hits, true), nil
		}
	}
	if s.index.behind && len(typed) > 1 && typed[0].fold == "the" && !s.index.firsts["the"] {
		typed = typed[1:] // «the Oak Hill ward»
	}
	plain := typed
	if polite != line {
		plain = split(polite)
	}
	if hits, bare = s.spelled(typed, plain); len(hits) == 0 {
		if of, ok := language.Possessor(line); ok {
			return s.hits(of)
		}
	}
	return s.rather(hits, false), bare
}

// spelled is hits of a name's words, as they were typed and without what is only polite.
func (s *search) spelled(typed, plain []word) (hits []int, bare []word) {
	s.marks = slices.ContainsFunc(typed, func(w word) bool { return w.marked })
	typed, plain = s.index.expand(typed), s.index.expand(plain)
	bare = s.index.cutOffice(plain)
	var before []word
	for _, words := range [][]word{typed, plain, bare} {
		if slices.Equal(words, before) {
			continue
		}
		if hits := s.read(words, maxAbove, s.within); len(hits) > 0 {
			return hits, nil
		}
		before = words
	}
	return nil, bare
}

// match returns the answer for units that were found.
func (us *Units) match(hits []int) Match {
	if len(hits) == 1 {
		return Match{Unit: us.all[hits[0]], Found: true}
	}
	slices.SortFunc(hits, us.byName)
	return Match{Several: us.pick(hits)}
}

// search is one name being looked for.
type search struct {
	*Units
	top   int  // only what is at or below it, -1 for everything
	marks bool // the person types marks
}

func (s search) within(i int) bool { return s.top < 0 || s.under(s.top, i) }

func everywhere(int) bool { return true }

// named looks one name up.
func (s search) named(words []word, kind string, keep func(int) bool) []int {
	return s.index.named(words, wanted{keep: keep, kind: kind, marks: s.marks})
}

// read returns the units that the words can mean: all of them as one name, or a
// name and then what lies above it, or that the other way round. The units
// above may lie outside of what is searched.
func (s search) read(words []word, above int, keep func(int) bool) []int {
	if len(words) == 0 || !s.index.begins(words[0]) {
		return nil
	}
	if hits := s.plain(words, keep); len(hits) > 0 || above == 0 {
		return hits
	}
	for k := len(words) - 1; k > 0; k-- {
		if hits := s.plain(words[:k], keep); len(hits) > 0 {
			if hits = s.below(hits, s.read(s.index.cutLink(words[k:]), above-1, everywhere)); len(hits) > 0 {
				return hits
			}
		}
	}
	for k := 1; k < len(words); k++ {
		if tops := s.plain(words[:k], everywhere); len(tops) > 0 {
			if hits := s.below(s.plain(words[k:], keep), tops); len(hits) > 0 {
				return hits
			}
		}
	}
	return nil
}

// plain reads one name: as it is, and only then with a type before it, or
// behind it in brackets. «Tĩnh Gia» is not «tỉnh Gia».
func (s search) plain(words []word, keep func(int) bool) []int {
	effort.Add(len(words))
	if hits := s.named(words, "", keep); len(hits) > 0 {
		return hits
	}
	for _, t := range s.index.cutKind(words) {
		if hits := s.named(t.name, t.key, keep); len(hits) > 0 {
			return hits
		}
	}
	if t, ok := s.index.cutBehind(words); ok {
		return s.named(t.name, t.key, keep)
	}
	return nil
}

// below keeps the units that lie below one of the others.
func (s search) below(units, tops []int) []int {
	return slices.DeleteFunc(units, func(i int) bool {
		return !slices.ContainsFunc(tops, func(t int) bool { return t != i && s.under(t, i) })
	})
}

// links are the words that join a name to the unit above it, and to its type where that stands behind names.
var links, linksBehind = []string{"thuoc", "o", "cua", "tai"}, []string{"in", "of"}

// cutLink drops what joins a name to the unit above it.
func (ix *index) cutLink(words []word) []word {
	of := links
	if ix.behind {
		of = linksBehind
	}
	if len(words) > 1 && slices.Contains(of, words[0].fold) {
		return words[1:]
	}
	return words
}
