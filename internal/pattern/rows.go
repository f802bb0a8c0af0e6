package pattern

import "slices"

// A row is one pattern under a root: where it begins, and what every sentence of it has.
type row struct {
	start int32
	kind  int16
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

// slotAlone reports whether some pattern of a root needs no word of the table.
func (t *Table) slotAlone(root string) bool {
	start, ok := t.roots[root]
	return ok && slices.ContainsFunc(t.nodes[start].rows, func(r row) bool { return len(r.needs) == 0 })
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
		for _, i := range r.possible(&r.nodes[at]) {
			found = append(found, rows[i].start)
		}
		r.active[at] = found
	}
	return found
}

// anyWord is the number of no word: rows below it need none.
const anyWord = -1

// sortRows files the rows of a root by the words of which each needs one.
func (n *node) sortRows() {
	n.byWord = map[int32][]int32{}
	for i, row := range n.rows {
		words := []int32{anyWord}
		if len(row.needs) > 0 {
			words = row.rarest()
		}
		for _, word := range words {
			n.byWord[word] = append(n.byWord[word], int32(i))
		}
	}
}

// rarest are the smallest set of words of which the row needs one.
func (row row) rarest() []int32 {
	return slices.MinFunc(row.needs, func(a, b []int32) int { return len(a) - len(b) })
}

// possible are the rows of a root that the sentence may be: it has the words they need.
func (m *meanings) possible(root *node) (rows []int32) {
	rows = slices.Clone(root.byWord[anyWord])
	for _, words := range m.can {
		for _, word := range words {
			rows = append(rows, root.byWord[word]...)
		}
	}
	slices.Sort(rows)
	return slices.DeleteFunc(slices.Compact(rows), func(i int32) bool {
		return slices.ContainsFunc(root.rows[i].needs, func(set []int32) bool { return !slices.ContainsFunc(set, m.some.has) })
	})
}

// wordSet is words of a table as bits.
type wordSet []uint64

func (w wordSet) has(id int32) bool { return w[id/64]&(1<<(id%64)) != 0 }
func (w wordSet) add(id int32)      { w[id/64] |= 1 << (id % 64) }

// Possible are the kinds under a root of which the sentence has the words that each of their
// sentences needs. The others it cannot be, nor a part of it.
func (t *Table) Possible(s *Sentence, root string) []string {
	start, ok := t.roots[root]
	if !ok || s.long {
		return nil
	}
	var kinds []int16
	for _, i := range t.meanings(s).possible(&t.nodes[start]) {
		if kind := t.nodes[start].rows[i].kind; !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = t.kindName(kind)
	}
	return names
}

// Telling marks the words of the sentence of which every sentence under the roots has one,
// with its marks or without. All are marked where there is no such word.
func (t *Table) Telling(s *Sentence, roots ...string) []bool {
	tells, telling := make([]bool, len(s.words)), make(wordSet, t.vocabulary/64+1)
	for _, root := range roots {
		start, ok := t.roots[root]
		if !ok {
			continue
		}
		for _, row := range t.nodes[start].rows {
			if len(row.needs) == 0 {
				for i := range tells {
					tells[i] = true
				}
				return tells
			}
			for _, id := range row.rarest() {
				telling.add(id)
			}
		}
	}
	for i, w := range s.words {
		tells[i] = slices.ContainsFunc(t.meant(w, true), telling.has) || slices.ContainsFunc(t.meant(w, false), telling.has)
	}
	return tells
}
