package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// A token is one syllable or number of a sentence: by its letters with marks, without
// them, and where it stands.
type token struct {
	marked, bare int32
	from, to     int32
}

// number is every number: copies differ in theirs.
const number = 0

// A vocabulary numbers the syllables of texts.
type vocabulary struct {
	syllables map[string]token // as they were written
	marked    map[string]int32
	bare      map[string]int32
	names     []string // of the bare ones
}

func newVocabulary() *vocabulary {
	v := &vocabulary{syllables: map[string]token{}, marked: map[string]int32{}, bare: map[string]int32{}}
	v.number(v.bare, "#")
	v.number(v.marked, "#")
	v.names = append(v.names, "#")
	return v
}

func (v *vocabulary) number(in map[string]int32, key string) int32 {
	n, ok := in[key]
	if !ok {
		n = int32(len(in))
		in[key] = n
	}
	return n
}

// syllable numbers a syllable as it was written.
func (v *vocabulary) syllable(word string) token {
	if t, ok := v.syllables[word]; ok {
		return t
	}
	var t token
	if !unicode.IsDigit(firstOf(word)) {
		before := len(v.bare)
		t.bare = v.number(v.bare, viet.Fold(word))
		if len(v.bare) > before {
			v.names = append(v.names, viet.Fold(word))
		}
		t.marked = v.number(v.marked, viet.ToneKey(word))
	}
	v.syllables[strings.Clone(word)] = t
	return t
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// tokens are the syllables and numbers of a sentence.
func (v *vocabulary) tokens(s string) []token {
	var all []token
	from, digits := -1, false
	end := func(to int) {
		if from >= 0 {
			t := v.syllable(s[from:to])
			t.from, t.to = int32(from), int32(to)
			all = append(all, t)
		}
		from = -1
	}
	for i, r := range s {
		digit := unicode.IsDigit(r)
		switch {
		case digit || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
			if from >= 0 && digit != digits {
				end(i)
			}
			if from < 0 {
				from, digits = i, digit
			}
		case digits && from >= 0 && (r == '.' || r == ',' || r == '/') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			// 1.234, 12,5 and 6/7 are one number
		default:
			end(i)
		}
	}
	end(len(s))
	return all
}

// binds reports whether a syllable only binds others together.
func (v *vocabulary) binds(bare int32) bool { return viet.IsFunctionWord(v.names[bare]) }
