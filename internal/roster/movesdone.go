package roster

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
)

// SayMoves reports whether a file of moves says nothing but these moves, which were done: its codes are none of the list of
// now any more, so that it cannot be read against that.
func SayMoves(data []byte, done []Move) bool {
	type step struct {
		old, now string
		kind     MoveKind
	}
	same := func(row []string, m Move) bool { // what is left empty is as it was done
		day, _, ok := MoveDay(strings.TrimSpace(row[moveDay]))
		totals := strings.TrimSpace(row[moveTotals])
		return (strings.TrimSpace(row[moveDay]) == "" || ok && day == m.Day) && (totals == "" || totals == m.Totals)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) < 2 || !slices.Equal(rows[0], MoveColumns()) {
		return false
	}
	left := map[step]Move{}
	for _, m := range done {
		left[step{m.Old, m.New, m.Kind}] = m
	}
	for _, row := range rows[1:] {
		s := step{strings.TrimSpace(row[moveOld]), strings.TrimSpace(row[moveNew]), MoveKind(strings.ToLower(strings.TrimSpace(row[moveKind])))}
		m, known := left[s]
		if !blank(row) && (!known || !same(row, m)) {
			return false
		}
		delete(left, s)
	}
	return len(left) == 0
}
