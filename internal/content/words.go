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
	function  map[int32]bool
}

func newVocabulary() *vocabulary {
	v := &vocabulary{syllables: map[string]token{}, marked: map[string]int32{}, bare: map[string]int32{}, function: map[int32]bool{}}
	v.number(v.bare, "#")
	v.number(v.marked, "#")
	v.names = append(v.names, "#")
	for _, w := range strings.Fields(functionWords) {
		v.function[v.syllable(w).bare] = true
	}
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

// functionWords bind others together and are no matter by themselves.
const functionWords = `và của các cho là được trong có với những đã không này khi từ đến để về tại theo ra vào cũng nên thì mà do bị sẽ rất
còn chưa một số ở trên như lại nữa cùng qua bởi vì nếu hoặc hay nhiều ít mọi mỗi từng hơn nhất đó ấy kia đây nay rồi đang vẫn cần phải
việc sự cái con người xã thôn bản huyện tỉnh đồng chí nhân dân công tác thời gian hiện tiếp tục nhằm góp phần sau trước giữa ngày tháng năm
thực hiện tổ chức xây dựng làm tốt hoạt động đối tượng đề nghị kiến nghị`
