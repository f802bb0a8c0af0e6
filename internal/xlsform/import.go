package xlsform

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/viet"
	"giaoban/internal/xlsx"
)

// Options are what Import is told beside the workbook.
type Options struct {
	File     string // its name, for the comment at the top
	Title    string // of a form that has none
	Language string // of the texts that are taken, where there are several; several with commas between them
	// Table reads a file beside the form that has choices.
	Table func(name string) ([]byte, error)
	Say   fault.Sayer
	// In says phrases in the language of the form, vi or en: «Khác» of a question with other answers.
	In func(language string) fault.Sayer
}

// Imported is what was made of a workbook.
type Imported struct {
	Source    []byte // the outline
	Questions int
	Sections  int
	Remarks   []Remark
}

// Count returns how many remarks have a weight.
func (m *Imported) Count(w Weight) (n int) {
	for _, r := range m.Remarks {
		if r.Weight == w {
			n++
		}
	}
	return n
}

// Import makes an outline. Its error is a *Failure where the workbook is no form, or bounded wrongly.
func Import(book xlsx.Book, o Options) (*Imported, error) {
	b, sections, tags, err := made(book, o)
	if err != nil {
		return nil, err
	}
	outline := &mapping{}
	outline.set("title", b.title())
	if len(tags) > 0 {
		outline.set("languages", tags)
	}
	b.ownRest(outline)
	if len(sections) == 0 {
		return nil, nothing(b.survey)
	}
	outline.set("sections", sections)
	ordered(outline)
	b.closing()
	m, err := b.finish(outline, o)
	if err != nil {
		return nil, err
	}
	m.Remarks = sorted(b.remarks)
	return m, nil
}

// nothing tells that no row was taken, after what is wrong with each.
func nothing(f *survey) error {
	why := fault.New("xls_nothing_asked")
	if len(f.rows) == 0 {
		why = fault.New("xls_only_headings")
	}
	return &Failure{Remark{Weight: Refused, Sheet: surveySheet, Fault: why}, sorted(f.remarks)}
}

// newBuilder knows what every name of the form stands for.
func newBuilder(f *survey, o Options) *builder {
	b := &builder{survey: f, say: o.Say, words: o.In(f.tongue()), taken: map[string]bool{}, looks: map[string]looked{},
		scope: &scope{targets: map[string]*target{}, twins: map[string][]*target{}, of: map[*item]*target{}, lost: map[string]bool{}}}
	b.known(f.top.items, false)
	b.settle(f.top.items)
	return b
}

// read takes the sheets apart.
func read(book xlsx.Book, o Options) (*survey, error) {
	sheet := book.Sheet(surveySheet)
	if sheet == nil {
		names := make([]string, len(book))
		for i, s := range book {
			names[i] = s.Name
		}
		return nil, Remark{Fault: fault.New("xls_no_survey", "sheets", strings.Join(names, ", "))}.Err()
	}
	f := &survey{table: tabled(sheet), choices: tabled(book.Sheet(choicesSheet)), own: tabled(book.Sheet(ownSheet)), settings: map[string]string{}}
	if f.table == nil {
		return nil, Remark{Sheet: surveySheet, Fault: fault.New("xls_empty_sheet")}.Err()
	}
	for _, key := range []string{"type", "name"} {
		if _, ok := f.column(key, ""); !ok {
			return nil, Remark{Sheet: surveySheet, Fault: f.headless(key)}.Err()
		}
	}
	f.cellErrors()
	if settings := tabled(book.Sheet(settingsSheet)); settings != nil && len(settings.rows) > 0 {
		for _, c := range settings.columns {
			f.settings[c.key] = settings.rows[0].Text(c.index)
		}
	}
	f.lostOwn()
	f.settings["form_title"] = cmp.Or(f.settings["form_title"], o.Title)
	f.language = f.chosen(o.Language)
	for _, s := range []*xlsx.Sheet{sheet, book.Sheet(choicesSheet), book.Sheet(settingsSheet)} {
		f.formulas(s)
	}
	for _, s := range book {
		if !s.Read {
			f.remarks = append(f.remarks, Remark{Weight: Ignored, Sheet: s.Name, Fault: fault.New("xls_other_sheet")})
		}
	}
	if err := f.rowsOf(); err != nil {
		return nil, err
	}
	f.listsOf()
	f.tables(o.Table)
	return f, nil
}

// headless tells that a column is missing, or that the headings stand further down, below a title.
func (f *survey) headless(key string) fault.Fault {
	for _, row := range f.rows[:min(len(f.rows), 20)] {
		named := map[string]bool{}
		for _, c := range row.Cells {
			named[keyOf(c.Text)] = true
		}
		if named["type"] && named["name"] {
			return fault.New("xls_headings_below", "row", row.Number, "above", row.Number-1)
		}
	}
	return fault.New("xls_no_column", "column", key)
}

// cellErrors tells of what a spreadsheet could not work out and shows in the place of words.
func (f *survey) cellErrors() {
	for _, t := range []*table{f.table, f.choices} {
		if t == nil {
			continue
		}
		for _, row := range t.rows {
			for i, c := range row.Cells {
				if fault.CellError.MatchString(strings.TrimSpace(c.Text)) {
					f.remarks = append(f.remarks, Remark{Weight: Refused, Sheet: t.name, Row: row.Number, Fault: fault.New("xls_cell_error", "text", c.Text, "cell", xlsx.Column(i)+fmt.Sprint(row.Number))})
				}
			}
		}
	}
}

// formulas tells of cells that were worked out: what their program showed is taken.
func (f *survey) formulas(s *xlsx.Sheet) {
	if s == nil {
		return
	}
	n, first, at := 0, 0, ""
	for _, row := range s.Rows {
		for i, c := range row.Cells {
			if c.Formula {
				if n++; n == 1 {
					first, at = row.Number, xlsx.Column(i)+fmt.Sprint(row.Number)
				}
			}
		}
	}
	if n > 0 {
		f.remarks = append(f.remarks, Remark{Weight: Look, Sheet: s.Name, Row: first, Fault: fault.New("xls_formula", "cell", at, "n", n)})
	}
}

// chosen is the one language whose texts are taken: the one that is asked for, the form's own, Vietnamese, or the first.
func (f *survey) chosen(wanted string) string {
	all := f.languages()
	wanted, _, _ = strings.Cut(wanted, ",")
	for _, w := range []string{wanted, f.settings["default_language"], "vi", "tieng viet", "vietnamese"} {
		for _, l := range all {
			if folded := viet.Fold(l); w != "" && (folded == viet.Fold(w) || strings.Contains(folded, "("+viet.Fold(w)+")")) {
				return l
			}
		}
	}
	if c, ok := f.column("label", ""); ok && c.language == "" || len(all) == 0 {
		return ""
	}
	return all[0]
}

// tongue is the language that the form's texts are in: Vietnamese where they have its letters, else English.
func (f *survey) tongue() string {
	for _, row := range f.rows {
		if label := strings.ToLower(f.said(row, "label", f.language)); strings.ContainsAny(label, "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ") {
			return "vi"
		}
	}
	return "en"
}

// coded gives sections and questions their codes: X1, X1.01, X1.01.01. What has one of its own keeps it.
func coded(sections []*mapping) {
	taken := map[string]bool{}
	var collect func([]*mapping)
	collect = func(list []*mapping) {
		for _, m := range list {
			if m.counted {
				m.drop("code")
			}
			if code := textOf(m.get("code")); code != "" {
				taken[code] = true
			}
			inner, _ := m.get("questions").([]*mapping)
			collect(inner)
		}
	}
	collect(sections)
	var give func(list []*mapping, above string)
	give = func(list []*mapping, above string) {
		n := 0
		for _, m := range list {
			code := textOf(m.get("code"))
			for code == "" {
				n++
				next := fmt.Sprintf("%s.%02d", above, n)
				if above == "" {
					next = fmt.Sprintf("X%d", n)
				}
				if !taken[next] {
					code, taken[next], m.counted = next, true, true
				}
			}
			if m.counted {
				m.pairs = append([]pair{{"code", plainWord(code)}}, m.pairs...)
			}
			inner, _ := m.get("questions").([]*mapping)
			give(inner, code)
		}
	}
	give(sections, "")
}

// textOf is a value that is a word; "" for any other.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case plainWord:
		return string(v)
	}
	if n := nodeOf(v); n != nil {
		return n.Value
	}
	return ""
}

// keyOrder is how people write the keys of a question.
var keyOrder = []string{"code", "name", "title", "languages", "type", "post", "label", "intro", "short", "called", "hint", "example", "minutes", "heading", "required", "relevant",
	"unit", "min", "max", "step", "range", "pattern", "pattern_message", "constraint", "constraint_message", "template", "calculation", "values", "default",
	"choices_from", "choice_filter", "search", "choices", "special", "accept", "max_files", "rows", "sections", "questions"}

// ordered puts keys into that order; those without a place stand before the last ones.
func ordered(m *mapping) {
	place := func(p pair) int {
		if i := slices.Index(keyOrder, p.key); i >= 0 {
			return i
		}
		if m.get("sections") != nil {
			return len(keyOrder)
		}
		return slices.Index(keyOrder, "rows")
	}
	slices.SortStableFunc(m.pairs, func(a, b pair) int { return cmp.Compare(place(a), place(b)) })
	for _, p := range m.pairs {
		if list, ok := p.value.([]*mapping); ok {
			for _, inner := range list {
				ordered(inner)
			}
		}
	}
}

// finish writes the outline and lets it be read; a key that is not taken is left out with a remark, until all is.
func (b *builder) finish(outline *mapping, o Options) (*Imported, error) {
	const most = 100
	var err error
	for range most {
		sections, _ := outline.get("sections").([]*mapping)
		coded(sections)
		w := &writer{}
		w.comment(0, b.say.Say("xls_made_of", "file", o.File))
		w.mapping(outline, 0, "")
		for _, line := range b.pending {
			w.comment(0, line)
		}
		var parsed *form.Outline
		source := []byte(w.out.String())
		whole := source
		if whole, err = wholeOf(source, o.Table); err != nil {
			break
		}
		if parsed, err = form.Parse("outline", whole); err == nil {
			m := &Imported{Source: source, Sections: len(parsed.Sections)}
			for _, s := range parsed.Sections {
				m.Questions += countAll(s.Questions)
			}
			return m, nil
		}
		if !b.mended(w, outline, err) {
			break
		}
	}
	return nil, fmt.Errorf("what was made of the form is no outline: %w", err)
}

func countAll(list []form.Question) (n int) {
	for i := range list {
		n += 1 + countAll(list[i].Questions)
	}
	return n
}
