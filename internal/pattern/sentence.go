package pattern

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// A Sentence is a message as it is matched.
type Sentence struct {
	text  string
	words []word
	// Marked tells that a word carries a mark, Asks that there is a question mark, Small
	// that it begins with a small letter.
	Marked, Asks, Small bool
	// Mixed tells that marks count only in the words that carry one.
	Mixed bool
	long  bool
	// effort is what may be spent to read it.
	effort *Effort
	// meant is what its words may be of the table that it was matched with last.
	meant *meanings
}

// A word of a sentence; from and to are where it stands in the text.
type word struct {
	text     string // in lower case
	fold     string
	tone     string // how it compares with marks
	from, to int
	// initial marks one capital letter by itself.
	initial bool
	// before tells that something ends in front of it: a comma, a line.
	before bool
	// name marks a word that is written as a name is, or stands in quotation marks.
	name bool
}

// gestures are pictures that say something; others are courtesy.
const gestures = "👍👎✅❌👌🆗"

// longestText is more bytes than MaxWords words take. What is longer is not looked at.
const longestText = 1200

// Listen takes a message apart.
func Listen(message string) Sentence {
	if len(message) > longestText {
		return Sentence{text: message, long: true, effort: &Effort{}}
	}
	s := Sentence{text: viet.Clean(message)}
	begin, _ := utf8.DecodeRuneInString(s.text)
	s.Small = unicode.IsLower(begin)
	before, from := true, -1
	end := func(at int) {
		if from < 0 {
			return
		}
		w := word{text: shorten(strings.ReplaceAll(strings.ToLower(s.text[from:at]), "’", "'")), from: from, to: at, before: before}
		w.fold, w.tone = viet.Fold(w.text), viet.ToneKey(w.text)
		w.initial = at-from == 1 && s.text[from] >= 'A' && s.text[from] <= 'Z' && len(s.text) > 1
		s.Marked = s.Marked || w.fold != w.text
		s.words, before, from = append(s.words, w), false, -1
	}
	for i, r := range s.text {
		switch {
		case len(s.words) > MaxWords:
			s.long, s.effort = true, &Effort{}
			return s
		case strings.ContainsRune(gestures, r):
			end(i)
			from = i
			end(i + utf8.RuneLen(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && from >= 0 || joins(s.text, i, r):
			if from < 0 {
				from = i
			}
		default:
			end(i)
			before = before || r != ' '
			s.Asks = s.Asks || r == '?'
		}
	}
	end(len(s.text))
	s.long = len(s.words) > MaxWords
	s.effort = &Effort{most: leastSteps + stepsAWord*len(s.words)}
	s.names()
	return s
}

// names marks words with a capital letter, but one that begins the sentence by itself,
// and what stands between quotation marks. A message in capitals has no names so.
func (s *Sentence) names() {
	shouts := s.text == strings.ToUpper(s.text)
	capital := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(s.text[s.words[i].from:])
		return unicode.IsUpper(r) && !shouts
	}
	quoted, from := false, 0
	for i := range s.words {
		for _, r := range s.text[from:s.words[i].from] {
			switch r {
			case '"':
				quoted = !quoted
			case '“', '«':
				quoted = true
			case '”', '»':
				quoted = false
			}
		}
		from = s.words[i].to
		begins := i == 0 || s.words[i].before && strings.ContainsAny(s.text[s.words[i-1].to:s.words[i].from], ".!?\n")
		s.words[i].name = quoted || capital(i) && !(begins && strings.Contains(s.words[i].text, "/")) && (!begins || i+1 < len(s.words) && capital(i+1))
	}
}

// counts reports whether marks count in a word.
func (s *Sentence) counts(i int) bool {
	return s.Marked && !(s.Mixed && s.words[i].fold == s.words[i].text)
}

// Words counts the words; more than MaxWords are not counted.
func (s *Sentence) Words() int { return len(s.words) }

// InRow are the n words of the sentence from a place on, in small letters with a space
// between; "" where there are fewer, or where something parts them.
func (s *Sentence) InRow(from, n int) string {
	if from+n > len(s.words) {
		return ""
	}
	text := s.words[from].text
	for _, w := range s.words[from+1 : from+n] {
		if w.before {
			return ""
		}
		text += " " + w.text
	}
	return text
}

// Long reports whether the sentence is too long to be matched.
func (s *Sentence) Long() bool { return s.long }

// Text is the sentence as it was typed, on lines.
func (s *Sentence) Text() string { return s.text }

// joins reports whether the sign at i belongs to the word around it: the marks of
// «8/7», «2.08» and «1.725», of «đ/c» and «don't».
func joins(text string, i int, r rune) bool {
	if r == '\'' || r == '’' {
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	}
	if !strings.ContainsRune("./:,-_", r) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	if r == '_' {
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	}
	if unicode.IsDigit(before) && unicode.IsDigit(after) {
		return true
	}
	return (r == '/' || r == '.') && shortRun(text[:i], true) && shortRun(text[i+1:], false)
}

// shortRun reports whether the text ends, or begins, with one or two letters by
// themselves.
func shortRun(text string, back bool) bool {
	n := 0
	for len(text) > 0 && n < 3 {
		var r rune
		var size int
		if back {
			r, size = utf8.DecodeLastRuneInString(text)
			text = text[:len(text)-size]
		} else {
			r, size = utf8.DecodeRuneInString(text)
			text = text[size:]
		}
		if !unicode.IsLetter(r) {
			break
		}
		n++
	}
	return n == 1 || n == 2
}

// shorten writes «vânggg» as «vâng».
func shorten(w string) string {
	runs := 0
	var last rune
	for _, r := range w {
		if r == last && unicode.IsLetter(r) {
			if runs++; runs == 3 {
				break
			}
			continue
		}
		last, runs = r, 1
	}
	if runs < 3 {
		return w
	}
	var b strings.Builder
	letters := []rune(w)
	for i := 0; i < len(letters); {
		j := i
		for j < len(letters) && letters[j] == letters[i] {
			j++
		}
		if j-i >= 3 && unicode.IsLetter(letters[i]) {
			b.WriteRune(letters[i])
		} else {
			b.WriteString(string(letters[i:j]))
		}
		i = j
	}
	return b.String()
}
