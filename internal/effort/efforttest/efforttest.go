// Package efforttest makes messages that are hard to read: what a grammar knows, again and
// again, up to the greatest size that a platform lets a message have.
package efforttest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Greatest is how many characters a message has at most, Caption what stands below a file.
const (
	Greatest = 4096
	Caption  = 1024
)

// again is what messages are made of, repeated.
var again = []string{
	// letters, marks and signs
	"a", "ă", "ạ", "ạ ", "a ", "A ", "đ", "a,", "a, ", "a. ", "a.\n", "a\n", "a\n\n", "\n", " ", "\t", ",", ", ", ".", "?", "! ", ":", "a: ", "a:\n", ";", "a; ",
	"-", "- ", "- a\n", "+ ", "+ a\n", "* a\n", "•", "/", "/a ", "/a_", "_", "_a", "(", ")", "(a", "a)", "(a) ", "((a)) ", "[", "]", "«a» ", "\"a\" ", "“", "'", "a'a ", "|", "a|b\n",
	"&", "#", "@a ", "…", "a/b/", "a.b.", "a-b-", "a@b.c ", "http://a.b ", "\u0301", "a\u0301", "a\u0301\u0323\u0302", "\u200b", "\u200d", "\u202e", "\u202ea", "مرحبا ", "שלום ", "🙂", "👍", "👍 ", "👍🏽", "漢", "漢 ",
	"ß", "İ", "Ⅷ ", "ﬁ", "½ ", "²", "０", "\u00a0", "\ufeff", "\x00", "\ufffd",
	// numbers
	"1", "1 ", "1,", "1, ", "1.", "1. ", "1. a\n", "1.a\n", "1) a\n", "1: a\n", "1: 2\n", "1:2, ", "1 - 2, ", "1-2 ", "1/1 ", "1/1, ", "1/1/2016 ", "1.1 ", "1.1.1 ", "1.000 ", "1.000.000,", "1 000 ", "000 ", "0", "0,", "12 hộ, ", "12 hộ ",
	"khoảng 1 ", "5% ", "X5.01: 1\n", "X5.01 ", "5.01 ", "5.01: a; ", "dòng 1: 2\n", "sửa dòng 1, ", "3: bỏ\n", "0912345678 ", "012345678901 ", "17h30 ", "17:30 ", "ngày 1 ", "mùng 1 ", "tháng 1 ", "năm 2016 ", "quý 1 ",
	"một ", "một trăm ", "một nghìn ", "một phẩy ", "hai mươi ", "mươi ", "trăm ", "nghìn ", "triệu ", "tỷ ", "rưỡi ", "không trăm ", "nghìn rưỡi ", "linh ", "lẻ ", "vài ", "từ 1 đến 2 ", "từ một đến ", "trên ", "dưới ",
	"hôm nay ", "hôm qua ", "mai ", "thứ hai ", "cn, ", "cách đây 1 ", "tuần trước ", "cuối tháng ", "đến hết thứ sáu ", "trước ngày ", "I. ", "I. A\n", "II. A\n", "A. A\n", "a) a\n", "Phần 1 ", "Mục 1: a\n",
	// words that readers know
	"dạ, ", "da ", "vâng ", "thưa anh ", "nhé ", "nhé, ", "em ơi ", "anh ơi, ", "báo cáo đồng chí ", "báo cáo ", "bc ", "và ", "và, ", "hoặc ", "với ", "không ", "có ", "chưa ", "rồi ", "không có ", "có, ", "không, ", "đúng ", "sai ", "đúng hết trừ 3, ", "đừng ", "đừng nhắc, ", "à không, ",
	"bỏ qua ", "xong ", "thôi ", "không biết ", "chưa rõ ", "để mai ", "chờ chút ", "vì ", "là ", "bao nhiêu ", "mấy ", "ai ", "gì ", "thế nào ", "sao ", "ở đâu ", "khi nào ", "bao giờ ",
	"Ngân sách xã ", "Ngân sách xã, ", "Ngân sách huyện, ", "Công an xã ", "Ưu điểm: ", "Tồn tại, hạn chế: ", "Tồn tại\n", "Hạn chế là ", "KẾT QUẢ\n", "Khó khăn, vướng mắc\n", "công tác chỉ đạo ", "mô hình cấp xã ", "số hộ ", "thôn ", "thôn 1, ", "hội viên ",
	// what coordinators say
	"xã ", "huyện ", "xã, ", "các xã ", "các xã, ", "hai xã ", "mấy xã ", "tất cả ", "trừ ", "trừ Nga Yên ", "còn lại ", "đơn vị ", "Nga ", "Nga Yên ", "Nga Yên, ", "Nga Yên và ", "nga yen ", "xã Nga Yên ", "huyện Thọ Xuân, ", "An Bình An ", "xã Nga Yên, huyện Nga Sơn, ", "của huyện Nga Sơn ", "ngayen",
	"nhắc ", "nhắc Nga Yên ", "nhắc Nga Yên, ", "nhắc các xã chưa nộp ", "nhắc, ", "báo cho các xã: ", "trả lại ", "trả lại Nga Yên vì ", "gia hạn ", "gia hạn Nga Yên đến 8/7 ", "chấp nhận ", "chưa nộp ", "đã nộp ", "ai chưa nộp ", "bao nhiêu xã chưa nộp ", "tình hình ", "tình hình các xã ", "so với hôm qua ", "chậm nhất ", "nhanh nhất ",
	"nếu mai chưa nộp thì nhắc ", "nếu ", "thì ", "8 giờ sáng mai nhắc ", "8 giờ ", "4 giờ chiều ", "này ", "báo cáo này ", "cho anh xem ", "nga truwowngf ", "khoong bieets ", "aa ", "ww ", "dd", "cho ", "xem ", "số liệu ", "mô hình ", "bao nhiêu mô hình ", "trang 2 ", "phần 5 ", "câu 5.04 ", "sai số; ", "thiếu tên, ",
}

// A Message is one that is hard to read, of any length.
type Message struct {
	Name string
	make func(letters int) string
}

// Of is the message with so many characters.
func (m Message) Of(letters int) string { return cut(m.make(letters), letters) }

// Messages are all of them, and those made of what a reader knows beside.
func Messages(more ...string) (all []Message) {
	for _, piece := range append(append([]string{}, again...), more...) {
		all = append(all, Repeated(piece))
	}
	for name, begin := range map[string]string{"5 hộ, ": "a ", "nhắc ": "Nga Yên, ", "nhắc Nga Yên: ": "a ", "sửa 5.01 ": "1 ", "/nhac ": "Nga Yên, ", "/sua_": "1.", "trả lại Nga Yên vì ": "a, ",
		"có, ": "vì ", "12": "0", "1.": "000.", "0,": "0", "đúng hết trừ ": "3, ", "I. A\n": "1. a\n"} {
		all = append(all, Message{name + "+ " + begin, func(letters int) string { return name + repeat(begin, letters) }})
	}
	return append(all,
		Message{"each word another", numbered(func(i int) string { return fmt.Sprintf("t%s ", word(i)) })},
		Message{"each name another", numbered(func(i int) string { return fmt.Sprintf("Nga %s, ", word(i)) })},
		Message{"each line another", numbered(func(i int) string { return fmt.Sprintf("%d. %s: %d\n", i+1, word(i), i) })},
		Message{"each number another", numbered(func(i int) string { return fmt.Sprintf("%d, ", i*7919) })},
		Message{"each code another", numbered(func(i int) string { return fmt.Sprintf("%d.%02d: %d\n", 1+i%10, i%30, i) })},
		Message{"each heading another", numbered(func(i int) string { return fmt.Sprintf("%d. Công tác %s\n", i+1, word(i)) })},
		Message{"brackets in brackets", func(letters int) string {
			return strings.Repeat("(", letters/2) + strings.Repeat(")", letters/2)
		}},
		Message{"two words by turns, a third at the end", func(letters int) string { return repeat("có không ", letters-6) + " chưa" }},
		Message{"words and numbers by turns", func(letters int) string { return repeat("a 1 a, 1. ", letters) }},
	)
}

// Repeated is a message that is one piece again and again.
func Repeated(piece string) Message {
	return Message{fmt.Sprintf("%q again and again", piece), func(letters int) string { return repeat(piece, letters) }}
}

func repeat(piece string, letters int) string {
	return strings.Repeat(piece, letters/max(1, utf8.RuneCountInString(piece))+1)
}

func numbered(piece func(i int) string) func(letters int) string {
	return func(letters int) string {
		var b strings.Builder
		for i := 0; b.Len() < 4*letters; i++ {
			b.WriteString(piece(i))
		}
		return b.String()
	}
}

// word is a word that depends on a number.
func word(i int) string {
	const first, second = "bcdghklmnprstvx", "aeiouyăâêôơư"
	f, s := []rune(first), []rune(second)
	return string([]rune{f[i%len(f)], s[i/len(f)%len(s)], f[(i/7)%len(f)]})
}

func cut(s string, letters int) string {
	r := []rune(s)
	return string(r[:min(letters, len(r))])
}
