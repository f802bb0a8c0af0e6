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
	kinds  []kind
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
		names: make([]name, len(units)), byFold: make(map[string][]int, len(units)), byRun: make(map[string][]int, len(units)),
		kinds: kindsOf(units), offices: offices(),
		cities: map[string][]word{"tpth": split("tp Thanh Hóa"), "tphcm": split("tp Hồ Chí Minh")},
	}
	known := map[string]name{} // names and types come again and again
	kinds := map[string]string{}
	for i, u := range units {
		n, ok := known[u.Name]
		if !ok {
			n = newName(u.Name)
			known[u.Name] = n
		}
		if n.kind, ok = kinds[u.Type]; !ok {
			n.kind = keyOf(u.Type)
			kinds[u.Type] = n.kind
		}
		ix.names[i] = n
		ix.byFold[n.fold] = append(ix.byFold[n.fold], i)
		ix.byRun[n.run] = append(ix.byRun[n.run], i)
	}
	return ix
}

func newName(s string) name {
	words := split(viet.Line(s))
	return name{
		words: words, fold: folds(words), tone: tones(words),
		run: join(words, "", func(w word) string { return w.fold }),
	}
}

// named are the units of that kind (any, if it is empty) that keep wants and
// that the words can name. A name that has the same marks all over shuts out
// those that only agree where marks were typed.
func (ix *index) named(words []word, kind string, keep func(int) bool) []int {
	hits := ix.filter(ix.byFold[folds(words)], kind, keep, func(int) []word { return words })
	if len(hits) == 0 && len(words) == 1 {
		return ix.filter(ix.byRun[words[0].fold], kind, keep, func(i int) []word {
			cut, _ := apart(words[0], ix.names[i].words)
			return cut
		})
	}
	return hits
}

// filter keeps the units whose name agrees with the marks of what was typed,
// which spelled gives in the words of the unit's name.
func (ix *index) filter(units []int, kind string, keep func(int) bool, spelled func(int) []word) []int {
	var same, exact []int
	marked := false
	for _, i := range units {
		if kind != "" && ix.names[i].kind != kind || !keep(i) {
			continue
		}
		words := spelled(i)
		if len(words) != len(ix.names[i].words) || !begins(words, ix.names[i].words) {
			continue
		}
		same = append(same, i)
		marked = marked || slices.ContainsFunc(words, func(w word) bool { return w.marked })
		if tones(words) == ix.names[i].tone {
			exact = append(exact, i)
		}
	}
	if marked && len(exact) > 0 {
		return exact
	}
	return same
}
