package button

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// Labelled returns the button whose whole label was typed, with its marks or with
// none; ok is false if none was.
func Labelled(rows [][]chat.Choice, words string) (b Button, ok bool) {
	flat := slices.Concat(rows...)
	labels := make([]string, len(flat))
	for i, c := range flat {
		labels[i] = c.Label
	}
	is := isLabel(words, labels...)
	for i, c := range flat {
		if b, ok := Parse(c.Data); ok && is(labels[i]) {
			return b, true
		}
	}
	return Button{}, false
}

// IsLabel reports whether words are a label: if they carry marks, with the same.
func IsLabel(words, label string) bool { return isLabel(words, label)(label) }

// isLabel tells which of some labels words are. What is longer than all of them is none.
func isLabel(words string, labels ...string) func(label string) bool {
	words = strings.TrimRight(viet.Line(words), " .!")
	longest := 0
	for _, label := range labels {
		longest = max(longest, len(label))
	}
	if len(words) > mostBytes*longest {
		return func(string) bool { return false }
	}
	key := viet.Fold
	if viet.Fold(words) != strings.ToLower(words) {
		key = viet.ToneKey
	}
	said := key(words)
	return func(label string) bool { return key(label) == said }
}

// mostBytes is how many bytes a letter with its marks may have for one that is compared with it.
const mostBytes = 4

// Chosen returns the button that words or a position stand for; ok is false if none is
// meant.
func Chosen(rows [][]chat.Choice, words string, tongue language.Reader) (b Button, ok bool) {
	flat := slices.Concat(rows...)
	var labels []string
	for _, c := range flat {
		labels = append(labels, c.Label)
	}
	i, unclear := language.Only(tongue.Choice(words, language.Question{}, labels))
	if unclear != nil {
		return Button{}, false
	}
	return Parse(flat[i].Data)
}

// Offers reports whether one of the buttons does that.
func Offers(rows [][]chat.Choice, act string) bool {
	return slices.ContainsFunc(slices.Concat(rows...), func(c chat.Choice) bool {
		b, ok := Parse(c.Data)
		return ok && b.Act == act
	})
}
