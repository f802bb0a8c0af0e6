package viet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
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
		if n := len(all); n > 0 && unicode.IsLower(first) && !itemMark.MatchString(line) && !strings.ContainsAny(lastLetter(all[n-1]), ".;:!?") {
			all[n-1] += " " + line
		} else if line != "" {
			all = append(all, line)
		}
	}
	return all
}

func lastLetter(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// itemMark is what may stand before an item: «-», «1.», «a)», «Một là,».
var itemMark = regexp.MustCompile(`^(?:[-+*•]+ ?|\(?[0-9]{1,2}[.)/] ?|\(?[a-zđ][.)] ?|[IVX]{1,4}[.)] ?|(?i:(?:một|hai|ba|bốn|năm|sáu|thứ nhất|thứ hai|thứ ba|thứ tư) là[,:]? ))`)

// trimSentence cuts marks of lists off, and what ends a sentence.
func trimSentence(s string) string {
	s = strings.TrimSpace(s)
	for {
		mark := itemMark.FindString(s)
		rest := strings.TrimSpace(s[len(mark):])
		if mark == "" || numberMark(mark) && !startsItem(rest) {
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

// numberMark tells «1.5» and «3/5», which only look like marks, by what follows.
func numberMark(mark string) bool {
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
	return utf8.RuneCountInString(word) == 1 || shortWords[Fold(word)]
}

// endsSentence tells whether the number of an item follows a sentence.
func endsSentence(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || strings.ContainsAny(lastLetter(before), ".;:!?")
}

// shortWords are abbreviations that are written with a full stop.
var shortWords = map[string]bool{
	"tp": true, "tx": true, "tt": true, "ths": true, "ts": true, "d/c": true, "dc": true, "vd": true, "v.v": true, "tr": true, "st": true, "nxb": true,
	"gs": true, "pgs": true, "kp": true, "tdp": true,
}

// functionWords bind others together, or stand in every report: a phrase neither begins nor
// ends with one.
var functionWords = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(`và của các cho là được trong có với những đã không này khi từ đến để về tại theo ra vào cũng nên thì mà do bị
		sẽ rất còn chưa một số ở trên như lại nữa cùng qua bởi vì nếu hoặc hay nhiều ít mọi mỗi từng hơn nhất đó ấy kia đây nay rồi đang vẫn cần
		phải việc sự cái con người xã thôn bản huyện tỉnh đồng chí nhân dân công tác thời gian hiện tiếp tục nhằm góp phần sau trước giữa ngày
		tháng năm thực hiện tổ chức xây dựng làm tốt hoạt động đối tượng đề nghị kiến nghị`) {
		all[Fold(w)] = true
	}
	return all
}()

// IsFunctionWord reports whether a syllable, folded, only binds others together.
func IsFunctionWord(folded string) bool { return functionWords[folded] }

// Proposing are the words with which somebody asks something of somebody.
var Proposing = []string{"đề nghị", "kiến nghị", "đề xuất", "kính mong", "mong"}
