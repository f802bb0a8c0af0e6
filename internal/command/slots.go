package command

import (
	"slices"
	"strings"

	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// A slotAt is a slot at a place of a sentence, which the number of words tells that follow,
// and how it is looked for.
type slotAt struct {
	name         string
	words        int
	least        int
	odd, strange bool
}

// A slotFound is how many words a slot stands for, and whether some of them name a figure
// less well than is wanted.
type slotFound struct {
	lengths []int
	met     bool
}

// leastAsked is how many words a question has at least that is passed on, beginsAsked among how many the word stands that asks.
const leastAsked, beginsAsked = 3, 4

// perWord is how many steps a word costs that is looked up at a place.
const perWord = 10

// slot finds what a slot stands for.
func (a asking) slot(name string, words []string) []int {
	found := once(&a.names.slots, slotAt{name, len(words), a.figures.least, a.odd, a.strange}, func(slotAt) (f slotFound) {
		a.names.effort.Take(perWord * len(words))
		met := a.figures.met
		a.figures.met = false
		f.lengths = a.standsFor(name, words)
		f.met, a.figures.met = a.figures.met, met
		return f
	})
	a.figures.met = a.figures.met || found.met
	return found.lengths
}

func (a asking) standsFor(name string, words []string) []int {
	switch name {
	case "unit", "other", "wrong":
		return a.names.one(words)
	case "units":
		if a.strange {
			return a.strangers(words)
		}
		if found := a.names.several(words, a.who.Lists); a.names.strange == nil || len(found) > 0 {
			return found
		}
		return a.names.one(words)
	case "without":
		return a.names.several(words, a.who.Lists)
	case "figure", "counted", "list", "row":
		return a.figure(name, words)
	case "here":
		if a.who.Here == "" {
			return nil
		}
		return a.listed(words, 1, "said_here")
	case "level":
		if slices.ContainsFunc(a.names.one(words), func(n int) bool { return n > 1 }) {
			return nil // «xã Nga An» is a name, and «xã» its first word
		}
		return a.levels(words)
	case "day":
		return lengths(words, mostOfDay, func(text string) bool {
			return once(&a.names.days, text, func(text string) bool { return language.IsUntil(a.say.Tongue(), text, a.who.Now) })
		})
	case "clock":
		return lengths(words, 4, func(text string) bool { _, ok := a.clock(text); return ok })
	case "words":
		if n := len(words); n > 1 && len(a.listed(words[n-1:], 1, "said_whether")) > 0 {
			return []int{n - 1, n} // «kêu thiếu kinh phí không»
		}
		return []int{len(words)}
	case "question":
		if len(words) < leastAsked || len(a.listed(words, 1, "said_asked_about")) > 0 || !Inquires(strings.Join(words[:min(len(words), beginsAsked)], " "), a.say) && len(a.listed(words, 1, "said_whether_asked")) == 0 {
			return nil
		}
		return []int{len(words)}
	case "praise":
		return a.listed(words, 5, "said_praise")
	case "odd":
		if !a.odd {
			return nil
		}
		return lengths(words, mostOdd, a.isOdd)
	case "section":
		return lengths(words, 1, func(text string) bool { return placeForm.MatchString(viet.Fold(text)) })
	case "number":
		return lengths(words, len(words), func(text string) bool { return isNumber(text, a.say.Tongue()) })
	}
	return nil
}
