package command

import (
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/viet"
)

// strangers are how many of the words may be units that none is called: they begin with a
// capital letter, a type of unit or «mấy», and hold no figure and no word that goes on.
func (a asking) strangers(words []string) (ends []int) {
	line := strings.ToLower(strings.Join(words, " "))
	plain := viet.Fold(line) == line
	starts := unicode.IsUpper([]rune(words[0])[0])
	for _, key := range []string{a.say.Say("said_levels"), a.say.Say("whom_weak"), a.say.Say("whom_vague"), a.say.Say("whom_some")} {
		for listed := range strings.SplitSeq(key, ",") {
			if listed = strings.TrimSpace(listed); plain {
				listed = viet.Fold(listed)
			}
			starts = starts || strings.HasPrefix(line+" ", listed+" ")
		}
	}
	goesOn := Listed(a.say.Say("said_goes_on"))
	for n, word := range words[:min(len(words), mostStrangers)] {
		if !starts || strings.ContainsAny(word, "0123456789") || slices.Contains(goesOn, viet.Fold(strings.Trim(word, marks))) {
			break
		}
		ends = append(ends, n+1)
	}
	return ends
}

// mostStrangers is how many words are taken for units that none is called.
const mostStrangers = 8
