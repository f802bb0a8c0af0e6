package viet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SaidOf is what somebody says of one question, or of several together, by their
// numbers as they were typed.
type SaidOf struct {
	Questions []string
	Words     string
}

// Where a remark may begin, in folded text: behind the beginning, a line or a sign, the
// number of a question.
var (
	remarkForm = regexp.MustCompile(`(^|[\n;,.:]|\bva\b|\bvoi\b)\s*(?:[-+*•]\s*)?(?:(?:o|tai|rieng)\s+)?((?:cau|muc|chi tieu|question)\s+)?([a-z]{0,2}[0-9]{1,2}(?:\.[0-9]{1,2}){1,2})\s*([:–-]?)`)
	numberGoes = regexp.MustCompile(`^(?:[a-z0-9]|\.[0-9])`)
)

// remarkEdge is what stands around a remark.
const remarkEdge = " \n\t.,;:-–"

// RemarksOf parts «5.04: sai số; 5.10, 5.11: thiếu tên» into what is said of each question.
// A number that no question has counts where it can be nothing else. ok is false if the text
// is not of this form; words before the first question end with a colon or a line.
func RemarksOf(text string, known func(question string) bool) (list []SaidOf, ok bool) {
	text = Clean(text)
	letters, folded := []rune(text), Fold(text)
	if utf8.RuneCountInString(folded) != len(letters) {
		return nil, false
	}
	last, counted := 0, 0
	at := func(i int) int { // asked from the beginning on
		counted += utf8.RuneCountInString(folded[last:i])
		last = i
		return counted
	}
	open, from := []string(nil), 0
	end := func(to int) {
		words := strings.Trim(string(letters[from:to]), remarkEdge)
		if len(open) > 0 && !strings.ContainsFunc(words, unicode.IsLetter) { // more numbers
			open = append(open, strings.FieldsFunc(words, func(c rune) bool { return strings.ContainsRune(" \n\t,;", c) })...)
		} else if len(open) > 0 {
			list, open = append(list, SaidOf{open, words}), nil
		}
	}
	for _, m := range remarkForm.FindAllStringSubmatchIndex(folded, -1) {
		sign, number := folded[m[2]:m[3]], folded[m[6]:m[7]]
		strong := sign == "" || sign == "\n" || sign == ";"
		if numberGoes.MatchString(folded[m[7]:]) || sign == ":" && from > 0 || !known(number) && m[8] == m[9] && m[4] < 0 && !strong {
			continue
		}
		start := at(m[0])
		if from == 0 {
			if head := strings.TrimSpace(string(letters[:start])); head != "" && sign != ":" && sign != "\n" {
				return nil, false
			}
		} else {
			end(start)
		}
		open, from = append(open, number), at(m[1])
	}
	if from == 0 {
		return nil, false
	}
	end(len(letters))
	if len(open) > 0 {
		list = append(list, SaidOf{Questions: open})
	}
	return list, true
}

// AreRemarks reports whether a text says something of questions by their numbers, whatever
// questions there are, each behind a colon.
func AreRemarks(text string) bool {
	said, ok := RemarksOf(text, func(string) bool { return false })
	return ok && strings.Contains(text, ":") && said[0].Words != ""
}
