package main

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"slices"

	"giaoban/internal/fault"
	"giaoban/internal/roster"
)

// unitsDraftCommand writes a file of moves to fill in.
type unitsDraftCommand struct {
	unitsFlags
	Map string `help:"${cli_help_units_map}" placeholder:"${cli_arg_csv}" type:"existingfile"`
	Day string `help:"${cli_help_units_day}" placeholder:"2025-07-01"`
}

// Run writes a row for each unit that is not on the list any more as it was. What cannot be known is left empty.
func (k *unitsDraftCommand) Run(ctx context.Context, p *program, c Config) error {
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
		became, err := k.readMap()
		if err != nil {
			return err
		}
		w := csv.NewWriter(p.stdout)
		rows := [][]string{roster.MoveColumns()}
		for _, m := range roster.DraftMoves(was.Units, l.bundles[0].units, became) {
			rows = append(rows, m.Row(k.Day))
		}
		if len(rows) == 1 {
			return hinted(declined("units_same"), "units_same_hint")
		}
		return w.WriteAll(rows)
	})
}

// readMap reads what each unit became.
func (k *unitsDraftCommand) readMap() (map[string]string, error) {
	became := map[string]string{}
	if k.Map == "" {
		return became, nil
	}
	f, err := os.Open(k.Map)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if len(rows) == 0 || !slices.Equal(rows[0], []string{"old_code", "new_code"}) {
		return nil, fault.New("table_header", "header", "old_code,new_code").At(k.Map, 1, 1)
	}
	for _, row := range rows[1:] {
		became[row[0]] = row[1]
	}
	return became, nil
}
