package pattern

import (
	"slices"
	"strings"

	"giaoban/internal/viet"
)

// A builder makes the nodes of a table.
type builder struct {
	*Table
	lets map[string]expr
	// written are the words by how the table writes them.
	written map[string]int32
	// variant is what is being built, bound what names are in it.
	variant string
	bound   map[string]expr
	// binds are the names that variants bind, and those of parts that have one.
	binds map[string]bool
	// shorts are words that stand for several, by the first of those.
	shorts map[string][]spelling
	// building are the roots of parts that are being built.
	building map[string]bool
}

// deepest is how deep parts may stand in one another.
const deepest = 20

// longestGap is how many words «…» stands for.
const longestGap = 5

func (b *builder) root(name string) int32 {
	n, ok := b.roots[name]
	if !ok {
		n = b.node()
		b.roots[name] = n
	}
	return n
}

func (b *builder) node() int32 {
	b.nodes = append(b.nodes, node{})
	return int32(len(b.nodes) - 1)
}

// word is the number of a word as it is written in the table.
func (b *builder) word(written string) int32 {
	if id, ok := b.written[written]; ok {
		return id
	}
	id := int32(len(b.written))
	b.written[written] = id
	if lower := strings.ToLower(written); len(written) == 1 && lower != written {
		b.letters[lower] = true
	}
	bare, only := strings.CutPrefix(written, onlyMarked)
	key := viet.ToneKey(bare)
	b.ids[key] = append(b.ids[key], id)
	if fold := viet.Fold(bare); !only {
		b.folds[fold] = append(b.folds[fold], id)
	}
	return id
}

// onlyMarked stands before a word that counts in sentences with marks only.
const onlyMarked = "!"

// spell notes other ways to write a word, or several words: «bc».
func (b *builder) spell(written string, others []string) {
	if first, _, several := strings.Cut(written, " "); several {
		b.shorts[first] = append(b.shorts[first], spelling{written, others})
		return
	}
	id := b.word(written)
	for _, o := range others {
		key, fold := viet.ToneKey(o), viet.Fold(o)
		b.spelled[key] = append(b.spelled[key], id)
		b.spelledFold[fold] = append(b.spelledFold[fold], id)
	}
}

// rule adds a pattern under its root, once for each variant if it has a name
// that variants bind.
func (b *builder) rule(r rule, variants []variant) error {
	b.mention(r.root, b.kind(r.kind), r.pattern, 0)
	if !b.bindable(r.pattern, 0) {
		variants = []variant{{}}
	}
	for _, v := range variants {
		root := r.root
		if v.name != "" {
			root = Root(root, v.name)
		}
		b.variant, b.bound = v.name, v.lets
		start := b.node()
		ends, err := b.build(r.pattern, []int32{start})
		if err != nil {
			return err
		}
		under, kind := b.root(root), b.kind(r.kind)
		at := &b.nodes[under]
		at.rows = append(at.rows, row{start, kind, b.needs(r.pattern, 0)})
		if i, known := slices.BinarySearch(b.pieces[under], kind); !known {
			b.pieces[under] = slices.Insert(b.pieces[under], i, kind)
		}
		for _, end := range ends {
			if end == start {
				return fault("it matches no words at all")
			}
			if !slices.Contains(b.nodes[end].ends, kind) {
				b.nodes[end].ends = append(b.nodes[end].ends, kind)
			}
		}
	}
	return nil
}

// bindable reports whether the pattern has a name that variants bind, also
// inside others.
func (b *builder) bindable(e expr, depth int) bool {
	if e.op == opRef {
		part, isLet := b.lets[e.word]
		if !isLet {
			return b.binds[e.word]
		}
		bound, known := b.binds[e.word]
		if !known && depth < deepest {
			bound = b.bindable(part, depth+1)
			b.binds[e.word] = bound
		}
		return bound
	}
	return slices.ContainsFunc(e.of, func(part expr) bool { return b.bindable(part, depth) })
}

// build adds a pattern behind the nodes and returns where it ends.
func (b *builder) build(e expr, from []int32) ([]int32, error) {
	switch e.op {
	case opWord:
		return b.step(from, e.word), nil
	case opRef:
		return b.reference(e.word, from)
	case opGap:
		return b.gap(from), nil
	case opSeq:
		ends := from
		for i := 0; i < len(e.of); {
			part, words := b.shortened(e.of[i:])
			var err error
			if ends, err = b.build(part, ends); err != nil {
				return nil, err
			}
			i += words
		}
		return ends, nil
	case opPlus:
		return b.again(e.of[0], from)
	}
	var ends []int32
	if e.op == opMaybe {
		ends = slices.Clone(from)
	}
	for _, part := range e.of {
		more, err := b.build(part, from)
		if err != nil {
			return nil, err
		}
		ends = append(ends, more...)
	}
	slices.Sort(ends)
	return b.joined(slices.Compact(ends)), nil
}

// shortened is what a sequence begins with, and how many parts of it that is: words that
// may be written as one are so in another way.
func (b *builder) shortened(of []expr) (part expr, parts int) {
	for _, s := range b.shorts[of[0].word] {
		words := strings.Fields(s.word)
		if of[0].op != opWord || len(words) > len(of) || !slices.EqualFunc(of[:len(words)], words, func(e expr, w string) bool { return e.op == opWord && e.word == w }) {
			continue
		}
		first := expr{op: opSeq, of: of[:1]} // which is looked at by itself
		either := []expr{{op: opSeq, of: slices.Concat([]expr{first}, of[1:len(words)])}}
		for _, other := range s.others {
			either = append(either, expr{op: opWord, word: other})
		}
		return expr{op: opAlt, of: either}, len(words)
	}
	return of[0], 1
}

// joined lets many ends lead to one, which what follows is added behind.
func (b *builder) joined(ends []int32) []int32 {
	if len(ends) < 3 {
		return ends
	}
	n := b.node()
	for _, end := range ends {
		b.nodes[end].skip = append(b.nodes[end].skip, n)
	}
	return []int32{n}
}

// step adds a word of the table behind the nodes. Signs in it part it as they do
// in sentences.
func (b *builder) step(from []int32, written string) []int32 {
	if _, known := b.written[written]; known || !isParted(written) {
		return b.stepWord(from, written)
	}
	heard := Listen(written)
	for _, w := range heard.words {
		from = b.stepWord(from, w.text)
	}
	return from
}

// isParted reports whether signs may part the word into several.
func isParted(written string) bool { return strings.ContainsAny(written, "/.:-,_") }

func (b *builder) stepWord(from []int32, written string) []int32 {
	id, n := b.word(written), b.node()
	for _, f := range from {
		b.nodes[f].on = append(b.nodes[f].on, step{id, n})
	}
	return []int32{n}
}

// reference adds a part that the text or a variant names, or a slot. A part has
// nodes of its own, to which every use of it leads.
func (b *builder) reference(name string, from []int32) ([]int32, error) {
	pattern, bound := b.bound[name]
	part, ok := b.lets[name]
	if bound {
		part, ok = pattern, true
	}
	e := edge{slot: noSlot}
	if ok {
		root := "let " + name
		if b.variant != "" && (bound || b.bindable(part, 0)) {
			root = Root(root, b.variant)
		}
		if b.building[root] {
			return nil, fault("<%s> stands inside itself", name)
		}
		if !b.Has(root) {
			b.building[root] = true
			defer delete(b.building, root)
			ends, err := b.build(part, []int32{b.root(root)})
			if err != nil {
				return nil, err
			}
			for _, end := range ends {
				if end == b.root(root) {
					return nil, fault("<%s> may be no words at all", name)
				}
				b.nodes[end].ends = []int16{0}
			}
		}
		e.part = b.root(root)
	} else if e.slot = int16(slices.Index(b.slots, name)); e.slot == noSlot {
		return nil, fault("<%s> is nothing: known are %s", name, strings.Join(b.slots, ", "))
	}
	e.to = b.node()
	for _, f := range from {
		b.nodes[f].parts = append(b.nodes[f].parts, e)
	}
	return []int32{e.to}, nil
}

// gap adds up to longestGap words, whatever they are.
func (b *builder) gap(from []int32) []int32 {
	var ends []int32
	for range longestGap {
		n := b.node()
		for _, f := range from {
			b.nodes[f].any = append(b.nodes[f].any, n)
		}
		from, ends = []int32{n}, append(ends, n)
	}
	return ends
}

// again adds a pattern that may follow itself.
func (b *builder) again(e expr, from []int32) ([]int32, error) {
	first := b.node()
	ends, err := b.build(e, []int32{first})
	if err != nil {
		return nil, err
	}
	ends = slices.DeleteFunc(ends, func(n int32) bool { return n == first })
	for _, f := range append(slices.Clone(from), ends...) {
		b.nodes[f].on = append(b.nodes[f].on, b.nodes[first].on...)
		b.nodes[f].any = append(b.nodes[f].any, b.nodes[first].any...)
		b.nodes[f].parts = append(b.nodes[f].parts, b.nodes[first].parts...)
		b.nodes[f].skip = append(b.nodes[f].skip, b.nodes[first].skip...)
	}
	return ends, nil
}
