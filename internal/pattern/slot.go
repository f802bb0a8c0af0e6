package pattern

import "strings"

// stands are how many words from a place on a slot may stand for.
func (r *matcher) stands(slot, at int) []int {
	if r.consulted = true; r.slot == nil {
		return nil
	}
	key := [2]int{slot, at}
	lengths, known := r.found[key]
	if !known {
		words := r.following(at, r.Table.long[slot])
		for _, n := range r.slot(r.slots[slot], words) {
			if n > 0 && n <= len(words) {
				lengths = append(lengths, n)
			}
		}
		r.found[key] = lengths
	}
	return lengths
}

// following are the words from a place on that a slot may stand for.
func (r *matcher) following(at int, long bool) (words []string) {
	if long {
		for i := at; i < len(r.words); i++ {
			end := len(r.text)
			if i+1 < len(r.words) {
				end = r.words[i+1].from
			}
			words = append(words, strings.TrimRight(r.text[r.words[i].from:end], " \n([«“\""))
		}
		return words
	}
	for i := at; i < min(at+longestSlot, len(r.words)) && (i == at || !r.words[i].before); i++ {
		words = append(words, r.text[r.words[i].from:r.words[i].to])
	}
	return words
}
