package reading

import (
	"cmp"
	"math"
	"strings"
	"unicode"

	"giaoban/internal/viet"
)

// A bag is the words of a text for comparing: single syllables and pairs of
// neighbours, without words that every question has.
type bag map[string]bool

// A tongue is how words are compared: with their marks, or in a report that has none
// without.
type tongue struct {
	marked bool
	common map[string]bool // words that tell nothing of what a question is about
	same   *strings.Replacer
	// contrasts are words of which a question asks for one and not the others.
	contrasts [][]string
	measure   map[string]bool // units that convert or forbid: behind a number they are part of it
}

var withMarks, withoutMarks = tongueOf(true), tongueOf(false)

func tongueOf(marked bool) *tongue {
	l := &tongue{marked: marked, common: map[string]bool{}, measure: map[string]bool{}}
	for w := range strings.FieldsSeq(commonWords) {
		l.common[l.key(w)] = true
	}
	var pairs []string
	for pair := range strings.SplitSeq(sameWords, ",") {
		from, to, _ := strings.Cut(pair, "=")
		pairs = append(pairs, l.lower(strings.TrimSpace(from)), l.lower(to))
	}
	l.same = strings.NewReplacer(pairs...)
	for m := range strings.SplitSeq(measureWords, ",") {
		l.measure[strings.Join(l.syllables(m), " ")] = true
	}
	for kinds := range strings.SplitSeq(contrastWords, ";") {
		var list []string
		for w := range strings.SplitSeq(kinds, ",") {
			list = append(list, strings.Join(l.syllables(w), " "))
		}
		l.contrasts = append(l.contrasts, list)
	}
	return l
}

// lower is a text in small letters, as they are compared.
func (l *tongue) lower(s string) string {
	if l.marked {
		return strings.ToLower(s)
	}
	return viet.Fold(s)
}

// key is one word as it is compared.
func (l *tongue) key(w string) string {
	if l.marked {
		return viet.ToneKey(w)
	}
	return viet.Fold(w)
}

// syllables are the words of a text; signs part them.
func (l *tongue) syllables(text string) []string {
	list := strings.FieldsFunc(l.lower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
	for i, w := range list {
		list[i] = l.key(w)
	}
	return list
}

// spelled is a text with what offices write short spelled out: «13 NQ, CT» counts
// resolutions and directives.
func spelled(text string) string {
	return capitals.ReplaceAllStringFunc(text, func(w string) string { return cmp.Or(shortWords[w], w) })
}

// add puts a text's words into the bag.
func (l *tongue) add(b bag, text string) {
	for piece := range strings.FieldsFuncSeq(l.same.Replace(l.lower(spelled(text))), func(r rune) bool { return strings.ContainsRune(".,;:()?!«»\"/\n", r) }) {
		before := ""
		for _, w := range l.syllables(piece) {
			if isNumeral(w) || l.common[w] {
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

func (l *tongue) bagOf(texts ...string) bag {
	b := bag{}
	for _, t := range texts {
		l.add(b, t)
	}
	return b
}

func isNumeral(w string) bool { return strings.Trim(w, "0123456789") == "" }

// weights tell how much a word says: the fewer texts of the outline have it, the more.
type weights struct {
	in    map[string]int
	from  int
	known map[string]float64 // of the outline's words, once all are learned
}

// learn counts the words of one text of the outline.
func (w *weights) learn(b bag) {
	if w.in == nil {
		w.in = map[string]int{}
	}
	w.from++
	for t := range b {
		w.in[t]++
	}
}

// settle works out the weights, when all texts were learned. They never change then, so
// any number of goroutines may ask.
func (w *weights) settle() {
	w.known = make(map[string]float64, len(w.in))
	for t := range w.in {
		w.known[t] = w.work(t)
	}
}

// said is the weight of a heading's words. Those that the outline has not weigh less:
// a heading may say more than is asked.
func (w *weights) said(heading bag) (sum float64) {
	for t := range heading {
		if w.in[t] == 0 {
			sum += foreign * w.of(t)
		} else {
			sum += w.of(t)
		}
	}
	return sum
}

// foreign is what a word that the outline has not weighs in a heading.
const foreign = 0.35

// of is the weight of a word; one that the outline has not is as heavy as the rarest.
func (w *weights) of(t string) float64 {
	if v, ok := w.known[t]; ok {
		return v
	}
	return w.work(t)
}

func (w *weights) work(t string) float64 {
	v := math.Log(1 + float64(w.from+1)/float64(1+w.in[t]))
	if strings.Contains(t, " ") {
		v *= 0.8
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
