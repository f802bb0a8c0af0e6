package roster

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/effort"
)

const (
	maxNear    = 5
	maxCompare = 40 // letters; the longest name in the country has 20
)

// near returns the units whose name is like the typed one, whatever type was
// stated and whatever was said to lie above: those a letter or two away, then
// those that begin with what was typed, unless there are too many to choose
// from; else those that the first words name.
func (s search) near(words []word) []Unit {
	if len(words) == 0 {
		return nil
	}
	names, kind := s.spellings(words)
	found := s.alike(names, kind)
	if len(found) == 0 {
		found = s.first(words)
	}
	if len(found) == 0 {
		return nil
	}
	return s.pick(found[:min(len(found), maxNear)])
}

// spellings returns what may be meant as the name, and the type that was stated.
// The type may be the name's own beginning: «tỉnh Gia» is meant for Tĩnh Gia.
func (s search) spellings(words []word) (names []string, kind string) {
	whole := s.head(words)
	if t, ok := s.index.cutBehind(whole); ok {
		return []string{folds(t.name), folds(whole)}, t.key
	}
	if t := s.index.cutKind(words); len(t) > 0 {
		names, kind = append(names, folds(s.head(t[0].name))), t[0].key
		if len(whole)+len(t[0].name) <= len(words) {
			return names, kind // nothing but the type
		}
	}
	return append(names, folds(whole)), kind
}

// first returns the units that are named if no type is heeded, with what is said
// to lie above or else by as many of the first words as possible.
func (s search) first(words []word) []int {
	names := [][]word{words}
	for rest, ok := s.index.cutSpelled(words); ok; rest, ok = s.index.cutSpelled(rest.name) {
		names = append(names, rest.name)
	}
	slices.Reverse(names)
	found := s.read(names[0], maxAbove, s.within)
	for k := len(words); k > 0 && len(found) == 0; k-- {
		for _, name := range names {
			if found = s.plain(name[:min(k, len(name))], s.within); len(found) > 0 {
				break
			}
		}
	}
	slices.SortFunc(found, s.byName)
	return found
}

// head returns the words before the units above: up to a comma, a bracket or the
// next type.
func (s search) head(words []word) []word {
	for i := 1; i < len(words); i++ {
		if words[i].parted || len(words) > i+1 && slices.ContainsFunc(s.index.kinds, func(k kind) bool {
			return len(k.run) > 1 && begins(words[i:], k.spelled)
		}) {
			return words[:i]
		}
	}
	return words
}

// candidate is a unit that may be offered.
type candidate struct{ unit, apart, other int }

// alike returns the units with a name like one of those typed, the likest first,
// those of the stated kind before the others. What is much less like than the
// best is left out.
func (s search) alike(typed []string, kind string) []int {
	var near, longer []candidate
	effort.Add(len(s.all))
	for i := range s.all {
		if !s.within(i) {
			continue
		}
		c := candidate{unit: i}
		if kind != "" && s.index.names[i].kind != kind {
			c.other = 1
		}
		var like, begins bool
		if c.apart, like, begins = s.compare(typed, i); like {
			near = append(near, c)
		} else if begins {
			longer = append(longer, c)
		}
	}
	order := func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.other, b.other), s.byName(a.unit, b.unit))
	}
	slices.SortFunc(near, order)
	if len(longer) <= maxNear {
		slices.SortFunc(longer, order)
		near = append(near, longer...)
	}
	var units []int
	for _, c := range near[:min(len(near), maxNear)] {
		if best := near[0].apart; best == 0 && c.apart > 0 {
			break
		}
		units = append(units, c.unit)
	}
	return units
}

// compare tells how far the unit's name is from the nearest of those typed,
// whether that is near, and if not whether the name begins with one of them.
func (s search) compare(typed []string, unit int) (apart int, like, begins bool) {
	n := &s.index.names[unit]
	apart = maxCompare
	for _, t := range typed {
		run := strings.ReplaceAll(t, " ", "")
		if len(run) < 2 || len(run) > maxCompare || isNumber(run) {
			continue
		}
		most := 1
		if len(run) > 5 {
			most = 2
		}
		if d := distance(run, n.run, most); d <= most {
			apart, like = min(apart, d), true
		}
		begins = begins || strings.HasPrefix(n.fold, t+" ")
	}
	return apart, like, begins
}

// distance returns how many letters must be put in, left out, changed or swapped
// with the next to make one name the other; anything above most if it is more
// than that. Folded names are nearly always ASCII, so it compares bytes.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most || len(b) > maxCompare {
		return most + 1
	}
	var rows [3][maxCompare + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
