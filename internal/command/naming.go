package command

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// A naming finds units' names and days in one message. It looks at each place once.
type naming struct {
	*lookup
	units Units
	say   locale.Phrases
	// strange reports whether words may be a name that no unit has; nil: none may.
	strange func(name string) bool
	// places are how many words a name has, by how many words follow its place; joined the
	// same of lists.
	places, joined map[int][]int
	// slots are what slots stand for.
	slots map[slotAt]slotFound
}

// lets sets which words may be a name that no unit has. What was found of units, lists and
// days before is good.
func (n *naming) lets(strange func(name string) bool) { n.strange, n.slots = strange, nil }

// A lookup is what words of one message were found to be. They stand in many sentences that
// the message may be, and are looked up once.
type lookup struct {
	// effort is what is spent on the message.
	effort *pattern.Effort
	// named are those that are a unit's name, lists those that the rows of a list are called,
	// days those that are a day.
	named, lists, days map[string]bool
	// types are the types of units that words stand for.
	types map[string]string
	// figures are how well words name a figure.
	figures map[string]int
	// orders are the orders that they are.
	orders map[string]Command
	// having are those that have a form which a phrase lists.
	having map[phrased]bool
}

// phrased are words that are looked at for the forms of a phrase.
type phrased struct{ phrase, words string }

// once finds something out, if it is not known yet.
func once[K comparable, V any](known *map[K]V, of K, find func(K) V) V {
	found, ok := (*known)[of]
	if !ok {
		if *known == nil {
			*known = map[K]V{}
		}
		found = find(of)
		(*known)[of] = found
	}
	return found
}

// one is how many of the words, which are all that follow, may be one unit's name, with its
// type and the units above.
func (n *naming) one(words []string) []int {
	if n.units == nil {
		return nil
	}
	found := once(&n.places, len(words), func(int) []int {
		return lengths(words, mostOfName, func(name string) bool {
			name = strings.Trim(name, marks)
			return name != "" && once(&n.named, name, n.units.Named)
		})
	})
	if n.strange == nil || len(found) > 0 {
		return found
	}
	return lengths(words, mostStrange, func(name string) bool {
		return strings.Contains(name, " ") && n.strange(strings.Trim(name, marks))
	})
}

// mostOfName is how many words a unit's name has in a sentence, with the units above.
const mostOfName = 8

// mostStrange is how many words a name has that no unit is called.
const mostStrange = 4

// several is how many of the words may be a list of units.
func (n *naming) several(words []string, lists func([]string) []int) []int {
	if lists == nil {
		return nil
	}
	return once(&n.joined, len(words), func(int) []int {
		found := lists(words)
		if len(found) > 0 {
			found = []int{slices.Max(found)} // what goes on with the list is no word of a message
			for ends := Listed(n.say.Say("said_list_ends")); found[0] > 0 && slices.Contains(ends, viet.Fold(words[found[0]-1])); {
				found[0]-- // «all wards that the office is closed»
			}
		}
		return found
	})
}

// near reports whether words may be a unit's name that is written in another way: at most
// half of them are words of the table, which sentences are made of.
func (a asking) near(name string) bool {
	bare := pattern.Listen(a.behindLevel(name))
	known := a.table.Knows(&bare)
	return bare.Words() > 1 && 2*known <= bare.Words() && a.who.Units.Near(name)
}

// behindLevel is a name without the type of unit that stands before it.
func (a asking) behindLevel(name string) string {
	words := strings.Fields(name)
	if n := a.levels(words); len(n) > 0 && n[len(n)-1] < len(words) {
		words = words[n[len(n)-1]:]
	}
	return strings.Join(words, " ")
}

// mostOfLevel is how many words a kind of units has.
const mostOfLevel = 3

// levels is how many of the words may be a word for a kind of units: one that any campaign has,
// or one of the list.
func (a asking) levels(words []string) []int {
	found := a.listed(words, mostOfLevel, "said_levels")
	if a.who.Units == nil {
		return found
	}
	for _, n := range lengths(words, mostOfLevel, func(text string) bool { return a.typed(text) != "" }) {
		if !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	slices.Sort(found)
	return found
}

// possessor is a unit's name without what makes it a possessive: «Oak Hill» of «Oak Hill's», but
// «St Mary's» where no unit is called St Mary.
func (a asking) possessor(name string) string {
	if of, ok := language.Possessor(name); ok && a.who.Units != nil && a.who.Units.Named(of) {
		return of
	}
	return name
}

// singular is a word for a kind of units as the list has it, where it was typed for several.
func (a asking) singular(level string) string {
	if a.who.Units == nil {
		return level
	}
	if kind := a.typed(level); kind != "" && viet.Fold(kind) != viet.Fold(level) {
		return kind
	}
	return level
}

// typed is the type of the list that words are the word for, be it of several units: «wards»
// of «ward»; "" if they are none.
func (a asking) typed(words string) string {
	return once(&a.names.types, viet.Fold(strings.Trim(words, marks)), func(fold string) string {
		for _, kind := range a.who.Units.Types() {
			for one := range strings.SplitSeq(kind, ",") {
				one = strings.TrimSpace(one)
				if viet.Fold(one) == fold || viet.Fold(a.say.Tongue().Plural(one)) == fold {
					return one
				}
			}
		}
		return ""
	})
}

// isName reports whether all the words begin with a capital letter.
func isName(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// firstUnit is the first unit's name in a text; "" if it has none, or is long.
func firstUnit(units Units, text string) string {
	words := strings.Fields(text)
	if units == nil || len(words) > mostOfUnknown {
		return ""
	}
	for i := range words {
		if n := (&naming{lookup: &lookup{}, units: units}).one(words[i:]); len(n) > 0 {
			return strings.Trim(strings.Join(words[i:i+slices.Max(n)], " "), marks)
		}
	}
	return ""
}
