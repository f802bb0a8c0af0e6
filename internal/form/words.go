package form

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// Words fill the outline's placeholders, by name without braces: «xung_ho» is
// «đồng chí», «loai» is «xã», «phường» or «thị trấn».
type Words map[string]string

// FillWith replaces each {name} of a text by what word gives for it. A name that
// begins with a capital gets its word with one, one in capitals gets it in capitals; one
// without a word stands as «…».
func FillWith(text string, word func(string) (string, bool)) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(wordFor(name, word))
		text = after
	}
}

// wordless stands for a placeholder without a word.
const wordless = "…"

func wordFor(name string, word func(string) (string, bool)) string {
	w, ok := word(placeholder(name))
	switch {
	case !ok:
		return wordless
	case name == strings.ToUpper(name):
		return strings.ToUpper(w)
	case name != placeholder(name):
		return viet.UpperFirst(w)
	}
	return w
}

// placeholder is the name that stands between the brackets, as it is known.
func placeholder(name string) string {
	if name == strings.ToUpper(name) {
		return strings.ToLower(name)
	}
	return viet.LowerFirst(name)
}

// PlainNumber writes a number with a point and without grouping.
func PlainNumber(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// Fill puts words into a text of the campaign; a placeholder that has none
// stands as «…».
func Fill(text string, words Words) string {
	return FillWith(text, func(name string) (string, bool) {
		w, ok := words[name]
		return w, ok
	})
}

// Shorts takes abbreviations of an outline or a campaign, each with the words that it
// stands for; empty are those that stand for nothing.
func Shorts(list map[string]string) (shorts *viet.Shorts, empty []string) {
	meanings := map[string][]string{}
	for written, words := range list {
		if strings.TrimSpace(words) == "" || strings.TrimSpace(written) == "" {
			empty = append(empty, written)
		}
		meanings[written] = []string{words}
	}
	slices.Sort(empty)
	return viet.NewShorts(meanings), empty
}

// abbreviations notes what may be written short.
func (p *parsing) abbreviations() {
	shorts, empty := Shorts(p.o.Abbreviations)
	for _, written := range empty {
		p.Note([]any{"abbreviations", written}, fault.New("abbreviation_empty", "written", written))
	}
	p.o.shorts = shorts
}

// Shorts returns the outline's abbreviations over those that everybody uses.
func (o *Outline) Shorts(common *viet.Shorts) *viet.Shorts { return o.shorts.Over(common) }
