package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
)

// MissingFile is the list of the units under one whose report is not in as a table, and
// what is said beside it; there is no file if nobody is missing.
func MissingFile(s Overview, under string, say locale.Phrases) (text string, file *chat.File) {
	w, ok := newWriter(s, under, say)
	if !ok {
		return "", nil
	}
	t := w.tally(w.units)
	if none := w.nobodyMissing(t); none != "" {
		return none, nil
	}
	m := w.missing(under)
	return say.Count("overview_file_all", t.Missing(), "noun", w.noun), m.file()
}

// file returns the whole list of missing units as a table that a spreadsheet opens:
// CSV with a byte order mark, without which it would read Vietnamese wrong.
func (m missing) file() *chat.File {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	table := csv.NewWriter(&b)
	table.UseCRLF = true
	row := func(cells ...string) {
		for i := range cells {
			cells[i] = cell(cells[i])
		}
		_ = table.Write(cells) // a buffer takes everything
	}
	say := m.say
	row(say.Say("overview_column_code"), say.Say("overview_column_unit"), say.Say("overview_column_above"),
		say.Say("overview_column_how"), say.Say("overview_column_percent"), say.Say("overview_column_last"),
		say.Say("overview_column_deadline"), say.Say("overview_column_over"), say.Say("overview_column_why"))
	for _, g := range m.groups {
		above := g.Unit.Full()
		for _, u := range g.Missing {
			status, deadline := m.Status[u.Code], m.deadline(u.Code)
			over := ""
			if m.overdue(u.Code) {
				over = strconv.Itoa(m.days(deadline, m.Now))
			}
			row(u.Code, u.Full(), above, m.far(u.Code), strconv.Itoa(percent(status.Done, status.Total)),
				m.dayOrNone(status.Changed), m.deadlineOrNone(deadline), over, m.why(u))
		}
	}
	table.Flush()
	return &chat.File{
		Name: m.say.Say("name_missing") + "-" + m.head.Code + "-" + m.Now.In(m.Zone).Format(time.DateOnly) + ".csv",
		Type: "text/csv", Size: int64(b.Len()), Data: b.Bytes(),
	}
}

func (w writer) dayOrNone(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.say.Day(t)
}

func (w writer) deadlineOrNone(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.say.Deadline(t)
}

// Cell is cell, for the tables of other rooms.
func Cell(s string) string { return cell(s) }

// cell makes text safe to open in a spreadsheet: no formula, no control
// character, and no semicolon, which splits columns where the comma is the
// decimal sign.
func cell(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == ';':
			return ','
		case r < ' ':
			return ' '
		}
		return r
	}, s)
	s = strings.TrimSpace(s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}
