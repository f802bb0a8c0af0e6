package content_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"giaoban/internal/content"
	"giaoban/internal/viet"
)

// generated makes texts of n units out of the sixty's sentences to a question, or to all,
// each with figures of its own, every tenth a copy of the one before.
func generated(s sixty, question string, n int) []content.Text {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	var sentences []string
	for _, l := range s.Texts {
		if !l.Personal && (question == "" || question == l.Question) {
			sentences = append(sentences, viet.Sentences(l.Text)...)
		}
	}
	var all []content.Text
	for i := range n {
		words := ""
		for range 4 + random.IntN(3) {
			words += fmt.Sprintf("%s %d. ", sentences[random.IntN(len(sentences))], random.IntN(100))
		}
		if i%10 == 9 {
			words = all[i-1].Words
		}
		all = append(all, content.Text{Unit: fmt.Sprint("unit", i), Words: words})
	}
	return all
}

// work does all that is done with the texts of one question.
func work(s sixty, q string, themes, to []content.Theme, texts []content.Text) int {
	c := content.NewCorpus(texts)
	n := len(c.Copies(2)) + len(c.Phrases(5, themes, q)) + len(c.Addressed(to)) + len(c.TypicalOfAll(3))
	for _, spoken := range c.Themes(themes) {
		n += len(c.Typical(spoken, 2))
	}
	return n
}

// BenchmarkProvince is what 635 communes wrote to one question; thirty of these are all
// that a province's reports say. The work for four times as many is four times as much.
func BenchmarkProvince(b *testing.B) {
	s, o := readSixty(b)
	for _, n := range []int{635, 4 * 635} {
		texts := generated(s, "ton_tai", n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				work(s, o.ByName["ton_tai"].Label, o.ByName["ton_tai"].Themes, o.Addressees, texts)
			}
		})
	}
}
