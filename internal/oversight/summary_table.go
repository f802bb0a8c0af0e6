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

// sumsTable is the whole summary as a file that a spreadsheet opens: a row for
// each question, or each choice of one.
func (r *reader) sumsTable(u roster.Unit, o *form.Outline, in []roster.Unit) ([]chat.Content, error) {
	g, err := r.gather(o, in, nil)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	table := csv.NewWriter(&b)
	table.UseCRLF = true
	row := func(cells ...string) {
		for i := range cells {
			cells[i] = report.Cell(cells[i])
		}
		_ = table.Write(cells) // a buffer takes everything
	}
	say := r.say
	row(say.Say("sums_column_code"), say.Say("sums_column_question"), say.Say("sums_column_what"), say.Say("sums_column_value"),
		say.Say("sums_column_given"), say.Say("sums_column_least"), say.Say("sums_column_least_unit"),
		say.Say("sums_column_most"), say.Say("sums_column_most_unit"), say.Say("sums_column_remarks"))
	for _, t := range g.Tallies() {
		r.tableRows(row, u, t)
	}
	table.Flush()
	name := "tong-hop-" + u.Code + "-" + r.Now.In(r.Zone).Format(time.DateOnly) + ".csv"
	file := &chat.File{Name: name, Type: "text/csv", Size: int64(b.Len()), Data: b.Bytes()}
	return []chat.Content{{Text: say.Say("sums_file", "unit", u.Label(), "in", len(in)), File: file}}, nil
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
func (r *reader) tableRows(row func(...string), head roster.Unit, t *form.Tally) {
	q, say := t.Question, r.say
	name := strings.TrimSpace(form.Fill(q.Label, r.words))
	remarks := r.remarks(head, t)
	one := func(what, value string, rest ...string) {
		cells := append([]string{q.Code, name, what, value, count(t.Given)}, rest...)
		for len(cells) < remarksColumn {
			cells = append(cells, "")
		}
		row(append(cells, remarks)...)
		remarks = "" // in a question's first row only
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
