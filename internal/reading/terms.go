package reading

import (
	"math"
	"strings"
	"unicode"

	"giaoban/internal/viet"
)

// A bag is the words of a text for comparing: single syllables and pairs of
// neighbours, without marks and without words that every question has.
type bag map[string]bool

// common are words that tell nothing of what a question is about, folded.
var common = setOf(`bao nhieu nhu the nao ra sao gi la co da cac nhung cua va ve cho tu den nay hien duoc o tren do voi theo
	xin neu hay hoac thi ma khi se dang vao bang khoang so toan trong qua con nao chua khong may mot ay nay`)

// plainer makes ways to say the same the same, folded.
var plainer = strings.NewReplacer("tong cong", "tongso", "tong so", "tongso", "tat ca", "tongso", "tren dia ban", " ", "bao nhieu", " ; ", "ban chi dao 138", "ban chi dao")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// syllables are the words of a text in lower case and without marks; signs part them.
func syllables(text string) []string {
	return strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// add puts a text's words into the bag.
func (b bag) add(text string) {
	for piece := range strings.FieldsFuncSeq(plainer.Replace(viet.Fold(text)), func(r rune) bool { return strings.ContainsRune(",.;:()?!«»\"/\n", r) }) {
		before := ""
		for _, w := range syllables(piece) {
			if isNumeral(w) || common[w] {
				before = ""
				continue
			}
			b[w] = true
			if before != "" {
				b[before+" "+w] = true
			}
			before = w
		}
	}
}

func bagOf(texts ...string) bag {
	b := bag{}
	for _, t := range texts {
		b.add(t)
	}
	return b
}

func isNumeral(w string) bool { return strings.Trim(w, "0123456789") == "" }

// weights tell how much a word says: the fewer texts of the outline have it, the more.
type weights struct {
	in    map[string]int
	from  int
	known map[string]float64 // worked out before
}

// learn counts the words of one text of the outline.
func (w *weights) learn(b bag) {
	if w.in == nil {
		w.in = map[string]int{}
	}
	w.from++
	w.known = nil
	for t := range b {
		w.in[t]++
	}
}

// of is the weight of a word; one that the outline has not is as heavy as the rarest.
func (w *weights) of(t string) float64 {
	if v, ok := w.known[t]; ok {
		return v
	}
	v := math.Log(1 + float64(w.from+1)/float64(1+w.in[t]))
	if strings.Contains(t, " ") {
		v *= 0.8
	}
	if w.known == nil {
		w.known = map[string]float64{}
	}
	if w.in[t] > 0 {
		w.known[t] = v
	}
	return v
}

func (w *weights) sum(b bag) (sum float64) {
	for t := range b {
		sum += w.of(t)
	}
	return sum
}

// shared is the weight of what two bags share.
func (w *weights) shared(a, b bag) (sum float64) {
	for t := range a {
		if b[t] {
			sum += w.of(t)
		}
	}
	return sum
}

// cover is the share of the first bag that the second has.
func (w *weights) cover(a, by bag) float64 {
	if all := w.sum(a); all > 0 {
		return w.shared(a, by) / all
	}
	return 0
}
