package command

import (
	"slices"
	"strings"
	"sync"
)

// A pieceSet is pieces as bits, by their number.
type pieceSet [2]uint64

func (s pieceSet) with(i int) pieceSet {
	s[i/64] |= 1 << (i % 64)
	return s
}

func (s pieceSet) and(o pieceSet) pieceSet { return pieceSet{s[0] & o[0], s[1] & o[1]} }
func (s pieceSet) or(o pieceSet) pieceSet  { return pieceSet{s[0] | o[0], s[1] | o[1]} }
func (s pieceSet) within(o pieceSet) bool  { return s.and(o) == s }
func (s pieceSet) meets(o pieceSet) bool   { return s.and(o) != pieceSet{} }

// A fitting is a sense whose pieces are compared as bits.
type fitting struct {
	kind string
	// needs are pieces of each of which one must be there, all those that may be.
	needs []pieceSet
	all   pieceSet
}

// fits reports whether the pieces make up the question.
func (f fitting) fits(said pieceSet) bool {
	return said.within(f.all) && !slices.ContainsFunc(f.needs, func(some pieceSet) bool { return !said.meets(some) })
}

// known are all senses and pieces, ready to be compared.
type known struct {
	numbers map[string]int
	senses  []fitting
	// asks are the pieces that ask, surely those that do it in whatever sentence, yet those
	// that do it surely beside unit.
	asks, surely, yet, unit pieceSet
}

// prepared are the senses, made ready once.
var prepared = sync.OnceValue(func() *known {
	k := &known{numbers: map[string]int{}}
	around := k.listed(beside)
	for _, s := range senses {
		f := fitting{kind: s.kind, all: around.or(k.listed(s.may))}
		for need := range strings.FieldsSeq(s.needs) {
			some := k.listed(strings.ReplaceAll(need, "|", " "))
			f.needs, f.all = append(f.needs, some), f.all.or(some)
		}
		k.senses = append(k.senses, f)
	}
	k.asks, k.yet, k.unit = k.listed(asks), k.listed("yet in_yet"), k.listed("unit")
	soft := k.listed(softly)
	k.surely = pieceSet{k.asks[0] &^ soft[0], k.asks[1] &^ soft[1]}
	return k
})

// mostSorts is how many pieces senses may have; unknownPiece is the number of all others.
const (
	mostSorts    = 127
	unknownPiece = mostSorts
)

// listed are the pieces of a list, which it gives their numbers.
func (k *known) listed(list string) (set pieceSet) {
	for name := range strings.FieldsSeq(list) {
		i, ok := k.numbers[name]
		if !ok {
			i = len(k.numbers)
			k.numbers[name] = i
		}
		set = set.with(i)
	}
	return set
}

// set are some pieces as bits.
func (k *known) set(pieces []string) (set pieceSet) {
	for _, name := range pieces {
		i, ok := k.numbers[name]
		if !ok {
			i = unknownPiece
		}
		set = set.with(i)
	}
	return set
}

// ask reports whether some of the pieces ask; of who has a report of their own, plainly.
func (k *known) ask(said pieceSet, plainly bool) bool {
	if !plainly || said.meets(k.unit) && said.meets(k.yet.and(k.asks)) {
		return said.meets(k.asks)
	}
	return said.meets(k.surely)
}

// may reports whether some question can be made of the pieces, be they there or not.
func (k *known) may(possible []string) bool {
	some := k.set(possible)
	return some.meets(k.asks) && slices.ContainsFunc(k.senses, func(f fitting) bool {
		return !slices.ContainsFunc(f.needs, func(need pieceSet) bool { return !some.meets(need) })
	})
}
