package conversation

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words fill the outline's placeholders, by name without braces: «xung_ho» is
// «đồng chí», «loai» is «xã», «phường» or «thị trấn».
type Words map[string]string

// fill puts words and answers where the text has {name}. A name written with a
// capital gets one: {Xung_ho}. What has no value yet stands as «…».
func (t *Writer) fill(text string, row int) string {
	return fillWith(text, func(name string) (string, bool) {
		if w, ok := t.Words[name]; ok {
			return w, true
		}
		return t.answerWord(name, row)
	})
}

// fillOf fills a text of a question, which may have values of its own.
func (t *Writer) fillOf(q *Question, text string, row int) string {
	if len(q.values) == 0 {
		return t.fill(text, row)
	}
	var r *Row
	if q.group != nil {
		r = t.Draft.row(q.group, row)
	}
	return fillWith(text, func(name string) (string, bool) {
		if e := q.values[name]; e != nil {
			v, known := t.Draft.evalStale(e, r, t.today())
			return plainWord(v), known
		}
		if w, ok := t.Words[name]; ok {
			return w, true
		}
		return t.answerWord(name, row)
	})
}

// fillRow fills a group's label, where {stt} is the row's number.
func (t *Writer) fillRow(text string, n int) string {
	return fillWith(text, func(name string) (string, bool) {
		if name == "stt" {
			return strconv.Itoa(n), true
		}
		w, ok := t.Words[name]
		return w, ok
	})
}

func fillWith(text string, word func(string) (string, bool)) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(wordFor(name, word))
		text = after
	}
}

func wordFor(name string, word func(string) (string, bool)) string {
	lower := lowerFirst(name)
	w, ok := word(lower)
	if !ok {
		return "…"
	}
	if lower != name {
		return upperFirst(w)
	}
	return w
}

// answerWord is a placeholder that names a question, or the two that the
// reason for missing rows uses.
func (w *Writer) answerWord(name string, row int) (string, bool) {
	switch name {
	case "can", "so_muc":
		return w.rowCountWord(name)
	case "stt":
		return "", false
	}
	q := w.Outline.byName[name]
	if part, ok := w.Outline.parts[name]; ok {
		return w.figureWord(part)
	}
	if q == nil {
		return "", false
	}
	if q.Type == Calculate {
		return w.figureWord(variable{q: q})
	}
	if q.Type == Repeat {
		list := &w.Draft.Cells[q.pos]
		begun := len(list.Rows) > 0 || list.State == Closed
		return strconv.Itoa(len(list.Rows)), begun || list.Hidden && w.ruledOut(q, 0)
	}
	c := w.Draft.cell(q, row)
	if c == nil {
		return "", false
	}
	switch {
	case c.Hidden && (q.Type == Integer || q.Type == Decimal):
		return "0", w.ruledOut(q, row)
	case c.State != Answered:
		return "", false
	case q.Type == Integer || q.Type == Decimal:
		bare := *q
		bare.Unit = ""
		return w.Shown(&bare, c.Value), true
	}
	return w.Shown(q, c.Value), true
}

// ruledOut tells whether a hidden question is known not to apply, rather than
// not to be asked yet because what decides it has no answer.
func (s *Sheet) ruledOut(q *Question, row int) bool {
	var r *Row
	if q.group != nil {
		if s.Draft.Cells[q.group.pos].Hidden {
			return s.ruledOut(q.group, 0)
		}
		r = s.Draft.row(q.group, row)
	}
	if q.relevant == nil {
		return false
	}
	_, known := s.Draft.eval(q.relevant, r)
	return known
}

// rowCountWord is {can}, the rows needed, or {so_muc}, the rows there are, of
// the group that asks for a reason.
func (s *Sheet) rowCountWord(name string) (string, bool) {
	for _, q := range s.Outline.top {
		if q.Type == Repeat && q.Rows.Reason != "" {
			if name == "can" {
				return strconv.Itoa(s.Draft.floor(s.Outline, q)), true
			}
			return strconv.Itoa(len(s.Draft.Cells[q.pos].Rows)), true
		}
	}
	return "", false
}

func plainNumber(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// Fill puts words into a text of the campaign; a placeholder that has none
// stands as «…».
func Fill(text string, words Words) string {
	return fillWith(text, func(name string) (string, bool) {
		w, ok := words[name]
		return w, ok
	})
}
