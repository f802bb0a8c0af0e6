package pattern

import (
	"cmp"
	"maps"
	"slices"
)

// mostShared is how many kinds may have a word that tells them apart.
const mostShared = 8

// beside is how much more two words count that stand beside each other.
const beside = 3

// mention notes which words the patterns of a kind name, parts and variants included.
func (b *builder) mention(root string, kind int16, e expr, depth int) {
	if e.op == opWord && isParted(e.word) {
		return // signs part it into several
	}
	if e.op == opWord {
		byWord := b.mentions[root]
		if byWord == nil {
			byWord = map[int32][]int16{}
			b.mentions[root] = byWord
		}
		if id := b.word(e.word); !slices.Contains(byWord[id], kind) {
			byWord[id] = append(byWord[id], kind)
		}
		return
	}
	if part, ok := b.lets[e.word]; ok && e.op == opRef && depth < deepest {
		b.mention(root, kind, part, depth+1)
	}
	for _, part := range e.of {
		b.mention(root, kind, part, depth)
	}
}

// Knows counts the words of the sentence that the table has, courtesy too.
func (t *Table) Knows(s *Sentence) (n int) {
	for i := range s.words {
		if len(t.meant(s.words[i], s.counts(i))) > 0 {
			n++
		}
	}
	return n
}

// Nearest are the kinds under a root whose patterns have most of the sentence's words,
// the nearest first. A word counts the less the more kinds have it, and one of very many
// not at all; one word alone is near only if no other kind has it. It tells nothing of what the sentence says.
func (t *Table) Nearest(s *Sentence, root string) (kinds []string) {
	scores, before, words := map[int16]float64{}, map[int16]float64{}, map[int16]int{}
	for i := range s.words {
		found := map[int16]float64{}
		for _, id := range t.meant(s.words[i], s.counts(i)) {
			of := t.mentions[root][id]
			if len(of) > mostShared {
				continue
			}
			for _, kind := range of {
				found[kind] = max(found[kind], 1/float64(len(of)))
			}
		}
		for kind, score := range found {
			scores[kind] += score + beside*min(score, before[kind])
			words[kind]++
		}
		before = found
	}
	for _, kind := range slices.SortedFunc(maps.Keys(scores), func(a, b int16) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	}) {
		if words[kind] > 1 || scores[kind] >= 1 {
			kinds = append(kinds, t.kinds[kind])
		}
	}
	return kinds
}
