package main

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"time"

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
		became, err := k.readMap()
		if err != nil {
			return err
		}
		w := csv.NewWriter(p.stdout)
		rows := [][]string{{"old_code", "old_name", "change", "new_code", "new_name", "day", "totals"}}
		for _, m := range drafted(was.Units, l.bundles[0].units, became) {
			day := k.Day
			if m.kind != "" && !m.kind.Ends() {
				day = ""
			}
			rows = append(rows, []string{m.old.Code, m.old.Label(), string(m.kind), m.now.Code, m.now.Label(), day, ""})
		}
		return w.WriteAll(rows)
	})
}

// readMap reads what each unit became.
func (k *unitsDraftCommand) readMap() (map[string]string, error) {
	if _, err := time.Parse(time.DateOnly, k.Day); k.Day != "" && err != nil {
		return nil, fault.New("move_day", "day", k.Day)
	}
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

// A draftedMove is a row of a draft; without a kind it is for the clerk to fill in.
type draftedMove struct {
	old, now roster.Unit
	kind     roster.MoveKind
}

// drafted says of each unit that is not as it was what can be known of it.
func drafted(was []roster.Unit, now *roster.Units, became map[string]string) (out []draftedMove) {
	come := map[string]int{}
	for _, code := range became {
		come[code]++
	}
	differs := map[string]roster.Change{}
	for _, d := range now.Differences(was) {
		differs[d.Old.Code] = d.What
	}
	for _, old := range was {
		m := draftedMove{old: old}
		what, changed := differs[old.Code]
		code, mapped := became[old.Code]
		switch {
		case mapped:
			m.now, _ = now.Get(code)
			if m.kind = alone(old, m.now, come[code]); m.kind == roster.Moved && !changed {
				continue
			}
		case !changed:
			continue
		case what == roster.Elsewhere:
			m.now, _ = now.Get(old.Code)
			m.kind = roster.Moved
		case what == roster.Gone && len(now.AtLevel(old.Level)) == 0:
			m.kind = roster.Closed
		default:
			m.now, m.kind = namesake(old, was, now)
		}
		out = append(out, m)
	}
	return out
}

// alone is what became of a unit that so many came to the new one with.
func alone(old, now roster.Unit, come int) roster.MoveKind {
	switch {
	case come > 1 || old.Level != now.Level:
		return roster.Merged
	case old.Code == now.Code && roster.SameName(old.Name, now.Name):
		return roster.Moved
	}
	return roster.Renamed
}

// namesake finds the one unit of the same name and level that is new on the list.
func namesake(old roster.Unit, was []roster.Unit, now *roster.Units) (roster.Unit, roster.MoveKind) {
	var found []roster.Unit
	for _, u := range now.AtLevel(old.Level) {
		if roster.SameName(u.Name, old.Name) && !slices.ContainsFunc(was, func(w roster.Unit) bool { return w.Code == u.Code }) {
			found = append(found, u)
		}
	}
	if len(found) == 1 {
		return found[0], roster.Renamed
	}
	return roster.Unit{}, ""
}
