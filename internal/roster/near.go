package roster

import (
	"cmp"
	"slices"
	"strings"
)

const (
	maxNear    = 5
	maxCompare = 40 // letters; the longest name in the country has 20
)

// near are the units whose name is like the typed one: first those that the
// first words name exactly, whatever was said to lie above them, then those a
// letter or two away, then those that begin with what was typed, unless there
// are too many to choose from.
func (s search) near(words []word) []Unit {
	if len(words) == 0 {
		return nil
	}
	var found []int
	for k := len(words); k > 0 && len(found) == 0; k-- {
		found = s.plain(words[:k], s.within)
	}
	slices.SortFunc(found, s.byName)
	kind := ""
	if t := s.index.cutKind(words); len(t) > 0 && len(t[0].name) < len(words) {
		kind, words = t[0].key, t[0].name
	}
	for _, i := range s.alike(folds(s.head(words)), kind) {
		if !slices.Contains(found, i) {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return s.pick(found[:min(len(found), maxNear)])
}

// head are the words before the units above: up to a comma, a bracket or the
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

// alike are the units with a name like the one typed, the likest first, those
// of the stated kind before the others.
func (s search) alike(typed, kind string) []int {
	type candidate struct{ unit, apart, other int }
	var near, longer []candidate
	run := strings.ReplaceAll(typed, " ", "")
	if len(run) < 2 || len(typed) > maxCompare {
		return nil
	}
	most := 1
	if len(run) > 5 {
		most = 2
	}
	for i := range s.all {
		if !s.within(i) {
			continue
		}
		n := &s.index.names[i]
		c := candidate{unit: i}
		if kind != "" && n.kind != kind {
			c.other = 1
		}
		if c.apart = distance(run, n.run, most); c.apart <= most {
			near = append(near, c)
		} else if strings.HasPrefix(n.fold, typed+" ") {
			longer = append(longer, c)
		}
	}
	byLikeness := func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.other, b.other), s.byName(a.unit, b.unit))
	}
	slices.SortFunc(near, byLikeness)
	if len(longer) <= maxNear {
		slices.SortFunc(longer, byLikeness)
		near = append(near, longer...)
	}
	var units []int
	for _, c := range near[:min(len(near), 2*maxNear)] {
		units = append(units, c.unit)
	}
	return units
}

// distance is how many letters must be put in, left out, changed or swapped
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
