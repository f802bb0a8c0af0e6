package xlsform

import (
	"maps"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/xlsx"
)

// takenLooks are appearances that mean something here.
var takenLooks = []string{"multiline", "year"}

// looksOf counts what a row says of how it looks on a phone.
func (b *builder) looksOf(i *item) {
	for _, look := range strings.Fields(i.cell(b.survey, "appearance")) {
		if slices.Contains(takenLooks, look) {
			continue
		}
		l := b.looks[look]
		if l.first == nil {
			l.first = i
		}
		l.rows++
		b.looks[look] = l
	}
}

// closing adds the remarks about many rows at once.
func (b *builder) closing() {
	for _, look := range slices.Sorted(maps.Keys(b.looks)) {
		l := b.looks[look]
		b.remark(Ignored, l.first, "appearance", fault.New("xls_appearance", "look", look, "n", l.rows))
	}
	if len(b.records) > 0 {
		b.remark(Ignored, b.recordAt, "type", fault.New("xls_records", "types", strings.Join(b.records, ", ")))
	}
	if most := 12; len(b.renames) > most {
		b.renames = append(b.renames[:most:most], "…")
	}
	if len(b.renames) > 0 {
		b.remark(Ignored, b.renamedAt, "name", fault.New("xls_renamed", "names", strings.Join(b.renames, ", ")))
	}
	if b.marked > 0 {
		b.remark(Ignored, b.markedAt, "label", fault.New("xls_markup", "n", b.marked))
	}
	b.otherLanguages()
	b.otherColumns(b.table, surveyColumns)
	if b.choices != nil {
		b.otherColumns(b.choices, append(b.filters, "list_name", "name", "value", "label"))
	}
	for _, key := range slices.Sorted(maps.Keys(b.settings)) {
		if b.settings[key] != "" && !slices.Contains([]string{"form_title", "default_language"}, key) && !strings.HasPrefix(key, ownPrefix) {
			b.remarks = append(b.remarks, Remark{Weight: Ignored, Sheet: settingsSheet, Fault: fault.New("xls_setting", "key", key)})
		}
	}
}

// surveyColumns are those that are read, or of which is told row by row.
var surveyColumns = []string{"type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "constraint", "constraint_message",
	"calculation", "default", "appearance", "read_only", "repeat_count", "choice_filter", "parameters", "image", "audio", "video", "trigger"}

// otherColumns tells of columns with words that nobody reads.
func (b *builder) otherColumns(t *table, read []string) {
	for _, c := range t.columns {
		if slices.Contains(read, c.key) || strings.HasPrefix(c.key, ownPrefix) {
			continue
		}
		if row := slices.IndexFunc(t.rows, func(r xlsx.Row) bool { return r.Text(c.index) != "" }); row >= 0 {
			b.remarks = append(b.remarks, Remark{Weight: Ignored, Sheet: t.name, Fault: fault.New("xls_column", "column", c.heading)})
		}
	}
}

// otherLanguages tells which languages were left out.
func (b *builder) otherLanguages() {
	var others []string
	for _, l := range b.languages() {
		if l != b.language && !slices.Contains(b.took, l) {
			others = append(others, l)
		}
	}
	if len(others) > 0 {
		b.remarks = append(b.remarks, Remark{Weight: Look, Sheet: surveySheet,
			Fault: fault.New("xls_languages", "taken", strings.Join(append(b.took, b.language)[:max(1, len(b.took))], ", "), "others", strings.Join(others, ", "))})
	}
}
