package xlsform

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// question makes the outline's question of a row, with another beside it where it needs one.
func (b *builder) question(i *item, p *place) []*mapping {
	switch {
	case i.kind.word == aRecord && slices.Contains(askedToo, strings.ToLower(i.cell(b.survey, "type"))) && b.said(i.row, "label", b.language) != "":
		b.refuse(i, fault.New("xls_record_asked", "type", i.cell(b.survey, "type"), "name", i.name))
		return nil
	case i.kind.word == aRecord && i.kind.known, i.kind.word == aToday:
		b.records = append(b.records, i.cell(b.survey, "type"))
		if b.recordAt == nil {
			b.recordAt = i
		}
		return nil
	case !i.kind.known:
		b.refuse(i, unknownType(i))
		return nil
	case i.name == "":
		b.refuse(i, fault.New("xls_no_name"))
		return nil
	case i.kind.word == aCalculated || i.kind.word == aHidden || i.cell(b.survey, "calculation") != "" && i.kind.word != aNote, b.ownFigure(i):
		return b.calculated(i, p)
	}
	t := b.of[i]
	m := &mapping{item: i}
	m.set("name", t.name)
	b.typeOf(i, t, m)
	if m.get("type") == nil {
		return nil
	}
	b.worded(i, m)
	if r := b.relevant(i, p); r != "" {
		m.set("relevant", r)
	}
	if i.kind.word != aNote {
		b.required(i, m)
		b.constraint(i, t, m)
		b.initial(i, t, m)
	}
	b.unused(i)
	b.looksOf(i)
	b.ownKeys(i, m)
	out := []*mapping{m}
	switch {
	case i.kind.other:
		out = append(out, b.otherText(i, t, m))
	case i.kind.word == aMoment:
		out = append(out, b.hourOf(t, m))
	}
	return out
}

// askedToo are types of what a phone writes down that people take for questions.
var askedToo = []string{"email", "username", "phonenumber"}

// unknownType tells which types there are, and which was perhaps meant.
func unknownType(i *item) fault.Fault {
	words := strings.Fields(i.kind.word)
	if len(words) > 0 && (strings.EqualFold(words[0], "select_one") || strings.EqualFold(words[0], "select_multiple")) {
		return fault.New("xls_type_list", "type", words[0], "name", i.name)
	}
	return fault.New("xls_type", "type", i.kind.word, "name", i.name).Meant(strings.ToLower(i.kind.word), commonTypes)
}

var commonTypes = []string{"text", "integer", "decimal", "date", "time", "datetime", "note", "image", "audio", "video", "file", "geopoint", "calculate",
	"acknowledge", "range", "barcode", "hidden", "begin group", "end group", "begin repeat", "end repeat", "select_one", "select_multiple"}

// worded sets what is said to whoever answers.
func (b *builder) worded(i *item, m *mapping) {
	label := b.text(i, "label", m)
	hint := b.text(i, "hint", m)
	if more := b.text(i, "guidance_hint", m); more != "" {
		hint = strings.TrimSpace(hint + "\n" + more)
	}
	if label == "" && hint != "" {
		label, hint = hint, ""
	}
	if label == "" {
		label = i.name
		b.note(Look, i, "label", fault.New("xls_no_label", "name", i.name))
	}
	m.set("label", label)
	if hint != "" {
		m.set("hint", hint)
	}
}

// plainTypes are those that are called otherwise, or are the same.
var plainTypes = map[string]string{
	aText: "text", aBarcode: "text", aPhone: "text", aWhole: "integer", aDecimal: "decimal", aDay: "date", aMoment: "date", anHour: "time", aPick: "select_one",
	picks: "select_multiple", aNote: "note", aFile: "file", aPicture: "file", aSound: "file", aFilm: "file", aPlace: "location", aTick: "yes_no", aScale: "integer",
}

// endings are the file endings of pictures, sounds and films.
var endings = map[string][]string{
	aPicture: {"jpg", "jpeg", "png", "heic"}, aSound: {"mp3", "m4a", "ogg", "wav"}, aFilm: {"mp4", "mov", "3gp"},
}

// typeOf sets the type and what belongs to it.
func (b *builder) typeOf(i *item, t *target, m *mapping) {
	m.set("type", plainWord(plainTypes[i.kind.word]))
	look := i.cell(b.survey, "appearance")
	switch i.kind.word {
	case aText:
		if strings.Contains(look, "multiline") {
			m.set("type", plainWord("long_text"))
		}
	case aPhone: // digits, as its type says where nothing else is said
		if i.cell(b.survey, "constraint") == "" {
			m.set("pattern", `\d*`)
		}
	case aBarcode:
		b.note(Look, i, "type", fault.New("xls_barcode", "name", i.name))
	case aMoment:
		b.note(Look, i, "type", fault.New("xls_moment", "name", i.name, "hour", t.name+hourEnd))
	case aTick:
		b.note(Look, i, "type", fault.New("xls_tick", "name", i.name))
	case aDay:
		if strings.Contains(look, "year") && !strings.Contains(look, "month") {
			m.set("type", plainWord("year"))
		}
	case aPicture, aSound, aFilm:
		m.set("accept", endings[i.kind.word])
	case aScale:
		b.scale(i, m)
	case aPick, picks:
		b.choicesOf(i, t, m)
	}
}

// shortList is how many choices are put as buttons though the form would fold them away.
const shortList = 8

// choicesOf sets the choices, or makes a yes or no of them.
func (b *builder) choicesOf(i *item, t *target, m *mapping) {
	if i.kind.file != "" {
		filing{b}.fromFile(i, m)
		return
	}
	list := b.lists[i.kind.list]
	if t.sort == isTruth {
		if len(t.choices) == 1 {
			b.note(Look, i, "type", fault.New("xls_one_choice", "name", i.name, "label", t.choices[0].label, "list", i.kind.list))
		}
		m.set("type", plainWord("yes_no"))
		return
	}
	if b.ownCell(i, "choices_from") != "" {
		return // which says where they stand
	}
	if len(list) == 0 {
		b.refuse(i, fault.New("xls_no_list_named", "list", i.kind.list, "name", i.name).Meant(i.kind.list, slices.Sorted(maps.Keys(b.lists))))
		m.drop("type")
		return
	}
	b.renamed(i.kind.list)
	only := b.filtered(i, m)
	if look := strings.Fields(i.cell(b.survey, "appearance")); len(list) > shortList && slices.ContainsFunc(look, func(word string) bool {
		return slices.Contains([]string{"minimal", "autocomplete", "search"}, strings.ToLower(word))
	}) {
		m.set("search", plainWord("true"))
	}
	var all []flow
	for _, c := range list {
		pairs := []pair{{"name", plainWord(c.outline)}, {"label", b.filled(i, "label", c.label, m)}}
		all = append(all, flow{append(append(pairs, only.pairs(b, c)...), b.ownPairs(c)...)})
	}
	if i.kind.other {
		all = append(all, flow{[]pair{{"name", plainWord(b.otherName(i))}, {"label", b.words.Say("xls_other")}}})
	}
	m.set("choices", all)
}

// otherName is the name of the choice that none of the others is.
func (b *builder) otherName(i *item) string {
	name := "other"
	for _, c := range b.lists[i.kind.list] {
		if c.outline == name {
			return "other_2"
		}
	}
	return name
}

// otherText asks which other.
func (b *builder) otherText(i *item, t *target, of *mapping) *mapping {
	m := &mapping{item: i}
	m.set("name", unused(t.name+"_other", b.taken))
	m.set("type", plainWord("text"))
	m.set("label", b.words.Say("xls_other_which"))
	condition := comparison(t.name, "==", quote(b.otherName(i))).code
	if i.kind.word == picks {
		condition = comparison(quote(b.otherName(i)), "in", t.name).code
	}
	m.set("relevant", condition)
	if of.get("required") != nil {
		m.set("required", plainWord("true"))
	}
	return m
}

// hourEnd is what the name of an hour ends in that stands beside its day.
const hourEnd = "_gio"

// hourOf asks for the hour of a moment, whose day is asked before.
func (b *builder) hourOf(t *target, of *mapping) *mapping {
	m := &mapping{item: of.item}
	m.set("name", unused(t.name+hourEnd, b.taken))
	m.set("type", plainWord("time"))
	m.set("label", b.words.Say("xls_hour"))
	for _, key := range []string{"required", "relevant"} {
		if v := of.get(key); v != nil {
			m.set(key, v)
		}
	}
	return m
}

// yesses are what stands in the column required of a question that is.
var yesses = []string{"yes", "true", "true()", "1", "x", "có", "y", "co", "v", "✓", "required", "bắt buộc"}

// noes are what stands there of one that is not.
var noes = []string{"", "no", "false", "false()", "0", "n", "không", "khong", "optional", "không bắt buộc"}

// required sets whether an answer must be given.
func (b *builder) required(i *item, m *mapping) {
	switch cell := strings.ToLower(i.cell(b.survey, "required")); {
	case slices.Contains(noes, cell):
	case slices.Contains(yesses, cell):
		m.set("required", plainWord("true"))
	default:
		if v, ok := b.condition(i, "required"); ok {
			m.set("required", v.code)
		}
	}
}

// initial sets what is offered as an answer.
func (b *builder) initial(i *item, t *target, m *mapping) {
	cell := i.cell(b.survey, "default")
	if cell == "" {
		return
	}
	switch t.sort {
	case isNumber:
		if isDigits(cell) {
			m.set("default", plainWord(strings.TrimSpace(cell)))
			return
		}
	case isDay:
		if cell == "today()" || cell == "now()" {
			m.set("default", plainWord("today"))
			return
		}
		if dayForm(cell) {
			m.set("default", plainWord(cell[:len("2016-06-30")]))
			return
		}
	case isPick:
		if name, ok := t.option(cell); ok {
			m.set("default", plainWord(name))
			return
		}
	case isWords:
		if n, err := xpath.Parse(cell); m.get("type") == plainWord("text") && !strings.Contains(cell, "${") {
			if call, ok := n.(xpath.Call); err != nil || !ok || call.Name == "" {
				m.set("default", cell)
				return
			}
		}
	}
	if n, err := strconv.Atoi(cell); err == nil && t.sort == isDay && n > 40000 && n < 60000 { // a day as spreadsheets count them
		day := time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		b.note(Look, i, "default", fault.New("xls_default_serial", "default", cell, "day", day))
		return
	}
	if name := t.labelled(cell); t.sort == isPick && name != "" {
		b.note(Look, i, "default", fault.New("xls_slip", "written", cell, "right", name))
		return
	}
	b.note(Look, i, "default", fault.New("xls_default", "default", shortened(cell)))
}

// unused tells which columns with words have no meaning for a row.
func (b *builder) unused(i *item) {
	for _, c := range []struct{ key, phrase string }{{"image", "xls_media"}, {"audio", "xls_media"}, {"video", "xls_media"}, {"required_message", "xls_required_message"}, {"trigger", "xls_trigger"}} {
		if b.said(i.row, c.key, b.language) != "" {
			b.note(Look, i, c.key, fault.New(c.phrase, "cell", shortened(b.said(i.row, c.key, b.language))))
		}
	}
	if read := strings.ToLower(i.cell(b.survey, "read_only")); read != "" && read != "no" && read != "false" && read != "false()" && i.kind.word != aNote {
		b.note(Look, i, "read_only", fault.New("xls_read_only"))
	}
}
