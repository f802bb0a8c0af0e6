package english

import (
	"slices"
	"strings"

	"giaoban/internal/language"
)

// withRemark reads all tokens as one value; if that fails, what stands before the first
// comma, full stop, semicolon, bracket or «because» behind a value, with the rest as a
// remark.
func withRemark[T any](m *message, value func(*message) (T, *language.Unclear)) (language.Reading[T], *language.Unclear) {
	v, u := value(m)
	if u == nil || u.Why == language.AsksBack {
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
		case scan(words).isHarmless():
			return language.Reading[T]{Value: first, Remark: words}, nil
		case slices.Contains(severalSaid, u.Why):
			return language.Reading[T]{Value: v}, u
		}
		return language.Reading[T]{Value: v}, besideRemark(first, words)
	}
	return language.Reading[T]{Value: v}, u
}

// remarkTries is how many signs are looked at for where a remark begins.
const remarkTries = 3

// severalSaid are the reasons for which words behind a value are another value.
var severalSaid = []language.Reason{language.SeveralNumbers, language.SeveralYears, language.SeveralDates, language.SeveralPicked, language.SeveralMatch}

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

// isHarmless tells whether a remark only says more about a value: it holds no second one,
// no no, no condition and nothing that is still to come.
func (m *message) isHarmless() bool {
	if m.asksBack() {
		return false
	}
	for i, t := range m.ts {
		if why := because.from(m, i); why > 0 && i == 0 {
			continue
		}
		if t.kind == digitsToken || isNumberWord(t.text) || months[t.text] > 0 && t.text != "may" && t.text != "march" {
			return false
		}
		if unsettling.from(m, i) > 0 || denial.from(m, i) > 0 || none.from(m, i) > 0 || vague.from(m, i) > 1 || yesSaid.from(m, i) > 0 && t.text != "have" && t.text != "done" {
			return false
		}
	}
	return len(m.ts) > 0
}

// besideRemark is a value with words behind it that are no mere remark.
func besideRemark(v any, words string) *language.Unclear {
	u := leftOver([]string{words})
	switch v := v.(type) {
	case language.Number:
		u.Values = []float64{v.Value}
	case int:
		u.Values = []float64{float64(v)}
	case language.Date:
		u.Dates = []language.Date{v}
	}
	return u
}
