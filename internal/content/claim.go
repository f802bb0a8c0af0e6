package content

import "giaoban/internal/viet"

// A Finder looks for themes in one text after another.
type Finder struct {
	*vocabulary
	*matcher
}

// NewFinder prepares to look for themes.
func NewFinder(themes []Theme) *Finder {
	v := newVocabulary()
	return &Finder{v, v.matcher(themes)}
}

// A Claim is the first sentence of a text that speaks of a theme, by its place in the list.
// Number is the first number among the words that do; empty if there is none.
type Claim struct {
	Theme            int
	Sentence, Number string
}

// Find returns what a text claims. One that quotes a telephone claims nothing.
func (f *Finder) Find(words string) (claims []Claim) {
	words = viet.Clean(words)
	if viet.PersonalNumber(words) != "" {
		return nil
	}
	seen := map[int]bool{}
	marked := isMarked(words)
	for _, s := range viet.Sentences(words) {
		tokens := f.tokens(s)
		for _, h := range f.hits(tokens, marked) {
			if !seen[h.theme] {
				seen[h.theme] = true
				claims = append(claims, Claim{h.theme, s, firstNumber(s, tokens[h.from:h.to])})
			}
		}
	}
	return claims
}

func firstNumber(sentence string, tokens []token) string {
	for _, t := range tokens {
		if t.bare == number {
			return sentence[t.from:t.to]
		}
	}
	return ""
}
