package content

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// Sentences takes a cleaned text apart: lines, items of lists whatever marks them, and
// what ends with a full stop or a semicolon. What marks an item is cut off; all else
// stays as it stands.
func Sentences(text string) []string {
	var all []string
	for _, line := range joined(strings.Split(text, "\n")) {
		for line != "" {
			n := sentenceEnd(line)
			if s := trimSentence(line[:n]); s != "" {
				all = append(all, s)
			}
			line = strings.TrimLeft(line[n:], " ")
		}
	}
	return all
}

// joined puts lines together that somebody broke in the middle of a sentence: the next
// one begins with a small letter and no mark of a list.
func joined(lines []string) (all []string) {
	for _, line := range lines {
		line = strings.TrimSpace(line)
		first, _ := utf8.DecodeRuneInString(line)
		if n := len(all); n > 0 && unicode.IsLower(first) && !listMark.MatchString(line) && !strings.ContainsAny(lastOf(all[n-1]), ".;:!?") {
			all[n-1] += " " + line
		} else if line != "" {
			all = append(all, line)
		}
	}
	return all
}

func lastOf(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// listMark is what may stand before an item: «-», «1.», «a)», «Một là,».
var listMark = regexp.MustCompile(`^(?:[-+*•]+ ?|\(?[0-9]{1,2}[.)/] ?|\(?[a-zđ][.)] ?|[IVX]{1,4}[.)] ?|(?i:(?:một|hai|ba|bốn|năm|sáu|thứ nhất|thứ hai|thứ ba|thứ tư) là[,:]? ))`)

// trimSentence cuts marks of lists off, and what ends a sentence.
func trimSentence(s string) string {
	s = strings.TrimSpace(s)
	for {
		mark := listMark.FindString(s)
		rest := strings.TrimSpace(s[len(mark):])
		if mark == "" || isNumber(mark) && !startsItem(rest) {
			break
		}
		s = rest
	}
	s = strings.TrimRight(s, " .;,:")
	if !strings.ContainsFunc(s, unicode.IsLetter) {
		return ""
	}
	return s
}

// isNumber tells «1.5» and «3/5», which only look like marks, by what follows.
func isNumber(mark string) bool {
	return unicode.IsDigit(rune(mark[0])) && !strings.HasSuffix(mark, " ")
}

func startsItem(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r)
}

// sentenceEnd is where the first sentence of the line ends, in bytes.
func sentenceEnd(line string) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '.', '!', '?', ';':
		default:
			continue
		}
		end := i + 1
		for end < len(line) && strings.IndexByte(".!?;", line[end]) >= 0 {
			end++
		}
		if end == len(line) {
			return end
		}
		if line[end] != ' ' && !glued(line, i, end) || line[i] == '.' && abbreviated(line[:i]) {
			i = end - 1
			continue
		}
		return end
	}
	return len(line)
}

// glued tells «đầy đủ.Việc»: a sentence that begins right behind the full stop.
func glued(line string, dot, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:dot])
	next, _ := utf8.DecodeRuneInString(line[end:])
	return unicode.IsLower(before) && unicode.IsUpper(next)
}

// abbreviated tells whether the full stop stands behind an abbreviation or the number of
// an item: no sentence ends there.
func abbreviated(before string) bool {
	word := before[strings.LastIndexAny(before, " (")+1:]
	if word == "" {
		return true
	}
	number := strings.Trim(word, "0123456789") == ""
	alone := len(word) == len(strings.TrimLeft(before, " "))
	if number {
		return alone || strings.HasSuffix(strings.TrimRight(before[:len(before)-len(word)], " "), ";") || endsSentence(before[:len(before)-len(word)])
	}
	return utf8.RuneCountInString(word) == 1 || shortWords[viet.Fold(word)]
}

// endsSentence tells whether the number of an item follows a sentence.
func endsSentence(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || strings.ContainsAny(lastOf(before), ".;:!?")
}

// shortWords are abbreviations that are written with a full stop.
var shortWords = map[string]bool{
	"tp": true, "tx": true, "tt": true, "ths": true, "ts": true, "d/c": true, "dc": true, "vd": true, "v.v": true, "tr": true, "st": true, "nxb": true,
	"gs": true, "pgs": true, "kp": true, "tdp": true,
}
