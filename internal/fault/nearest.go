package fault

import "strings"

// Nearest returns the one of the words that a misspelt word is most like; "" if none is
// close.
func Nearest(word string, words []string) string {
	best, distance := "", max(2, len([]rune(word))/3)+1
	for _, w := range words {
		if w == word {
			return ""
		}
		if d := editDistance(word, w); d < distance && d < max(len([]rune(word)), 2) {
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
