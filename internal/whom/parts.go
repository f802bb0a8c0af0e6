package whom

import (
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/effort"
	"giaoban/internal/viet"
)

// kind is what a part of a list is.
type kind uint8

const (
	unknown kind = iota
	name
	group
	heading // «hai xã» before names
	except  // «trừ»
	joining // «và», a comma, a word of courtesy
)

// A part is some words of the list, from one to another.
type part struct {
	kind     kind
	from, to int
	group    description
	// tie marks names that can be cut in two ways with as many pieces: «An Bình An».
	tie bool
	// apart is what stands behind the comma of a name that could be two units, and whose
	// second part has no type: «Xuân Lộc, Hậu Lộc».
	apart string
}

// A token is a word of the list.
type token struct {
	from, to  int // in the text
	tone      string
	fold      string
	marked    bool // has marks, or must have them
	separated bool // a comma or a new line stands before it
}

// A reader cuts a list into parts.
type reader struct {
	Circle
	known
	said   string
	tokens []token
	names  map[[2]int]bool // by their first word and the one behind the last
	looked map[string]bool // the same by what was typed, in several readings of one message
}

// known is what a circle's lists are read with.
type known struct {
	words lexicon
	types []unitType
	// roots are what the person's own units are called by their types.
	roots []terms
}

func knownTo(c Circle) known {
	k := known{words: lexiconOf(c.Say), types: typesOf(c)}
	for _, root := range c.Roots {
		u, _ := c.Units.Get(root)
		k.roots = append(k.roots, termsOf(u.Type))
	}
	return k
}

// separators stand between the pieces of a list; brackets and quotes only part words.
const separators = ",;:\n+&"

func (k known) reader(c Circle, text string) *reader {
	r := &reader{Circle: c, known: k, said: text, names: map[[2]int]bool{}, looked: map[string]bool{}}
	start, separated := -1, false
	end := func(at int) {
		if start < 0 {
			return
		}
		word := strings.ToLower(strings.Trim(text[start:at], ".!?-"))
		if word != "" {
			fold := viet.Fold(word)
			r.tokens = append(r.tokens, token{start, at, viet.ToneKey(word), fold, fold != word, separated && len(r.tokens) > 0})
			separated = false
		}
		start = -1
	}
	for i, letter := range text {
		switch {
		case strings.ContainsRune(separators, letter):
			end(i)
			separated = true
		case unicode.IsSpace(letter), strings.ContainsRune("()[]«»\"“”", letter):
			end(i)
		case start < 0:
			start = i
		}
	}
	end(len(text))
	if slices.ContainsFunc(r.tokens, func(t token) bool { return t.marked }) {
		for i := range r.tokens {
			r.tokens[i].marked = true
		}
	}
	return r
}

// text is what was typed of a part.
func (r *reader) text(p part) string {
	if p.to <= p.from {
		return ""
	}
	return strings.Trim(r.said[r.tokens[p.from].from:r.tokens[p.to-1].to], " .!?-")
}

const (
	longestName = 9   // words, with its type and the units above
	mostTokens  = 250 // of a list
)

// What a reading of the words costs: words that nothing explains most, then pieces.
const (
	costUnknown = 10_000
	costPiece   = 100
	costHeading = 10
	costWord    = 1
)

// A choice is the cheapest reading of the words from one on.
type choice struct {
	part
	cost int
}

// parts reads all words in the way that leaves the fewest unexplained, and then has the
// fewest pieces: of «Nga Yên Nga Sơn» that is one commune of that district.
func (r *reader) parts() []part {
	n := min(len(r.tokens), mostTokens)
	best := make([]choice, n+1)
	for i := n - 1; i >= 0; i-- {
		best[i] = r.choose(i, n, best)
	}
	var out []part
	for i := 0; i < n; i = best[i].to {
		p := best[i].part
		if last := len(out) - 1; p.kind == unknown && last >= 0 && !r.tokens[i].separated &&
			(out[last].kind == unknown || out[last].kind == group) { // what stands behind a group would narrow it
			vague := out[last].group.vague || p.group.vague
			out[last] = part{kind: unknown, from: out[last].from, to: p.to, group: description{vague: vague}}
			continue
		}
		out = append(out, p)
	}
	if n < len(r.tokens) {
		out = append(out, part{kind: unknown, from: n, to: len(r.tokens)})
	}
	return out
}

// choose is the cheapest way to read on from a word.
func (r *reader) choose(i, n int, best []choice) choice {
	out := choice{part{kind: unknown, from: i, to: i + 1}, costUnknown + best[i+1].cost}
	out.group.vague = r.words.vague.at(r.tokens[i:n]) > 0
	for _, o := range r.options(i, n) {
		named := o.to < n && best[o.to].kind == name
		if o.kind == heading && !named || o.kind == group && named && !r.tokens[o.to].separated {
			continue
		}
		cost := o.cost + best[o.to].cost
		switch {
		case cost < out.cost:
			out = choice{o.part, cost}
		case cost == out.cost && o.kind == name && out.kind == name && o.to != out.to:
			out.tie = true
		}
	}
	return out
}

// options are the parts that may begin with a word, with what each costs.
func (r *reader) options(i, n int) (out []choice) {
	for j := i + 1; j <= min(i+longestName, n); j++ {
		if apart, ok := r.isName(i, j); ok {
			out = append(out, choice{part{kind: name, from: i, to: j, apart: apart}, costPiece})
		}
	}
	if k := r.words.except.at(r.tokens[i:n]); k > 0 {
		out = append(out, choice{part{kind: except, from: i, to: i + k}, costWord})
	}
	if k := r.words.joining.at(r.tokens[i:n]); k > 0 {
		out = append(out, choice{part{kind: joining, from: i, to: i + k}, costWord})
	}
	for _, g := range r.groups(i, n) {
		if g.names {
			out = append(out, choice{part{kind: heading, from: i, to: g.to, group: g.description}, costHeading})
		}
		if g.whole {
			out = append(out, choice{part{kind: group, from: i, to: g.to, group: g.description}, costPiece})
		}
	}
	return out
}

// isName reports whether the words are a unit's name, which has no comma but before a unit
// above. apart is what stands behind the comma where no type of unit does.
func (r *reader) isName(i, j int) (apart string, ok bool) {
	for k := i + 1; k < j; k++ {
		if !r.tokens[k].separated {
			continue
		}
		if strings.ContainsAny(r.said[r.tokens[k-1].to:r.tokens[k].from], ";:\n+&") || apart != "" {
			return "", false
		}
		switch _, typed := r.typeAt(k, j); typed {
		case 0:
			apart = r.text(part{from: k, to: j})
		case j - k:
			return "", false // «Ba Đình, xã» is the beginning of two names
		}
	}
	if !r.isKnown(i, j) {
		return "", false
	}
	return apart, apart == "" || r.isNamed(apart)
}

func (r *reader) isKnown(i, j int) bool {
	at := [2]int{i, j}
	known, ok := r.names[at]
	if !ok {
		known = r.isNamed(r.text(part{from: i, to: j}))
		r.names[at] = known
	}
	return known
}

// isNamed reports whether a text is a unit's name, or several units'.
func (r *reader) isNamed(text string) bool {
	known, ok := r.looked[text]
	if !ok {
		known = r.Units.Named(text)
		r.looked[text] = known
	}
	return known
}

// A lexicon is the words that lists have beside names. all are everybody («tất cả»), some
// stand before a group («các»), weak before one that must be told by how it stands («mấy»),
// vague never tell which («vài»).
type lexicon struct {
	joining, except, all, some, weak, vague, which, anybody, levels, of, ours, any, while, behind terms
	numbers                                                                                       []token // from two on
	states                                                                                        []stated
}

// terms are words and phrases, the longest first.
type terms [][]token

// at is how many of the words one of the terms begins with.
func (t terms) at(words []token) int {
	effort.Add(len(t))
	for _, term := range t {
		n := len(term)
		if n <= len(words) && !slices.ContainsFunc(words[1:n], func(w token) bool { return w.separated }) && slices.EqualFunc(term, words[:n], means) {
			return n
		}
	}
	return 0
}

// means reports whether a typed word stands for the term's: by its marks if the message has
// any, or the term must have them.
func means(term, typed token) bool {
	if typed.marked || term.marked {
		return term.tone == typed.tone
	}
	return term.fold == typed.fold
}
