// Package content finds what many texts say: which themes they speak of, which
// phrases come again and again, which sentences are typical, which texts are
// copies of each other, and to whom a proposal is addressed.
//
// It is pure and works on this machine alone: it counts words, and understands none.
// So it only points at sentences as they stand, each with the unit that wrote it, and
// leaves judging to the reader. What marks a theme, an addressee or a claim is data of
// the outline. A text that quotes somebody's telephone is left out of everything. The
// work grows with the texts and never with the pairs of them.
package content

import (
	"strings"

	"giaoban/internal/viet"
)

// A Text is what one unit answered to one question.
type Text struct{ Unit, Words string }

// Said is a sentence as it stands in a unit's text.
type Said struct{ Unit, Sentence string }

// A Corpus is the texts of many units to one question, taken apart.
type Corpus struct {
	*vocabulary
	texts []text
	// LeftOut counts the texts that quote a telephone.
	LeftOut int
	// group is for each text the number of those that are copies of each other.
	group []int
}

type text struct {
	unit      string
	words     string
	marked    bool
	sentences []sentence
}

// A sentence is its words, and where each syllable stands in them.
type sentence struct {
	words  string
	tokens []token
}

// NewCorpus takes texts apart. An empty one says nothing and is not counted.
func NewCorpus(texts []Text) *Corpus {
	c := &Corpus{vocabulary: newVocabulary()}
	for _, t := range texts {
		t.Words = viet.Clean(t.Words)
		if viet.PersonalNumber(t.Words) != "" {
			c.LeftOut++
			continue
		}
		if read := c.read(t); len(read.sentences) > 0 {
			c.texts = append(c.texts, read)
		}
	}
	c.groupCopies()
	return c
}

// read takes a cleaned text apart.
func (c *Corpus) read(t Text) text {
	read := text{unit: t.Unit, words: t.Words, marked: isMarked(t.Words)}
	for _, s := range viet.Sentences(t.Words) {
		if tokens := c.tokens(s); len(tokens) > 0 {
			read.sentences = append(read.sentences, sentence{s, tokens})
		}
	}
	return read
}

// Texts returns how many texts were read.
func (c *Corpus) Texts() int { return len(c.texts) }

// said is a sentence with the unit whose it is.
func (c *Corpus) said(at place) Said {
	t := &c.texts[at.text]
	return Said{t.unit, t.sentences[at.sentence].words}
}

// A place is where a sentence stands.
type place struct{ text, sentence int }

// isMarked reports whether some letter carries a mark.
func isMarked(s string) bool { return viet.Fold(s) != strings.ToLower(s) }
