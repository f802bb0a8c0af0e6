// Package viet reads and sorts what people type in Vietnamese: NFC and
// look-alike letters, comparison without marks, numbers in digits and words,
// years, dates, yes and no, choices, and the dictionary's order of names. It joins a
// text that a client cut (tail.go where, pieces.go how) and finds personal numbers.
//
// It accepts every form that has one sensible meaning and says what is unclear
// when there are two; it never guesses. A value is read only where every word of
// the message is accounted for; cover.go tells how. It is pure, knows of a question
// only its words, and says nothing to anybody: why an input was not understood is a
// language.Reason, the words for it are the locales'.
package viet

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/effort"
)

// Clean makes a text fit to be stored: NFC, look-alike letters put right,
// invisible characters dropped, every kind of space and dash made plain. Line
// breaks are kept; tone placement and case are never touched.
func Clean(s string) string {
	effort.Add(len(s))
	if isPlain(s) {
		return strings.TrimSpace(s)
	}
	s = strings.ReplaceAll(composed(fewMarks(s)), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	space := true // at the beginning of a line
	for _, r := range s {
		r = plainRune(r)
		switch {
		case r < 0:
			continue
		case r == '\n':
			b.WriteByte('\n')
			space = true
			continue
		case r == ' ' && space:
			continue
		}
		space = r == ' '
		b.WriteRune(r)
	}
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	// What was dropped may have stood between a letter and its mark.
	return composed(strings.Trim(strings.Join(lines, "\n"), "\n"))
}

// composed is a text in NFC. One of the letters that Vietnamese is written with is that
// already; it need not be looked up in the tables of all writing.
func composed(s string) string {
	for _, r := range s {
		if r >= latinTo && r < vietnameseFrom || r >= vietnameseTo {
			return norm.NFC.String(s)
		}
	}
	return s
}

// mostMarks is how many marks a letter has at most, in whatever writing. What is heaped
// upon one beside them is no letter's, and takes long to be put in order.
const mostMarks = 4

// fewMarks drops marks of which too many follow one another.
func fewMarks(s string) string {
	marks, from, kept := 0, 0, []byte(nil)
	for at, r := range s {
		if r < '\u0300' || !unicode.Is(unicode.Mn, r) {
			marks = 0
			continue
		}
		if marks++; marks == mostMarks+1 { // at is behind the last that stays
			kept = append(kept, s[from:at]...)
		}
		if marks > mostMarks {
			from = at + utf8.RuneLen(r)
		}
	}
	if kept == nil {
		return s
	}
	return string(append(kept, s[from:]...))
}

// isPlain tells whether Clean has nothing to do: ASCII without double spaces.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return false
		}
	}
	return true
}

// plainRune is what a character stands for; -1 for one that is dropped.
func plainRune(r rune) rune {
	switch r {
	case 'Ð', 'Ɖ':
		return 'Đ'
	case 'ð', 'ɖ':
		return 'đ'
	case '\r', '\u2028', '\u2029', '\v', '\f':
		return '\n'
	case '\n':
		return r
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f':
		return -1
	case '“', '”', '„', '‟':
		return '"'
	case '‘', '’', '‚', '‛':
		return '\''
	case '–', '—', '―', '‒', '−', '‐', '‑':
		return '-'
	}
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// Line is Clean on one line.
func Line(s string) string {
	s = Clean(s)
	if !strings.Contains(s, "\n") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// Words that politeness puts before and behind an answer. In a message with marks they
// carry their own: «nhà» is no «nha».
var (
	politeStarts = politeWords("dạ", "thưa", "báo cáo")
	politeNames  = politeWords("đồng chí", "đ/c", "đc", "dc", "anh", "chị")
	politeEnds   = politeWords("ạ", "nhé", "nha", "nhá", "đồng chí")
)

// A politeWord is compared in each of these ways.
type politeWord struct{ word, bare, tone string }

func politeWords(words ...string) (list []politeWord) {
	for _, w := range words {
		list = append(list, politeWord{w, Fold(w), ToneKey(w)})
	}
	return list
}

// Polite drops what politeness adds: «dạ», «báo cáo đồng chí» before, «ạ»,
// «nhé» behind, and the marks that end a sentence. A word that is all there is
// stays.
func Polite(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), ".!,;: ")
	if !strings.ContainsAny(s, " ,") {
		return s
	}
	a := address{letters: []rune(composed(s)), folded: []rune(Fold(s))}
	a.marked = !slices.EqualFunc(a.letters, a.folded, func(typed, bare rune) bool { return unicode.ToLower(typed) == bare })
	all := len(a.letters)
	for a.dropStart() || a.dropEnd() {
	}
	if len(a.letters) == all {
		return s
	}
	return string(a.letters)
}

// An address is a line that may begin and end with polite words. Folding keeps
// the number of letters.
type address struct {
	letters, folded []rune
	marked          bool
}

// dropStart drops «dạ», «báo cáo», and the one whom it is said to.
func (a *address) dropStart() bool {
	for _, start := range politeStarts {
		if !a.cut(start) {
			continue
		}
		for _, name := range politeNames {
			if a.cut(name) {
				break
			}
		}
		return true
	}
	return false
}

// dropEnd drops «ạ», «nhé».
func (a *address) dropEnd() bool {
	for _, end := range politeEnds {
		n := len(a.folded) - len(end.bare)
		if n < 1 || a.folded[n-1] != ' ' || !begins(a.folded[n:], end.bare) || !a.isMeant(a.letters[n:], end) {
			continue
		}
		for n--; n > 0 && strings.ContainsRune(".!,;: ", a.letters[n-1]); n-- {
		}
		a.letters, a.folded = a.letters[:n], a.folded[:n]
		return true
	}
	return false
}

// isMeant tells a polite word from others that only lack its marks: «đã» is no «dạ», and
// the bare «A» of «xã A» no «ạ».
func (a *address) isMeant(letters []rune, w politeWord) bool {
	typed := string(letters)
	if ToneKey(typed) == w.tone {
		return true
	}
	return Fold(typed) == strings.ToLower(typed) && typed != "A" && (!a.marked || w.word == "dạ" || w.word == "ạ")
}

// cut cuts a word off the front.
func (a *address) cut(word politeWord) bool {
	n := len(word.bare)
	if len(a.folded) == n || !begins(a.folded, word.bare) || a.folded[n] != ' ' && a.folded[n] != ',' || !a.isMeant(a.letters[:n], word) {
		return false
	}
	for n < len(a.letters) && strings.ContainsRune(" ,:", a.letters[n]) {
		n++
	}
	a.letters, a.folded = a.letters[n:], a.folded[n:]
	return true
}

// begins reports whether folded letters begin with a word, which is ASCII.
func begins(folded []rune, word string) bool {
	if len(folded) < len(word) {
		return false
	}
	for i := range len(word) {
		if folded[i] != rune(word[i]) {
			return false
		}
	}
	return true
}

// isMarked tells whether some letter carries a mark.
func isMarked(s string) bool { return Fold(s) != strings.ToLower(composed(s)) }

// Fold is for comparing when no marks were typed: lower case, no marks, đ as d.
func Fold(s string) string {
	effort.Add(len(s))
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range composed(s) {
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

// The letters with marks lie in two stretches; folded has the bare letter of
// each, so that comparing costs a look-up a letter.
const (
	latinFrom, latinTo           = 0x80, 0x250
	vietnameseFrom, vietnameseTo = 0x1ea0, 0x1f00
)

var foldedLatin, foldedVietnamese = foldTable(latinFrom, latinTo), foldTable(vietnameseFrom, vietnameseTo)

func foldTable(from, to rune) []rune {
	table := make([]rune, 0, to-from)
	for r := from; r < to; r++ {
		table = append(table, bareLetter(r))
	}
	return table
}

// foldRune takes the marks off a letter.
func foldRune(r rune) rune {
	switch {
	case r < latinFrom:
		return unicode.ToLower(r)
	case r < latinTo:
		return foldedLatin[r-latinFrom]
	case r >= vietnameseFrom && r < vietnameseTo:
		return foldedVietnamese[r-vietnameseFrom]
	}
	return bareLetter(r)
}

func bareLetter(r rune) rune {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð', 'ɖ', 'Ɖ':
		return 'd'
	}
	for _, first := range norm.NFD.String(string(r)) {
		return unicode.ToLower(first)
	}
	return r
}

// ToneKey is for comparing when marks were typed: each syllable's letters with
// â ă ê ô ơ ư đ but the tone set apart, so that «hòa» equals «hoà» while
// «Đông» and «Đồng» differ; final i and y after h, k, l, m, s, t, v, qu are
// equal.
func ToneKey(s string) string {
	effort.Add(len(s))
	words := strings.Fields(strings.ToLower(composed(s)))
	if len(words) == 1 {
		return keyOf(words[0])
	}
	for i, w := range words {
		words[i] = keyOf(w)
	}
	return strings.Join(words, " ")
}

// Letters counts the letters of a text as people do: characters in NFC.
func Letters(s string) int {
	n := 0
	for range composed(s) {
		n++
	}
	return n
}

// collators are not safe for several goroutines at once.
var collators = sync.Pool{New: func() any { return collate.New(language.Vietnamese, collate.Numeric) }}

// Compare orders two names as a Vietnamese dictionary does, numbers by value.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return c.CompareString(a, b)
}

// SortNames sorts names in the dictionary's order.
func SortNames(names []string) { slices.SortStableFunc(names, Compare) }

// FormatNumber writes a number as an office does: 1.234.567,5.
func FormatNumber(n float64) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString("," + fraction)
	}
	return b.String()
}
