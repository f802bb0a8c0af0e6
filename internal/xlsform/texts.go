package xlsform

import (
	"html"
	"regexp"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

var (
	tags     = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	breaks   = regexp.MustCompile(`(?i)<(br|/p|/div|/li|/h[1-6])[^<>]*>`)
	strong   = regexp.MustCompile(`(\*\*|__)([^*_\n]+?)(\*\*|__)`)
	slanted  = regexp.MustCompile(`(^|[\s(])[*_]([^*_\s][^*_\n]*?)[*_]($|[\s.,;:!?)])`)
	titles   = regexp.MustCompile(`(?m)^#{1,6}\s+`)
	links    = regexp.MustCompile(`\[([^\[\]\n]+)\]\((https?://[^()\s]+)\)`)
	manyEnds = regexp.MustCompile(`\n{3,}`)
	named    = regexp.MustCompile(`\$\{\s*([^{}]*?)\s*\}`)
	braced   = regexp.MustCompile(`(^|[^$])\{([^{}]*)\}`)
)

// plain takes the marks of bold, slanted and large letters out of a text, and of HTML.
func plain(s string) string {
	if strings.Contains(s, "<") {
		s = tags.ReplaceAllString(breaks.ReplaceAllString(s, "\n"), "")
	}
	if strings.Contains(s, "&") {
		s = strings.ReplaceAll(html.UnescapeString(s), "\u00a0", " ")
	}
	if strings.ContainsAny(s, "*_#[") {
		kept := named.FindAllString(s, -1) // names have underscores
		i := -1
		s = named.ReplaceAllString(s, "${\x00}")
		s = slanted.ReplaceAllString(strong.ReplaceAllString(titles.ReplaceAllString(s, ""), "$2"), "$1$2$3")
		s = links.ReplaceAllString(s, "$1 ($2)")
		s = regexp.MustCompile(`\$\{\x00\}`).ReplaceAllStringFunc(s, func(string) string { i++; return kept[i] })
	}
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return strings.TrimSpace(manyEnds.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}

// text makes a text of the outline: ${name} becomes {name}, and what has no name of its own there a value beside it.
func (b *builder) text(i *item, key string, m *mapping) string {
	written := b.said(i.row, key, b.language)
	s := plain(written)
	if s != written && !b.ours() && strings.ContainsAny(written, "<*_#&[") {
		b.marked++
		if b.markedAt == nil {
			b.markedAt = i
		}
	}
	if !b.ours() && braced.MatchString(s) { // a name in braces would be looked for
		s = braced.ReplaceAllString(s, "$1($2)")
	}
	return b.filled(i, key, s, m)
}

// filled puts the outline's names in the place of the form's.
func (b *builder) filled(i *item, key, s string, m *mapping) string {
	return named.ReplaceAllStringFunc(s, func(found string) string {
		name := named.FindStringSubmatch(found)[1]
		t, err := b.led(xpath.Ref{Name: name}, i)
		if err != nil {
			b.note(Look, i, key, faultOf(err))
			return "…"
		}
		if t == nil || t.sort == isNothing && t.worked == nil {
			b.note(Look, i, key, fault.New("xls_label_name", "name", name))
			return "…"
		}
		late := t.formula != nil && (t.late || i.order < t.item.order)
		if t.worked == nil && !late && (t.item.list() == nil || t.item.list() == i.list() || t.item.list() == i) {
			return "{" + t.name + "}"
		}
		if list := t.item.list(); isPosition(t.worked) && list != nil && list == i.list() {
			return "{stt}"
		}
		v, err := b.converter(i).value(xpath.Ref{Name: name})
		if err != nil {
			b.note(Look, i, key, faultOf(err))
			return "…"
		}
		values, _ := m.get("values").(*mapping)
		if values == nil {
			values = &mapping{}
			m.set("values", values)
		}
		values.set(t.name, v.code)
		return "{" + t.name + "}"
	})
}

// isPosition tells whether a calculation is the number of the row: position(..).
func isPosition(n xpath.Node) bool {
	call, ok := n.(xpath.Call)
	if !ok || call.Name != "position" || len(call.Arguments) != 1 {
		return false
	}
	_, parent := call.Arguments[0].(xpath.Parent)
	return parent
}
