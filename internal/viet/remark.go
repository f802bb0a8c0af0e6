package viet

import (
	"strings"

	"giaoban/internal/language"
)

// withRemark reads all tokens as one value; if that fails, what stands before the first
// comma, full stop, semicolon, bracket or «vì» behind a value, with the rest as a remark.
func withRemark[T any](r *reader, value func(*reader) (T, *language.Unclear), fits func(value T, remark *reader) bool) (language.Reading[T], *language.Unclear) {
	v, unclear := value(r)
	if unclear == nil {
		return language.Reading[T]{Value: v}, nil
	}
	if unclear.Why.Final() {
		return language.Reading[T]{Value: v}, unclear
	}
	for try, at := 0, r.remarkAt(0); at > 0 && try < remarkTries; try, at = try+1, r.remarkAt(at+1) {
		before := r.piece(0, at)
		first, u := value(before)
		if u != nil {
			continue
		}
		from := r.extents[at].to
		if r.ts[at].kind == wordToken {
			from = r.extents[at].from
		}
		words := strings.TrimRight(strings.TrimSpace(r.typed[from:]), ") ")
		remark := scan(words).loosened()
		if fits(first, remark) {
			return language.Reading[T]{Value: first, Remark: words}, nil
		}
		switch {
		case reason.from(remark, 0) > 0: // the value is the one before it
		case unclear.Why.Several():
			return language.Reading[T]{Value: v}, unclear
		}
		return language.Reading[T]{Value: v}, language.Beside(first, words)
	}
	return language.Reading[T]{Value: v}, unclear
}

// reason begins a remark that says why.
var reason = lexiconOf(`vì, do, bởi, bởi vì, tại vì, là vì, là do, lý do, nguyên nhân`)

// remarkTries is how many signs are looked at for where a remark begins.
const remarkTries = 3

// loosened lets every word that has no mark be one that lacks it: in a remark the words
// are looked for that it must not hold. Only «cho» is too common to be «chờ» beside words
// with marks.
func (r *reader) loosened() *reader {
	for i := range r.ts {
		t := &r.ts[i]
		t.bare = t.kind == wordToken && Fold(t.text) == t.text && (t.text != "cho" || !r.marked)
	}
	return r
}

// remarkAt is the next sign behind which a remark may begin: one that is not part of a
// number and has more than courtesy before it; -1 if there is none.
func (r *reader) remarkAt(from int) int {
	said := from > 0
	for i := from; i+1 < len(r.ts); i++ {
		switch t := r.ts[i]; {
		case i > 0 && said && r.marked && reason.from(r, i) > 0 && i+reason.from(r, i) < len(r.ts):
			return i
		case t.kind == digitsToken, t.kind == wordToken && opening.from(r, i) == 0:
			said = true
		case i == 0 || !said:
		case t.sign(",;(") && !r.insideNumeral(i), t.sign(".") && !r.ts[i+1].glued:
			return i
		}
	}
	return -1
}

// opening is courtesy and mere assent: no value stands in it alone.
var opening = lexiconOf(`dạ, dạ vâng, vâng, vâng ạ, ừ, ạ, ok, oke, thưa, kính thưa, báo cáo, em, anh, chị, bác, chú, đồng chí, thủ trưởng, sếp, xin, cảm ơn, chào`)

func (r *reader) insideNumeral(i int) bool {
	return r.ts[i].glued && r.ts[i-1].kind == digitsToken && r.ts[i+1].glued && r.ts[i+1].kind == digitsToken
}

// What a remark must not hold. It may say why, where and by whom; it may not take the
// value back, set a condition, put the answer off or be unsure.
var (
	doubting = lexiconOf(`nhưng, tuy, tuy nhiên, song, mà!, chắc, hình như, có lẽ, có thể, có khi, không chắc, đoán, nghe nói, nếu, trừ, tùy, miễn, với điều kiện, khi nào, trừ khi, hay, hoặc, hay là,
		gì, sao, mấy!, bao nhiêu, hả, nhỉ, à!, phải không, đúng không, được không, chưa chắc, tạm thời, tạm tính, thử!, ước, khoảng, hơn, kém, âm, dương`)
	// later puts the answer off.
	later = lexiconOf(`mai, mốt!, mai mốt, sau này, lát, tí, tý, xíu, chốc, nữa, để, đợi, chờ, hỏi, hỏi lại, xem lại, xem, kiểm tra, rà lại, báo!, báo lại, gửi, trả lời, bổ sung, cập nhật, nhắn, gọi, nhờ,
		tối, chiều, trưa, hôm sau, ngày mai, tuần sau, tối nay, chiều nay, bận!, nghỉ, làm sau, sau, tiếp`)
	// future is when something will be.
	future = lexiconOf(`sẽ, sắp, dự kiến, sang năm, năm sau, năm tới, tháng sau, tuần tới, quý sau, đang`)
	// undoing takes a value back or calls it wrong.
	undoing = lexiconOf(`sai, nhầm, lộn, quên, bỏ, bỏ đi, xóa, hủy, sửa, thay, đổi, lại, thôi, dừng, đừng, khoan, nộp, hết, giải thể, hoãn, dời, lùi`)
	// besides are a no that does not touch the value: «không kể khu tái định cư».
	besides   = lexiconOf(`không kể, chưa kể, không tính, chưa tính, không gồm, chưa gồm, không bao gồm, chưa bao gồm, không tính đến, chưa tính đến, báo cáo, theo dõi, thay đổi nhân sự, thay đổi cán bộ, thay đổi thành viên`)
	whichOne  = lexiconOf(`nào cũng`)
	whichSaid = lexiconOf(`nào`)
)

// isHarmless tells whether a remark only says more about a value. Of a value that says
// no, a no and the future take nothing back.
func (r *reader) isHarmless(saysNo bool) bool {
	if r.hasSign("?") || len(r.ts) == 0 {
		return false
	}
	n := len(r.ts)
	for i := 0; i < n; i++ {
		if skip := besides.from(r, i); skip > 0 {
			i += skip - 1
			continue
		}
		if doubting.from(r, i) > 0 || later.from(r, i) > 0 || undoing.from(r, i) > 0 || whichSaid.from(r, i) > 0 && whichOne.from(r, i) == 0 {
			return false
		}
		if !saysNo && (future.from(r, i) > 0 || r.at(i-r.i, noSaid) > 0) {
			return false
		}
	}
	return r.at(n-1-r.i, noSaid) == 0
}

// lacking says that a number is not all of it.
var lacking = lexiconOf(`thiếu, sót, chừa`)

// mayFollowNumber: at a number question a second number is asked. Only in a reason it
// may stand in words: «12, vì hai hộ chuyển đi».
func (a *asked) mayFollowNumber(n language.Number, remark *reader) bool {
	if !remark.isHarmless(n.Value == 0) || remark.hasDigits(0, len(remark.ts)) {
		return false
	}
	if reason.from(remark, 0) > 0 {
		return true
	}
	if lacking.in(remark, 0, len(remark.ts)) {
		return false
	}
	for _, found := range a.numbers(remark).amounts() {
		if !found.label {
			return false
		}
	}
	return true
}
