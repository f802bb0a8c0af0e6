package pattern

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
)

// A Slot finds what a slot of a name may stand for: how many of the words from the
// first on. Words are as typed; those of a long slot are all that follow, with the
// marks behind each.
type Slot func(name string, words []string) []int

// A Match is what a sentence was found to say.
type Match struct {
	// Kinds are what its parts say, each once.
	Kinds []string
	// Slots are what the slots stand for, by name; of several the last.
	Slots map[string]string
	// Cost is less the more words a pattern names.
	Cost int
	// Steps is how much work it was.
	Steps int
}

// Has reports whether a part of the sentence is of the kind.
func (m Match) Has(kind string) bool { return slices.Contains(m.Kinds, kind) }

// most of the words that a slot may stand for, if it is no long one.
const longestSlot = 6

// The price of words that no pattern names: of courtesy, in a gap, and of one
// more part of a sentence.
const (
	costFill = 1
	costPart = 20
	costGap  = 100
)

// A matcher matches one sentence.
type matcher struct {
	*Table
	*Sentence
	slot  Slot
	can   [][]int32           // the words of the table that each word may be
	fill  [][]int             // how many words of courtesy begin at each
	found map[[2]int][]int    // what slots may stand for, by slot and place
	memo  map[[2]int32][]part // parts of patterns, by node and place
	seen  *seen
	*meanings
	// consulted marks that somebody was asked what a slot stands for.
	consulted bool
}

// seen is which of the states that are looked at has each node, marked with the
// number of the look.
type seen struct {
	nodes []look
	looks uint32
	// lists are those of states that can be filled again.
	lists [][]state
}

// list is an empty list of states.
func (s *seen) list() (empty []state) {
	if last := len(s.lists) - 1; last >= 0 {
		empty, s.lists = s.lists[last], s.lists[:last]
	}
	return empty
}

// done takes a list that nobody looks at any more.
func (s *seen) done(states []state) {
	if cap(states) > 0 {
		s.lists = append(s.lists, states[:0])
	}
}

type look struct {
	number uint32
	at     int32
}

// used are those of finished matchers.
var used sync.Pool

// A state is a node that was reached, and how.
type state struct {
	node  int32
	cost  int
	named int // words that a pattern names
	slots *captured
}

type captured struct {
	slot     int16
	from, to int
	before   *captured
}

// A part is a stretch of the sentence that a pattern matches.
type part struct {
	to   int
	kind int16
	state
}

// best is the cheapest way to a place of the sentence.
type best struct {
	cost  int
	kinds []int16
	slots *captured
	ok    bool
}

// Whole matches all words of the sentence with patterns of one of the roots, or
// with several behind one another. ok is false if something is left over.
func (t *Table) Whole(s *Sentence, slots Slot, roots ...string) (m Match, ok bool) {
	if s.long || len(s.words) == 0 {
		return Match{}, false
	}
	if len(s.words) == 1 && len(t.meant(s.words[0], s.Marked)) == 0 && !slices.ContainsFunc(roots, t.slotAlone) {
		return Match{}, false // it is no word of the table
	}
	r := t.matcher(s, slots)
	defer r.release()
	if !slices.ContainsFunc(roots, func(root string) bool { start, ok := t.roots[root]; return ok && len(r.starts(start)) > 0 }) {
		return Match{}, false // there is no pattern whose words it has
	}
	r.findCourtesy(roots)
	ways := make([]best, len(s.words)+1)
	ways[0].ok = true
	for from := range s.words {
		if !ways[from].ok || t.apart && !r.ends(from) {
			continue
		}
		for _, root := range roots {
			start, ok := t.roots[root]
			if !ok {
				continue
			}
			for _, p := range r.parts(start, from) {
				r.join(ways, from, p)
			}
		}
	}
	end := ways[len(s.words)]
	if !end.ok || s.effort.Spent() {
		return m, false
	}
	m.Cost = end.cost
	slices.Sort(end.kinds)
	for _, k := range end.kinds {
		m.Kinds = append(m.Kinds, t.kinds[k])
	}
	m.Slots = r.captures(end.slots)
	return m, true
}

// captures are what slots stand for, by name; of several the last.
func (r *matcher) captures(slots *captured) (by map[string]string) {
	for c := slots; c != nil; c = c.before {
		if by == nil {
			by = map[string]string{}
		}
		if _, later := by[r.slots[c.slot]]; !later {
			by[r.slots[c.slot]] = r.text[r.words[c.from].from:r.words[c.to-1].to]
		}
	}
	return by
}

// join puts a part behind the best way to where it begins. A part of one word
// counts beside others only where something ends before and behind it.
func (r *matcher) join(ways []best, from int, p part) {
	whole := from == 0 && p.to == len(r.words)
	if p.named < 2 && !whole && !(r.ends(from) && r.ends(p.to)) {
		return
	}
	b := ways[from]
	cost := b.cost + p.cost + costPart
	if at := &ways[p.to]; !at.ok || cost < at.cost || cost == at.cost && from == 0 && len(at.kinds) == 1 && p.kind < at.kinds[0] {
		*at = best{cost: cost, kinds: slices.Clone(b.kinds), slots: b.slots, ok: true}
		if !slices.Contains(at.kinds, p.kind) {
			at.kinds = append(at.kinds, p.kind)
		}
		if p.slots != nil {
			at.slots = chain(p.slots, b.slots)
		}
	}
}

// chain puts captures behind those before.
func chain(c, before *captured) *captured {
	if c == nil {
		return before
	}
	return &captured{c.slot, c.from, c.to, chain(c.before, before)}
}

// ends reports whether something ends in front of the word at i.
func (r *matcher) ends(i int) bool { return i == len(r.words) || r.words[i].before }

func (t *Table) matcher(s *Sentence, slots Slot) *matcher {
	m := t.meanings(s)
	r := &matcher{Table: t, Sentence: s, slot: slots, found: map[[2]int][]int{}, memo: map[[2]int32][]part{}, meanings: m, can: m.can}
	if s, ok := used.Get().(*seen); ok && len(s.nodes) >= len(t.nodes) && s.looks < math.MaxUint32/2 {
		r.seen = s
	} else {
		r.seen = &seen{nodes: make([]look, len(t.nodes))}
	}
	return r
}

// findCourtesy finds the words of courtesy of some roots.
func (r *matcher) findCourtesy(roots []string) {
	key := strings.Join(roots, ",")
	if known, ok := r.fills[key]; ok {
		r.fill = known
		return
	}
	fill := make([][]int, len(r.words)+1)
	courtesy := r.courtesy(roots)
	for i := range r.words {
		for _, start := range courtesy {
			for _, p := range r.parts(start, i) {
				if !slices.Contains(fill[i], p.to-i) {
					fill[i] = append(fill[i], p.to-i)
				}
			}
		}
	}
	r.memo, r.fill = map[[2]int32][]part{}, fill // within its words courtesy has none
	if !r.consulted {
		r.fills[key] = fill
	}
}

// release gives back what other matchers can use.
func (r *matcher) release() { used.Put(r.seen) }

// begins reports whether a pattern below a node can begin at a place.
func (r *matcher) begins(start int32, at int) bool {
	f := r.nodes[start].first
	if f.open {
		return true
	}
	for _, id := range r.can[at] {
		if f.words[id/64]&(1<<(id%64)) != 0 {
			return true
		}
	}
	return slices.ContainsFunc(f.slots, func(slot int16) bool { return len(r.stands(int(slot), at)) > 0 })
}

// parts are the patterns below a node that begin at a place, courtesy between
// their words.
func (r *matcher) parts(start int32, from int) (out []part) {
	begin := r.seen.list()
	for _, n := range r.starts(start) {
		if r.fill != nil && len(r.fill[from]) > 0 || r.begins(n, from) {
			begin = append(begin, state{node: n})
		}
	}
	if len(begin) == 0 {
		r.seen.done(begin)
		return nil
	}
	reached := make([][]state, len(r.words)+1)
	reached[from] = begin
	for at := from; at <= len(r.words); at++ {
		if len(reached[at]) == 0 {
			continue
		}
		states := r.cheapest(reached[at])
		for _, s := range states {
			n := &r.nodes[s.node]
			for _, kind := range n.ends {
				out = append(out, part{at, kind, s})
			}
			if at < len(r.words) {
				r.step(reached, at, n, s)
			}
			if !r.effort.Take(1) {
				return nil
			}
		}
		r.seen.done(states)
	}
	return out
}

// step goes on from a state by the word at a place, a slot, or courtesy.
func (r *matcher) step(reached [][]state, at int, n *node, s state) {
	for _, id := range r.can[at] {
		i, _ := slices.BinarySearchFunc(n.on, id, func(e step, id int32) int { return cmp.Compare(e.word, id) })
		for ; i < len(n.on) && n.on[i].word == id; i++ {
			next := s
			next.node, next.named = n.on[i].to, s.named+1
			r.reach(reached, at+1, next)
		}
	}
	for _, to := range n.any {
		next := s
		next.node, next.cost = to, s.cost+costGap
		r.reach(reached, at+1, next)
	}
	for _, e := range n.parts {
		r.stepOver(reached, at, e, s)
	}
	if r.fill == nil {
		return
	}
	for _, length := range r.fill[at] {
		next := s
		next.cost += length * costFill
		r.reach(reached, at+length, next)
	}
}

// stepOver goes on from a state behind a part of a pattern or a slot.
func (r *matcher) stepOver(reached [][]state, at int, e edge, s state) {
	if e.slot == noSlot {
		for _, p := range r.partsOnce(e.part, at) {
			next := state{e.to, s.cost + p.cost, s.named + p.named, chain(p.slots, s.slots)}
			r.reach(reached, p.to, next)
		}
		return
	}
	for _, length := range r.stands(int(e.slot), at) {
		next := s
		next.node, next.named, next.cost = e.to, s.named+length, s.cost+length
		next.slots = &captured{e.slot, at, at + length, s.slots}
		r.reach(reached, at+length, next)
	}
}

// partsOnce is parts, found once for each place.
func (r *matcher) partsOnce(start int32, from int) []part {
	if !r.begins(start, from) {
		return nil
	}
	key := [2]int32{start, int32(from)}
	found, known := r.memo[key]
	if !known {
		r.memo[key] = nil
		for _, p := range r.parts(start, from) {
			i := slices.IndexFunc(found, func(o part) bool { return o.to == p.to })
			switch {
			case i < 0:
				found = append(found, p)
			case p.cost < found[i].cost:
				found[i] = p
			}
		}
		r.memo[key] = found
	}
	return found
}

// reach adds a state to those of a place.
func (r *matcher) reach(reached [][]state, at int, s state) {
	if reached[at] == nil {
		reached[at] = r.seen.list()
	}
	reached[at] = append(reached[at], s)
	r.effort.Take(1)
}

// cheapest keeps the cheapest state of each node, with those that it leads to
// without a word. The states that it is given are done with.
func (r *matcher) cheapest(states []state) []state {
	r.seen.looks++
	out := r.seen.list()
	for i := 0; i < len(states); i++ {
		s := states[i]
		seen := &r.seen.nodes[s.node]
		switch {
		case seen.number != r.seen.looks:
			*seen = look{r.seen.looks, int32(len(out))}
			out = append(out, s)
		case s.cost < out[seen.at].cost:
			out[seen.at] = s
		default:
			continue
		}
		for _, to := range r.nodes[s.node].skip {
			next := s
			next.node = to
			states = append(states, next)
			r.effort.Take(1)
		}
	}
	r.seen.done(states)
	return out
}
