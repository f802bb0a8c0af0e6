// Package pattern matches whole sentences with a table of patterns, which is
// data. A sentence is matched only if every word of it belongs to a pattern or
// is a word of courtesy; nothing is picked out of it. Beside that Signs tells what
// kinds of words a sentence has, which decide no more than what is asked about it.
//
// A table is a text of lines. «#» begins a comment, a line that begins with a
// space goes on with the line before:
//
//	spell không = ko k kg          other ways to write a word, wherever it stands
//	spell báo cáo = bc             one word that stands for several
//	apart                          patterns follow one another only behind a comma, or where a line ends
//	let me = tôi | tui | em        a part of patterns, «<me>»
//	fill = ạ | nhé | <me> ơi       courtesy, which may stand between any two words
//	fill said = vâng | thôi        the same, under one root
//	with submit: verb = nộp; object = báo cáo    a variant: what «<verb>» is in it
//	[said later]                   the patterns of a kind, under a root
//	[talk sure/last]               signs that count only where something ends, «/first» where it begins
//	để (mai|chiều) [<me>] làm      words, «(a|b)» one of, «[a]» or not
//	hỏi <unit> … đã                a slot, and up to five words whatever they are
//	(có|vâng)+                     once or several times
//	!dừng                          only in a sentence with marks: «dung» is not it
//
// Where a word of the sentence carries a mark, marks count in all of it;
// otherwise words are compared without. Several patterns may stand behind one
// another. Work is linear in the sentence, which has at most MaxWords words.
//
// The package is pure and knows no language but how words are compared.
package pattern

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// MaxWords is the most words of a sentence that is matched; what is longer is
// none of the table's.
const MaxWords = 40

// A Table is patterns, ready to match. It never changes, so any number of
// goroutines may use it.
type Table struct {
	// ids are the words by how they compare with marks, folds without.
	ids   map[string][]int32
	folds map[string][]int32
	// spelled and spelledFold are other ways to write words.
	spelled, spelledFold map[string][]int32

	vocabulary int // how many words there are
	nodes      []node
	roots      map[string]int32
	kinds      []string
	// pieces are the kinds below each root, sorted.
	pieces map[int32][]int16
	slots  []string
	// mentions are the kinds whose patterns name a word, by root.
	mentions map[string]map[int32][]int16
	// letters are those that are a word, and written in capitals: «I».
	letters map[string]bool
	// apart tells that something ends between two patterns of one sentence.
	apart bool
	// long marks the slots that may go on past commas.
	long []bool
}

// A node is a place in the patterns: where each word leads.
type node struct {
	on    []step  // by word
	any   []int32 // where any word leads
	skip  []int32 // where it leads without a word
	parts []edge
	ends  []int16 // the kinds whose pattern ends here
	first *first  // of a root
	rows  []row   // of a root: its patterns
	// byWord are the places of rows by words that they need.
	byWord map[int32][]int32
}

// A step leads on behind a word.
type step struct{ word, to int32 }

// An edge leads on behind a part, or behind what a slot stands for.
type edge struct {
	slot     int16
	part, to int32
}

const noSlot = -1

// fillRoot is the root of words of courtesy.
const fillRoot = "fill"

// Read makes a table of a text. Slots are the names that stand in brackets and
// are no part of the text; who matches finds what they stand for. One that is
// written «words…» here may go on past commas, up to the end of the sentence.
func Read(text string, slots ...string) (*Table, error) {
	g, err := parse(text)
	if err != nil {
		return nil, err
	}
	t := &Table{ids: map[string][]int32{}, folds: map[string][]int32{}, spelled: map[string][]int32{},
		spelledFold: map[string][]int32{}, roots: map[string]int32{}, pieces: map[int32][]int16{}, mentions: map[string]map[int32][]int16{}, letters: map[string]bool{}}
	for _, s := range slots {
		name, long := strings.CutSuffix(s, "…")
		t.slots, t.long = append(t.slots, name), append(t.long, long)
	}
	t.kind("")
	b := builder{Table: t, lets: g.lets, written: map[string]int32{}, binds: map[string]bool{}, shorts: map[string][]spelling{}, building: map[string]bool{}}
	for _, s := range g.spells {
		b.spell(s.word, s.others)
	}
	for _, v := range g.variants {
		for name := range v.lets {
			b.binds[name] = true
		}
	}
	b.root(fillRoot)
	for _, r := range g.rules {
		if err := b.rule(r, g.variants); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
	}
	for i := range t.nodes {
		slices.SortFunc(t.nodes[i].on, func(a, b step) int { return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.to, b.to)) })
	}
	t.vocabulary, t.apart = len(b.written), g.apart
	for _, n := range t.roots {
		t.first(n)
		t.nodes[n].sortRows()
		for _, row := range t.nodes[n].rows {
			t.first(row.start)
		}
	}
	return t, nil
}

// first is what the patterns below a node can begin with: words, as bits, slots;
// open marks that any word will do.
type first struct {
	words []uint64
	slots []int16
	open  bool
}

func (t *Table) first(n int32) *first {
	if f := t.nodes[n].first; f != nil {
		return f
	}
	f := &first{words: make([]uint64, t.vocabulary/64+1)}
	t.nodes[n].first = f
	t.firstOf(n, f)
	return f
}

func (t *Table) firstOf(n int32, f *first) {
	at := &t.nodes[n]
	f.open = f.open || len(at.any) > 0
	for _, s := range at.on {
		f.words[s.word/64] |= 1 << (s.word % 64)
	}
	for _, e := range at.parts {
		if e.slot != noSlot {
			f.slots = append(f.slots, e.slot)
			continue
		}
		part := t.first(e.part)
		f.open = f.open || part.open
		f.slots = append(f.slots, part.slots...)
		for i, w := range part.words {
			f.words[i] |= w
		}
	}
	for _, to := range at.skip {
		t.firstOf(to, f)
	}
	slices.Sort(f.slots)
	f.slots = slices.Compact(f.slots)
}

// Kinds are the kinds of all patterns, in the order of the text.
func (t *Table) Kinds() []string { return slices.Clone(t.kinds[1:]) }

// Root names a root of one variant.
func Root(root, variant string) string { return root + "/" + variant }

// Has reports whether the table has patterns under the root.
func (t *Table) Has(root string) bool { _, ok := t.roots[root]; return ok }

// kind is the number of a kind.
func (t *Table) kind(name string) int16 {
	if i := slices.Index(t.kinds, name); i >= 0 {
		return int16(i)
	}
	t.kinds = append(t.kinds, name)
	return int16(len(t.kinds) - 1)
}

// fault is what is wrong with a pattern.
func fault(format string, args ...any) error {
	return fmt.Errorf("pattern: "+strings.TrimSpace(format), args...)
}
