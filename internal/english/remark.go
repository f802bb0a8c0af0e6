package english

import (
	"strings"

	"giaoban/internal/language"
)

// withRemark reads all tokens as one value; if that fails, what stands before the first
// comma, full stop, semicolon, bracket or «because» behind a value, with the rest as a
// remark.
func withRemark[T any](m *message, value func(*message) (T, *language.Unclear), fits func(value T, remark *message) bool) (language.Reading[T], *language.Unclear) {
	v, u := value(m)
	if u == nil || u.Why.Final() {
		return language.Reading[T]{Value: v}, u
	}
	for try, at := 0, m.remarkAt(0); at > 0 && try < remarkTries; try, at = try+1, m.remarkAt(at+1) {
		first, unclear := value(m.piece(0, at))
		if unclear != nil {
			continue
		}
		from := m.ts[at].to
		if m.ts[at].kind == wordToken {
			from = m.ts[at].from
		}
		words := strings.TrimRight(strings.TrimSpace(m.typed[from:]), ") ")
		if words == "" {
			return language.Reading[T]{Value: first}, nil
		}
		switch {
		case fits(first, scan(words)):
			return language.Reading[T]{Value: first, Remark: words}, nil
		case u.Why.Several():
			return language.Reading[T]{Value: v}, u
		}
		return language.Reading[T]{Value: v}, language.Beside(first, words)
	}
	return language.Reading[T]{Value: v}, u
}

// remarkTries is how many signs are looked at for where a remark begins.
const remarkTries = 3

// remarkAt is the next token behind which a remark may begin; -1 if there is none.
func (m *message) remarkAt(from int) int {
	said := from > 0
	for i := from; i+1 < len(m.ts); i++ {
		switch t := m.ts[i]; {
		case i > 0 && said && because.from(m, i) > 0:
			return i
		case t.kind == digitsToken, t.kind == wordToken && courtesy.from(m, i) == 0:
			said = true
		case i == 0 || !said:
		case t.sign(",;(") && !m.insideNumeral(i), t.sign(".") && !m.ts[i+1].glued, t.sign("-") && !t.glued && !m.ts[i+1].glued:
			return i
		}
	}
	return -1
}

func (m *message) insideNumeral(i int) bool {
	return m.ts[i].glued && m.at(i-1).kind == digitsToken && m.at(i+1).glued && m.at(i+1).kind == digitsToken
}

// noSecond tells whether a remark only says more about a value that is a number or a day:
// it holds no second one.
func noSecond[T any](_ T, m *message) bool {
	for _, t := range m.ts {
		if t.kind == digitsToken || isNumberWord(t.text) || months[t.text] > 0 && t.text != "may" && t.text != "march" {
			return false
		}
	}
	return m.isHarmless()
}

// isHarmless tells whether a remark takes nothing back: it holds no no, no condition and
// nothing that is still to come.
func (m *message) isHarmless() bool {
	if m.asksBack() {
		return false
	}
	for i, t := range m.ts {
		if why := because.from(m, i); why > 0 && i == 0 {
			continue
		}
		if unsettling.from(m, i) > 0 || denial.from(m, i) > 0 || none.from(m, i) > 0 || vague.from(m, i) > 1 || yesSaid.from(m, i) > 0 && t.text != "have" && t.text != "done" {
			return false
		}
	}
	return len(m.ts) > 0
}
