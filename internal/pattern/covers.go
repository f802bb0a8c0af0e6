package pattern

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// A Cover is one way in which short patterns, in whatever order, take all words of a
// sentence.
type Cover struct {
	Match
	// Stretches are all stretches of the sentence that each slot stands for, in their order.
	Stretches map[string][]string
}

// A kindSet is kinds as bits, by their place among those of a root.
type kindSet [2]uint64

// mostPieces is how many kinds a root has at most whose patterns cover sentences.
const mostPieces = 2 * 64

func (s kindSet) with(i int) kindSet {
	s[i/64] |= 1 << (i % 64)
	return s
}

// last ends the name of a kind that counts only where something ends behind it, odd that
// of one whose every word is dear: words that nothing else knows.
const (
	last = "/last"
	odd  = "/odd"
)

// mostCovers is how many ways are looked at on from each place of a sentence, the cheapest
// first.
const mostCovers = 64

// Covers are the ways in which patterns of one root, one behind another, take all words of
// the sentence: for each set of kinds the cheapest, in the order of their cost. A kind that
// ends in «/last» counts only where something ends. Work is linear in the sentence.
func (t *Table) Covers(s *Sentence, slots Slot, root string) []Cover {
	start, ok := t.roots[root]
	if s.long || len(s.words) == 0 || !ok {
		return nil
	}
	r := t.matcher(s, slots)
	defer r.release()
	r.findCourtesy([]string{root})
	kinds := t.pieces[start]
	if len(kinds) > mostPieces {
		return nil // held by a test of the tables
	}
	ways := make([]map[kindSet]best, len(s.words)+1)
	ways[0] = map[kindSet]best{{}: {ok: true}}
	for from := range s.words {
		if len(ways[from]) == 0 {
			continue
		}
		parts := cheapestParts(r.parts(start, from))
		if len(parts) == 0 {
			continue
		}
		before := cheapestSets(ways[from])
		for _, p := range parts {
			if strings.HasSuffix(t.kinds[p.kind], last) && !r.ends(p.to) {
				continue
			}
			i, _ := slices.BinarySearch(kinds, p.kind)
			r.effort.Take(len(before))
			for _, set := range before {
				r.cover(ways, from, set, set.with(i), p)
			}
		}
	}
	if s.effort.Spent() {
		return nil
	}
	end := ways[len(s.words)]
	covers := make([]Cover, 0, len(end))
	for _, set := range cheapestSets(end) {
		c := Cover{Match: Match{Cost: end[set].cost, Slots: r.captures(end[set].slots)}}
		for at := end[set].slots; at != nil; at = at.before {
			if c.Stretches == nil {
				c.Stretches = map[string][]string{}
			}
			name := t.slots[at.slot]
			c.Stretches[name] = slices.Insert(c.Stretches[name], 0, s.text[s.words[at.from].from:s.words[at.to-1].to])
		}
		for i, kind := range kinds {
			if set[i/64]&(1<<(i%64)) != 0 {
				c.Kinds = append(c.Kinds, t.kindName(kind))
			}
		}
		covers = append(covers, c)
	}
	return covers
}

// kindName is a kind without what says where or how it counts.
func (t *Table) kindName(kind int16) string {
	return strings.TrimSuffix(strings.TrimSuffix(t.kinds[kind], last), odd)
}

// cheapestParts are the cheapest of each kind that end at the same place.
func cheapestParts(parts []part) []part {
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.kind, b.kind), cmp.Compare(a.cost, b.cost))
	})
	return slices.CompactFunc(parts, func(a, b part) bool { return a.to == b.to && a.kind == b.kind })
}

// cover puts a piece behind the cheapest way of some kinds to where it begins.
func (r *matcher) cover(ways []map[kindSet]best, from int, set, with kindSet, p part) {
	b := ways[from][set]
	next := best{cost: b.cost + p.cost + costPart, slots: chain(p.slots, b.slots), ok: true}
	if strings.HasSuffix(r.kinds[p.kind], odd) {
		next.cost += (p.to - from) * costGap
	}
	if ways[p.to] == nil {
		ways[p.to] = map[kindSet]best{}
	}
	if known, ok := ways[p.to][with]; !ok || next.cost < known.cost {
		ways[p.to][with] = next
	}
}

// cheapestSets are the sets of kinds that cost least, in the order of their cost.
func cheapestSets(ways map[kindSet]best) []kindSet {
	sets := slices.SortedFunc(maps.Keys(ways), func(a, b kindSet) int {
		return cmp.Or(cmp.Compare(ways[a].cost, ways[b].cost),
			cmp.Compare(bits.OnesCount64(a[0])+bits.OnesCount64(a[1]), bits.OnesCount64(b[0])+bits.OnesCount64(b[1])),
			cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	return sets[:min(len(sets), mostCovers)]
}
