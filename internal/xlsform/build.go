package xlsform

import (
	"errors"
	"fmt"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// A builder makes the outline.
type builder struct {
	*survey
	*scope
	say       fault.Sayer
	words     fault.Sayer // in the language of the form
	pending   []string    // comments for the question that comes next
	taken     map[string]bool
	marked    int // texts that had marks of bold or HTML
	markedAt  *item
	looks     map[string]looked // by appearance
	records   []string          // what the phone would write down
	recordAt  *item
	deep      int      // calculations in calculations, of the text that is made
	joined    int      // parts of that text
	filters   []string // columns of choices that some filter names
	renames   []string // of questions
	renamedAt *item
	gone      []int    // rows of our own sheet that were refused
	took      []string // the languages whose texts are taken, where they are several
	removed   []string // names of questions that the outline's reader refused
}

// looked counts the rows of an appearance.
type looked struct {
	rows  int
	first *item
}

// note is a remark that somebody should see in the outline too.
func (b *builder) note(weight Weight, i *item, key string, why fault.Fault) {
	r := b.remark(weight, i, key, why)
	if weight != Ignored {
		b.pending = append(b.pending, r.comment(b.say))
	}
}

func faultOf(err error) fault.Fault {
	var f fault.Fault
	var wrong *xpath.Error
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &wrong) && errors.Is(err, xpath.ErrQuote):
		return fault.New("xls_quote", "near", wrong.Near)
	case errors.As(err, &wrong) && errors.Is(err, xpath.ErrEnd):
		return fault.New("xls_ends")
	case errors.As(err, &wrong) && errors.Is(err, xpath.ErrLong):
		return fault.New("xls_long")
	case errors.As(err, &wrong):
		key, example := writtenSo(wrong.Near)
		return fault.New(key, "near", wrong.Near, "example", example)
	}
	return fault.New("xls_syntax", "near", err.Error())
}

// writtenSo is the phrase about what was written as in a spreadsheet or a sentence.
func writtenSo(near string) (phrase, example string) {
	switch word, _, _ := strings.Cut(strings.ToLower(near), " "); word {
	case "x", "×", "·":
		return "xls_times", "${a} * ${b}"
	case "between", "and", "và", "hoặc", "to", "đến", ",", "≤", "≥", "<=", ">=", "≠", "=<", "=>", "&&", "||":
		return "xls_joined", ""
	default:
		if strings.HasPrefix(word, "=") {
			return "xls_sheet_formula", "if(${a} > 1, 1, 0), ${a} + ${b}"
		}
		if strings.ContainsAny(word, "≤≥≠×") {
			return "xls_joined", ""
		}
	}
	return "xls_syntax", ""
}

// converter converts what stands in the row of an item.
func (b *builder) converter(i *item) *converter {
	b.steps, b.doubts = 0, nil
	c := &converter{scope: b.scope, list: i.list(), at: i, asks: i}
	if i.kind.word != aList && i.kind.word != aGroup {
		c.self = b.of[i]
	}
	return c
}

// condition converts the condition in a column; ok is false where there is none, or none that can be taken, which is noted.
func (b *builder) condition(i *item, key string) (v value, ok bool) {
	source := i.cell(b.survey, key)
	if source == "" {
		return v, false
	}
	b.thousands(i, key, source)
	n, err := xpath.Parse(source)
	if call, ok := n.(xpath.Call); err == nil && !asksAnything(n) && !(ok && (call.Name == "true" || call.Name == "false")) {
		err = fault.New("xls_asks_nothing")
	}
	if written, of, found := alone(n); err == nil && found {
		err = fault.New("xls_alone", "written", written, "of", of, "example", fmt.Sprintf("${a} = 'x' %s ${a} = '%s'", of, written))
	}
	if err == nil && key == "relevant" && ofItself(n) {
		err = fault.New("xls_of_itself")
	}
	if err == nil {
		v, err = b.converter(i).truth(n)
	}
	if err != nil {
		b.note(Refused, i, key, fault.New("xls_expression", "source", shortened(source), "why", saidWhy(b.say, source, err)))
		return v, false
	}
	b.doubted(i, key)
	return v, true
}

// doubted notes what the expression that was made last leaves in doubt.
func (b *builder) doubted(i *item, key string) {
	for _, f := range b.doubts {
		b.note(Look, i, key, f)
	}
	b.doubts = nil
}

func shortened(s string) string {
	const most = 120
	letters := []rune(strings.Join(strings.Fields(s), " "))
	if len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return string(letters)
}

// A place is where questions are put: in a section, in a group or in a list.
type place struct {
	groups int     // that may still be opened inside
	under  []value // conditions of the groups that are no groups of the outline
	list   bool
	into   []*mapping
}

// relevant is the condition of an item together with those of the groups around it that were opened up.
func (b *builder) relevant(i *item, p *place) string {
	all := p.under
	if v, ok := b.condition(i, "relevant"); ok {
		all = append(all[:len(all):len(all)], v)
	}
	return together(all)
}

// together joins conditions with and.
func together(all []value) string {
	if len(all) == 1 {
		return all[0].code
	}
	parts := make([]string, len(all))
	for i, v := range all {
		parts[i] = v.in(ranksAnd)
	}
	return strings.Join(parts, " and ")
}

// items puts the rows of a group into a place.
func (b *builder) items(items []*item, p *place) {
	for _, i := range items {
		switch {
		case i.kind.refused != "":
			b.refuse(i, fault.New(i.kind.refused, "name", i.name, "type", i.cell(b.survey, "type"), "inside", i.inside()))
		case i.kind.word == aGroup:
			b.group(i, p)
		case i.kind.word == aList && p.list:
			b.refuse(i, fault.New("xls_list_in_list", "name", i.name, "list", i.list().name, "inside", i.inside()))
		case i.kind.word == aList:
			b.repeat(i, p)
		case postponing{b}.late(i):
		default:
			b.put(p, b.question(i, p)...)
		}
	}
}

// refuse notes what is left out.
func (b *builder) refuse(i *item, why fault.Fault) { b.note(Refused, i, "type", why) }

// put adds questions, with the comments that wait for the next one.
func (b *builder) put(p *place, questions ...*mapping) {
	for _, m := range questions {
		m.heading, b.pending = append(m.heading, b.pending...), nil
		p.into = append(p.into, m)
	}
}

// group puts a group with a title as one, and opens up one without, or too deep inside others.
func (b *builder) group(i *item, p *place) {
	m := &mapping{item: i}
	label := b.text(i, "label", m)
	b.looksOf(i)
	if label == "" || p.groups == 0 {
		if label != "" {
			b.note(Look, i, "label", fault.New("xls_group_deep", "label", shortened(label)))
		}
		inner := *p
		if v, ok := b.condition(i, "relevant"); ok {
			inner.under = append(p.under[:len(p.under):len(p.under)], v)
		}
		inner.into = nil
		b.items(i.items, &inner)
		p.into = append(p.into, inner.into...)
		return
	}
	m.set("name", unused(outlineName(i.name, "g"), b.taken))
	m.set("type", plainWord(aGroup))
	m.set("label", label)
	if r := b.relevant(i, p); r != "" {
		m.set("relevant", r)
	}
	heading := b.pending
	b.pending = nil
	inner := &place{groups: p.groups - 1, list: p.list}
	if p.list {
		inner.groups = 0
	}
	b.items(i.items, inner)
	if len(inner.into) == 0 {
		b.pending = append(heading, b.pending...)
		return
	}
	m.heading = heading
	m.set("questions", inner.into)
	b.ownKeys(i, m)
	p.into = append(p.into, m)
}

// sections makes the outline's sections: each group with a title is one, what stands between them another.
func (b *builder) sections() (all []*mapping) {
	top := b.top.items
	if only := b.wrapping(top); only != nil && !b.ours() {
		top = only.items
	}
	var loose []*item
	flush := func() {
		if s := b.section(nil, loose, len(all)+1); s != nil {
			all = append(all, s)
		}
		loose = nil
	}
	for _, i := range top {
		if i.kind.word == aGroup && b.said(i.row, "label", b.language) != "" {
			flush()
			if s := b.section(i, i.items, len(all)+1); s != nil {
				all = append(all, s)
			}
			continue
		}
		loose = append(loose, i)
	}
	flush()
	all = postponing{b}.sections(all)
	if len(all) == 1 && all[0].item == nil {
		all[0].set("title", b.title())
	}
	return all
}

// wrapping is the one group without a condition around a whole form; nil if there is none.
func (b *builder) wrapping(items []*item) (only *item) {
	for _, i := range items {
		switch {
		case i.kind.word == aGroup && only == nil && i.cell(b.survey, "relevant") == "" && !ownCells(b.survey, i):
			only = i
		case i.kind.known && i.kind.word == aRecord || i.kind.word == aToday:
		default:
			return nil
		}
	}
	if only == nil {
		return nil
	}
	for _, i := range only.items {
		if i.kind.word == aGroup {
			return only
		}
	}
	return nil
}

// section makes one; nil if nothing is asked in it.
func (b *builder) section(i *item, items []*item, n int) *mapping {
	m := &mapping{item: i}
	title, relevant := "", ""
	if i != nil {
		title = strings.ReplaceAll(b.text(i, "label", m), "\n", " ")
		m.pairs = nil // a title has no values
		b.looksOf(i)
		if v, ok := b.condition(i, "relevant"); ok {
			relevant = v.code
		}
	}
	heading := b.pending
	b.pending = nil
	p := &place{groups: 2}
	b.items(items, p)
	if len(p.into) == 0 {
		b.pending = append(heading, b.pending...)
		return nil
	}
	switch {
	case title != "":
	case n == 1:
		title = b.words.Say("xls_section_first")
	default:
		title = b.words.Say("xls_section", "n", fmt.Sprint(n))
	}
	m.heading = heading
	m.set("title", title)
	if relevant != "" {
		m.set("relevant", relevant)
	}
	if i != nil {
		b.ownKeys(i, m)
	}
	m.set("questions", p.into)
	return m
}

// title is that of the whole form.
func (b *builder) title() string { return b.settings["form_title"] }
