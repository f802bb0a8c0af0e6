package asked

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/effort"
	"giaoban/internal/viet"
)

// Found is what words can mean: one thing, or several of which the likeliest come first.
type Found struct {
	Things []Thing
	// Sure marks that the first is meant.
	Sure bool
	// Exact marks that its name was said, and no more.
	Exact bool

	named bool // more of a name was said than its commonest word
}

// leastNamed is how much of a name must be said for it to be one.
const leastNamed = 0.4

// MostOffered is how many things are offered where several can be meant.
const MostOffered = 3

// Of things that are not called exactly so, the first is meant if it is called nearly
// so, and no other is by far.
const (
	near  = 0.6
	apart = 1.6
)

// A candidate is an entry that has every word.
type candidate struct {
	Thing
	tier, class int
	field       bool
	match
}

// A match is how near the words come to the nearest name.
type match struct {
	// close is 1 for words that are exactly a name.
	close float64
	// given marks a name that the outline gives, beside its labels.
	given bool
}

func (m match) exact() bool { return m.close == 1 }

// rank is less for a better match: exactly a given name, exactly a label, no more than like one.
func (m match) rank() int {
	switch {
	case m.exact() && m.given:
		return 0
	case m.exact():
		return 1
	}
	return 2
}

// near reports whether the words may mean the candidate at all: those that may be common
// ones only exactly, a question that is answered in words nearly so.
func (c candidate) near(certain bool) bool {
	return c.exact() || certain && (c.Kind() != Told || c.close >= near)
}

// compare puts the likelier first.
func (c candidate) compare(d candidate) int {
	field := func(c candidate) int {
		if c.field {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(c.tier, d.tier), cmp.Compare(c.rank(), d.rank()), cmp.Compare(field(c), field(d)), cmp.Compare(c.class, d.class),
		cmp.Compare(d.close, c.close))
}

// Named tells how well the words name something of the outline: 0 not at all, 1 one of
// several, 2 one, 3 one by exactly its name.
func (x *Index) Named(words string) int {
	switch f := x.Find(words, HowMuch); {
	case !f.named:
		return 0
	case !f.Sure:
		return 1
	case !f.Exact:
		return 2
	}
	return 3
}

// Find returns what the words can mean: what goes by all of them. Words without any mark
// are compared without.
func (x *Index) Find(words string, want Want) Found {
	found := x.find(words, want)
	if len(found.Things) > 0 {
		return found
	}
	for _, way := range x.shorts.WrittenOut(words) {
		if found = x.find(way, want); len(found.Things) > 0 {
			break
		}
	}
	return found
}

// Lists reports whether the words are what the rows of a list are called that is kept for
// nobody.
func (x *Index) Lists(words string) bool {
	said, _ := x.heard(words)
	return slices.ContainsFunc(x.withAll(said), func(i int) bool {
		e := &x.entries[i]
		c, _ := e.fits(said, Rows)
		return e.Kind() == Listed && e.Q.VisibleTo == "" && c.exact() && c.given
	})
}

func (x *Index) find(words string, want Want) Found {
	said, certain := x.heard(words)
	var list []candidate
	for _, i := range x.withAll(said) {
		if c, ok := x.entries[i].fits(said, want); ok && c.near(certain) {
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		return Found{}
	}
	slices.SortStableFunc(list, candidate.compare)
	f := Found{Sure: sure(list), Exact: list[0].exact()}
	for _, c := range list {
		f.named = f.named || c.close >= leastNamed
		f.Things = append(f.Things, c.Thing)
	}
	return f
}

// sure reports whether the first of the candidates is meant: it is the only one of its
// tier that is called exactly so, or nearly so and no other by far.
func sure(list []candidate) bool {
	a, others := list[0], 0.0
	for _, c := range list[1:] {
		switch {
		case c.tier != a.tier:
		case c.field && !a.field && a.exact(): // a question of the report's own goes before one of its rows
		case c.rank() == a.rank() && a.exact() && c.class == a.class && c.field == a.field:
			return false
		case c.class < a.class && c.close >= near:
			return false
		default:
			others = max(others, c.close)
		}
	}
	return a.exact() || others == 0 || a.close >= near && a.close >= apart*others
}

// A heard word is one that may tell something.
type heard struct {
	// ids are the words of the outline that it may be.
	ids []int
	// maybe marks one that may be a common word, without its marks, numeral a figure,
	// which no name needs.
	maybe, numeral bool
}

func (h heard) in(words map[int]bool) bool {
	return slices.ContainsFunc(h.ids, func(id int) bool { return words[id] })
}

// heard are the words that may tell something, each once. certain is false where each
// of them may be a common word: then only who says exactly a name means it.
func (x *Index) heard(words string) (said []heard, certain bool) {
	marked := viet.Fold(words) != strings.ToLower(words)
	seen := map[string]bool{}
	for _, w := range x.telling(words) {
		if seen[w] {
			continue
		}
		seen[w] = true
		h := heard{ids: x.ids[viet.ToneKey(w)], maybe: !marked && x.bare[w], numeral: isNumeral(w)}
		if bare := viet.Fold(w) == w; bare && (!marked || len(h.ids) == 0) {
			h.ids = x.folds[w]
		}
		said = append(said, h)
		certain = certain || !h.maybe
	}
	if !certain {
		said = slices.DeleteFunc(said, func(h heard) bool { return len(h.ids) == 0 })
		for i := range said {
			said[i].maybe = false
		}
	}
	return said, certain
}

// withAll are the entries that have every word but those that may be common ones.
func (x *Index) withAll(said []heard) (all []int) {
	first := true
	for _, h := range said {
		if h.maybe {
			continue
		}
		var some []int
		for _, id := range h.ids {
			some = append(some, x.having[id]...)
		}
		effort.Add(len(some) + len(all))
		slices.Sort(some)
		some = slices.Compact(some)
		if !first {
			some = slices.DeleteFunc(some, func(e int) bool { _, ok := slices.BinarySearch(all, e); return !ok })
		}
		if all, first = some, false; len(all) == 0 {
			return nil
		}
	}
	return all
}

// fits is the entry as a candidate for words that it has; ok is false for a choice of
// which only the question was named.
func (e *entry) fits(said []heard, want Want) (c candidate, ok bool) {
	c = candidate{Thing: e.Thing, field: e.Q != nil && e.Q.Parent != nil}
	c.tier, c.class = want.prefers(e.Kind())
	if e.Choice != "" && !slices.ContainsFunc(said, func(h heard) bool {
		return !h.maybe && slices.ContainsFunc(h.ids, func(id int) bool { return e.own[id] && !e.context[id] })
	}) {
		return c, false
	}
	for _, n := range e.names {
		if m := (match{e.closeness(n.words, said), n.given}); m.rank() < c.rank() || m.close > c.close {
			c.match = m
		}
	}
	if c.Kind() == Told && c.rank() == 0 {
		c.tier = 0 // whoever names a text means it
	}
	return c, true
}

// closeness is 1 for words that are exactly the name, and less the more either has
// beside the other. Words of the context count for nothing.
func (e *entry) closeness(name []int, said []heard) float64 {
	effort.Add(len(said))
	hits, spoken := 0, 0
	for _, h := range said {
		hit := slices.ContainsFunc(h.ids, func(id int) bool { _, in := slices.BinarySearch(name, id); return in })
		if hit {
			hits++
		}
		if hit || !h.maybe && !h.numeral && !h.in(e.context) {
			spoken++
		}
	}
	if hits == 0 {
		return 0
	}
	return float64(hits*hits) / float64(spoken*len(name))
}
