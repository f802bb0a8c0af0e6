package command

import (
	"slices"
	"strings"

	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// surest matches a sentence by the figures that its words name exactly, then by those that
// they name less well.
func (a asking) surest(say *pattern.Sentence, roots []string) (m pattern.Match, ok bool) {
	a.figures.met = true
	for a.figures.least = surely; !ok && a.figures.least > 0 && a.figures.met; a.figures.least-- {
		a.figures.met = false
		m, ok = a.table.Whole(say, a.slot, roots...)
	}
	return m, ok
}

// maxFigureWords is the longest that a figure is called.
const maxFigureWords = 14

// figure is how many of the words may be what a figure, a list or a row of one is called.
func (a asking) figure(slot string, words []string) []int {
	f := a.who.Figures
	if f == nil {
		return nil
	}
	switch slot {
	case "list":
		return lengths(words, maxFigureWords, a.lists)
	case "row":
		listed := false
		return lengths(words, maxFigureWords, func(text string) bool {
			before := listed
			listed = listed || a.lists(text)
			return before && a.named(strings.Trim(text, marks)) < surely
		})
	}
	return lengths(words, maxFigureWords, func(text string) bool {
		if slot == "counted" && !a.counts(text) {
			return false
		}
		text = strings.Trim(text, marks)
		if fold := viet.Fold(text); slices.ContainsFunc(formsOf(a.say.Say("said_no_figure")), func(w written) bool { return w.fold != "" && w.fold == fold }) {
			return false // «xã» is the beginning of many
		}
		how := a.named(text)
		a.figures.met = a.figures.met || how > 0 && how < a.figures.least
		return how > 0 && how >= a.figures.least
	})
}

// A figuring is how well words must name a figure in one message: «mô hình cấp» is the
// beginning of «mô hình cấp tỉnh», and counts only where that is not said. met marks
// words that name one less well.
type figuring struct {
	least int
	met   bool
}

// named is how well words name a figure.
func (a asking) named(words string) int { return once(&a.names.figures, words, a.who.Figures.Named) }

// lists reports whether the words are what the rows of a list are called.
func (a asking) lists(words string) bool {
	return once(&a.names.lists, strings.Trim(words, marks), a.who.Figures.Lists)
}

// row is the name of a row, behind the words that a list's rows are called.
func (a asking) row(words string) (name string, ok bool) {
	fields := strings.Fields(words)
	for n := len(fields) - 1; n > 0; n-- {
		if a.lists(strings.Join(fields[:n], " ")) {
			return strings.Join(fields[n:], " "), true
		}
	}
	return "", false
}

// surely is how well the words that are exactly a name name it.
const surely = 3

// counts reports whether the words ask for a number in their middle.
func (a asking) counts(text string) bool {
	folded := viet.Fold(text)
	return slices.ContainsFunc(formsOf(a.say.Say("said_how_many")), func(w written) bool {
		return w.fold != "" && strings.Contains(folded, " "+w.fold+" ")
	})
}
