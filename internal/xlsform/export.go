package xlsform

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/xlsx"
)

// Export makes a workbook of an outline, given as its file and as that was read. What an XLSForm has no words for stands in
// columns of our own, which other programs leave alone and Import reads back: nothing of the outline is lost. The remarks tell
// what other programs will not see.
func Export(source []byte, outline *form.Outline, o Options) (xlsx.Book, []Remark, error) {
	var file yaml.Node
	if err := yaml.Unmarshal(source, &file); err != nil {
		return nil, nil, err
	}
	e := &exporter{outline: outline, say: o.Say, words: o.In(tongueOf(outline)), in: o.In, lists: map[string]bool{}, filters: map[string]bool{}, own: map[string]int{}, names: map[string]bool{}}
	for name := range outline.ByName {
		e.names[name] = true
	}
	e.form(file.Content[0])
	e.kept = map[*yaml.Node]map[string]string{}
	if err := e.compare(o); err != nil {
		return nil, nil, err
	}
	book := e.book(true)
	e.told(source)
	return book, e.remarks, nil
}

func tongueOf(o *form.Outline) string {
	f := &survey{table: &table{columns: []column{{key: "label"}}}}
	for _, q := range o.Top {
		f.rows = append(f.rows, xlsx.Row{Cells: []xlsx.Cell{{Text: q.Label}}})
	}
	return f.tongue()
}

// An exporter makes the rows.
type exporter struct {
	outline *form.Outline
	say     fault.Sayer
	words   fault.Sayer
	in      func(string) fault.Sayer
	survey  []line
	choices []line
	title   string
	filters map[string]bool // columns of choices that filters pick by
	rest    [][2]string     // of our own sheet
	lists   map[string]bool
	named   *yaml.Node // the outline's own lists of choices
	names   map[string]bool
	own     map[string]int // how often each key stands in a column of ours
	kept    map[*yaml.Node]map[string]string
	remarks []Remark
}

// A line is a row by the keys of its columns, and what it was made of.
type line struct {
	of    *yaml.Node
	cells map[string]string
}

// The columns, in their order. Those of ours follow.
var (
	surveyHeads  = []string{"type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation", "default", "repeat_count", "choice_filter", "parameters", "appearance"}
	choicesHeads = []string{"list_name", "name", "label"}
)

// keyed is the value of a key of a mapping; nil if there is none.
func keyed(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func wordOf(n *yaml.Node, key string) string {
	if v := keyed(n, key); v != nil && v.Kind == yaml.ScalarNode {
		return v.Value
	}
	return ""
}

// form walks the outline.
func (e *exporter) form(top *yaml.Node) {
	e.title, e.named = e.first(keyed(top, "title")), keyed(top, "lists")
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i].Value, top.Content[i+1]
		switch {
		case key == "title" && value.Kind == yaml.ScalarNode:
		case key == "sections":
			for _, s := range value.Content {
				e.section(s)
			}
		case value.Kind == yaml.SequenceNode:
			for _, item := range value.Content {
				e.rest = append(e.rest, [2]string{key + "[]", flowing(item)})
			}
		default:
			e.rest = append(e.rest, [2]string{key, flowing(value)})
		}
	}
}

func (e *exporter) section(s *yaml.Node) {
	name := unused(outlineName(wordOf(s, "code"), "x"), e.names)
	begin := line{s, map[string]string{"type": "begin group", "name": name}}
	e.spoken(begin.cells, "label", keyed(s, "title"), nil)
	e.expression(begin, "relevant", wordOf(s, "relevant"), nil, true)
	e.survey = append(e.survey, begin)
	e.questions(keyed(s, "questions"))
	e.survey = append(e.survey, line{nil, map[string]string{"type": "end group"}})
}

func (e *exporter) questions(list *yaml.Node) {
	if list == nil {
		return
	}
	for _, q := range list.Content {
		e.question(q)
	}
}

// text gives a text the form's names: {so_nha} becomes ${so_nha}. What a row has is no name outside its list.
func (e *exporter) text(s string, list *form.Question) string {
	return braced.ReplaceAllStringFunc(s, func(found string) string {
		m := braced.FindStringSubmatch(found)
		if q := e.outline.ByName[m[2]]; q != nil && (q.Parent == nil || q.Parent == list) {
			return m[1] + "${" + m[2] + "}"
		}
		return found
	})
}

// typesSaid are the form's types of the outline's.
var typesSaid = map[string]string{
	"integer": "integer", "decimal": "decimal", "year": "integer", "date": "date", "time": "time", "text": "text", "long_text": "text", "note": "note",
	"unit": "text", "telephone": "text", "file": "file", "location": "geopoint", "calculate": "calculate", "calculated_text": "calculate",
	"acknowledge": "acknowledge", "scale": "range", "group": "begin group", "repeat": "begin repeat",
}

func (e *exporter) question(n *yaml.Node) {
	name, kind := wordOf(n, "name"), wordOf(n, "type")
	q := e.outline.ByName[name]
	var list *form.Question
	if q != nil && q.Parent != nil {
		list = q.Parent
	} else if q != nil && q.IsGroup() {
		list = q
	}
	l := line{n, map[string]string{"name": name, "type": cmp.Or(typesSaid[kind], "text")}}
	e.spoken(l.cells, "label", keyed(n, "label"), list)
	e.spoken(l.cells, "hint", keyed(n, "hint"), list)
	e.expression(l, "relevant", wordOf(n, "relevant"), nil, true)
	switch required := wordOf(n, "required"); required {
	case "", "false":
	case "true":
		l.cells["required"] = "yes"
	default:
		e.expression(l, "required", required, nil, true)
	}
	e.limits(l, n, q, list)
	switch kind {
	case "yes_no":
		l.cells["type"] = "select_one yes_no"
		e.yesNo()
	case "select_one", "select_multiple":
		e.picks(l, n, kind)
	case "long_text":
		l.cells["appearance"] = "multiline"
	case "scale":
		l.cells["parameters"] = fmt.Sprintf("start=%s end=%s step=%s", cmp.Or(wordOf(n, "min"), "1"), cmp.Or(wordOf(n, "max"), "10"), cmp.Or(wordOf(n, "step"), "1"))
	case "file":
		e.fileType(l, n)
	case "calculate":
		e.expression(l, "calculation", wordOf(n, "calculation"), nil, false)
	}
	if l.cells["type"] == "calculate" && l.cells["calculation"] == "" {
		l.cells["type"] = "note" // a calculate without its formula makes other programs refuse the whole form
	}
	if d := wordOf(n, "default"); d == "today" && kind == "date" {
		l.cells["default"] = "today()"
	} else if kind != "unit" {
		l.cells["default"] = d
	}
	if rows := keyed(n, "rows"); rows != nil {
		e.expression(l, "repeat_count", wordOf(rows, "exactly"), nil, false)
	}
	e.survey = append(e.survey, l)
	if kind == "group" || kind == "repeat" {
		e.questions(keyed(n, "questions"))
		e.survey = append(e.survey, line{nil, map[string]string{"type": "end " + kind}})
	}
}

// fileType is a picture, a sound or a film where the endings are those.
func (e *exporter) fileType(l line, n *yaml.Node) {
	accept := keyed(n, "accept")
	if accept == nil {
		return
	}
	var given []string
	for _, ending := range accept.Content {
		given = append(given, ending.Value)
	}
	for _, word := range []string{aPicture, aSound, aFilm} {
		if slices.Equal(endings[word], given) {
			l.cells["type"] = word
		}
	}
}

// limits is the constraint: bounds, and what the outline says beside them.
func (e *exporter) limits(l line, n *yaml.Node, q, list *form.Question) {
	kind := wordOf(n, "type")
	var parts []string
	bound := func(key, sign string) {
		value := wordOf(n, key)
		switch {
		case value == "" || kind == "scale" || kind == "time":
			return
		case value == "today":
			value = "today()"
		case kind == "date":
			value = "date('" + value + "')"
		}
		parts = append(parts, ". "+sign+" "+value)
	}
	bound("min", ">=")
	bound("max", "<=")
	if pattern, err := textSaid("^" + wordOf(n, "pattern") + "$"); wordOf(n, "pattern") != "" && err == nil {
		parts = append(parts, "regex(., "+pattern.code+")")
	}
	message := cmp.Or(keyed(n, "constraint_message"), keyed(n, "pattern_message"))
	if source := wordOf(n, "constraint"); source != "" {
		said, err := (&speaker{outline: e.outline, self: q}).say(source, true)
		if err != nil {
			e.unsaid(l, "constraint", source)
			return
		}
		if len(parts) > 0 && strings.Contains(said, " or ") {
			said = "(" + said + ")"
		}
		parts = append(parts, said)
	}
	if len(parts) > 0 {
		l.cells["constraint"] = strings.Join(parts, " and ")
		e.spoken(l.cells, "constraint_message", message, list)
	}
}

// expression puts an expression into a column, if an XLSForm can say it.
func (e *exporter) expression(l line, key, source string, self *form.Question, condition bool) {
	if source == "" {
		return
	}
	said, err := (&speaker{outline: e.outline, self: self}).say(source, condition)
	if err != nil {
		e.unsaid(l, key, source)
		return
	}
	l.cells[key] = said
}

// unsaid tells of an expression that other programs will not have.
func (e *exporter) unsaid(l line, key, source string) {
	e.remarks = append(e.remarks, Remark{Weight: Refused, Fault: fault.New("xls_unsaid", "code", wordOf(l.of, "code"), "key", key, "source", shortened(source))})
}

// yesNo adds the list of a yes and a no, once.
func (e *exporter) yesNo() {
	if e.lists["yes_no"] {
		return
	}
	e.lists["yes_no"] = true
	for _, name := range []string{"yes", "no"} {
		row := line{nil, map[string]string{"list_name": "yes_no", "name": name}}
		if len(e.outline.Languages) == 0 {
			row.cells["label"] = e.words.Say(name)
		}
		for _, tag := range e.outline.Languages {
			row.cells["label::"+called(tag)] = e.in(tag).Say(name)
		}
		e.choices = append(e.choices, row)
	}
}

// picks adds the choices of a question as a list of its name.
func (e *exporter) picks(l line, n *yaml.Node, kind string) {
	list := wordOf(n, "name")
	l.cells["type"] = kind + " " + list
	choices := keyed(n, "choices")
	if from := wordOf(n, "choices_from"); choices == nil && from != "" && e.named != nil {
		choices = keyed(e.named, from)
	}
	filters := e.filter(l, n)
	if choices == nil {
		e.tabled(list, filters)
		return
	}
	for _, c := range choices.Content {
		row := line{c, map[string]string{"list_name": list, "name": wordOf(c, "name")}}
		e.spoken(row.cells, "label", keyed(c, "label"), nil)
		for i := 0; i+1 < len(c.Content); i += 2 {
			if key := c.Content[i].Value; key == "of" && filters {
				e.columns(row, e.outline.ByName[list], wordOf(c, "name"))
			} else if key != "name" && key != "label" {
				row.cells[ownPrefix+key] = flowing(c.Content[i+1])
			}
		}
		e.choices = append(e.choices, row)
	}
}
