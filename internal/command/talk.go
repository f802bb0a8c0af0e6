package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/pattern"
)

// The kinds of signs of talk in a message, as headings of the table of speech.
const (
	// signSure is a sign that no report has.
	signSure = "sure"
	// signLikely is one that reports have too.
	signLikely = "likely"
	// signPerhaps is one that says little by itself.
	signPerhaps = "perhaps"
	// signNot marks words that are no sign, though some of them would be one alone.
	signNot = "not"
	// signWord is a word of reports, and signName begins a question for a name.
	signWord = "word"
	signName = "name"
)

// The most words of a message that may be talk: where a sign is sure, where it is not,
// and where there is none.
const mostSure, mostTalk, mostBare = 16, 12, 8

// manyPerhaps is how many signs that say little are talk.
const manyPerhaps = 3

// Talks reports whether a short message is rather talk than a text or a name that the
// question asks for: it has signs of talk, and no words of reports that outweigh them.
func (h *Heard) Talks(question string) bool {
	if h == nil || h.table == nil || !h.table.Has(rootTalk) || h.say.Words() > mostSure {
		return false
	}
	signs := h.signs(h.say, rootTalk)
	if !h.say.Marked {
		signs = slices.DeleteFunc(signs, func(kind string) bool { return kind == signPerhaps })
	}
	switch {
	case h.say.Asks, slices.Contains(signs, signSure):
		return true
	case h.say.Words() > mostTalk:
		return false
	}
	asked := pattern.Listen(question)
	name := slices.Contains(h.signs(&asked, rootReport), signName)
	report := h.signs(h.say, rootReport)
	switch {
	case slices.Contains(report, signWord), name && !h.say.Small:
		return false
	case len(signs) == 0:
		return len(report) == 0 && h.bare()
	case h.say.Small, slices.Contains(signs, signLikely):
		return true
	}
	return len(signs) >= manyPerhaps
}

// bare reports whether there are a few words without a figure or a name, and not a
// written sentence with its capital letter and its full stop.
func (h *Heard) bare() bool {
	text := h.say.Text()
	_, begin := utf8.DecodeRuneInString(text)
	return h.say.Words() > 1 && h.say.Words() <= mostBare && (h.say.Small || !strings.HasSuffix(text, ".")) &&
		text[begin:] == strings.ToLower(text[begin:]) && !strings.ContainsAny(text, "0123456789")
}

func (h *Heard) signs(say *pattern.Sentence, root string) []string {
	return h.table.Signs(say, h.slotsOf(Deed{}), root, signNot)
}
