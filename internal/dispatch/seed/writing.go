package seed

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/form"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A Truth is what the seed knows of the texts that it made.
type Truth struct {
	Unit string
	// Themes and To are by the question's name what a text speaks of and whom it
	// addresses.
	Themes, To map[string][]string
	// Said is by the question's name what the text's sentences are made of.
	Said map[string][]string
	// Copies is by the question's name the paragraph that the text shares with others.
	Copies map[string]string
	// Contradictions are what its texts say that its figures deny.
	Contradictions []string
}

// writer makes one unit's texts.
type writer struct {
	*lot
	number uint64
	parent string
	words  form.Words
	style  string
	truth  Truth
}

func (l *lot) writer(number uint64, u roster.Unit, words form.Words) *writer {
	w := &writer{lot: l, number: number, parent: u.Parent, words: words,
		truth: Truth{Unit: u.Code, Themes: map[string][]string{}, To: map[string][]string{}, Said: map[string][]string{}, Copies: map[string]string{}}}
	w.style = w.weighted(l.Styles)
	return w
}

// weighted draws a key by its weight.
func (l *lot) weighted(weights map[string]float64) string {
	keys, sum := []string{}, 0.0
	for k, n := range weights {
		keys, sum = append(keys, k), sum+n
	}
	slices.Sort(keys)
	at := l.random.Float64() * sum
	for _, k := range keys {
		if at -= weights[k]; at < 0 {
			return k
		}
	}
	return ""
}

// mostRows is how many rows of a group get texts of their own.
const mostRows = 5

// write makes the texts, by the question's name; rows tells which questions want one for
// each row.
func (w *writer) write(rows func(name string) bool) map[string][]string {
	out := map[string][]string{}
	names := []string{}
	for name := range w.Texts {
		names = append(names, name)
	}
	slices.Sort(names)
	denied := w.denied()
	if denied != nil && w.style == "slips" {
		w.style = "plain" // what is to be found is written as it should be
	}
	for _, name := range names {
		if rows(name) {
			for range mostRows {
				out[name] = append(out[name], w.one(name, nil))
			}
			continue
		}
		out[name] = []string{w.ofUnit(name, denied)}
	}
	return out
}

// ofUnit is the unit's text to a question, its own or a copied one.
func (w *writer) ofUnit(name string, denied *Contradiction) string {
	if denied == nil || denied.In != name {
		if text, from := w.copied(name); text != "" {
			w.truth.Copies[name] = from
			return text
		}
	}
	return w.one(name, denied)
}

// denied is what a text of this report says although its figures deny it; mostly nothing.
func (w *writer) denied() *Contradiction {
	if w.random.Float64() >= w.Contradicted {
		return nil
	}
	for _, i := range w.random.Perm(len(w.Contradictions)) {
		if c := &w.Contradictions[i]; w.holds(c.When) {
			w.truth.Contradictions = append(w.truth.Contradictions, c.Name)
			return c
		}
	}
	return nil
}

// one makes a text.
func (w *writer) one(name string, denied *Contradiction) string {
	var parts []string
	entries := w.entries(w.Texts[name])
	for _, e := range entries {
		words := e.Words[w.random.IntN(len(e.Words))]
		parts = append(parts, w.framed(w.filled(words), len(entries)))
		w.speaks(name, words, e)
	}
	if denied != nil && denied.In == name {
		parts = append(parts, w.sentence(denied.Words))
	}
	return w.styled(parts)
}

// framed is a sentence with something before or behind it that says nothing more, so that
// no two units write the same. A short text has nothing of it, one of two sentences always.
func (w *writer) framed(sentence string, of int) string {
	n := w.random.IntN(10)
	switch of {
	case 1:
		return sentence
	case 2:
		n %= 8
	}
	if n < 5 && len(w.Openers) > 0 {
		sentence = w.sentence(w.Openers) + " " + lowered(sentence)
	}
	if n > 2 && n < 8 && len(w.Tails) > 0 {
		sentence += w.sentence(w.Tails)
	}
	return sentence
}

// speaks notes what an entry says, and in which words.
func (w *writer) speaks(name, words string, e Entry) {
	w.truth.Said[name] = append(w.truth.Said[name], words)
	for _, t := range e.Themes {
		if !slices.Contains(w.truth.Themes[name], t) {
			w.truth.Themes[name] = append(w.truth.Themes[name], t)
		}
	}
	for _, t := range e.To {
		if !slices.Contains(w.truth.To[name], t) {
			w.truth.To[name] = append(w.truth.To[name], t)
		}
	}
}

// entries draws what a text says: what is always said, and others by their share.
func (w *writer) entries(from Writing) (out []Entry) {
	var open []Entry
	for _, e := range from.Say {
		switch {
		case !w.holds(e.When):
		case e.Always:
			out = append(out, e)
		default:
			open = append(open, e)
		}
	}
	least, most := from.Parts[0], from.Parts[1]
	if w.style == "short" {
		least, most = 1, max(1, least)
	}
	for n := w.between(least, most); len(out) < n && len(open) > 0; {
		i := w.byShare(open)
		out = append(out, open[i])
		open = slices.Delete(open, i, i+1)
	}
	w.random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func (w *writer) byShare(open []Entry) int {
	share := func(e Entry) float64 {
		if e.Share == 0 {
			return 1
		}
		return e.Share
	}
	sum := 0.0
	for _, e := range open {
		sum += share(e)
	}
	at := w.random.Float64() * sum
	for i, e := range open {
		if at -= share(e); at < 0 {
			return i
		}
	}
	return len(open) - 1
}

var inBraces = regexp.MustCompile(`\{[^{}]*\}`)

// sentence is one of the words, filled.
func (w *writer) sentence(words []string) string { return w.filled(words[w.random.IntN(len(words))]) }

// filled has what stands in braces put in, the inner ones first.
func (w *writer) filled(text string) string {
	for inBraces.MatchString(text) {
		text = inBraces.ReplaceAllStringFunc(text, func(braced string) string { return w.put(braced[1 : len(braced)-1]) })
	}
	return text
}

// put is what stands for the inside of braces.
func (w *writer) put(inside string) string {
	if options := strings.Split(inside, "|"); len(options) > 1 {
		return options[w.random.IntN(len(options))]
	}
	if a, b, ok := strings.Cut(inside, "-"); ok {
		least, err := strconv.Atoi(a)
		most, err2 := strconv.Atoi(b)
		if err == nil && err2 == nil {
			return strconv.Itoa(w.between(least, most))
		}
	}
	if v, ok := w.figures[inside]; ok && typed(v) != "" {
		return typed(v)
	}
	return form.Fill("{"+inside+"}", w.words)
}

// styled puts a text together in the unit's way of writing.
func (w *writer) styled(parts []string) string {
	switch w.style {
	case "unstopped":
		for i := 1; i < len(parts); i++ {
			parts[i] = lowered(parts[i])
		}
		return strings.Join(parts, ", ")
	case "lines":
		for i := range parts {
			parts[i] = "- " + viet.UpperFirst(parts[i])
		}
		return strings.Join(parts, "\n")
	}
	for i := range parts {
		parts[i] = viet.UpperFirst(parts[i]) + "."
	}
	text := strings.Join(parts, " ")
	switch w.style {
	case "slips":
		return w.slipped(text)
	case "unmarked":
		return viet.Fold(text)
	}
	return text
}

// lowered leaves abbreviations as they are: «UBND».
func lowered(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}

// slipped writes one or two words wrong.
func (w *writer) slipped(text string) string {
	var words []string
	for right := range w.Slips {
		if strings.Contains(text, right) {
			words = append(words, right)
		}
	}
	slices.Sort(words)
	w.random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	for _, right := range words[:min(len(words), 2)] {
		text = strings.Replace(text, right, w.Slips[right], 1)
	}
	return text
}

// copied is a paragraph that some units of a district share, and its name; mostly none.
// It says nothing that is true of one of them only.
func (w *writer) copied(name string) (text, from string) {
	if w.random.Float64() >= w.Copied.Share {
		return "", ""
	}
	common := *w
	common.lot = &lot{Script: w.Script, random: rand.New(rand.NewPCG(w.number+2, hashed(w.parent+name))), figures: map[string]any{}}
	common.style = "plain"
	own := func(words string) bool {
		return slices.ContainsFunc(inBraces.FindAllString(words, -1), func(braced string) bool {
			return w.figures[braced[1:len(braced)-1]] != nil
		})
	}
	writing := Writing{Parts: w.Texts[name].Parts}
	writing.Parts[0] = max(2, writing.Parts[1])
	for _, e := range w.Texts[name].Say {
		e.Words = slices.DeleteFunc(slices.Clone(e.Words), own)
		if e.When == "" && len(e.Words) > 0 {
			writing.Say = append(writing.Say, e)
		}
	}
	var parts []string
	for _, e := range common.entries(writing) {
		words := e.Words[common.random.IntN(len(e.Words))]
		parts = append(parts, common.framed(common.filled(words), 2))
		w.speaks(name, words, e)
	}
	if len(parts) < 2 {
		return "", ""
	}
	if added := w.Copied.Added; len(added) > 0 && w.random.IntN(2) == 0 {
		parts = append(parts, w.sentence(added))
	}
	return common.styled(parts), w.parent + "/" + name
}

// hashed is FNV-1a.
func hashed(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
