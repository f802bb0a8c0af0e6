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
	// marks.
	common, bare map[string]bool
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
	Shorts *viet.Shorts
}

// New makes the index of an outline, with the words of each type of unit that answers it.
func New(o *form.Outline, words []form.Words, l Language) *Index {
	x := &Index{outline: o, shorts: o.Shorts(l.Shorts), ids: map[string][]int{}, folds: map[string][]int{}, common: map[string]bool{}, bare: map[string]bool{}}
	for _, w := range l.Common {
		for _, s := range syllables(w) {
			x.common[viet.ToneKey(s)], x.bare[viet.Fold(s)] = true, true
		}
	}
	if len(words) == 0 {
		words = []form.Words{{}}
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
		x.question(q, words, labels[q.Name])
		for i := range q.Questions {
			x.question(&q.Questions[i], words, "")
		}
	}
	for _, f := range worked {
		e := x.entry(Thing{Figure: f, Title: f.Label})
		label := brackets.ReplaceAllString(f.Label, " ")
		x.name(e, words, true, label)
		x.name(e, words, false, enumerated(label)...)
	}
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

// enumerated are the names that a label lists between commas; none if it is one name.
func enumerated(label string) []string {
	if names := strings.Split(label, ","); len(names) > 1 {
		return names
	}
	return nil
}

// question adds a question, which may have the label of a figure, and its choices.
func (x *Index) question(q *form.Question, words []form.Words, label string) {
	if q.Submits() || q.NamesUnit() {
		return
	}
	e := x.entry(Thing{Q: q, Title: titleOf(q, label)})
	x.name(e, words, true, q.Called...)
	x.name(e, words, true, label)
	x.name(e, words, false, enumerated(label)...)
	if q.IsGroup() {
		x.name(e, words, true, q.Rows.Noun)
		x.name(e, words, true, enumerated(q.Rows.Noun)...)
	} else {
		x.name(e, words, false, brackets.ReplaceAllString(q.Label, " "), q.Short)
	}
	around := []string{q.Label, q.Unit}
	if q.Parent != nil {
		around = append(append(around, q.Parent.Called...), q.Parent.Rows.Noun)
	}
	x.beside(e, words, around...)
	for _, o := range q.Options() {
		c := x.entry(Thing{Q: q, Choice: o.Name, Title: o.Label})
		x.name(c, words, false, brackets.ReplaceAllString(o.Label, " "))
		for w := range c.words {
			c.own[w] = true
		}
		x.beside(c, words, o.Label, q.Short)
		x.beside(c, words, q.Called...)
		x.beside(c, words, around...)
	}
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

// filled are a text's versions: one for each type of unit, and with abbreviations
// written out.
func (x *Index) filled(text string, words []form.Words) (versions []string) {
	for _, w := range words {
		version := form.Fill(text, w)
		versions = append(append(versions, version), x.shorts.WrittenOut(version)...)
	}
	slices.Sort(versions)
	return slices.Compact(versions)
}

// name lets the thing be called so; given are names beside its labels.
func (x *Index) name(e *entry, words []form.Words, given bool, names ...string) {
	for _, n := range names {
		for _, version := range x.filled(n, words) {
			var list []int
			for _, w := range x.telling(version) {
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
func (x *Index) beside(e *entry, words []form.Words, texts ...string) {
	for _, text := range texts {
		for _, version := range x.filled(text, words) {
			for _, w := range x.telling(version) {
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
