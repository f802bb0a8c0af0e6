package command

import (
	"regexp"
	"strings"

	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// Rows are a list of a report, as people speak of it.
type Rows struct {
	// Noun is what its rows are: «evacuation centre».
	Noun string
	// Called reports whether a row is called so, Nth which row is meant by its place, from 1; 0 is none.
	Called func(name string) bool
	Nth    func(words string) int
}

// mostOfRow is how many words a row may be called with, or its place.
const mostOfRow = 6

// slot finds the words that speak of rows.
func (r Rows) slot(name string, words []string, tongue language.Language) []int {
	switch {
	case name == "row":
		return lengths(words, mostOfRow, func(text string) bool { return r.isNoun(text, tongue) })
	case name == "nth" && r.Nth != nil:
		return lengths(words, mostOfRow, func(text string) bool { return r.Nth(text) > 0 })
	case name == "called" && r.Called != nil:
		return lengths(words, mostOfRow, r.Called)
	}
	return nil
}

// isNoun reports whether words are what the rows are, one or several, or the head of a longer noun:
// «centres», «điểm» of «điểm sơ tán».
func (r Rows) isNoun(text string, tongue language.Language) bool {
	nouns := strings.Fields(r.Noun)
	if len(nouns) == 0 {
		return false
	}
	head := nouns[0]
	if tongue.TypeBehind() {
		head = nouns[len(nouns)-1]
	}
	text = viet.Fold(text)
	for _, noun := range []string{r.Noun, head} {
		if text == viet.Fold(noun) || text == viet.Fold(tongue.Plural(noun)) {
			return true
		}
	}
	return false
}

// End is what the message says about a list or a text under way: that it is done, that
// there is nothing for it, that there is more.
func (h *Heard) End(of Rows) (Saying, bool) {
	if end, ok := h.findOf(Deed{Rows: of}, rootEnd); ok || h == nil {
		return end, ok
	}
	return h.retyped.findOf(Deed{Rows: of}, rootEnd)
}

// Ends reports whether a short message looks like the end of a list where the name of its next row
// was asked for.
func (h *Heard) Ends(of Rows) bool {
	_, ok := h.seems(Deed{Rows: of}, rootEndsRows)
	return ok
}

// EndsText is what a short message in a text looks like: its end, or that what was written is taken back.
func (h *Heard) EndsText() (Saying, bool) { return h.seems(Deed{}, rootEndsText) }

func (h *Heard) seems(d Deed, root string) (Saying, bool) {
	if h == nil || h.say == nil || h.say.Words() > mostLike {
		return Saying{}, false
	}
	return h.findOf(d, root)
}

// TakesOut reports whether the message says that a row is to be taken out, and which.
func (h *Heard) TakesOut(of Rows) (Saying, bool) { return h.findOf(Deed{Rows: of}, rootTakeOut) }

// nthForm is a row's place in figures, folded: «2», «so 2», «number 2».
var nthForm = regexp.MustCompile(`^(?:so|thu|number|no\.?)? ?([0-9]{1,3})$`)

// Nth is the row that words mean by its place among so many, from 1; 0 is none. The lists are the words for
// the first, the second and so on, and those for the last.
func Nth(words string, rows int, ordinals, last []string) int {
	folded := viet.Fold(words)
	n := 0
	if m := nthForm.FindStringSubmatch(folded); m != nil {
		n = atoi(m[1])
	}
	for i, ordinal := range ordinals {
		for alike := range strings.SplitSeq(ordinal, "/") {
			if viet.Fold(strings.TrimSpace(alike)) == folded {
				n = i + 1
			}
		}
	}
	for _, word := range last {
		if viet.Fold(word) == folded {
			n = rows
		}
	}
	if n > rows {
		return 0
	}
	return n
}
