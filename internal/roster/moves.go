package roster

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"giaoban/internal/fault"
)

// MoveKind is what became of a unit.
type MoveKind string

// The kinds, as a file of moves has them.
const (
	Added   MoveKind = "added"   // a new unit: nothing goes to it
	Renamed MoveKind = "renamed" // the same unit under another name or code
	Moved   MoveKind = "moved"   // the same unit below another
	Merged  MoveKind = "merged"  // it ended in another unit
	Split   MoveKind = "split"   // it ended in several, a row for each
	Closed  MoveKind = "closed"  // it ended, and none took its place
)

// MoveKinds returns all of them, in the order in which they are explained.
func MoveKinds() []MoveKind { return []MoveKind{Added, Renamed, Moved, Merged, Split, Closed} }

// Ends reports whether the old unit is no more: what it wrote stays apart from what others write.
func (k MoveKind) Ends() bool { return k == Merged || k == Split || k == Closed }

// Where what an ended unit reported is counted.
const (
	// AtSuccessor is with the unit that took its place, until that has reported itself.
	AtSuccessor = "successor"
	// Apart is beside all others, for ever.
	Apart = "apart"
)

// A Move is one row of a file of moves.
type Move struct {
	Old, New string // codes on the list as it was, and on that of now
	Kind     MoveKind
	// Day is the day from which on it is so, 2025-07-01.
	Day string
	// Totals is AtSuccessor or Apart, of a unit that ends.
	Totals string
}

// MoveColumns is the header of a file of moves, in this order.
func MoveColumns() []string {
	return []string{"old_code", "old_name", "change", "new_code", "new_name", "day", "totals"}
}

const (
	moveOld = iota
	moveOldName
	moveKind
	moveNew
	moveNewName
	moveDay
	moveTotals
)

// ParseMoves reads what became of the units of an older list: CSV in UTF-8 with the header
// old_code,old_name,change,new_code,new_name,day,totals. The names may be left empty; where they
// stand they must be the units' own, so that a wrong code is noticed. A file with anything wrong
// gives no moves, but *fault.Faults.
func ParseMoves(r io.Reader, file string, older []Unit, now *Units) ([]Move, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading moves from %s: %w", file, err)
	}
	p := &moves{table: newTable(file, data), older: byCode(older), now: byCode(now.All()), rows: map[string][]movedAt{}}
	p.table.rows(MoveColumns(), p.move)
	p.together()
	if err := p.Err(); err != nil {
		return nil, err
	}
	return p.all, nil
}

func byCode(units []Unit) map[string]Unit {
	all := make(map[string]Unit, len(units))
	for _, u := range units {
		all[u.Code] = u
	}
	return all
}

// moves is a file of moves being read.
type moves struct {
	table
	older, now map[string]Unit
	all        []Move
	rows       map[string][]movedAt // by the old code
}

// movedAt is a row and its line.
type movedAt struct {
	Move
	line  int
	wrong bool // as was said of the row
}

// move takes one row; pos tells where a field begins.
func (p *moves) move(row []string, pos func(int) (line, column int)) {
	bad := false
	say := func(field int, f fault.Fault) {
		l, c := pos(field)
		p.note(l, c, f)
		bad = true
	}
	for i, field := range row {
		if row[i] = strings.TrimSpace(field); strings.ContainsFunc(row[i], unicode.IsControl) {
			say(i, fault.New("field_control", "field", MoveColumns()[i]))
		}
	}
	m := Move{Old: row[moveOld], New: row[moveNew], Kind: MoveKind(strings.ToLower(row[moveKind]))}
	if !slices.Contains(MoveKinds(), m.Kind) {
		say(moveKind, fault.New("move_kind", "change", row[moveKind]).Meant(row[moveKind], moveWords()))
		return
	}
	p.unit(row, moveOld, m.Kind != Added, "move_old", p.older, say)
	p.unit(row, moveNew, m.Kind != Closed, "move_new", p.now, say)
	if own, there := p.now[m.Old]; !bad && (m.Kind == Renamed || m.Kind == Moved) && m.New != m.Old && there && p.keepsName(row, own) {
		f := fault.New("move_own_code", "unit", own.Label(), "code", m.Old, "written", p.now[m.New].Label())
		f.Near = m.Old
		say(moveNew, f)
	}
	if old, now := p.older[m.Old], p.now[m.New]; !bad && (m.Kind == Renamed || m.Kind == Moved) && old.Level != now.Level {
		say(moveNew, fault.New("move_level", "unit", old.Label(), "level", old.Level, "now", now.Label(), "other", now.Level))
	}
	p.day(row, &m, say)
	p.totals(row, &m, say)
	line, _ := pos(moveOld)
	if !bad {
		p.all = append(p.all, m)
	}
	if m.Old != "" {
		p.rows[m.Old] = append(p.rows[m.Old], movedAt{m, line, bad})
	}
}

// keepsName reports whether the unit that has an old code now is the one that a row is about.
func (p *moves) keepsName(row []string, now Unit) bool {
	name := row[moveNewName]
	return SameName(now.Name, p.older[row[moveOld]].Name) || name != "" && (SameName(name, now.Name) || SameName(name, now.Label()))
}

// unit looks at a code and the name behind it.
func (p *moves) unit(row []string, column int, wanted bool, key string, units map[string]Unit, say func(int, fault.Fault)) {
	code, name := row[column], row[column+1]
	u, known := units[code]
	switch {
	case !wanted && code != "":
		say(column, fault.New("move_code_too_many", "field", MoveColumns()[column], "change", row[moveKind]))
	case !wanted:
	case code == "":
		say(column, fault.New("move_code_missing", "field", MoveColumns()[column], "change", row[moveKind]))
	case !known:
		f := fault.New("move_no_new", "code", code)
		if key == "move_old" {
			f = fault.New("move_no_old", "code", code)
		}
		f.Near = p.meant(code, name, units)
		say(column, f)
	case name != "" && !SameName(name, u.Name) && !SameName(name, u.Label()):
		f := fault.New("move_name", "code", code, "unit", u.Label(), "name", name)
		f.Near = p.meant("", name, units)
		say(column+1, f)
	}
}

// meant is the code that was perhaps meant: the one of the name, or the one that a spreadsheet took the zeros from.
func (p *moves) meant(code, name string, units map[string]Unit) string {
	var codes []string
	for _, u := range units {
		switch {
		case name != "" && (SameName(name, u.Label()) || SameName(name, u.Name)):
			codes = append(codes, u.Code)
		case code != "" && strings.TrimLeft(u.Code, "0") == strings.TrimLeft(code, "0"):
			return u.Code
		}
	}
	if len(codes) == 1 {
		return codes[0]
	}
	return ""
}

func (p *moves) day(row []string, m *Move, say func(int, fault.Fault)) {
	written := row[moveDay]
	if written == "" {
		if m.Kind.Ends() {
			say(moveDay, fault.New("move_day_missing", "change", string(m.Kind)))
		}
		return
	}
	day, f, ok := MoveDay(written)
	if m.Day = day; !ok {
		say(moveDay, f)
	}
}

// writtenDay is how an office may write the day of a change, wherever it puts the year.
var writtenDay = regexp.MustCompile(`^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))$`)

// MoveDay reads the day of a change, 2025-07-01 or 01/7/2025; with another mark between its numbers it is as clear.
func MoveDay(written string) (day string, f fault.Fault, ok bool) {
	m := writtenDay.FindStringSubmatch(written)
	if m == nil {
		return "", fault.New("move_day", "day", written), false
	}
	text := fmt.Sprintf("%s-%02s-%02s", cmp.Or(m[1], m[6]), cmp.Or(m[2], m[5]), cmp.Or(m[3], m[4]))
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return "", fault.New("move_no_such_day", "day", written, "month", strings.TrimLeft(cmp.Or(m[2], m[5]), "0")), false
	}
	return at.Format(time.DateOnly), f, true
}

func (p *moves) totals(row []string, m *Move, say func(int, fault.Fault)) {
	switch m.Totals = row[moveTotals]; {
	case m.Totals != "" && !m.Kind.Ends():
		say(moveTotals, fault.New("move_totals_needless", "change", string(m.Kind)))
	case m.Totals == AtSuccessor && m.Kind == Closed:
		say(moveTotals, fault.New("move_totals_closed"))
	case m.Totals != "" && m.Totals != AtSuccessor && m.Totals != Apart:
		say(moveTotals, fault.New("move_totals", "totals", m.Totals).Meant(m.Totals, []string{AtSuccessor, Apart}))
	case m.Totals == "" && m.Kind == Merged:
		m.Totals = AtSuccessor
	case m.Totals == "" && m.Kind.Ends():
		m.Totals = Apart
	}
}

// together looks at the rows of one unit.
func (p *moves) together() {
	for code, rows := range p.rows {
		first := rows[0]
		unit := cmp.Or(p.older[code].Label(), code)
		for i, r := range rows[1:] {
			switch {
			case r.Kind != Split || first.Kind != Split:
				p.note(r.line, 1, fault.New("move_twice", "code", code, "unit", unit, "line", first.line))
			case slices.ContainsFunc(rows[:i+1], func(o movedAt) bool { return o.New == r.New }):
				p.note(r.line, 1, fault.New("move_split_twice", "unit", unit, "code", r.New))
			}
		}
		now, there := p.now[code]
		goes := slices.ContainsFunc(rows, func(r movedAt) bool { return r.New == code })
		if there && first.Kind.Ends() && !goes && SameName(now.Name, p.older[code].Name) && now.Parent == p.older[code].Parent {
			p.note(first.line, 1, fault.New("move_still_there", "code", code, "unit", unit))
		}
		n := 0
		for _, r := range rows {
			if r.Totals == AtSuccessor {
				n++
			}
		}
		switch {
		case first.Kind == Split && len(rows) == 1:
			p.note(first.line, 1, fault.New("move_split_alone", "unit", unit))
		case first.Kind == Split && n > 1:
			p.note(rows[len(rows)-1].line, 1, fault.New("move_split_totals", "unit", unit))
		}
	}
	p.onto()
}

// onto refuses to give one code to two units that both go on.
func (p *moves) onto() {
	goes := map[string]movedAt{}
	for _, code := range sortedKeys(p.rows) {
		for _, r := range p.rows[code] {
			if r.Kind != Renamed && r.Kind != Moved || r.wrong {
				continue
			}
			if first, taken := goes[r.New]; taken {
				p.note(r.line, 1, fault.New("move_onto_twice", "code", r.New, "line", first.line))
			}
			goes[r.New] = r
			if there, kept := p.older[r.New]; kept && r.New != code && len(p.rows[r.New]) == 0 {
				p.note(r.line, 1, fault.New("move_onto_kept", "code", r.New, "unit", there.Label()))
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func moveWords() (words []string) {
	for _, k := range MoveKinds() {
		words = append(words, string(k))
	}
	return words
}
