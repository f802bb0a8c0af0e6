package form

import (
	"maps"
	"slices"
	"strings"

	"giaoban/internal/viet"
)

// excerpt is the beginning of what stands at a place.
func excerpt(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return viet.Shorten(s, 24)
}

func (p *parsing) meantName(name string) string {
	return meant(name, slices.Sorted(maps.Keys(p.o.ByName)))
}

// meant is a hint at the nearest of the words, if one is near.
func meant(word string, words []string) string {
	if near := Nearest(word, words); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return ""
}

// Nearest returns the one of the words that a misspelt word is most like, or "".
func Nearest(word string, words []string) string {
	best, distance := "", max(2, len(word)/3)+1
	for _, w := range words {
		if d := editDistance(word, w); d < distance {
			best, distance = w, d
		}
	}
	return best
}

// editDistance is Levenshtein's, over letters.
func editDistance(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}
