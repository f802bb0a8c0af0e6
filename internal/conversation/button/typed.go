package button

import (
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// Labelled returns the button whose whole label was typed, with its marks or with
// none; ok is false if none was.
func Labelled(rows [][]chat.Choice, words string) (b Button, ok bool) {
	for _, c := range slices.Concat(rows...) {
		if b, ok := Parse(c.Data); ok && IsLabel(words, c.Label) {
			return b, true
		}
	}
	return Button{}, false
}

// IsLabel reports whether words are a label: if they carry marks, with the same.
func IsLabel(words, label string) bool {
	words = strings.TrimRight(viet.Line(words), " .!")
	if viet.Fold(words) != strings.ToLower(words) {
		return viet.ToneKey(words) == viet.ToneKey(label)
	}
	return viet.Fold(words) == viet.Fold(label)
}

// Chosen returns the button that words or a position stand for; ok is false if none is
// meant.
func Chosen(rows [][]chat.Choice, words string) (b Button, ok bool) {
	flat := slices.Concat(rows...)
	var labels []string
	for _, c := range flat {
		labels = append(labels, c.Label)
	}
	i, unclear := viet.ReadChoice(words, labels)
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
