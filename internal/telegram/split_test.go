package telegram

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		limit int
		want  []string
	}{
		{"short", "Xin chào", 20, []string{"Xin chào"}},
		{"empty", "", 20, nil},
		{"blank", " \n\n ", 20, nil},
		{"exactly full", "ệệệệ", 4, []string{"ệệệệ"}},
		{"paragraph before line before word", "mot hai\nba bon\n\nnam sau bay", 24, []string{"mot hai\nba bon", "nam sau bay"}},
		{"line", "mot hai ba\nbon nam sau", 16, []string{"mot hai ba", "bon nam sau"}},
		{"word", "mot hai ba bon", 9, []string{"mot hai", "ba bon"}},
		{"a word that just fits", "mot hai ba", 7, []string{"mot hai", "ba"}},
		{"no cut at a number's inner space", "ho ngheo 1\u00a0234", 12, []string{"ho ngheo", "1\u00a0234"}},
		{"an early title is not a message", "A\n\nmot hai ba bon nam", 15, []string{"A\n\nmot hai ba", "bon nam"}},
		{"one long word", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"an emoji is two units", "😀😀😀", 4, []string{"😀😀", "😀"}},
		{"marks stay with their letter", "aaae\u0302\u0323b", 4, []string{"aaa", "e\u0302\u0323b"}},
		{"a family stays together", "aa👨\u200d👩\u200d👧", 8, []string{"aa", "👨\u200d👩\u200d👧"}},
		{"a flag stays together", "aaa🇻🇳", 6, []string{"aaa", "🇻🇳"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, split(test.text, test.limit)); diff != "" {
				t.Errorf("pieces (-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever the text: every piece fits, none is empty or begins inside a letter,
// and nothing but white space is lost.
func TestSplitLosesNothing(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aệ1 \n\u00a0😀e\u0302\u0323,\t"))
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(letters, 0, 300).Draw(t, "text"))
		limit := rapid.IntRange(8, 60).Draw(t, "limit")
		pieces := split(text, limit)
		for _, piece := range pieces {
			if units(piece) > limit || trim(piece) == "" || !utf8.ValidString(piece) {
				t.Fatalf("bad piece %q", piece)
			}
		}
		if got, want := solid(strings.Join(pieces, "")), solid(text); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

func TestSplitKeepsMarks(t *testing.T) {
	word := strings.Repeat("e\u0302\u0323", 50)
	for limit := 3; limit < 40; limit++ {
		for _, piece := range split(word, limit) {
			if r, _ := utf8.DecodeRuneInString(piece); unicode.Is(unicode.Mn, r) {
				t.Fatalf("at %d a piece begins with a mark: %q", limit, piece)
			}
		}
	}
}

func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(blanks, r) {
			return -1
		}
		return r
	}, s)
}
