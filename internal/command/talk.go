package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/pattern"
)

// The kinds of signs of talk and of words of reports, as headings of the table of speech.
const (
	// signSure is one that the other side never has.
	signSure = "sure"
	// signLikely is a sign of talk that reports have too, and signWord a word of reports.
	signLikely = "likely"
	signWord   = "word"
	// signNot marks words that are no sign, though some of them would be one alone.
	signNot = "not"
	// signName begins a question that asks for a name.
	signName = "name"
)

// The most words of a message that may be talk: where a sign is sure, where it is not,
// and where there is none.
const mostSure, mostTalk, mostBare = 16, 12, 8

// Talks reports whether a short message is rather talk than a text or a name that the
// question asks for: it has signs of talk, and no words of reports that outweigh them.
func (h *Heard) Talks(question string) bool {
	if h == nil || h.table == nil || !h.table.Has(rootTalk) || h.say.Words() > mostSure {
		return false
	}
	signs := h.signs(h.say, rootTalk)
	if !h.say.Marked {
		signs = slices.DeleteFunc(signs, func(kind string) bool { return kind != signSure && kind != signLikely })
	}
	switch {
	case h.say.Asks, slices.Contains(signs, signSure):
		return true
	case h.say.Words() > mostTalk:
		return false
	}
	asked := pattern.Listen(question)
	report := h.signs(h.say, rootReport)
	switch {
	case !h.say.Small && slices.Contains(h.signs(&asked, rootReport), signName):
		return false
	case len(signs) == 0:
		return len(report) == 0 && h.bare()
	case h.say.Small:
		return weight(signs) >= weight(report)
	}
	return weight(signs) > max(few, weight(report))
}

// few is how much signs may weigh in a message that begins with a capital letter.
const few = 2

// weight is how much signs of one side say together.
func weight(signs []string) (sum int) {
	for _, kind := range signs {
		switch kind {
		case signSure:
			sum += 9
		case signLikely:
			sum += 3
		case signWord:
			sum += 2
		default:
			sum++
		}
	}
	return sum
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
