// Package asked finds what of an outline a question is about, by the outline's own
// words: «mô hình cấp xã» is question X5.04, «miền núi» a choice of X0.04, «đề nghị
// khen» a list. A name must account for every word that was said; of several
// things that could be meant it tells which, and never guesses.
//
// It knows no report, no unit and nobody's rights. An index is made once for each
// version of an outline and never changes.
package asked

import (
	"slices"
	"strings"

	"giaoban/internal/form"
)

// A Thing is what can be asked about: a question, a choice of one, or a figure that the
// outline works out for the level above.
type Thing struct {
	Q      *form.Question // nil for a figure
	Choice string         // the name of a choice; "" for the question itself
	Figure *form.Figure
	// Title is what the thing is called, in few words where the outline has them.
	Title string
}

// Kind is what the reports come to about a thing.
type Kind uint8

// The kinds.
const (
	Amount Kind = iota // a number of each report, or of each row
	Listed             // rows
	Marked             // a yes, or a choice: some have it
	Worked             // a figure of the outline that is no question's own
	Told               // words, days and what else is listed by unit only
)

// Kind returns what the reports come to about the thing.
func (t Thing) Kind() Kind {
	switch {
	case t.Figure != nil:
		return Worked
	case t.Choice != "" || t.Q.ComesTo() == form.YesAndNo:
		return Marked
	case t.Q.IsGroup():
		return Listed
	case t.Q.IsNumber() || t.Q.IsCalculated() && t.Q.ComesTo() == form.Numbers:
		return Amount
	}
	return Told
}

// Parts of a key: what stands between a question and its choice, and before a figure.
const (
	choiceMark = "~"
	figureMark = "="
)

// Key names the thing in a button.
func (t Thing) Key() string {
	switch {
	case t.Figure != nil:
		return figureMark + t.Figure.Name
	case t.Choice != "":
		return t.Q.Code + choiceMark + form.NameHash(t.Choice)
	}
	return t.Q.Code
}

// Keyed returns the thing of a key, or of a question's code as people type it.
func (x *Index) Keyed(key string) (Thing, bool) {
	code, choice, chosen := strings.Cut(key, choiceMark)
	for i := range x.entries {
		t := x.entries[i].Thing
		if t.Key() == key {
			return t, true
		}
		if !chosen && t.Q != nil && t.Choice == "" && choice == "" && form.Canonical(code) == form.Canonical(t.Q.Code) {
			return t, true
		}
	}
	if q := x.outline.QuestionTyped(code); q != nil && !chosen {
		return x.plain(q)
	}
	return Thing{}, false
}

// plain is the thing that is the question itself.
func (x *Index) plain(q *form.Question) (Thing, bool) {
	for i := range x.entries {
		if t := x.entries[i].Thing; t.Q == q && t.Choice == "" {
			return t, true
		}
	}
	return Thing{}, false
}

// Example is what a number of the outline is called; "" if it asks for none.
func (x *Index) Example() string {
	for i := range x.entries {
		if e := &x.entries[i]; e.Kind() == Amount && e.Q.Group() == nil && !strings.Contains(e.Title, "{") {
			return e.Title
		}
	}
	return ""
}

// A Want is what is asked of the thing. Of things that are called alike it prefers some.
type Want uint8

// The wants.
const (
	HowMuch Want = iota // an amount: totals, averages, rankings
	Who                 // which units have it, or have not
	Rows                // the rows of a list
)

// classes are the kinds for each want: of things that are called alike the one of the
// earlier kind is meant. Kinds of a later row are meant only where nothing of an earlier
// goes by the words.
var classes = map[Want][][]Kind{
	HowMuch: {{Amount, Listed, Worked}, {Marked}, {Told}},
	Who:     {{Marked, Listed, Amount, Worked}, {Told}},
	Rows:    {{Listed, Marked}, {Amount, Worked}, {Told}},
}

// prefers is the row and the place of a kind for a want.
func (w Want) prefers(k Kind) (tier, class int) {
	for tier, row := range classes[w] {
		if class := slices.Index(row, k); class >= 0 {
			return tier, class
		}
	}
	return len(classes[w]), 0
}
