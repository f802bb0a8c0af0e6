package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// The kinds of signs of talk and of words of reports, as headings of the table of speech.
const (
	// signSure is one that the other side never has.
	signSure = "sure"
	// signLikely is a sign of talk that reports have too, and signWord a word of reports.
	signLikely = "likely"
	signWord   = "word"
	// signLife is a word of everyday life: where the outline has it, it is what is asked about.
	signLife = "life"
	// signTrouble is a thing that is out of order, no sign where such things are asked for.
	signTrouble = "trouble"
	// signGear is what the talker has with him: his telephone, his motorbike.
	signGear = "gear"
	// signOrder begins an order that somebody passes on, however long it is.
	signOrder = "order"
	// signCommon marks words that say nothing of what is spoken of.
	signCommon = "common"
	// signNot marks words that are no sign, though some of them would be one alone.
	signNot = "not"
	// signName begins a question that asks for a name.
	signName = "name"
)

// The most words of a message that may be talk: where a sign is sure, where it is not,
// and where there is none.
const mostSure, mostTalk, mostBare = 16, 12, 8

// A Subject is what a question asks about: its words, and those of its outline.
type Subject struct {
	Question string
	Own, All *viet.Vocabulary
}

// Talks reports whether a short message is rather talk than a text or a name that the
// question asks for: it has signs of talk, and no words of reports that outweigh them.
func (h *Heard) Talks(about Subject) bool {
	if h == nil || h.table == nil || !h.table.Has(rootTalk) {
		return false
	}
	signs := h.signs(h.say, rootTalk)
	if !h.say.Marked {
		signs = slices.DeleteFunc(signs, func(s pattern.Sign) bool { return !slices.Contains(signsUnmarked, s.Kind) })
	}
	switch {
	case h.Orders():
		return true
	case h.say.Words() > mostSure:
		return false
	case h.say.Asks, has(signs, signSure):
		return true
	case h.say.Words() > mostTalk:
		return false
	}
	question := pattern.Listen(about.Question)
	asks := h.signs(&question, rootAsks)
	signs = h.shorterThan(h.signs(h.say, rootReport), signs)
	ofThis := h.hasPair(about.Own)
	answers := 0 // what would be talk elsewhere, and is what is asked for
	signs = slices.DeleteFunc(signs, func(s pattern.Sign) bool {
		if (has(asks, signTrouble) || ofThis) && (s.Kind == signTrouble || s.Kind == signLife) {
			answers++
			return true
		}
		return h.isAsked(about, s)
	})
	if !h.say.Small && has(asks, signName) && !has(signs, signTrouble) && !has(signs, signGear) {
		return false
	}
	report, outline := h.reported(about, signs)
	report, outline = report+answers, outline+answers
	switch {
	case len(signs) == 0:
		named := has(asks, signName) || has(asks, signTrouble)
		return report == 0 && h.bare() && !(named && !has(h.signs(h.say, rootReport), signCommon))
	case h.say.Small && (has(signs, signLikely) || has(signs, signTrouble) || has(signs, signGear)):
		return weight(signs) >= report
	case h.say.Small && outline > 0:
		return weight(signs) > report
	case h.say.Small:
		return weight(signs) >= report
	}
	return weight(signs) > max(few, report)
}

// signsUnmarked are the kinds of signs that count in a message without marks.
var signsUnmarked = []string{signOrder, signSure, signLikely, signTrouble, signGear}

// TalksBeside reports whether words behind an answer are no remark on it: «rồi, tôi nghe».
func (h *Heard) TalksBeside(remark string) bool {
	if h == nil || h.table == nil || remark == "" {
		return false
	}
	say := pattern.Listen(remark)
	return has(h.signs(&say, rootTalk), signSure)
}

// Orders reports whether the message tells somebody to do or to attend something.
func (h *Heard) Orders() bool {
	return h != nil && h.table != nil && has(h.signs(h.say, rootTalk), signOrder)
}

// few is how much signs may weigh in a message that begins with a capital letter.
const few = 2

// What words of the outline weigh, those of the question and others: two in a row, and
// one alone.
const (
	ownPair, ownWord     = 5, 1
	otherPair, otherWord = 4, 0
)

// shorterThan leaves out words of talk that are only a part of a word of reports: the «xin»
// of «vắc xin».
func (h *Heard) shorterThan(report, talk []pattern.Sign) []pattern.Sign {
	report = append(report, h.signs(h.say, rootField)...)
	return slices.DeleteFunc(talk, func(s pattern.Sign) bool {
		return s.To-s.From == 1 && slices.ContainsFunc(report, func(r pattern.Sign) bool {
			return r.Kind != signCommon && r.To-r.From > 1 && r.From <= s.From && s.To <= r.To && !(s.Kind == signSure || s.Kind == signOrder)
		})
	})
}

// hasPair reports whether two words in a row are of a vocabulary, and tell something.
func (h *Heard) hasPair(of *viet.Vocabulary) bool {
	common := make([]bool, h.say.Words())
	for _, s := range h.signs(h.say, rootReport) {
		for i := s.From; i < s.To; i++ {
			common[i] = s.Kind == signCommon
		}
	}
	for i := 0; i+1 < len(common); i++ {
		if !common[i] && !common[i+1] && of.Has(h.say.InRow(i, 2), h.say.Marked) {
			return true
		}
	}
	return false
}

// isAsked reports whether a sign of talk is what the outline asks about: «mất điện», where
// a storm is.
func (h *Heard) isAsked(about Subject, s pattern.Sign) bool {
	switch {
	case s.Kind == signSure || s.To-s.From == 1 && s.Kind != signLife:
		return false
	case s.To-s.From == 1:
		return about.All.Has(h.say.InRow(s.From, 1), h.say.Marked)
	}
	for i := s.From; i+1 < s.To; i++ {
		if !about.All.Has(h.say.InRow(i, 2), h.say.Marked) {
			return false
		}
	}
	return true
}

// reported is how much the words of reports and of the outline weigh together, and those
// of the outline and its field alone. A word of the outline that is a sign of talk as well
// counts for nothing, and one of reports once.
func (h *Heard) reported(about Subject, talk []pattern.Sign) (all, outline int) {
	fields := h.ofFields(about)
	signs := append(h.signs(h.say, rootReport), fields...)
	const free, passed, counted = 0, 1, 2
	words := make([]int, h.say.Words())
	for _, s := range append(talk, signs...) {
		for i := s.From; i < s.To && (has(talk, s.Kind) || s.Kind == signCommon); i++ {
			words[i] = passed
		}
	}
	for i := range words {
		next := i+1 < len(words) && words[i+1] == free
		for n, weights := range [][2]int{{ownPair, otherPair}, {ownWord, otherWord}} {
			if words[i] != free || n == 0 && !next || n == 1 && !h.say.Marked {
				continue
			}
			if weight := about.weighs(h.say.InRow(i, 2-n), h.say.Marked, weights); weight > 0 {
				outline += weight
				words[i], words[i+1-n] = counted, counted
			}
		}
	}
	signs = slices.DeleteFunc(signs, func(s pattern.Sign) bool {
		return s.Kind != signSure && !slices.ContainsFunc(words[s.From:s.To], func(state int) bool { return state != counted })
	})
	for _, s := range fields {
		if s.To-s.From > 1 {
			all += otherPair - 1
		}
	}
	return all + outline + weight(signs), outline + len(fields)
}

// weighs is which of two weights words of the outline have: those of the question the first.
func (about Subject) weighs(words string, marked bool, weights [2]int) int {
	switch {
	case about.Own.Has(words, marked):
		return weights[0]
	case about.All.Has(words, marked):
		return weights[1]
	}
	return 0
}

// aField is which share of an outline's words, and how many at least, are of a field that
// it is about.
const aField, fewOfField = 0.05, 4

// ofFields are words of a field: several in a row, two in the message, or words of the
// field that the outline is about.
func (h *Heard) ofFields(about Subject) []pattern.Sign {
	found := map[string]int{}
	signs := h.signs(h.say, rootField)
	for _, s := range signs {
		found[s.Kind]++
	}
	var known map[string]int // how many words of each field the outline has; all are looked at, so only if it matters
	return slices.DeleteFunc(signs, func(s pattern.Sign) bool {
		if s.To-s.From > 1 || found[s.Kind] > 1 {
			return false
		}
		if known == nil {
			known = h.table.Known(rootField, func(word string) bool { return about.All.Has(word, true) })
		}
		return float64(known[s.Kind]) < max(fewOfField, aField*float64(about.All.Words()))
	})
}

func has(signs []pattern.Sign, kind string) bool {
	return slices.ContainsFunc(signs, func(s pattern.Sign) bool { return s.Kind == kind })
}

// weight is how much signs of one side say together.
func weight(signs []pattern.Sign) (sum int) {
	for _, s := range signs {
		switch s.Kind {
		case signSure:
			sum += 9
		case signLikely, signTrouble, signGear:
			sum += 3
		case signWord:
			sum += 2
		case signCommon:
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

func (h *Heard) signs(say *pattern.Sentence, root string) []pattern.Sign {
	return h.table.Signs(say, h.slotsOf(Deed{}), root, signNot)
}
