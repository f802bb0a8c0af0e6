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

// Signs are the kinds of a root's patterns that words of the sentence match in a row,
// behind one another: of several at a word the first kind of the text.
// «sure/last» counts only where something ends, «sure/first» where something begins.
// What a pattern of the kind «but» matches is no sign of another. Names are none.
func (t *Table) Signs(s *Sentence, slots Slot, root, but string) (kinds []string) {
	start, ok := t.roots[root]
	if !ok || s.long {
		return nil
	}
	r := t.matcher(s, slots, nil)
	defer r.release()
	r.fill = nil
	for i := range s.words {
		if s.words[i].name {
			r.can[i] = nil
		}
	}
	r.without(start, but)
	for from := 0; from < len(s.words); from++ {
		if !r.begins(start, from) {
			continue
		}
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
			kinds, from = append(kinds, kind), to-1
		}
	}
	return kinds
}

// without takes the words out of the look that a pattern of the kind matches.
func (r *matcher) without(start int32, kind string) {
	var spans [][2]int
	for from := range r.words {
		if !r.begins(start, from) {
			continue
		}
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
