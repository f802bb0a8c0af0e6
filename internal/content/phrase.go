package content

import (
	"cmp"
	"slices"
	"strings"
)

// A Found is a phrase that came up by itself, as it is written somewhere.
type Found struct {
	Words string
	Units int
	at    []place
}

// Limits of what counts as a phrase of its own.
const (
	mostSyllables = 4
	// bound is the share of the rarer half's units in which both halves stand together.
	bound = 0.5
	// within is the share of a longer phrase's units, beside which a shorter one says nothing.
	within = 0.6
)

// A grown is a run of syllables while it is counted.
type grown struct {
	tokens        []int32
	units, groups int
	text, group   int // the last one that was counted
	at            place
	from          int
	places        []place
}

// Phrases returns at most n phrases that at least three units use, not copied from each
// other: words that stand together more often than apart. What the known words say (a
// question, its hint) does not count, nor what a theme has found already.
func (c *Corpus) Phrases(n int, themes []Theme, known ...string) []Found {
	common := c.commonRuns(known)
	counted := c.countRuns()
	singles := map[int32]int{}
	for _, g := range counted {
		if len(g.tokens) == 1 {
			singles[g.tokens[0]] = g.units
		}
	}
	themed := c.themedSentences(themes)
	var all []*grown
	for _, g := range counted {
		if len(g.tokens) < 2 || g.units < leastUnits || g.groups < leastUnits || !c.holdsTogether(g, counted, singles) || common.has(g.tokens) {
			continue
		}
		if c.mostlyThemed(g, themed) {
			continue
		}
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b *grown) int {
		return cmp.Or(cmp.Compare(b.units*(2+len(b.tokens)), a.units*(2+len(a.tokens))), cmp.Compare(a.at.text, b.at.text), cmp.Compare(a.at.sentence, b.at.sentence), cmp.Compare(a.from, b.from))
	})
	var out []Found
	var taken []*grown
	for _, g := range all {
		if len(out) == n {
			break
		}
		if slices.ContainsFunc(taken, func(t *grown) bool { return overlaps(t.tokens, g.tokens) }) {
			continue
		}
		taken = append(taken, g)
		out = append(out, Found{c.surface(g), g.units, g.places})
	}
	slices.SortStableFunc(out, func(a, b Found) int { return cmp.Compare(b.Units, a.Units) })
	return out
}

// surface is the phrase as its first unit writes it.
func (c *Corpus) surface(g *grown) string {
	s := c.texts[g.at.text].sentences[g.at.sentence]
	words := s.words[s.tokens[g.from].from:s.tokens[g.from+len(g.tokens)-1].to]
	return strings.ToLower(words)
}

// countRuns counts in how many units each run of one to four syllables stands. Texts
// that are copies of each other are one group.
func (c *Corpus) countRuns() map[uint64]*grown {
	order := make([]int, len(c.texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.group[a], c.group[b]) })
	all := map[uint64]*grown{}
	var run [mostSyllables]int32
	for _, i := range order {
		for j, s := range c.texts[i].sentences {
			for from := range s.tokens {
				for n := 1; n <= mostSyllables && from+n <= len(s.tokens); n++ {
					run[n-1] = s.tokens[from+n-1].bare
					if run[n-1] == number {
						break
					}
					c.count(all, run[:n], place{i, j}, from)
				}
			}
		}
	}
	return all
}

func (c *Corpus) count(all map[uint64]*grown, run []int32, at place, from int) {
	h := hashOf(run)
	g := all[h]
	if g == nil {
		g = &grown{tokens: slices.Clone(run), text: -1, group: -1, at: at, from: from}
		all[h] = g
	}
	if g.text == at.text {
		return
	}
	g.text, g.units = at.text, g.units+1
	if len(run) > 1 {
		g.places = append(g.places, at)
	}
	if g.group != c.group[at.text] {
		g.group, g.groups = c.group[at.text], g.groups+1
	}
}

// holdsTogether tells whether the run is a phrase: it begins and ends with a word of
// its own, and every two neighbours stand together more often than apart.
func (c *Corpus) holdsTogether(g *grown, counted map[uint64]*grown, singles map[int32]int) bool {
	first, last := g.tokens[0], g.tokens[len(g.tokens)-1]
	if c.binds(first) || c.binds(last) || len(c.names[first]) < 2 || len(c.names[last]) < 2 {
		return false
	}
	for i := 1; i < len(g.tokens); i++ {
		pair := counted[hashOf(g.tokens[i-1:i+1])]
		if float64(pair.units) < bound*float64(min(singles[g.tokens[i-1]], singles[g.tokens[i]])) {
			return false
		}
	}
	// A part that is much more frequent is the phrase, and this only one use of it.
	for _, part := range [][]int32{g.tokens[1:], g.tokens[:len(g.tokens)-1]} {
		if len(part) > 1 && float64(g.units) < within*float64(counted[hashOf(part)].units) {
			return false
		}
	}
	return true
}

// A runSet is the pairs of neighbours in words that are known already.
type runSet struct {
	*vocabulary
	pairs   map[uint64]bool
	singles map[int32]bool
}

func (c *Corpus) commonRuns(known []string) runSet {
	set := runSet{c.vocabulary, map[uint64]bool{}, map[int32]bool{}}
	for _, words := range known {
		tokens := c.tokens(viewed(words))
		for i, t := range tokens {
			set.singles[t.bare] = true
			if i > 0 {
				set.pairs[pairOf(tokens[i-1], t)] = true
			}
		}
	}
	return set
}

// viewed drops an outline's placeholders.
func viewed(words string) string {
	var b strings.Builder
	inside := false
	for _, r := range words {
		switch {
		case r == '{':
			inside = true
		case r == '}':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// has tells whether the run says nothing that the known words do not: its pairs stand
// there, or each of its words does.
func (s runSet) has(run []int32) bool {
	pairs, words := true, true
	for i, t := range run {
		if !s.singles[t] && !s.binds(t) {
			words = false
		}
		if i > 0 && !s.pairs[uint64(uint32(run[i-1]))<<32|uint64(uint32(t))] {
			pairs = false
		}
	}
	return pairs || words
}

// themedSentences are those in which a theme was found.
func (c *Corpus) themedSentences(themes []Theme) map[place]bool {
	m := c.matcher(themes)
	all := map[place]bool{}
	for i, t := range c.texts {
		for j, s := range t.sentences {
			if len(m.hits(s.tokens, t.marked)) > 0 {
				all[place{i, j}] = true
			}
		}
	}
	return all
}

func (c *Corpus) mostlyThemed(g *grown, themed map[place]bool) bool {
	n := 0
	for _, p := range g.places {
		if themed[p] {
			n++
		}
	}
	return n*10 > len(g.places)*7
}

// overlaps tells whether two runs share two neighbours, or one is in the other.
func overlaps(a, b []int32) bool {
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if a[i-1] == b[j-1] && a[i] == b[j] {
				return true
			}
		}
	}
	return false
}
