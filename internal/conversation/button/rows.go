package button

import (
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/viet"
)

// Rows puts each button on a row of its own, two to a row where they are short.
func Rows(buttons ...chat.Choice) [][]chat.Choice {
	var out [][]chat.Choice
	for _, b := range buttons {
		if n := len(out); n > 0 && len(out[n-1]) == 1 && short(b) && short(out[n-1][0]) {
			out[n-1] = append(out[n-1], b)
			continue
		}
		out = append(out, []chat.Choice{b})
	}
	return out
}

// FitsWhole reports whether a phone shows all of a label on a button that has a row to itself.
func FitsWhole(label string) bool { return viet.Letters(label) <= 41 }

// short reports whether two such labels fit side by side on a phone.
func short(c chat.Choice) bool { return viet.Letters(c.Label) <= 18 }

// What a message has room for: more is refused by the platform, and the words with
// it. Each button takes some bytes beside its label and its data.
const (
	mostButtons  = 100
	buttonBytes  = 9_500
	buttonAround = 45
)

// Fitting leaves out rows of buttons that a message has no room for: the last few,
// which lead away, stay.
func Fitting(rows [][]chat.Choice) [][]chat.Choice {
	const last = 4
	for n, size := Weight(rows); (n > mostButtons || size > buttonBytes) && len(rows) > last; n, size = Weight(rows) {
		cut := len(rows) - last - 1
		rows = slices.Delete(slices.Clone(rows), cut, cut+1)
	}
	return rows
}

// Weight counts buttons and the bytes that they take.
func Weight(rows [][]chat.Choice) (n, size int) {
	for _, c := range slices.Concat(rows...) {
		n, size = n+1, size+len(c.Label)+len(c.Data)+buttonAround
	}
	return n, size
}
