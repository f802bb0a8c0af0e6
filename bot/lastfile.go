package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/fault"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
	"giaoban/locales"
)

// unitColumn is the first column of such a file; the others are called like the questions.
const unitColumn = "unit_code"

// A lastFile is what units reported last time, read from a CSV.
type lastFile struct {
	b       *bundle
	reports []lastReport
	answers int
	doubts  []fault.Fault
}

type lastReport struct {
	unit    roster.Unit
	draft   *answers.Draft
	figures []float64
	shown   []string // «Số hộ: 1.750»
}

// lastReader reads one.
type lastReader struct {
	*lastFile
	fault.Faults
	file   string
	say    locale.Phrases
	header []string
	skip   map[int]bool // columns of which is told once, or nothing
	seen   map[string]int
	now    time.Time
}

// readLast reads a file. Whatever cannot be taken is a fault with its place, and then nothing is.
func readLast(b *bundle, file string, content []byte) (*lastFile, error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, err
	}
	say, _ := catalog.Language(b.campaign.Language)
	r := &lastReader{lastFile: &lastFile{b: b}, file: file, say: say, seen: map[string]int{}, now: time.Now().In(b.campaign.Zone)}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if f, bad := fault.NoText(content); bad {
		r.Add(f.At(file, f.Line, f.Column))
		return nil, r.Err()
	}
	rows := csv.NewReader(bytes.NewReader(content))
	rows.FieldsPerRecord = -1
	r.header, err = rows.Read()
	f, other := roster.OtherTable(r.header, unitColumn+", so_ho, …")
	if other || err != nil || len(r.header) < 2 || r.header[0] != unitColumn {
		if !other {
			f = fault.New("table_header", "header", unitColumn+", so_ho, …")
		}
		r.Add(f.At(file, 1, 1))
		return nil, r.Err()
	}
	r.columns()
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return r.lastFile, r.Err()
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			r.Add(fault.New("table_quotes").At(file, bad.Line, bad.Column))
			continue
		}
		r.row(row, rows.FieldPos)
	}
}

// row reads what a unit said.
func (r *lastReader) row(row []string, pos func(int) (line, column int)) {
	line, _ := pos(0)
	at := func(i int, f fault.Fault) {
		l, c := pos(i)
		r.Add(f.At(r.file, l, c))
	}
	u, known := r.b.units.Get(row[0])
	o := r.b.outlines[u.Level]
	switch before := r.seen[row[0]]; {
	case len(row) != len(r.header):
		at(0, fault.New("table_fields", "n", len(row), "want", len(r.header), "header", strings.Join(r.header, ",")))
		return
	case !known || o == nil:
		at(0, fault.New("last_unit", "code", row[0]))
		return
	case before > 0:
		at(0, fault.New("last_twice", "code", row[0], "line", before))
		return
	}
	r.seen[row[0]] = line
	one := lastReport{unit: u, draft: answers.NewDraft(o)}
	words := &paper.Writer{Sheet: answers.Sheet{Outline: o, Draft: one.draft, Now: r.now}, Say: r.say, Unit: u.Code, UnitLabel: u.Label()}
	for i, written := range row[1:] {
		if written = strings.TrimSpace(written); written == "" || r.skip[i+1] {
			continue
		}
		q := o.ByName[r.header[i+1]]
		switch {
		case q == nil || q.Parent != nil:
			at(i+1, fault.New("last_question", "name", r.header[i+1]).Meant(r.header[i+1], namesOf(o)))
			continue
		case !q.Recalls() || q.IsGroup() || q.IsText() || q.Type == form.UnitName:
			at(i+1, fault.New("last_kind", "name", q.Name))
			continue
		}
		v, problem := q.Read(form.Input{Input: chat.Input{Kind: chat.Text, Text: typed(q, written)}, Reader: r.say.Tongue(), Say: words.Speech(), Now: r.now})
		if problem != nil {
			at(i+1, refused(q, written))
			continue
		}
		one.draft.Set(o, q, 0, v)
		one.shown = append(one.shown, q.Label+": "+words.Shown(q, v))
		r.answers++
	}
	r.doubt(line, words)
	one.figures = one.draft.FigureValues(o)
	r.reports = append(r.reports, one)
}

func namesOf(o *form.Outline) (names []string) {
	for name := range o.ByName {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
