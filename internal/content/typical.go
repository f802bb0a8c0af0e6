package content

import (
	"cmp"
	"math"
	"slices"
)

// Limits of a sentence that is quoted, in syllables: a shorter one says too little, a
// longer one fits no phone.
const (
	leastQuoted = 6
	mostQuoted  = 40
	// nearness of two sentences that need not both be quoted
	tooNear = 0.45
)

// Typical returns the sentences, at most n, that have most in common with all of a
// theme, each of another unit and no two alike.
func (c *Corpus) Typical(s Spoken, n int) []Said { return c.typical(s.at, n) }

// TypicalOfAll returns the most typical sentences of all texts.
func (c *Corpus) TypicalOfAll(n int) []Said {
	var all []place
	for i := range c.texts {
		for j := range c.texts[i].sentences {
			all = append(all, place{i, j})
		}
	}
	return c.typical(all, n)
}

// A vector weighs the pairs of neighbouring syllables of a sentence.
type vector map[uint64]float64

func (c *Corpus) typical(at []place, n int) []Said {
	if n <= 0 || len(at) == 0 {
		return nil
	}
	vectors, middle := make([]vector, len(at)), vector{}
	units := c.frequencies(at)
	copied := map[int]float64{} // how many of a group of copies there are
	for _, p := range at {
		copied[c.group[p.text]]++
	}
	for i, p := range at {
		vectors[i] = vectorOf(c.texts[p.text].sentences[p.sentence].tokens, units, len(at))
		for pair, w := range vectors[i] {
			// A text that many copied counts, but not as often as it was copied.
			middle[pair] += w / math.Sqrt(copied[c.group[p.text]])
		}
	}
	order := make([]int, len(at))
	score := make([]float64, len(at))
	for i, p := range at {
		order[i] = i
		score[i] = cosine(vectors[i], middle) * fitness(len(c.texts[p.text].sentences[p.sentence].tokens))
		if !c.texts[p.text].marked { // harder to read
			score[i] *= 0.7
		}
	}
	for i := range score { // sums over a map differ in their last digits from run to run
		score[i] = math.Round(score[i]*1e9) / 1e9
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	return c.apart(at, vectors, order, n)
}

// apart takes the first sentences that are not alike.
func (c *Corpus) apart(at []place, vectors []vector, order []int, n int) (out []Said) {
	var taken []int
	for _, i := range order {
		if len(out) == n {
			break
		}
		if slices.ContainsFunc(taken, func(j int) bool {
			return at[i].text == at[j].text || cosine(vectors[i], vectors[j]) > tooNear
		}) {
			continue
		}
		taken = append(taken, i)
		out = append(out, c.said(at[i]))
	}
	return out
}

// fitness is less than one for a sentence that is too short or too long to quote.
func fitness(syllables int) float64 {
	switch {
	case syllables < leastQuoted:
		return 0.3
	case syllables > mostQuoted:
		return 0.5
	}
	return 1
}

// frequencies count in how many sentences each pair of syllables stands.
func (c *Corpus) frequencies(at []place) map[uint64]int {
	all := map[uint64]int{}
	for _, p := range at {
		for pair := range pairsOf(c.texts[p.text].sentences[p.sentence].tokens) {
			all[pair]++
		}
	}
	return all
}

func pairsOf(tokens []token) map[uint64]bool {
	all := make(map[uint64]bool, len(tokens))
	for i := 1; i < len(tokens); i++ {
		all[pairOf(tokens[i-1], tokens[i])] = true
	}
	return all
}

func pairOf(a, b token) uint64 { return uint64(uint32(a.bare))<<32 | uint64(uint32(b.bare)) }

func vectorOf(tokens []token, frequency map[uint64]int, n int) vector {
	v := vector{}
	length := 0.0
	for pair := range pairsOf(tokens) {
		v[pair] = math.Log(1 + float64(n)/float64(frequency[pair]))
		length += v[pair] * v[pair]
	}
	for pair := range v {
		v[pair] /= math.Sqrt(length)
	}
	return v
}

func cosine(a, b vector) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	sum, length := 0.0, 0.0
	for pair, w := range a {
		sum += w * b[pair]
	}
	for _, w := range b {
		length += w * w
	}
	if length == 0 {
		return 0
	}
	return sum / math.Sqrt(length)
}
