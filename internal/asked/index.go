package asked

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// An Index knows by which words each thing of one outline goes.
type Index struct {
	outline *form.Outline
	shorts  *viet.Shorts
	entries []entry
	// ids number the words by how they are written, with marks and without.
	ids, folds map[string][]int
	known      int
	// having are the entries with a word among theirs.
	having [][]int
	// common are words that tell nothing of what is asked about, bare the same without
	// marks, not those that turn a sentence around.
	common, bare, not map[string]bool
	// types are the words of each type of unit, read what was read of the outline's texts:
	// both while the index is made.
	types []form.Words
	read  map[string][][]string
}

// An entry is a thing with its names and the words that may stand beside them.
type entry struct {
	Thing
	names []name
	words map[int]bool // all that may be said of it
	// own are a choice's words, of which one must be said.
	own map[int]bool
	// context are words around the thing's own that may be said with it: the question
	// of a choice, the noun of a list's rows.
	context map[int]bool
}

// A name is one that a thing goes by.
type name struct {
	words []int // sorted
	// given marks one that the outline gives beside its labels.
	given bool
}

// A Language is what an index must know of the language that is asked in.
type Language struct {
	// Common are words that tell nothing of what is asked about: «bao nhiêu», «số».
	Common []string
	// Not are words that turn a sentence around. In a question they only ask, and are no
	// part of what it is called: «… chưa?».
	Not    []string
	Shorts *viet.Shorts
}

// New makes the index of an outline, with the words of each type of unit that answers it.
func New(o *form.Outline, words []form.Words, l Language) *Index {
	x := &Index{outline: o, shorts: o.Shorts(l.Shorts), ids: map[string][]int{}, folds: map[string][]int{}, common: map[string]bool{}, bare: map[string]bool{},
		not: map[string]bool{}, read: map[string][][]string{}}
	for _, w := range l.Not {
		x.not[viet.ToneKey(strings.TrimSpace(w))] = true
	}
	for _, w := range l.Common {
		for _, s := range syllables(w) {
			x.common[viet.ToneKey(s)], x.bare[viet.Fold(s)] = true, true
		}
	}
	if x.types = words; len(words) == 0 {
		x.types = []form.Words{{}}
	}
	labels := map[string]string{} // of figures that are a question's own
	var worked []*form.Figure
	for i := range o.Figures {
		f := &o.Figures[i]
		if of := figureOf(o, f); of != "" && labels[of] == "" {
			labels[of] = brackets.ReplaceAllString(f.Label, " ")
		} else {
			worked = append(worked, f)
		}
	}
	for _, q := range o.Top {
		x.question(q, labels[q.Name])
		for i := range q.Questions {
			x.question(&q.Questions[i], "")
		}
	}
	for _, f := range worked {
		e := x.entry(Thing{Figure: f, Title: f.Label})
		label := brackets.ReplaceAllString(f.Label, " ")
		x.name(e, true, label)
		x.name(e, false, enumerated(label)...)
	}
	x.types, x.read = nil, nil
	x.having = make([][]int, x.known)
	for i := range x.entries {
		for w := range x.entries[i].words {
			x.having[w] = append(x.having[w], i)
		}
	}
	return x
}

// figureOf is the question whose answer a figure is: its number, its yes, or the number
// of its rows.
func figureOf(o *form.Outline, f *form.Figure) string {
	source := strings.ReplaceAll(f.Value, " ", "")
	for _, form := range []string{"len(%)", "%?1:0", "%"} {
		before, after, _ := strings.Cut(form, "%")
		name, ok := strings.CutPrefix(source, before)
		if name, ok2 := strings.CutSuffix(name, after); ok && ok2 && o.ByName[name] != nil {
			return name
		}
	}
	return ""
}

// brackets hold what a label only explains.
var brackets = regexp.MustCompile(`\([^)]*\)`)

// plainly is a question without the words that turn sentences around.
func (x *Index) plainly(label string) string {
	words := strings.Fields(label)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return x.not[viet.ToneKey(strings.Trim(w, ".,?!;:()"))] }), " ")
}

// aboutUnit are the placeholders that say whose report it is, and not what is asked.
var aboutUnit = regexp.MustCompile(`(?i)\{(loai|cap_tren|xung_ho|danh_xung|thua)\}`)

// headOf is what of a label names its question.
func headOf(label string) string {
	return aboutUnit.ReplaceAllString(brackets.ReplaceAllString(label, " "), " ")
}

// enumerated are the names that a label lists between commas; none if it is one name.
func enumerated(label string) []string {
	if names := strings.Split(label, ","); len(names) > 1 {
		return names
	}
	return nil
}

// question adds a question, which may have the label of a figure, and its choices.
func (x *Index) question(q *form.Question, label string) {
	if q.Submits() || q.NamesUnit() {
		return
	}
	e := x.entry(Thing{Q: q, Title: titleOf(q, label)})
	if addsUp(q) {
		return
	}
	x.name(e, true, q.Called...)
	x.name(e, true, label)
	x.name(e, false, enumerated(label)...)
	if q.IsGroup() {
		x.name(e, true, q.Rows.Noun)
		x.name(e, true, enumerated(q.Rows.Noun)...)
	} else {
		x.name(e, false, headOf(x.plainly(q.Label)), headOf(x.plainly(q.Short)))
	}
	around := []string{x.plainly(q.Label), q.Unit}
	if q.Parent != nil {
		around = append(append(around, q.Parent.Called...), q.Parent.Rows.Noun)
	}
	x.beside(e, around...)
	for _, o := range q.Options() {
		c := x.entry(Thing{Q: q, Choice: o.Name, Title: o.Label})
		x.name(c, false, brackets.ReplaceAllString(o.Label, " "))
		for w := range c.words {
			c.own[w] = true
		}
		x.beside(c, o.Label, x.plainly(q.Short))
		x.beside(c, q.Called...)
		x.beside(c, around...)
	}
}

// addsUp reports whether a question only adds up what units below were asked: by words
// theirs is meant, of which more reports may be in, and this one by its code.
func addsUp(q *form.Question) bool {
	for i := range q.Figures {
		if !slices.ContainsFunc(q.Figures[i].Value.Vars, func(v form.Variable) bool { return v.Kind == form.TheBelow }) {
			return false
		}
	}
	return len(q.Figures) > 0
}

// titleOf is a question's first name: that of a list's rows, else its label as a heading.
func titleOf(q *form.Question, label string) string {
	title := label
	if title == "" && q.IsGroup() {
		title = q.Rows.Noun
	}
	if len(q.Called) > 0 {
		title = q.Called[0]
	}
	return strings.TrimRight(strings.Join(strings.Fields(cmp.Or(title, q.Short, q.Label)), " "), "?. ")
}

// entry adds a thing without names. The pointer is good until the next.
func (x *Index) entry(t Thing) *entry {
	x.entries = append(x.entries, entry{Thing: t, words: map[int]bool{}, own: map[int]bool{}, context: map[int]bool{}})
	return &x.entries[len(x.entries)-1]
}

// versions are the words that tell something in each version of a text: one for each type
// of unit, and with abbreviations written out.
func (x *Index) versions(text string) [][]string {
	if known, ok := x.read[text]; ok {
		return known
	}
	var all []string
	for _, w := range x.types {
		if version := form.Fill(text, w); !slices.Contains(all, version) {
			all = append(append(all, version), x.shorts.WrittenOut(version)...)
		}
	}
	var out [][]string
	for _, version := range all {
		if words := x.telling(version); len(words) > 0 {
			out = append(out, words)
		}
	}
	x.read[text] = out
	return out
}

// name lets the thing be called so; given are names beside its labels.
func (x *Index) name(e *entry, given bool, names ...string) {
	for _, n := range names {
		for _, words := range x.versions(n) {
			var list []int
			for _, w := range words {
				id := x.id(w)
				e.words[id] = true
				if !isNumeral(w) {
					list = append(list, id)
				}
			}
			slices.Sort(list)
			if list = slices.Compact(list); len(list) > 0 {
				e.names = append(e.names, name{list, given})
			}
		}
	}
}

// beside lets words be said with the thing's name.
func (x *Index) beside(e *entry, texts ...string) {
	for _, text := range texts {
		for _, words := range x.versions(text) {
			for _, w := range words {
				id := x.id(w)
				e.context[id] = e.context[id] || !e.words[id]
				e.words[id] = true
			}
		}
	}
}

// telling are the words of a text that tell something.
func (x *Index) telling(text string) []string {
	return slices.DeleteFunc(syllables(text), func(w string) bool { return x.common[viet.ToneKey(w)] })
}

// id is the number of a word, as it is written in the outline.
func (x *Index) id(w string) int {
	key := viet.ToneKey(w)
	if known := x.ids[key]; len(known) > 0 {
		return known[0]
	}
	id := x.known
	x.known++
	x.ids[key] = []int{id}
	x.folds[viet.Fold(w)] = append(x.folds[viet.Fold(w)], id)
	return id
}

// syllables are the words of a text in small letters; signs part them.
func syllables(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
}

func isNumeral(w string) bool { return strings.Trim(w, "0123456789") == "" }
