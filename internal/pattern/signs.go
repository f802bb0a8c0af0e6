package pattern

import (
	"slices"
	"strings"
)

// Where a sign stands, behind its kind: anywhere, where something begins, or ends.
const (
	atFirst = "/first"
	atLast  = "/last"
)

// A Sign is words of a sentence that a pattern matches, from the first to before the last.
type Sign struct {
	Kind     string
	From, To int
}

// Signs are what a root's patterns match in the sentence, behind one another: of several
// kinds at a word the first of the text.
// «sure/last» counts only where something ends, «sure/first» where something begins.
// What a pattern of the kind «but» matches is no sign of another. Names are none.
func (t *Table) Signs(s *Sentence, slots Slot, root, but string) (signs []Sign) {
	start, ok := t.roots[root]
	if !ok || s.long {
		return nil
	}
	r := t.matcher(s, slots)
	defer r.release()
	r.fill, r.can = nil, slices.Clone(r.can)
	for i := range s.words {
		if s.words[i].name {
			r.can[i] = nil
		}
	}
	r.without(start, but)
	for from := 0; from < len(s.words); from++ {
		best, to := len(t.kinds), from
		for _, p := range r.parts(start, from) {
			kind := t.kinds[p.kind]
			if p.named == 0 || kind == but || strings.HasSuffix(kind, atFirst) && !r.ends(from) || strings.HasSuffix(kind, atLast) && !r.ends(p.to) {
				continue
			}
			if int(p.kind) < best || int(p.kind) == best && p.to > to {
				best, to = int(p.kind), p.to
			}
		}
		if best < len(t.kinds) {
			kind, _, _ := strings.Cut(t.kinds[best], "/")
			signs, from = append(signs, Sign{kind, from, to}), to-1
		}
	}
	return signs
}

// Known is how many words of each kind under a root somebody knows.
func (t *Table) Known(root string, known func(word string) bool) map[string]int {
	out := map[string]int{}
	for word, ids := range t.ids {
		for _, id := range ids {
			for _, kind := range t.mentions[root][id] {
				if known(word) {
					out[t.kinds[kind]]++
				}
			}
		}
	}
	return out
}

// without takes the words out of the look that a pattern of the kind matches.
func (r *matcher) without(start int32, kind string) {
	var spans [][2]int
	for from := range r.words {
		for _, p := range r.parts(start, from) {
			if r.kinds[p.kind] == kind {
				spans = append(spans, [2]int{from, p.to})
			}
		}
	}
	for _, span := range spans {
		for i := span[0]; i < span[1]; i++ {
			r.can[i] = slices.Clip(r.can[i][:0])
		}
	}
	r.memo = map[[2]int32][]part{}
}
