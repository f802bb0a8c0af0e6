package roster

import (
	"slices"

	"giaoban/internal/viet"
)

// index is what a search looks names up in.
type index struct {
	names  []name           // of each unit
	byFold map[string][]int // units by the name without marks
	byRun  map[string][]int // units by the name without marks and spaces
	firsts map[string]bool  // words, without marks, that a name begins with, or a type before it
	kinds  []kind
	types  []string // of the list, each once
	// behind tells that types may stand behind names without a sign between.
	behind bool
	// offices and cities are the short and long forms that people put in.
	offices []office
	cities  map[string][]word
}

// name is a unit's name as it is compared.
type name struct {
	words           []word
	fold, tone, run string
	kind            string
}

func newIndex(units []Unit) index {
	ix := index{
		names: make([]name, len(units)), byFold: make(map[string][]int, len(units)), byRun: make(map[string][]int, len(units)), firsts: map[string]bool{},
		kinds: kindsOf(units), offices: offices(),
		cities: map[string][]word{"tpth": split("tp Thanh Hóa"), "tphcm": split("tp Hồ Chí Minh")},
	}
	ix.behind = len(units) > 0 && units[0].Behind
	known, syllables := map[string]name{}, map[string]word{} // both come again and again
	read := func(text string) word {
		w, ok := syllables[text]
		if !ok {
			w = newWord(text)
			syllables[text] = w
		}
		return w
	}
	kinds := map[string]string{}
	for i, u := range units {
		called := u.bare()
		n, ok := known[called]
		if !ok {
			n = newName(called, read)
			known[called] = n
		}
		if n.kind, ok = kinds[u.Type]; !ok {
			n.kind = keyOf(u.Type)
			kinds[u.Type] = n.kind
			ix.types = append(ix.types, u.Type)
		}
		ix.names[i] = n
		ix.byFold[n.fold] = append(ix.byFold[n.fold], i)
		ix.byRun[n.run] = append(ix.byRun[n.run], i)
		ix.firsts[n.run] = true
		if len(n.words) > 0 {
			ix.firsts[n.words[0].fold] = true
		}
	}
	for _, k := range ix.kinds {
		ix.firsts[k.spelled[0].fold] = true
	}
	return ix
}

// begins reports whether a word may be the first of a name, with a type before it or without:
// of most words that are tried none is.
func (ix *index) begins(w word) bool {
	return ix.firsts[w.fold] || slices.ContainsFunc(ix.kinds, func(k kind) bool { _, ok := glued(w, k); return ok })
}

func newName(s string, read func(string) word) name {
	words := splitBy(viet.Line(s), read)
	return name{
		words: words, fold: folds(words), tone: tones(words),
		run: join(words, "", func(w word) string { return w.fold }),
	}
}

// wanted are the units that a name may mean.
type wanted struct {
	keep func(int) bool
	kind string // the stated type, "" for any
	// marks says that the person types marks, if not in this word then in
	// another: «xã Nga Thanh» has one, so that Nga Thanh is not Nga Thành.
	marks bool
}

// named returns the units that are wanted and that the words can name. To one who
// types marks, a name that has the same ones all over shuts out those that
// only agree where marks were typed.
func (ix *index) named(words []word, want wanted) []int {
	hits := ix.filter(ix.byFold[folds(words)], want, func(int) []word { return words })
	if len(hits) == 0 && len(words) == 1 {
		return ix.filter(ix.byRun[words[0].fold], want, func(i int) []word {
			cut, _ := apart(words[0], ix.names[i].words)
			return cut
		})
	}
	return hits
}

// filter keeps the units whose name agrees with the marks of what was typed,
// which spelled gives in the words of the unit's name.
func (ix *index) filter(units []int, want wanted, spelled func(int) []word) []int {
	var same, exact []int
	for _, i := range units {
		n := &ix.names[i]
		if want.kind != "" && n.kind != want.kind || !want.keep(i) {
			continue
		}
		words := spelled(i)
		if len(words) != len(n.words) || !begins(words, n.words) {
			continue
		}
		same = append(same, i)
		if tones(words) == n.tone {
			exact = append(exact, i)
		}
	}
	if want.marks && len(exact) > 0 {
		return exact
	}
	return same
}
