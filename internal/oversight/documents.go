package oversight

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// document sends a list or a report as a file: who is missing, the rows of the lists, or
// one report as it may be printed.
func (r *reader) document(u roster.Unit) ([]chat.Content, error) {
	switch r.cmd.Part {
	case command.OfMissing:
		text, file := report.MissingFile(r.Overview, u.Code, r.say)
		return []chat.Content{{Text: text, File: file}}, nil
	case command.OfModels:
		return r.modelsFile(u)
	}
	if r.lib.Outlines[u.Level] == nil {
		r.cmd = command.Command{Name: command.Summary, Part: command.WholeTable}
		return r.sums(u)
	}
	return r.wholeReport(u)
}

// modelsFile is the rows of lists that everybody may see as a table, a line for each row.
func (r *reader) modelsFile(u roster.Unit) ([]chat.Content, error) {
	levels := r.levels(u)
	if len(levels) == 0 {
		return one(r.say.Say("digest_none_expected", "unit", u.Full())), nil
	}
	list := *r
	list.cmd = command.Command{Name: command.Models}
	units := handedIn(r, u, levels[0])
	g, err := list.gather(r.lib.Outlines[levels[0]], units, list.isRowList)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff") // spreadsheets then read it as UTF-8
	table := csv.NewWriter(&b)
	table.UseCRLF = true
	say, n := r.say, 0
	row := func(cells ...string) {
		for i := range cells {
			cells[i] = report.Cell(cells[i])
		}
		_ = table.Write(cells) // a buffer takes everything
	}
	row(say.Say("overview_column_code"), say.Say("overview_column_unit"), say.Say("overview_column_above"), say.Say("models_column_list"), say.Say("models_column_name"))
	for _, t := range g.Tallies() {
		if t.Barred {
			continue
		}
		for _, one := range t.All {
			of, _ := r.Units.Get(one.Unit)
			above, _ := r.Units.Parent(one.Unit)
			row(of.Code, of.Full(), above.Full(), t.Question.Rows.Noun, one.Name)
			n++
		}
	}
	table.Flush()
	file := &chat.File{Kind: chat.Document, Name: say.Say("name_list") + "-" + u.Code + "-" + r.Now.In(r.Zone).Format(time.DateOnly) + ".csv", Type: "text/csv", Size: int64(b.Len()), Data: b.Bytes()}
	return []chat.Content{{Text: say.Say("models_file", "lists", say.Join(r.lib.Outlines[levels[0]].Nouns(list.isRowList)...), "unit", u.Label(), "n", strconv.Itoa(n), "in", len(units)), File: file}}, nil
}
