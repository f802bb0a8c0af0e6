package content

import (
	"cmp"
	"maps"
	"slices"
)

// Copies are found by shingles, runs of three syllables: two texts are copies if most of
// their shingles are the same. Which pairs are worth comparing is told by bands of least
// hashes, and within a band everybody is compared with the first of a few groups only, so
// that the work grows with the texts.
const (
	shingle     = 3
	leastLength = 15 // syllables; shorter texts are alike by chance
	bands       = 21
	inBand      = 3
	alike       = 0.5
	// leaders is how many groups of a band are tried before a text counts as unlike.
	leaders = 8
)

// groupCopies gives texts that are copies of the same one its number. Each is compared
// with the first of a group and not with the others, so that no chain of small likenesses
// makes a group.
func (c *Corpus) groupCopies() {
	c.group = make([]int, len(c.texts))
	sets := make([]map[uint64]bool, len(c.texts))
	seen := make([]map[uint64][]int, bands)
	for b := range seen {
		seen[b] = map[uint64][]int{}
	}
	for i := range c.texts {
		c.group[i] = i
		sets[i] = shingles(c.texts[i])
		if len(sets[i]) < leastLength-shingle+1 {
			continue
		}
		signs := signature(sets[i])
		best := alike
		for b, sign := range signs {
			for _, first := range seen[b][sign] {
				if like := jaccard(sets[i], sets[first]); like > best {
					c.group[i], best = first, like
				}
			}
		}
		if c.group[i] != i {
			continue
		}
		for b, sign := range signs {
			if len(seen[b][sign]) < leaders {
				seen[b][sign] = append(seen[b][sign], i)
			}
		}
	}
}

func shingles(t text) map[uint64]bool {
	set := map[uint64]bool{}
	var run [shingle]int32
	n := 0
	for _, s := range t.sentences {
		for _, tok := range s.tokens {
			copy(run[:], run[1:])
			run[shingle-1] = tok.bare
			if n++; n >= shingle {
				set[hashOf(run[:])] = true
			}
		}
	}
	return set
}

// hashOf mixes the numbers of a run of syllables.
func hashOf(run []int32) uint64 {
	h := uint64(14695981039346656037)
	for _, n := range run {
		h = mix(h ^ uint64(uint32(n)))
	}
	return h
}

// mix is the last step of splitmix64.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// signature is a hash for each band, equal with a chance that grows with likeness.
func signature(set map[uint64]bool) [bands]uint64 {
	var least [bands * inBand]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	for h := range set {
		for i := range least {
			least[i] = min(least[i], mix(h^uint64(i+1)*0x2545f4914f6cdd1d))
		}
	}
	var signs [bands]uint64
	for b := range signs {
		for i := range inBand {
			signs[b] = mix(signs[b] ^ least[b*inBand+i])
		}
	}
	return signs
}

func jaccard(a, b map[uint64]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	both := 0
	for h := range a {
		if b[h] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

// A Copied is one text that several units share.
type Copied struct {
	Units []string
	// Words is the text of the first of them.
	Words string
}

// Copies returns the texts that at least least units share, the most units first.
func (c *Corpus) Copies(least int) []Copied {
	of := map[int][]int{}
	for i, g := range c.group {
		of[g] = append(of[g], i)
	}
	var out []Copied
	for _, g := range slices.Sorted(maps.Keys(of)) {
		if len(of[g]) < max(least, 2) {
			continue
		}
		one := Copied{Words: c.texts[of[g][0]].words}
		for _, i := range of[g] {
			one.Units = append(one.Units, c.texts[i].unit)
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b Copied) int { return cmp.Compare(len(b.Units), len(a.Units)) })
	return out
}

// Alike reports whether two texts are copies of each other, however short they are.
func Alike(a, b string) bool {
	c := &Corpus{vocabulary: newVocabulary()}
	return jaccard(shingles(c.read(Text{Words: a})), shingles(c.read(Text{Words: b}))) >= alike
}
