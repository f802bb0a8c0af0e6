package fault

import (
	"cmp"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// loadErrors are what the library found wrong, each with its place.
func loadErrors(err error) []*yaml.LoadError {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		return many.Errors
	case errors.As(err, &one):
		return []*yaml.LoadError{one}
	}
	return []*yaml.LoadError{{Message: err.Error()}}
}

// syntaxes are the library's words for what is no YAML, and the phrases for it.
var syntaxes = []struct{ words, key string }{
	{"mapping values are not allowed in this context", "yaml_colon"},
	{"could not find expected ':'", "yaml_no_colon"},
	{"did not find expected ',' or", "yaml_bracket"},
	{"did not find expected node content", "yaml_bracket"},
	{"did not find expected '-' indicator", "yaml_indent"},
	{"did not find expected key", "yaml_indent"},
	{"block sequence entries are not allowed", "yaml_indent"},
	{"found unexpected end of stream", "yaml_quote"},
	{"found unexpected document indicator", "yaml_quote"},
	{"cannot start any token", "yaml_character"},
	{"unknown anchor", "yaml_anchor"},
	{"found multiple", "yaml_documents"},
	{"no documents in stream", "yaml_empty"},
}

// syntax says in a clerk's words why the library could not read the file.
func (f *File) syntax(e *yaml.LoadError) {
	line, column := e.Mark.Line, e.Mark.Column
	if f.tab(line) {
		f.Add(New("yaml_tab").At(f.name, line, 1))
		return
	}
	if other, ok := f.typed(line); ok {
		f.Add(other)
		return
	}
	for _, s := range syntaxes {
		if !strings.Contains(e.Message, s.words) {
			continue
		}
		if other, ok := f.colonless(line); ok && s.key == "yaml_no_colon" {
			f.Add(other)
			return
		}
		if s.key == "yaml_quote" && e.ContextMark.Line > 0 { // the end is where it was noticed
			line, column = e.ContextMark.Line, e.ContextMark.Column
		}
		f.Add(Fault{Key: s.key}.At(f.name, line, column))
		return
	}
	if other, ok := f.beginning(line); ok {
		f.Add(other)
		return
	}
	f.Add(New("yaml_other", "message", e.Message).At(f.name, line, column))
}

// tab reports whether the line is set off by a tab.
func (f *File) tab(line int) bool {
	lines := strings.Split(string(f.content), "\n")
	if line < 1 || line > len(lines) {
		return false
	}
	text := lines[line-1]
	return strings.Contains(text[:len(text)-len(strings.TrimLeft(text, " \t"))], "\t")
}

var (
	unknownKey = regexp.MustCompile(`^field (.+) not found in type (\S+)$`)
	otherType  = regexp.MustCompile(`into (\S+)`)
)

// misread says in a clerk's words which value or key the library could not take.
func (f *File) misread(e *yaml.LoadError, into reflect.Type) {
	line, column := e.Mark.Line, e.Mark.Column
	if m := unknownKey.FindStringSubmatch(e.Message); m != nil {
		fault := New("yaml_no_key", "key", m[1]).Meant(m[1], keysOf(into, m[2]))
		if key, value, glued := strings.Cut(m[1], ":"); glued && slices.Contains(keysOf(into, m[2]), key) {
			fault = New("yaml_colon_space", "key", key, "value", value)
			fault.hides = key
		}
		if key := f.at(line, column, true); fault.Key == "yaml_no_key" && fault.Near == "" {
			if fault = elsewhere(fault, into, m); key.above != nil && key.above.Style&yaml.FlowStyle != 0 && empty(key) {
				if f.misspelt[key.above]["{"] { // one comma too many makes several keys
					return
				}
				fault = New("yaml_flow_comma", "key", m[1])
				f.misspelt[key.above] = map[string]bool{"{": true}
			}
		}
		f.Add(fault.At(f.name, line, column))
		key := f.at(line, column, true)
		f.misspell(key.node, key.above, cmp.Or(fault.hides, fault.Near))
		return
	}
	value, key := "", ""
	at := f.at(line, column, false)
	if n := at.node; n != nil {
		value, key = written(n), keyOf(at)
		f.forget(n)
	}
	fault := New("yaml_other", "message", e.Message)
	if m := otherType.FindStringSubmatch(e.Message); m != nil {
		fault = wanted(m[1], value, key)
		if keys := keysOf(into, strings.TrimLeft(m[1], "*[]")); fault.Key == "yaml_not_keys" && len(keys) > 0 && len(keys) <= mostKeys {
			fault = New("yaml_not_keys_of", "value", value, "of", key, "keys", strings.Join(keys, ", "))
		}
		if of := f.at(line, column, true); at.node == nil && of.node != nil && fault.Key == "yaml_not_whole" {
			fault = New("yaml_key_whole", "key", of.node.Value)
		}
		if tags := languagesOf(at.node); len(tags) > 0 && m[1] == "string" {
			fault = New("yaml_text_languages", "tags", strings.Join(tags, ", "))
		}
		if other, ok := f.typed(line); ok && fault.Key == "yaml_not_list" {
			f.Add(other)
			return
		}
	}
	f.Add(fault.At(f.name, line, column))
}

// keyOf is the key of a value; "" if it has none.
func keyOf(value standing) string {
	if value.above == nil || value.above.Kind != yaml.MappingNode {
		return ""
	}
	for i := 1; i < len(value.above.Content); i += 2 {
		if value.above.Content[i] == value.node {
			return value.above.Content[i-1].Value
		}
	}
	return ""
}

// languagesOf are the keys of a text in several languages; none of anything else.
func languagesOf(n *yaml.Node) (tags []string) {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i < len(n.Content); i += 2 {
		if len(n.Content[i].Value) != 2 || n.Content[i+1].Kind != yaml.ScalarNode {
			return nil
		}
		tags = append(tags, n.Content[i].Value)
	}
	return tags
}

// written is a value as a fault repeats it.
func written(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		var all []string
		for _, c := range n.Content {
			all = append(all, written(c))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case yaml.MappingNode:
		return "{…}"
	}
	return n.Value
}

// wanted tells what is wanted where a value stands that is none of the type.
func wanted(goType, value, key string) Fault {
	switch {
	case goType == "int" || goType == "*int":
		f := New("yaml_not_whole", "value", value)
		f.Near = wholeMeant(value)
		return f
	case goType == "float64":
		return New("yaml_not_number", "value", value)
	case goType == "bool":
		return New("yaml_not_true", "value", value, "key", key).Meant(value, []string{"true", "false"})
	case strings.HasPrefix(goType, "[]"):
		f := New("yaml_not_list", "value", value, "key", key)
		if strings.HasPrefix(goType, "[]string") && value != "" {
			f.Near = listMeant(value)
		}
		return f
	case strings.HasPrefix(goType, "map["):
		return New("yaml_not_pairs", "value", value, "key", key)
	case strings.Contains(goType, "."):
		return New("yaml_not_keys", "value", value, "key", key)
	case key != "" && strings.HasPrefix(value, "["):
		return New("yaml_one_value", "value", value, "key", key)
	}
	return New("yaml_not_text")
}

// listMeant is the list that was meant by words without its brackets.
func listMeant(value string) string {
	words := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' })
	for i, word := range words {
		if words[i] = strings.TrimSpace(word); strings.Contains(word, ":") {
			words[i] = strconv.Quote(words[i])
		}
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// dashes are what a word processor makes of a minus.
var dashes = strings.NewReplacer("–", "-", "—", "-", "−", "-", "\u00a0", "", " ", "", "+", "")

// daysInWords is a number of days or hours with its word, and whether it lies before something.
var daysInWords = regexp.MustCompile(`(?i)^\s*(?:trước\s+)?(\d+)\s*(?:ngày|giờ|phút|days?|hours?|tháng|lần|tin|bản|MB)\s*(trước\b.*|before\b.*)?(?:sau.*|after.*)?\s*$`)

// wholeMeant is the whole number that was meant by what is written with the dash of a word processor, or between quotation marks.
func wholeMeant(value string) string {
	if m := daysInWords.FindStringSubmatch(value); m != nil {
		if m[2] != "" {
			return "-" + m[1]
		}
		return m[1]
	}
	meant := dashes.Replace(value)
	if _, err := strconv.Atoi(meant); err != nil {
		return ""
	}
	return meant
}

// misspell notes which key was meant by an unknown one, and what stands behind it.
func (f *File) misspell(key, mapping *yaml.Node, near string) {
	if key == nil || mapping == nil {
		return
	}
	if f.misspelt[mapping] == nil {
		f.misspelt[mapping] = map[string]bool{}
	}
	f.misspelt[mapping][near] = true
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i] == key {
			f.forget(mapping.Content[i+1])
		}
	}
}

// keysOf are the keys of the type with that name, which is the given one or lies below it.
func keysOf(t reflect.Type, name string) (keys []string) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer || t.Kind() == reflect.Map {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] {
			return
		}
		seen[t] = true
		for field := range t.Fields() {
			key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
			if key == "" || key == "-" {
				continue
			}
			if t.String() == name {
				keys = append(keys, key)
			}
			walk(field.Type)
		}
	}
	walk(t)
	return keys
}

// empty reports whether nothing stands behind a key.
func empty(key standing) bool {
	for i := 0; i+1 < len(key.above.Content); i += 2 {
		if key.above.Content[i] == key.node {
			return key.above.Content[i+1].Tag == "!!null" && key.above.Content[i+1].Value == ""
		}
	}
	return false
}

// mostKeys is how many keys a fault names.
const mostKeys = 8

// elsewhere says of a key that is none here under which one it belongs, or which there are.
func elsewhere(f Fault, into reflect.Type, unknown []string) Fault {
	keys := keysOf(into, unknown[2])
	if few := 3; len(keys) > 0 && len(keys) <= few { // which says it all
		return New("yaml_no_key_of", "key", unknown[1], "keys", strings.Join(keys, ", "))
	}
	if above := homeOf(into, unknown[1], map[reflect.Type]bool{}); above != "" {
		return New("yaml_key_elsewhere", "key", unknown[1], "above", above)
	}
	if len(keys) > 0 && len(keys) <= mostKeys {
		return New("yaml_no_key_of", "key", unknown[1], "keys", strings.Join(keys, ", "))
	}
	return f
}

// homeOf is the key of a struct's field whose own keys have the given one.
func homeOf(t reflect.Type, key string, seen map[reflect.Type]bool) string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return ""
	}
	seen[t] = true
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		inner := field.Type
		for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Map {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && slices.Contains(keysOf(inner, inner.String()), key) {
			return name
		}
		if home := homeOf(inner, key, seen); home != "" {
			return home
		}
	}
	return ""
}
