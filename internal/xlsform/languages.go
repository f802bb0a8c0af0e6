package xlsform

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/viet"
	"giaoban/internal/xlsx"
)

// A tongue is a language of the form that is taken: the outline's tag for it, and what the form's columns call it.
type tongue struct{ tag, column string }

var tagged = regexp.MustCompile(`\(([a-z]{2,3})\)$`)

// tagOf is the outline's tag of what a form calls a language: «Tiếng Việt (vi)», «English», «fr».
func tagOf(column string) string {
	folded := strings.TrimSpace(viet.Fold(column))
	if m := tagged.FindStringSubmatch(folded); m != nil {
		return m[1]
	}
	switch folded {
	case "tieng viet", "vietnamese", "viet":
		return "vi"
	case "english", "tieng anh", "anh":
		return "en"
	}
	return outlineName(column, "x")
}

// tongues are the languages that are taken together: those that are asked for with commas between them, those that our own sheet
// names, else Vietnamese and English where a form has both. nil where one is.
func (f *survey) tongues(wanted string) (list []tongue) {
	all := f.languages()
	tags := strings.FieldsFunc(wanted, func(r rune) bool { return r == ',' || r == ' ' })
	if len(tags) == 1 {
		return nil
	}
	if len(tags) == 0 {
		if tags = f.ownLanguages(); tags == nil {
			tags = []string{"vi", "en"}
			if d := f.settings["default_language"]; d != "" && tagOf(d) == "en" {
				slices.Reverse(tags)
			}
		}
	}
	for _, tag := range tags {
		for _, column := range all {
			if tagOf(column) == tagOf(tag) && !slices.ContainsFunc(list, func(t tongue) bool { return t.tag == tagOf(tag) }) {
				list = append(list, tongue{tagOf(tag), column})
			}
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// ownLanguages are those of an outline that was made a form of.
func (f *survey) ownLanguages() (tags []string) {
	if f.own == nil {
		return nil
	}
	for _, row := range f.own.rows {
		if row.Text(0) == "languages[]" {
			tags = append(tags, row.Text(1))
		}
	}
	return tags
}

// made makes the sections, in each of the languages that are taken; b is the builder of the first, whose remarks count.
func made(book xlsx.Book, o Options) (b *builder, sections []*mapping, tags []string, err error) {
	f, err := read(book, o)
	if err != nil {
		return nil, nil, nil, err
	}
	tongues := f.tongues(o.Language)
	if len(tongues) > 0 && f.language != tongues[0].column {
		o.Language = tongues[0].column
		if f, err = read(book, o); err != nil {
			return nil, nil, nil, err
		}
	}
	b = newBuilder(f, o)
	sections = b.sections()
	for n, t := range tongues {
		tags = append(tags, t.tag)
		b.took = append(b.took, t.column)
		if n == 0 {
			continue
		}
		o.Language = t.column
		if f, err = read(book, o); err != nil {
			return nil, nil, nil, err
		}
		(merging{tongues[:n+1]}).lists(sections, newBuilder(f, o).sections())
	}
	gaps(b, tongues)
	for _, s := range sections {
		merging{tongues}.whole(s)
	}
	return b, sections, tags, nil
}

// mostGaps is how many questions without words in a language are named.
const mostGaps = 8

// gaps tells of questions that have words in one of the languages and not in another: people read another language there.
func gaps(b *builder, tongues []tongue) {
	for _, t := range tongues {
		c, ok := b.column("label", t.column)
		if !ok {
			continue
		}
		first, n := 0, 0
		var names []string
		for _, row := range b.rows {
			unseen := strings.HasPrefix(strings.ToLower(b.survey.text(row, "type")), "calculate")
			if unseen || row.Text(c.index) != "" || b.said(row, "label", t.column) == "" {
				continue
			}
			if n++; n == 1 {
				first = row.Number
			}
			if n <= mostGaps {
				names = append(names, b.survey.text(row, "name"))
			}
		}
		if n > 0 {
			b.remarks = append(b.remarks, Remark{Weight: Look, Sheet: b.name, Row: first, Column: c.heading, Place: xlsx.Column(c.index) + strconv.Itoa(first),
				Fault: fault.New("xls_gap", "language", t.column, "n", n, "names", strings.Join(names, ", "))})
		}
	}
}

// A said is a text in several languages, while they are gathered.
type said []string

// A merging puts what was made in a further language into what was made in those before.
type merging struct{ tongues []tongue }

func (g merging) lists(into, from []*mapping) {
	for i := range min(len(into), len(from)) {
		g.mappings(into[i], from[i])
	}
}

func (g merging) mappings(into, from *mapping) {
	for i := range into.pairs {
		p := &into.pairs[i]
		other := from.get(p.key)
		switch v := p.value.(type) {
		case []*mapping:
			list, _ := other.([]*mapping)
			g.lists(v, list)
		case *mapping:
			if inner, ok := other.(*mapping); ok {
				g.mappings(v, inner)
			}
		case []flow:
			list, _ := other.([]flow)
			for n := range min(len(v), len(list)) {
				g.flows(v[n], list[n])
			}
		default:
			p.value = g.text(p.key, p.value, other)
		}
	}
	if values, ok := from.get("values").(*mapping); ok { // a text of another language may name more
		mine, ok := into.get("values").(*mapping)
		if !ok {
			into.set("values", values)
			return
		}
		for _, p := range values.pairs {
			mine.set(p.key, p.value)
		}
	}
}

func (g merging) flows(into, from flow) {
	for i := range into.pairs {
		p := &into.pairs[i]
		for _, other := range from.pairs {
			if other.key == p.key {
				p.value = g.text(p.key, p.value, other.value)
			}
		}
	}
}

// text adds what a text is in the further language.
func (g merging) text(key string, mine, other any) any {
	if !slices.Contains(form.TextKeys, key) {
		return mine
	}
	all, ok := mine.(said)
	if one, is := mine.(string); is {
		all, ok = slices.Repeat(said{one}, len(g.tongues)-1), true
	}
	if !ok {
		return mine
	}
	word, ok := other.(string)
	if !ok {
		word = all[0]
	}
	return append(all, word)
}

// whole writes what was gathered: one text where all are the same.
func (g merging) whole(m *mapping) {
	for i := range m.pairs {
		switch v := m.pairs[i].value.(type) {
		case said:
			m.pairs[i].value = g.written(v)
			if f, ok := m.pairs[i].value.(flow); ok {
				m.pairs[i].value = &mapping{pairs: f.pairs}
			}
		case *mapping:
			g.whole(v)
		case []*mapping:
			for _, inner := range v {
				g.whole(inner)
			}
		case []flow:
			for _, f := range v {
				for j := range f.pairs {
					if all, ok := f.pairs[j].value.(said); ok {
						f.pairs[j].value = g.written(all)
					}
				}
			}
		}
	}
}

func (g merging) written(all said) any {
	if !slices.ContainsFunc(all, func(s string) bool { return s != all[0] }) {
		return all[0]
	}
	var f flow
	for i, s := range all {
		f.pairs = append(f.pairs, pair{g.tongues[i].tag, s})
	}
	return f
}
