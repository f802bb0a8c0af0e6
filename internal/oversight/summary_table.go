package oversight

import (
	"bytes"
	"encoding/csv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// documents are the whole summary as files: a table for a spreadsheet, and what the texts
// say to read or to print.
func (t telling) documents(level, total int) ([]chat.Content, error) {
	gists, err := t.gists(func(q *form.Question) bool { return q.Topic != "" })
	if err != nil {
		return nil, err
	}
	asked, err := t.asked()
	if err != nil {
		return nil, err
	}
	table, err := t.table(gists, asked)
	if err != nil || len(gists)+len(asked) == 0 {
		return table, err
	}
	return append(table, t.printed(level, total, gists, asked)), nil
}

// table is a file that a spreadsheet opens: a row for each question, or each choice or
// theme of one, and what to ask about.
func (t telling) table(gists []gist, asked []worth) ([]chat.Content, error) {
	g, err := t.gather(t.o, t.in, nil)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	table := csv.NewWriter(&b)
	table.UseCRLF = true
	width := 0
	row := func(cells ...string) {
		width = max(width, len(cells)) // of the head, which comes first
		cells = append(cells, make([]string, width-len(cells))...)
		for i := range cells {
			cells[i] = report.Cell(cells[i])
		}
		_ = table.Write(cells) // a buffer takes everything
	}
	say := t.say
	before, err := t.tableBefore()
	if err != nil {
		return nil, err
	}
	head := []string{say.Say("sums_column_code"), say.Say("sums_column_question"), say.Say("sums_column_what"), say.Say("sums_column_value"),
		say.Say("sums_column_given"), say.Say("sums_column_least"), say.Say("sums_column_least_unit"),
		say.Say("sums_column_most"), say.Say("sums_column_most_unit"), say.Say("sums_column_remarks")}
	if before != nil {
		head = append(head, say.Say("sums_column_last"), say.Say("sums_column_change"), say.Say("sums_column_total"))
		if len(t.WithThose(t.in)) > len(t.in) { // some took the place of others
			head = append(head, say.Say("sums_column_note"))
		}
	}
	row(head...)
	for _, tally := range g.Tallies() {
		t.tableRows(row, t.head, tally, t.growth(before, tally))
		for _, g := range gists {
			if g.q == tally.Question {
				g.rows(row)
			}
		}
	}
	for _, w := range asked {
		row("", "", say.Say("sums_what_asked", "unit", t.located(w.unit, t.head)), "", "", "", "", "", "", strings.Join(w.lines, " | "))
	}
	table.Flush()
	name := say.Say("name_summary") + "-" + t.head.Code + "-" + t.Now.In(t.Zone).Format(time.DateOnly) + ".csv"
	file := &chat.File{Name: name, Type: "text/csv", Size: int64(b.Len()), Data: b.Bytes()}
	return []chat.Content{{Text: say.Say("sums_file", "unit", t.head.Label(), "in", len(t.in)), File: file}}, nil
}

// sum is what numbers add up to; of ranges, either end.
func (r *reader) sum(t *form.Tally, write func(float64) string) string {
	if t.Over == 0 {
		return write(t.Sum)
	}
	return r.say.Say("value_span", "from", write(t.Sum), "to", write(t.Sum+t.Over))
}

// remarksColumn is how many columns stand before the remarks.
const remarksColumn = 9

// remarks are what units said behind their answers, one behind the other.
func (r *reader) remarks(head roster.Unit, t *form.Tally) string {
	var lines []string
	for _, a := range t.All {
		if a.Remark != "" {
			lines = append(lines, r.place(a.Unit, head)+": "+a.Remark)
		}
	}
	return strings.Join(lines, " | ")
}

// tableRows writes one question's rows.
func (r *reader) tableRows(row func(...string), head roster.Unit, t *form.Tally, growth []string) {
	q, say := t.Question, r.say
	name := strings.TrimSpace(form.Fill(q.Label, r.words))
	remarks := r.remarks(head, t)
	one := func(what, value string, rest ...string) {
		cells := append([]string{q.Code, name, what, value, count(t.Given)}, rest...)
		for len(cells) < remarksColumn {
			cells = append(cells, "")
		}
		row(append(append(cells, remarks), growth...)...)
		remarks, growth = "", nil // in a question's first row only
	}
	switch {
	case q.IsGroup():
		one(say.Say("sums_what_rows"), count(t.Rows))
	case t.Barred:
		one(say.Say("view_barred"), "")
	case q.IsText():
		one(say.Say("sums_what_letters"), count(t.Letters))
	case q.Way() == form.ByFiles:
		one(say.Say("sums_what_files"), count(t.Files))
	case q.ComesTo() == form.YesAndNo:
		one(say.Say("yes"), count(t.Yes))
		one(say.Say("no"), count(t.Given-t.Yes))
	case q.ComesTo() == form.Days && t.First.Day != "":
		one(say.Say("sums_what_days"), "", say.StoredDay(t.First.Day), r.place(t.First.Unit, head), say.StoredDay(t.Last.Day), r.place(t.Last.Unit, head))
	case t.Least.Unit != "":
		what, value := say.Say("sums_what_none"), ""
		switch q.Together() {
		case form.Sum:
			what, value = say.Say("sums_what_sum"), r.sum(t, r.say.Ungrouped)
		case form.Max:
			what, value = say.Say("sums_what_between"), r.sum(t, r.say.Ungrouped)
		}
		one(what, value, r.say.Ungrouped(t.Least.Value), r.place(t.Least.Unit, head), r.say.Ungrouped(t.Most.Value), r.place(t.Most.Unit, head))
	default:
		for _, a := range t.All {
			if cell := q.Cell(a.Value); cell != "" {
				one(r.place(a.Unit, head), cell)
			}
		}
	}
	if t.Barred || len(t.Counts) == 0 {
		return
	}
	for _, c := range q.Options() {
		one(form.Fill(c.Label, r.words), count(t.Counts[c.Name]))
	}
}
