package viet

import (
	"slices"
	"strings"
)

// Shorts are abbreviations and what each may stand for: «ubnd» is «ủy ban nhân dân», «ct»
// «chủ tịch» as well as «chỉ thị». They never change after they are made. Nil has none.
type Shorts struct {
	byFirst map[string][]short
	more    *Shorts
}

type short struct {
	phrase
	words []token
}

// NewShorts takes abbreviations with the words that they stand for.
func NewShorts(list map[string][]string) *Shorts { return (*Shorts)(nil).With(list) }

// With returns the abbreviations and some more.
func (s *Shorts) With(list map[string][]string) *Shorts {
	if len(list) == 0 {
		return s
	}
	more := &Shorts{map[string][]short{}, s}
	for written, meanings := range list {
		var p phrase
		for _, t := range scan(Line(written)).ts {
			p = append(p, syllableOf(t.text))
		}
		if len(p) == 0 {
			continue
		}
		for _, words := range meanings {
			a := short{p, scan(Line(words)).ts}
			for _, key := range slices.Compact([]string{p[0].marked, p[0].bare}) {
				more.byFirst[key] = append(more.byFirst[key], a)
			}
		}
	}
	return more
}

// Over returns the abbreviations and, below them, others.
func (s *Shorts) Over(base *Shorts) *Shorts {
	if s == nil {
		return base
	}
	return &Shorts{s.byFirst, s.more.Over(base)}
}

// A long is what the n tokens from somewhere on stand for.
type long struct {
	n     int
	words []token
}

// at are the words that the tokens from the i-th on may stand for.
func (s *Shorts) at(r *reader, i int) (found []long) {
	for ; s != nil; s = s.more {
		for _, a := range s.byFirst[r.ts[i].key] {
			if r.standsAt(i-r.i, a.phrase) {
				found = append(found, long{len(a.phrase), a.words})
			}
		}
	}
	return found
}

// mostWritten is how many ways a text may be written out.
const mostWritten = 8

// WrittenOut returns a text with its abbreviations in full, in every way that they may be
// meant; nothing where it has none.
func (s *Shorts) WrittenOut(text string) (ways []string) {
	r := read(text)
	var from func(i int, before []string)
	from = func(i int, before []string) { // each way is written over the one before
		for ; i < len(r.ts) && len(ways) < mostWritten; i++ {
			for _, long := range s.at(r, i) {
				from(i+long.n, append(before, textsOf(long.words)...))
			}
			before = append(before, r.ts[i].text)
		}
		if i >= len(r.ts) && len(ways) < mostWritten {
			ways = append(ways, strings.Join(before, " "))
		}
	}
	from(0, nil)
	plain := strings.Join(textsOf(r.ts), " ")
	return slices.DeleteFunc(ways, func(way string) bool { return way == plain })
}

// textsOf are the words of tokens.
func textsOf(ts []token) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.text
	}
	return out
}
