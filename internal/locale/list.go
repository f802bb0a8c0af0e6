package locale

import (
	"slices"
	"strings"
)

// Join puts commas between the parts that are not empty: «A, B, C».
func (p Phrases) Join(parts ...string) string {
	said := slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return part == "" })
	return strings.Join(said, ", ")
}

// List joins the first most names and says how many units more there are:
// «A, B và 3 đơn vị khác».
func (p Phrases) List(names []string, most int) string {
	if len(names) <= most {
		return p.Join(names...)
	}
	return p.Count("list_more", len(names)-most, "names", p.Join(names[:most]...))
}

// Quote puts the language's quotation marks around words: «A», “A”.
func (p Phrases) Quote(words string) string { return p.Say("quoted", "words", words) }

// And joins all words, the last with «và»: «A, B và C».
func (p Phrases) And(words []string) string {
	if len(words) < 2 {
		return p.Join(words...)
	}
	last := len(words) - 1
	return p.Say("list_and", "some", p.Join(words[:last]...), "last", words[last])
}
