package viet

import (
	"slices"
	"strings"

	"giaoban/internal/effort"
	"giaoban/internal/language"
)

// asked is a question as readers compare words with it.
type asked struct {
	language.Question
	words *reader // the label, without what stands in brackets
	unit  *reader
	// units are what the unit may be called: of «cơ quan, đơn vị» either.
	units [][]token
	// names are the reporting unit's, with and without its kind.
	names [][]token
	short *Shorts
	// at has, for a word's key, where it stands in the label. bare has the same for a
	// message without marks.
	at, bare map[string][]int
}

// askedLetters is how much of a question is looked at. Longer ones explain.
const askedLetters = 600

// nobody asked anything.
var nobody = Reader{}.understand(language.Question{})

// understand prepares a question.
func (v Reader) understand(q language.Question) *asked {
	label := []rune(Line(q.Label))
	a := &asked{Question: q, words: scan(string(label[:min(len(label), askedLetters)])), unit: scan(Line(q.Unit)),
		at: map[string][]int{}, bare: map[string][]int{}}
	for i, t := range a.words.ts {
		if t.kind == signToken {
			continue
		}
		a.at[t.key] = append(a.at[t.key], i)
		bare := keyOf(Fold(t.text))
		a.bare[bare] = append(a.bare[bare], i)
	}
	a.short = v.Short
	for i := range a.words.ts {
		for _, l := range v.Short.at(a.words, i) {
			a.names = append(a.names, l.words) // «ban chỉ đạo» for the label's BCĐ
		}
	}
	for _, name := range q.Names {
		words := scan(Line(name)).ts
		a.names = append(a.names, words)
		for _, kind := range q.Names {
			if k := scan(Line(kind)); len(k.ts) < len(words) && k.repeatsAll(0, words[:len(k.ts)]) {
				a.names = append(a.names, words[len(k.ts):])
			}
		}
	}
	a.units = unitsOf(a.unit.ts)
	return a
}

// unitsOf takes what a unit may be called apart: at commas, without what brackets add. Of
// «nghìn lượt» the scale belongs to the number.
func unitsOf(ts []token) (units [][]token) {
	if len(ts) > 1 && scaleOf(ts[0]) > 0 {
		ts = ts[1:]
	}
	units = append(units, ts)
	from := 0
	for i, t := range ts {
		if t.sign(",;(") && i > from {
			units = append(units, ts[from:i])
			from = i + 1
		}
		if t.sign("(") {
			return units
		}
	}
	if from > 0 {
		units = append(units, ts[from:])
	}
	return units
}

// same compares a typed word with one of ours.
func (t token) same(ours token) bool {
	return t.key == ours.key || t.bare && t.key == keyOf(Fold(ours.text))
}

// tries is how many places of a word in the question are looked at, so that a question of
// one word again and again costs no more than another.
const tries = 6

// repeats returns how many tokens from the i-th on repeat the question, word by word.
// Signs on the way count for nothing.
func (a *asked) repeats(r *reader, i int) int {
	n, _ := a.repeated(r, i)
	return n
}

// repeated is repeats, with where in the label the repetition begins.
func (a *asked) repeated(r *reader, i int) (n, from int) {
	if i >= len(r.ts) {
		return 0, 0
	}
	t := r.ts[i]
	places := a.at[t.key]
	if t.bare {
		places = a.bare[t.key]
	}
	for _, at := range places[:min(len(places), tries)] {
		if run := a.runFrom(r, i, at); run > n {
			n, from = run, at
		}
	}
	return n, from
}

func (a *asked) runFrom(r *reader, i, at int) int {
	n, end := 0, 0
	for at+n < len(a.words.ts) && i+n < len(r.ts) {
		effort.Add(1)
		ours, t := a.words.ts[at+n], r.ts[i+n]
		if ours.kind != t.kind || !t.same(ours) {
			break
		}
		n++
		if t.kind != signToken {
			end = n
		}
	}
	return end
}

// covers returns how many tokens from the i-th on are the question's own words, beside a
// value that begins with token from. Single words are, but for those that change what is
// said and for numbers; these only as part of a longer repetition.
func (a *asked) covers(r *reader, i, from int) int {
	n, at := a.repeated(r, i)
	if n == 0 {
		return max(a.isNamed(r, i), a.shortened(r, i), a.quarter(r, i))
	}
	beside := i+n == from
	switch {
	case turning.in(a.words, at, at+n) && (n < 3 || beside && negation.in(a.words, at, at+n)):
		n = 0
	case n == 1 && r.ts[i].kind == digitsToken:
		n = 0
	}
	return max(n, a.isNamed(r, i), a.quarter(r, i))
}

// quarter returns 2 where the tokens are the question's own quarter, in whatever
// numerals: «quý 2» of «quý II».
func (a *asked) quarter(r *reader, i int) int {
	n := r.quarterAt(i)
	if n == 0 {
		return 0
	}
	for j := range a.words.ts {
		if a.words.quarterAt(j) == n {
			return 2
		}
	}
	return 0
}

// quarterAt is the quarter that begins at the i-th token, from 1 to 4; 0 for none.
func (r *reader) quarterAt(i int) int {
	effort.Add(1)
	if i+1 >= len(r.ts) || !r.ts[i].is(quarterSaid) {
		return 0
	}
	next := r.ts[i+1]
	return max(slices.Index([]string{"", "1", "2", "3", "4"}, next.text), slices.Index([]string{"", "i", "ii", "iii", "iv"}, next.text), 0)
}

var quarterSaid = phrases("quý", "quí")

// shortened returns how many tokens from the i-th on are short for words of the label.
func (a *asked) shortened(r *reader, i int) int {
	if i >= len(r.ts) {
		return 0
	}
	for _, l := range a.short.at(r, i) {
		all := true
		for _, t := range l.words {
			all = all && len(a.at[t.key]) > 0
		}
		if all {
			return l.n
		}
	}
	return 0
}

// isNamed returns how many tokens from the i-th on are the reporting unit's name or kind.
// A part of a name is not it: «An» of «xã Nga An» may be anything.
func (a *asked) isNamed(r *reader, i int) int {
	n := 0
	for _, name := range a.names {
		if len(name) > n && r.repeatsAll(i, name) {
			n = len(name)
		}
	}
	return n
}

// repeatsAll tells whether the tokens from the i-th on are some words.
func (r *reader) repeatsAll(i int, words []token) bool {
	if len(words) == 0 || i+len(words) > len(r.ts) {
		return false
	}
	for j, ours := range words {
		effort.Add(1)
		if t := r.ts[i+j]; t.kind != ours.kind || !t.same(ours) {
			return false
		}
	}
	return true
}

// says tells whether the label has a word of the lexicon.
func (a *asked) says(l lexicon) bool { return l.in(a.words, 0, len(a.words.ts)) }

// isNegative tells whether the question itself says no: «Xã không có … phải không?».
func (a *asked) isNegative() bool {
	ts := a.words.ts
	end := len(ts)
	for i, t := range ts {
		if t.sign("?") || i > 0 && t.sign("(") {
			end = i
			break
		}
	}
	for i := 0; i+1 < end; i++ {
		if a.words.at(i-a.words.i, noSaid) > 0 && !ts[i+1].sign(",") && (i == 0 || !ts[i-1].is(orSaid)) {
			return true
		}
	}
	return false
}

// unitIs tells whether the unit is one of the words.
func (a *asked) unitIs(l lexicon) bool {
	n := len(a.unit.ts)
	return n > 0 && l.from(a.unit, 0) == n
}

// hasUnit tells whether a unit is given.
func (a *asked) hasUnit() bool { return strings.TrimSpace(a.Unit) != "" }
