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
		return lengths(words, maxFigureWords, func(text string) bool { return f.Lists(strings.Trim(text, marks)) })
	case "row":
		return lengths(words, maxFigureWords, func(text string) bool {
			_, ok := f.Row(strings.Trim(text, marks))
			return ok && a.figures.named(f, strings.Trim(text, marks)) < surely
		})
	}
	return lengths(words, maxFigureWords, func(text string) bool {
		if slot == "counted" && !a.counts(text) {
			return false
		}
		text = strings.Trim(text, marks)
		if slices.Contains(Listed(a.say.Say("said_no_figure")), viet.Fold(text)) {
			return false // «xã» is the beginning of many
		}
		how := a.figures.named(f, text)
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
	// known is how well words name one that were looked at.
	known map[string]int
}

func (f *figuring) named(all Figures, words string) int {
	how, known := f.known[words]
	if !known {
		if f.known == nil {
			f.known = map[string]int{}
		}
		how = all.Named(words)
		f.known[words] = how
	}
	return how
}

// surely is how well the words that are exactly a name name it.
const surely = 3

// counts reports whether the words ask for a number in their middle.
func (a asking) counts(text string) bool {
	folded := viet.Fold(text)
	return slices.ContainsFunc(Listed(a.say.Say("said_how_many")), func(many string) bool {
		return strings.Contains(folded, " "+many+" ")
	})
}
