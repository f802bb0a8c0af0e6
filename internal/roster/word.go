package roster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// word is one syllable or number of a name, with what it is compared by.
type word struct {
	text   string // in lower case, as typed
	fold   string // without any marks
	tone   string // with marks, wherever the tone mark was put
	marked bool   // marks were typed
	parted bool   // a comma, a bracket or a dash stands in front
}

func newWord(text string) word {
	text = strings.ToLower(text)
	if number := strings.TrimLeft(text, "0"); number != text && isNumber(text) {
		text = number
		if text == "" {
			text = "0"
		}
	}
	fold := viet.Fold(text)
	return word{text: text, fold: plainY(fold), tone: viet.ToneKey(text), marked: fold != text}
}

// is reports whether the typed word can stand for the other: by its marks if it
// has any, else without.
func (w word) is(other word) bool {
	if w.marked {
		return w.tone == other.tone
	}
	return w.fold == other.fold
}

// plainY makes final y and i one after h, k, l, m, s, t, v and qu, as ToneKey
// does: Quí Lộc is Quý Lộc.
func plainY(fold string) string {
	start, ok := strings.CutSuffix(fold, "y")
	if ok && start != "" && (strings.HasSuffix(start, "qu") || strings.ContainsRune("hklmstv", rune(start[len(start)-1]))) {
		return start + "i"
	}
	return fold
}

func isNumber(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// split cuts a clean line into words. An apostrophe belongs to its word and is
// not compared (Ea H'leo); a dash parts only between spaces (Phan Rang-Tháp
// Chàm).
func split(line string) []word { return splitBy(line, newWord) }

// splitBy is split with another way to come by a word, for those who have read
// most of them before.
func splitBy(line string, read func(string) word) []word {
	var words []word
	var run strings.Builder
	parted := false
	end := func() {
		if run.Len() > 0 {
			w := read(run.String())
			w.parted = parted && len(words) > 0
			words = append(words, w)
			run.Reset()
			parted = false
		}
	}
	for i, r := range line {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r):
			run.WriteRune(r)
		case r == '\'':
		default:
			end()
			parted = parted || strings.ContainsRune(",;:/|()[]«»\"", r) || r == '-' && strings.HasPrefix(line[i+1:], " ")
		}
	}
	end()
	return words
}

// folds returns the words without marks, with spaces between.
func folds(words []word) string {
	return join(words, " ", func(w word) string { return w.fold })
}

func tones(words []word) string {
	return join(words, " ", func(w word) string { return w.tone })
}

func join(words []word, between string, of func(word) string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(of(w))
	}
	return b.String()
}

// begins reports whether the typed words begin with the spelled ones.
func begins(typed, spelled []word) bool {
	if len(typed) < len(spelled) {
		return false
	}
	for i, w := range spelled {
		if !typed[i].is(w) {
			return false
		}
	}
	return true
}

// apart cuts a run of letters, «ngaan», into as many words as the name has and
// of the same lengths; ok is false if it is longer or shorter.
func apart(run word, name []word) (words []word, ok bool) {
	rest := run.text
	for _, w := range name {
		n := 0
		for range utf8.RuneCountInString(w.text) {
			_, size := utf8.DecodeRuneInString(rest[n:])
			n += size
		}
		words = append(words, newWord(rest[:n]))
		rest = rest[n:]
	}
	return words, rest == ""
}
