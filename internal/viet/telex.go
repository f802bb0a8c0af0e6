package viet

import (
	"strings"

	"giaoban/internal/language"
)

// retyped reads a message; if that fails, once more as the words that its letters mean in
// Telex or VNI, the two ways to type marks, where the phone left them as they were
// («khoong», «5 ho65»). Then every word must be known: there is no remark.
func retyped[T any](input string, read func(line string) (language.Reading[T], *language.Unclear)) (language.Reading[T], *language.Unclear) {
	line := Line(input)
	v, unclear := read(line)
	if unclear == nil || len(line) > retypedBytes {
		return v, unclear
	}
	for _, way := range []func(string) string{fromTelex, fromVNI} {
		if words, ok := inWords(line, way); ok {
			if again, u := read(words); u == nil && again.Remark == "" {
				return again, nil
			}
		}
	}
	return v, unclear
}

// Retyped is a message as the words that its letters mean in Telex or VNI; ok is false
// where they mean no more than they say.
func Retyped(message string) (words string, ok bool) {
	line := Line(message)
	if len(line) > retypedBytes {
		return "", false
	}
	if words, ok = inWords(line, fromTelex); !ok {
		words, ok = inWords(line, fromVNI)
	}
	return words, ok
}

// retypedBytes is more than an answer in letters without marks takes.
const retypedBytes = 200

// inWords changes each word; ok is false if none was changed.
func inWords(line string, way func(string) string) (string, bool) {
	words := strings.Fields(line)
	changed := false
	for i, w := range words {
		bare := strings.TrimRight(w, ".,;:!")
		if new := way(strings.ToLower(bare)); new != "" {
			words[i] = new + w[len(bare):]
			changed = true
		}
	}
	return strings.Join(words, " "), changed
}

const (
	vowels    = "aeiouyăâêôơư"
	telexTone = "frxsj" // huyền, hỏi, ngã, sắc, nặng
	vniTone   = "23415"
)

var toneMarks = []rune{'\u0300', '\u0309', '\u0303', '\u0301', '\u0323'}

// A syllableTyped is letters with their marks as far as they have been typed.
type syllableTyped struct {
	letters []rune
	tone    rune
	marks   int
}

// fromTelex is the word that letters mean in Telex; "" if they mean nothing more.
func fromTelex(w string) string {
	var s syllableTyped
	for _, r := range w {
		switch {
		case r > 'z' || r < 'a':
			return ""
		case s.hasVowel() && strings.ContainsRune(telexTone, r):
			s.setTone(strings.IndexRune(telexTone, r))
		case r == 'w' && s.horn():
		case r == 'w' && !s.hasVowel():
			s.letters, s.marks = append(s.letters, 'ư'), s.marks+1
		case r == 'd' && s.stroke():
		case strings.ContainsRune("aeo", r) && s.roof(r):
		default:
			s.letters = append(s.letters, r)
		}
	}
	return s.word()
}

// fromVNI is the same of VNI, which types marks as digits behind the letters.
func fromVNI(w string) string {
	var s syllableTyped
	for i, r := range w {
		ok := true
		switch {
		case r >= 'a' && r <= 'z':
			s.letters = append(s.letters, r)
		case i == 0:
			return ""
		case strings.ContainsRune(vniTone, r):
			if ok = s.hasVowel() && s.tone == 0; ok {
				s.setTone(strings.IndexRune(vniTone, r))
			}
		case r == '6':
			ok = s.roof('a') || s.roof('e') || s.roof('o')
		case r == '7':
			ok = s.horn()
		case r == '8':
			ok = s.breve()
		case r == '9':
			ok = s.stroke()
		default:
			ok = false
		}
		if !ok {
			return ""
		}
	}
	return s.word()
}

func (s *syllableTyped) hasVowel() bool { return strings.ContainsAny(string(s.letters), vowels) }

func (s *syllableTyped) setTone(i int) { s.tone, s.marks = toneMarks[i], s.marks+1 }

// swap changes the last of a letter.
func (s *syllableTyped) swap(from, to rune) bool {
	for i := len(s.letters) - 1; i >= 0; i-- {
		if s.letters[i] == from {
			s.letters[i] = to
			s.marks++
			return true
		}
	}
	return false
}

func (s *syllableTyped) roof(r rune) bool {
	return s.swap(r, map[rune]rune{'a': 'â', 'e': 'ê', 'o': 'ô'}[r])
}

func (s *syllableTyped) breve() bool { return s.swap('a', 'ă') }

// horn makes «uo» ươ, or else the last of u, o and a.
func (s *syllableTyped) horn() bool {
	switch typed := string(s.letters); {
	case strings.Contains(typed, "uo"):
		return s.swap('u', 'ư') && s.swap('o', 'ơ')
	case strings.Contains(typed, "ưo"):
		return s.swap('o', 'ơ')
	}
	return s.swap('u', 'ư') || s.swap('o', 'ơ') || s.breve()
}

func (s *syllableTyped) stroke() bool {
	if len(s.letters) == 0 || s.letters[0] != 'd' {
		return false
	}
	s.letters[0], s.marks = 'đ', s.marks+1
	return true
}

// word puts the tone on a vowel; which of them does not matter to whoever compares.
func (s *syllableTyped) word() string {
	if s.marks == 0 {
		return ""
	}
	var b strings.Builder
	toned := s.tone == 0
	for _, r := range s.letters {
		b.WriteRune(r)
		if !toned && strings.ContainsRune(vowels, r) {
			b.WriteRune(s.tone)
			toned = true
		}
	}
	return Line(b.String())
}
