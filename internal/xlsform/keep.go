package xlsform

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
	"giaoban/internal/xlsx"
)

// compare makes an outline of what was made of the outline, and keeps in columns of ours whatever came back otherwise.
func (e *exporter) compare(o Options) error {
	_, sections, _, err := made(e.book(false), o)
	if err != nil {
		return err
	}
	w := &writer{}
	outline := &mapping{}
	outline.set("sections", sections)
	w.mapping(outline, 0, "")
	var back yaml.Node
	if err := yaml.Unmarshal([]byte(w.out.String()), &back); err != nil {
		return fmt.Errorf("what was made of the outline cannot be read: %w", err)
	}
	byName := map[string]*yaml.Node{}
	var list []*yaml.Node
	for _, s := range keyed(back.Content[0], "sections").Content {
		list = append(list, s)
		collect(keyed(s, "questions"), byName)
	}
	section := 0
	for _, l := range e.survey {
		switch {
		case l.of == nil:
		case keyed(l.of, "title") != nil && keyed(l.of, "type") == nil:
			if section < len(list) {
				e.keep(l, list[section])
			}
			section++
		default:
			e.keep(l, byName[wordOf(l.of, "name")])
		}
	}
	return nil
}

func collect(questions *yaml.Node, byName map[string]*yaml.Node) {
	if questions == nil {
		return
	}
	for _, q := range questions.Content {
		byName[wordOf(q, "name")] = q
		collect(keyed(q, "questions"), byName)
	}
}

// keep notes the keys of a row that came back otherwise, or did not come back, or were not there before.
func (e *exporter) keep(l line, back *yaml.Node) {
	kept := map[string]string{}
	for i := 0; i+1 < len(l.of.Content); i += 2 {
		key, value := l.of.Content[i].Value, l.of.Content[i+1]
		if key == "questions" || key == "title" && keyed(l.of, "type") == nil && back != nil && flowingOf(back, "title") == flowing(value) {
			continue
		}
		var came *yaml.Node
		if back != nil {
			came = keyed(back, key)
		}
		if key == "choices" && e.choicesCame(value, came) || came != nil && flowing(came) == flowing(value) {
			continue
		}
		kept[key] = keptCell(l, key, flowing(value))
	}
	for i := 0; back != nil && i+1 < len(back.Content); i += 2 {
		if key := back.Content[i].Value; key != "questions" && key != "code" && keyed(l.of, key) == nil {
			kept[key] = keptCell(l, key, "null")
		}
	}
	for key := range kept {
		e.own[key]++
	}
	e.kept[l.of] = kept
}

// choicesCame reports whether choices differ in nothing but what has columns of ours on their own sheet.
func (e *exporter) choicesCame(value, came *yaml.Node) bool {
	if came == nil || len(came.Content) != len(value.Content) {
		return false
	}
	for i, c := range value.Content {
		if wordOf(c, "name") != wordOf(came.Content[i], "name") || flowingOf(c, "label") != flowingOf(came.Content[i], "label") {
			return false
		}
	}
	return true
}

// keptCell is the value, beside what stands in the form's own column for it. When somebody changes that, the change counts.
func keptCell(l line, key, value string) string {
	said := l.cells[saidIn(key)]
	if said == "" {
		return value
	}
	return "{said: " + quoted(said) + ", as: " + value + "}"
}

// saidIn is the form's column for a key; "" if there is none.
func saidIn(key string) string {
	switch key {
	case "min", "max", "pattern":
		return "constraint"
	case "pattern_message":
		return "constraint_message"
	case "title":
		return "label"
	}
	if slices.Contains(surveyHeads, key) && key != "name" && key != "appearance" {
		return key
	}
	return ""
}

// book is the workbook, with or without what has columns of ours.
func (e *exporter) book(own bool) xlsx.Book {
	survey := sheetOf(surveySheet, e.heads(surveyHeads), e.survey, func(l line) map[string]string {
		if !own {
			return nil
		}
		cells := map[string]string{}
		for key, value := range e.kept[l.of] {
			cells[ownPrefix+key] = value
		}
		return cells
	})
	settings := xlsx.Sheet{Name: settingsSheet, Read: true, Rows: rowsOf(e.settings())}
	rest := [][]string{{"key", "value"}}
	for _, r := range e.rest {
		rest = append(rest, r[:])
	}
	return xlsx.Book{survey, sheetOf(choicesSheet, e.heads(e.choicesColumns()), e.choices, nil), settings, {Name: ownSheet, Read: true, Rows: rowsOf(rest)}}
}

// settings are the title, the languages, and what is kept in columns and on a sheet of ours, so that Import knows when it is gone.
func (e *exporter) settings() [][]string {
	heads, cells := []string{"form_title", "form_id", "version"}, []string{e.title, outlineName(e.title, "f"), e.outline.Hash}
	add := func(head, cell string) {
		if cell != "" {
			heads, cells = append(heads, head), append(cells, cell)
		}
	}
	if tags := e.outline.Languages; len(tags) > 0 {
		add("default_language", called(tags[0]))
	}
	add(keptColumns, strings.Join(slices.Sorted(maps.Keys(e.own)), " "))
	add(keptSheet, strings.Join(e.restKeys(), " "))
	return [][]string{heads, cells}
}

// restKeys are the keys on our own sheet.
func (e *exporter) restKeys() (keys []string) {
	for _, r := range e.rest {
		if key := strings.TrimSuffix(r[0], "[]"); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

func rowsOf(table [][]string) (rows []xlsx.Row) {
	for i, texts := range table {
		row := xlsx.Row{Number: i + 1}
		for _, s := range texts {
			row.Cells = append(row.Cells, xlsx.Cell{Text: s})
		}
		rows = append(rows, row)
	}
	return rows
}

// sheetOf lays lines out: columns that nobody fills are left out, those of ours stand last.
func sheetOf(name string, heads []string, lines []line, more func(line) map[string]string) xlsx.Sheet {
	used, ours := map[string]bool{}, map[string]bool{}
	all := make([]map[string]string, len(lines))
	for i, l := range lines {
		all[i] = maps.Clone(l.cells)
		if more != nil {
			maps.Copy(all[i], more(l))
		}
		for key, text := range all[i] {
			used[key] = used[key] || text != ""
			ours[key] = strings.HasPrefix(key, ownPrefix)
		}
	}
	var columns []string
	for _, key := range heads {
		if used[key] || slices.Contains(heads[:3], key) {
			columns = append(columns, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(used)) {
		if used[key] && ours[key] {
			columns = append(columns, key)
		}
	}
	table := [][]string{columns}
	for _, cells := range all {
		row := make([]string, len(columns))
		for j, key := range columns {
			row[j] = cells[key]
		}
		table = append(table, row)
	}
	return xlsx.Sheet{Name: name, Read: true, Rows: rowsOf(table)}
}

// told adds the remarks about many rows: which keys other programs will not see.
func (e *exporter) told(source []byte) {
	var kept []string
	for _, key := range slices.Sorted(maps.Keys(e.own)) {
		if key != "code" {
			kept = append(kept, fmt.Sprintf("%s (%d)", key, e.own[key]))
		}
	}
	if len(kept) > 0 {
		e.remarks = append(e.remarks, Remark{Weight: Ignored, Fault: fault.New("xls_own_columns", "keys", strings.Join(kept, ", "))})
	}
	if len(e.rest) > 0 {
		e.remarks = append(e.remarks, Remark{Weight: Ignored, Fault: fault.New("xls_own_sheet", "keys", strings.Join(e.restKeys(), ", "))})
	}
	if names := slices.Sorted(maps.Keys(e.outline.Placeholders())); len(names) > 0 {
		e.remarks = append(e.remarks, Remark{Weight: Ignored, Fault: fault.New("xls_campaign_words", "names", "{"+strings.Join(names, "}, {")+"}")})
	}
	for line := range strings.Lines(string(source)) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			e.remarks = append(e.remarks, Remark{Weight: Ignored, Fault: fault.New("xls_comments")})
			break
		}
	}
}
