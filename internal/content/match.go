package content

import "strings"

// A Theme is what a text may speak of: a label and the words that mark it. «…» in
// them stands for up to six syllables, «<n>» for a number. A sentence that has one of
// Unless does not speak of it: it denies it, or means something else.
type Theme struct {
	Name   string   `yaml:"name"`
	Label  string   `yaml:"label"`
	Words  []string `yaml:"words"`
	Unless []string `yaml:"unless,omitempty"`
}

// gap is how many syllables «…» may stand for.
const gap = 6

// An order is the words of one pattern: runs of syllables with gaps between them.
type order struct {
	theme  int
	unless bool
	runs   [][]token
}

// A matcher finds the patterns of several themes in one pass over a sentence.
type matcher struct {
	marked, bare map[int32][]*order // by the first syllable
	themes       int
}

func (v *vocabulary) matcher(themes []Theme) *matcher {
	m := &matcher{map[int32][]*order{}, map[int32][]*order{}, len(themes)}
	add := func(theme int, unless bool, words string) {
		o := &order{theme: theme, unless: unless}
		for _, part := range strings.Split(words, "…") {
			if run := v.pattern(part); len(run) > 0 {
				o.runs = append(o.runs, run)
			}
		}
		if len(o.runs) > 0 {
			first := o.runs[0][0]
			m.marked[first.marked] = append(m.marked[first.marked], o)
			m.bare[first.bare] = append(m.bare[first.bare], o)
		}
	}
	for i, t := range themes {
		for _, w := range t.Words {
			add(i, false, w)
		}
		for _, w := range t.Unless {
			add(i, true, w)
		}
	}
	return m
}

// pattern are the syllables of a run; «<n>» is a number.
func (v *vocabulary) pattern(words string) []token {
	return v.tokens(strings.ReplaceAll(words, "<n>", "0"))
}

// A hit is a theme that a sentence speaks of, and where.
type hit struct {
	theme    int
	from, to int // tokens
}

// hits are the themes of a sentence, each once.
func (m *matcher) hits(s []token, marked bool) (found []hit) {
	index := m.bare
	if marked {
		index = m.marked
	}
	seen, denied := make([]bool, m.themes), make([]bool, m.themes)
	for i, t := range s {
		first := t.bare
		if marked {
			first = t.marked
		}
		for _, o := range index[first] {
			to, ok := o.at(s, i, marked)
			switch {
			case !ok:
			case o.unless:
				denied[o.theme] = true
			case !seen[o.theme]:
				seen[o.theme] = true
				found = append(found, hit{o.theme, i, to})
			}
		}
	}
	kept := found[:0]
	for _, h := range found {
		if !denied[h.theme] {
			kept = append(kept, h)
		}
	}
	return kept
}

// at tells whether the pattern stands at the i-th token, and where it ends.
func (o *order) at(s []token, i int, marked bool) (to int, ok bool) {
	if !runAt(o.runs[0], s, i, marked) {
		return 0, false
	}
	i += len(o.runs[0])
	for _, run := range o.runs[1:] {
		n := 0
		for n <= gap && !runAt(run, s, i+n, marked) {
			n++
		}
		if n > gap {
			return 0, false
		}
		i += n + len(run)
	}
	return i, true
}

func runAt(run, s []token, i int, marked bool) bool {
	if i+len(run) > len(s) {
		return false
	}
	for j, t := range run {
		if marked && t.marked != s[i+j].marked || !marked && t.bare != s[i+j].bare {
			return false
		}
	}
	return true
}
