package xlsform

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A mapping is keys with values in their order: an outline, a section, a question.
type mapping struct {
	pairs   []pair
	item    *item    // the row that it comes from
	heading []string // comments that stand above it
	counted bool     // its code was given by counting
	gone    bool     // it was taken out
	after   *mapping // what stood behind it when it was
}

// A pair is a key with its value: a string, a plain word, a *mapping or a list of mappings or words.
type pair struct {
	key   string
	value any
}

// plainWord is written as it is: true, 12, a name.
type plainWord string

// flow is a mapping on one line: {name: a, label: B}.
type flow struct{ pairs []pair }

func (m *mapping) set(key string, value any) {
	for i := range m.pairs {
		if m.pairs[i].key == key {
			m.pairs[i].value = value
			return
		}
	}
	m.pairs = append(m.pairs, pair{key, value})
}

func (m *mapping) get(key string) any {
	for _, p := range m.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

func (m *mapping) drop(key string) {
	for i := range m.pairs {
		if m.pairs[i].key == key {
			m.pairs = append(m.pairs[:i], m.pairs[i+1:]...)
			return
		}
	}
}

// A writer lays an outline out as people do, and knows what stands on each line.
type writer struct {
	out   strings.Builder
	line  int
	marks []mark
}

// A mark tells which key of which mapping begins on a line.
type mark struct {
	line int
	of   *mapping
	key  string
}

// widest is how long a line may be.
const widest = 110

// write puts out a line.
func (w *writer) write(indent int, text string) {
	if text != "" {
		w.out.WriteString(strings.Repeat(" ", indent))
	}
	w.out.WriteString(text + "\n")
	w.line++
}

// mapping writes keys; lead stands before the first of them, «- » in a list.
func (w *writer) mapping(m *mapping, indent int, lead string) {
	for i, p := range m.pairs {
		before := strings.Repeat(" ", len(lead))
		if i == 0 {
			before = lead
		}
		w.marks = append(w.marks, mark{w.line + 1, m, p.key})
		w.pair(p, indent, before, indent+len(lead))
	}
}

// pair writes a key with its value. What lies below stands at the given indent.
func (w *writer) pair(p pair, at int, before string, indent int) {
	head := before + p.key + ":"
	switch v := p.value.(type) {
	case *mapping:
		w.write(at, head)
		w.mapping(v, indent+2, "")
	case []*mapping:
		w.write(at, head)
		for i, item := range v {
			if len(item.pairs) > 2 && (i > 0 || len(item.heading) > 0) && p.key != "choices" {
				if i > 0 {
					w.write(0, "")
				}
			}
			for _, line := range item.heading {
				w.comment(indent+2, line)
			}
			w.mapping(item, indent+2, "- ")
		}
	case []flow:
		w.write(at, head)
		for _, item := range v {
			w.write(indent+2, "- "+inline(item))
		}
	case []string:
		words := make([]string, len(v))
		for i, word := range v {
			words[i] = scalar(word, true)
		}
		w.write(at, head+" ["+strings.Join(words, ", ")+"]")
	case flow:
		w.write(at, head+" "+inline(v))
	case plainWord:
		w.write(at, head+" "+string(v))
	case string:
		w.text(v, at, head, indent)
	case *yaml.Node:
		w.node(v, at, head, indent)
	}
}

// text writes a text behind its key: on one line, folded or line by line.
func (w *writer) text(s string, at int, head string, indent int) {
	single := scalar(s, false)
	length := at + utf8.RuneCountInString(head) + 1 + utf8.RuneCountInString(single)
	switch {
	case strings.Contains(s, "\n") && blockable(s):
		w.write(at, head+" |-")
		for line := range strings.SplitSeq(s, "\n") {
			w.write(indent+2, line)
		}
	case length > widest && blockable(s) && !strings.Contains(s, "\n") && !strings.Contains(s, "  "):
		w.write(at, head+" >-")
		for _, line := range wrapped(s, widest-indent-2) {
			w.write(indent+2, line)
		}
	default:
		w.write(at, head+" "+single)
	}
}

// blockable tells whether a text may stand in a block: it is whole lines of letters.
func blockable(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if line == "" && s != "" && strings.HasPrefix(s, "\n") || strings.TrimSpace(line) != line || strings.HasPrefix(line, "#") {
			return false
		}
	}
	return s != "" && !strings.HasSuffix(s, "\n") && !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff
	})
}

// wrapped cuts a text at spaces.
func wrapped(s string, width int) (lines []string) {
	line, letters := "", 0
	for _, word := range strings.Split(s, " ") {
		n := utf8.RuneCountInString(word)
		if letters > 0 && letters+1+n > width {
			lines, line, letters = append(lines, line), "", 0
		}
		if letters > 0 {
			line, letters = line+" ", letters+1
		}
		line, letters = line+word, letters+n
	}
	return append(lines, line)
}

// comment writes a line of words for people, cut where it is long.
func (w *writer) comment(indent int, text string) {
	for _, line := range wrapped(strings.Join(strings.Fields(text), " "), widest-indent-2) {
		w.write(indent, "# "+line)
	}
}

func inline(f flow) string {
	parts := make([]string, len(f.pairs))
	for i, p := range f.pairs {
		value := ""
		switch v := p.value.(type) {
		case string:
			value = scalar(v, true)
		case plainWord:
			value = string(v)
		case flow:
			value = inline(v)
		case *yaml.Node:
			value = flowing(v)
		}
		parts[i] = p.key + ": " + value
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// scalar writes a text on one line, between quotes where it would be read otherwise without.
func scalar(s string, inFlow bool) string {
	if s != "" && !strings.ContainsAny(s, "\n\r\t") && (!inFlow || !strings.ContainsAny(s, ",[]{}")) {
		source := "k: " + s
		if inFlow {
			source = "{k: " + s + ", l: m}"
		}
		var n yaml.Node
		if yaml.Unmarshal([]byte(source), &n) == nil && len(n.Content) == 1 && n.Content[0].Kind == yaml.MappingNode && len(n.Content[0].Content) >= 2 {
			v := n.Content[0].Content[1]
			if v.Kind == yaml.ScalarNode && v.Tag == "!!str" && v.Value == s && v.Style == 0 && v.LineComment == "" {
				return s
			}
		}
	}
	return quoted(s)
}

// quoted writes a text between quotes.
func quoted(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff
	}) && strings.Contains(s, `"`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			const hex = "0123456789abcdef"
			b.WriteString(`\u` + string([]byte{hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15]}))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// node writes what stands in a column of ours.
func (w *writer) node(n *yaml.Node, at int, head string, indent int) {
	switch n.Kind {
	case yaml.MappingNode:
		w.write(at, head)
		for i := 0; i+1 < len(n.Content); i += 2 {
			w.node(n.Content[i+1], indent+2, scalar(n.Content[i].Value, true)+":", indent+2)
		}
	case yaml.SequenceNode:
		if f := flowing(n); len(n.Content) == 0 || at+utf8.RuneCountInString(head+f) < widest && n.Content[0].Kind == yaml.ScalarNode {
			w.write(at, head+" "+f)
			return
		}
		w.write(at, head)
		for i, item := range n.Content {
			w.item(item, indent+2, i > 0)
		}
	default:
		if n.Tag == "!!str" {
			w.text(n.Value, at, head, indent)
			return
		}
		w.write(at, head+" "+n.Value)
	}
}

// item writes one of a list: on one line where there is room, else key by key.
func (w *writer) item(n *yaml.Node, indent int, further bool) {
	f := flowing(n)
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 || indent+2+utf8.RuneCountInString(f) <= widest && !strings.Contains(f, `\n`) {
		w.write(indent, "- "+f)
		return
	}
	if further {
		w.write(0, "")
	}
	lead := "- "
	for i := 0; i+1 < len(n.Content); i += 2 {
		w.node(n.Content[i+1], indent, lead+scalar(n.Content[i].Value, true)+":", indent+2)
		lead = "  "
	}
}

// flowing writes a node on one line.
func flowing(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			parts = append(parts, scalar(n.Content[i].Value, true)+": "+flowing(n.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		for _, item := range n.Content {
			parts = append(parts, flowing(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Tag == "!!str" {
		return scalar(n.Value, true)
	}
	return n.Value
}
