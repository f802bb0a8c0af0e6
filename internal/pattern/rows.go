package pattern

import "slices"

// A row is one pattern under a root: where it begins, and what every sentence of it has.
type row struct {
	start int32
	// needs are sets of words, of each of which the sentence has one.
	needs [][]int32
}

// needs are the words that every sentence of the pattern has one of, as sets.
func (b *builder) needs(e expr, depth int) (sets [][]int32) {
	switch {
	case depth > deepest:
		return nil
	case e.op == opWord && isParted(e.word):
		return nil
	case e.op == opWord:
		return [][]int32{{b.word(e.word)}}
	case e.op == opRef:
		part, ok := b.bound[e.word]
		if !ok {
			part, ok = b.lets[e.word]
		}
		if !ok {
			return nil // a slot
		}
		return b.needs(part, depth+1)
	case e.op == opPlus:
		return b.needs(e.of[0], depth+1)
	case e.op == opSeq:
		for i := 0; i < len(e.of); {
			part, words := b.shortened(e.of[i:])
			sets = append(sets, b.needs(part, depth+1)...)
			i += words
		}
	case e.op == opAlt:
		var some []int32
		for _, part := range e.of {
			sets := b.needs(part, depth+1)
			if len(sets) == 0 {
				return nil
			}
			some = append(some, slices.MinFunc(sets, func(a, b []int32) int { return len(a) - len(b) })...)
		}
		return [][]int32{some}
	}
	return sets
}

// starts are where the patterns below a node begin that the sentence may be: those of a root
// whose words it has.
func (r *matcher) starts(at int32) []int32 {
	rows := r.nodes[at].rows
	if rows == nil {
		return []int32{at}
	}
	found, known := r.active[at]
	if !known {
		for _, row := range rows {
			if !slices.ContainsFunc(row.needs, func(set []int32) bool { return !slices.ContainsFunc(set, r.has) }) {
				found = append(found, row.start)
			}
		}
		r.active[at] = found
	}
	return found
}

// has reports whether the sentence has the word of the table.
func (r *matcher) has(word int32) bool { return r.some[word/64]&(1<<(word%64)) != 0 }
