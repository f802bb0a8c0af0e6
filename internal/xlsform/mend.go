package xlsform

import (
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

func nodeOf(v any) *yaml.Node {
	n, _ := v.(*yaml.Node)
	return n
}

// essential are the keys without which nothing can be asked.
var essential = []string{"code", "name", "type", "label", "questions", "choices", "rows", "noun", "title", "template", "calculation"}

// formColumns are the columns from which keys come.
var formColumns = map[string]string{"relevant": "relevant", "constraint": "constraint", "required": "required", "calculation": "calculation",
	"default": "default", "label": "label", "hint": "hint", "exactly": "repeat_count", "template": "calculation", "values": "label", "choices": "type", "pattern": "constraint",
	"min": "constraint", "max": "constraint", "choice_filter": "choice_filter", "constraint_message": "constraint_message"}

// withoutFilter takes the filter out of a question, and what it picks by out of the choices.
func (m *mapping) withoutFilter() bool {
	all, ok := m.get("choices").([]flow)
	for i := range all {
		all[i].pairs = slices.DeleteFunc(all[i].pairs, func(p pair) bool { return p.key == "of" })
	}
	m.drop("choice_filter")
	return ok
}

// instead are types that stand in for those that the outline's reader does not know.
var instead = map[string]string{"scale": "integer", "time": "text", "telephone": "text"}

// without is a fault as it is told of the form: what was taken out before it is no name that nobody knows.
func without(removed []string, f fault.Fault) fault.Fault {
	if f.Key == "expression_itself" { // it may be so through another, whose calculation stands in it
		return fault.New("xls_circle", "name", f.Pairs[slices.Index(f.Pairs, any("name"))+1])
	}
	for _, name := range removed {
		if name != "" && slices.Contains(f.Pairs, any(name)) && (f.Key == "expr_unknown" || f.Near != "") {
			return fault.New("xls_names_refused", "name", name)
		}
	}
	return fault.Fault{Key: f.Key, Pairs: f.Pairs, Near: f.Near}
}

// mended takes out of the outline what its reader refused, and reports whether there was something to take out.
func (b *builder) mended(w *writer, outline *mapping, err error) bool {
	var faults *fault.Faults
	if !errors.As(err, &faults) {
		return false
	}
	list, _ := faults.List()
	done := false
	seen := map[*mapping]bool{}
	for _, f := range list {
		m, key := w.at(f.Line)
		if m == outline && b.unrested(w, outline, key, f) {
			return true // the lines below are others now
		}
		if m == nil || m == outline || seen[m] {
			continue
		}
		seen[m] = true
		where, at := m, m.item
		if at == nil { // rows of a list, values of a question
			where, at = outline.holding(m)
		}
		why := without(b.removed, f).Say(b.say)
		weight, told := Refused, fault.New("xls_not_taken", "key", key, "why", why)
		if at != nil && at.cell(b.survey, formColumns[key]) != "" && formColumns[key] != "label" {
			told = fault.New("xls_expression", "source", shortened(at.cell(b.survey, formColumns[key])), "why", why)
		}
		if (key == "choices" || key == "choice_filter") && f.Key == "yaml_no_key" && m.withoutFilter() {
			key, told = "choice_filter", fault.New("xls_no_filter", "source", shortened(at.cell(b.survey, "choice_filter")))
		} else if other, ok := instead[textOf(m.get("type"))]; ok && key == "type" {
			m.set("type", plainWord(other))
			told = fault.New("xls_type_instead", "type", other)
			weight = Look
		} else if slices.Contains(essential, key) && key != "values" {
			if !outline.remove(where) {
				continue
			}
			b.removed = append(b.removed, textOf(where.get("name")))
			told = fault.New("xls_question_not_taken", "name", textOf(where.get("name")), "why", why)
		} else {
			m.drop(key)
		}
		done = true
		if at != nil {
			comment := b.remark(weight, at, formColumns[key], told).comment(b.say)
			if gone := where.after; gone != nil {
				gone.heading = append([]string{comment}, gone.heading...)
			} else if where.gone {
				b.pending = append(b.pending, comment)
			} else {
				where.heading = append(where.heading, comment)
			}
		}
	}
	return done
}

// unrested takes what is refused out of what stands on our own sheet: the item of a list, or the whole key.
func (b *builder) unrested(w *writer, outline *mapping, key string, f fault.Fault) bool {
	n := nodeOf(outline.get(key))
	if n == nil || b.own == nil {
		return false
	}
	at := -1
	if n.Kind == yaml.SequenceNode && len(n.Content) > 1 {
		lines := strings.Split(w.out.String(), "\n")
		for _, line := range lines[w.lineOf(outline, key):min(f.Line, len(lines))] {
			if strings.HasPrefix(line, "  - ") {
				at++
			}
		}
	}
	row := b.ownRow(key, max(at, 0))
	why := fault.Fault{Key: f.Key, Pairs: f.Pairs, Near: f.Near}.Say(b.say)
	b.remarks = append(b.remarks, Remark{Weight: Refused, Sheet: ownSheet, Row: row, Fault: fault.New("xls_not_taken", "key", key, "why", why)})
	if at < 0 || at >= len(n.Content) {
		outline.drop(key)
		return true
	}
	n.Content = slices.Delete(n.Content, at, at+1)
	b.gone = append(b.gone, row)
	return true
}

// lineOf is the line on which a key of a mapping begins.
func (w *writer) lineOf(m *mapping, key string) int {
	for _, mark := range w.marks {
		if mark.of == m && mark.key == key {
			return mark.line
		}
	}
	return 0
}

// ownRow is the row of our sheet that has the nth value of a key, of those that are left.
func (b *builder) ownRow(key string, n int) int {
	for _, row := range b.own.rows {
		if strings.TrimSuffix(row.Text(0), "[]") != key || slices.Contains(b.gone, row.Number) {
			continue
		}
		if n == 0 {
			return row.Number
		}
		n--
	}
	return 0
}

// at is the mapping and the key that stand on a line, or begin above it.
func (w *writer) at(line int) (*mapping, string) {
	for _, m := range slices.Backward(w.marks) {
		if m.line <= line {
			return m.of, m.key
		}
	}
	return nil, ""
}

// holding is the question in which a mapping stands, with its row.
func (m *mapping) holding(wanted *mapping) (*mapping, *item) {
	for _, p := range m.pairs {
		switch v := p.value.(type) {
		case *mapping:
			if v == wanted {
				return m, m.item
			}
		case []*mapping:
			for _, inner := range v {
				if in, i := inner.holding(wanted); in != nil {
					return in, i
				}
			}
		}
	}
	return nil, nil
}

// remove takes a question out; the comments above it go to the one behind it. A list or group that has none left goes with it.
func (m *mapping) remove(wanted *mapping) bool {
	for i := range m.pairs {
		list, ok := m.pairs[i].value.([]*mapping)
		if !ok {
			continue
		}
		for j, inner := range list {
			if inner != wanted && !inner.remove(wanted) {
				continue
			}
			if left, _ := inner.get("questions").([]*mapping); inner == wanted || len(left) == 0 {
				wanted.gone, wanted.after = true, nil
				if j+1 < len(list) {
					wanted.after = list[j+1]
					wanted.after.heading = append(inner.heading, wanted.after.heading...)
				}
				m.pairs[i].value = slices.Delete(list, j, j+1)
			}
			return true
		}
	}
	return false
}
