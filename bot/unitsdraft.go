package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/roster"
)

// unitsDraftCommand writes a file of moves to fill in.
type unitsDraftCommand struct {
	unitsFlags
	Map string `help:"${cli_help_units_map}" placeholder:"${cli_arg_csv}" type:"existingfile"`
	Day string `help:"${cli_help_units_day}" placeholder:"2025-07-01"`

	Output string `short:"o" help:"${cli_help_units_output}" placeholder:"${cli_arg_csv}" type:"path"`
}

// Run writes a row for each unit that is not on the list any more as it was. What cannot be known is left empty.
func (k *unitsDraftCommand) Run(ctx context.Context, p *program, c Config) error {
	keep := func(content []byte) error { _, err := p.stdout.Write(content); return err }
	if k.Output != "" {
		out, err := newFile(k.Output, movesTable)
		if err != nil {
			return err
		}
		defer out.discard()
		keep = out.write
	}
	return withCopyOpen(ctx, c, func(db database, bundles []*bundle) error {
		l, was, _, err := k.pick(ctx, db, bundles)
		if err != nil {
			return err
		}
		if k.Day != "" {
			day, f, ok := roster.MoveDay(k.Day)
			if !ok {
				return coded(exitUsage, f)
			}
			k.Day = day
		}
		became, err := k.readMap(was.Units, l.bundles[0].units)
		if err != nil {
			return err
		}
		rows := [][]string{roster.MoveColumns()}
		for _, m := range roster.DraftMoves(was.Units, l.bundles[0].units, became) {
			rows = append(rows, m.Row(k.Day))
		}
		if len(rows) == 1 {
			return hinted(declined("units_same"), "units_same_hint")
		}
		var content bytes.Buffer
		if k.Output != "" {
			content.WriteString("\ufeff") // for Excel
		}
		if err := csv.NewWriter(&content).WriteAll(rows); err != nil {
			return err
		}
		if err := keep(content.Bytes()); err != nil {
			return err
		}
		if k.Output != "" {
			p.print("units_drafted", "n", len(rows)-1, "file", k.Output, "path", quoted(k.Output))
		}
		return nil
	})
}

// readMap reads what each unit became. A row of codes that are on neither list is a fault: it would be left out without a word.
func (k *unitsDraftCommand) readMap(was []roster.Unit, now *roster.Units) (map[string]string, error) {
	became := map[string]string{}
	if k.Map == "" {
		return became, nil
	}
	f, err := os.Open(k.Map)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(skipMark(f)).ReadAll()
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if len(rows) == 0 || !slices.Equal(rows[0], []string{"old_code", "new_code"}) {
		return nil, fault.New("table_header", "header", "old_code,new_code").At(k.Map, 1, 1)
	}
	var faults fault.Faults
	wrong := func(line, field int, key, code string, units []roster.Unit) {
		f := fault.New(key, "code", code)
		for _, u := range units {
			if strings.TrimLeft(u.Code, "0") == strings.TrimLeft(code, "0") { // as a spreadsheet leaves it
				f.Near = u.Code
			}
		}
		faults.Add(f.At(k.Map, line, field))
	}
	there := now.All()
	for i, row := range rows[1:] {
		old, code := strings.TrimSpace(row[0]), strings.TrimSpace(row[1])
		if !slices.ContainsFunc(was, func(u roster.Unit) bool { return u.Code == old }) {
			wrong(i+2, 1, "move_no_old", old, was)
		}
		if _, ok := now.Get(code); !ok {
			wrong(i+2, len(row[0])+2, "move_no_new", code, there)
		}
		became[old] = code
	}
	return became, faults.Err()
}

// skipMark reads a text without the mark that Excel puts before it.
func skipMark(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = b.Discard(3)
	}
	return b
}
