package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// A Contact is whom to call at a unit: a member, by the post that they gave, or somebody
// whom the office's own list names. The list makes nobody a member.
type Contact struct {
	Role      Role
	Name      string // of the list
	Post      string // of a member
	Telephone string
}

// Line is somebody of the list with the telephone.
func (c Contact) Line() string { return strings.TrimSpace(viet.Line(c.Name) + " " + c.Telephone) }

// Directory is the office's own list of people, by unit.
type Directory map[string][]Contact

// peopleColumns is the header of a list of people, in this order.
func peopleColumns() []string { return []string{"unit_code", "role", "name", "telephone"} }

// ParsePeople reads the list of people that may lie beside a campaign, CSV in UTF-8 with
// the header unit_code,role,name,telephone. Each names a unit of the campaign, a role, and
// a name or a telephone or both. A list with anything wrong gives none, but an error that
// joins a Fault for each thing.
func ParsePeople(r io.Reader, file string, units *Units) (Directory, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading people from %s: %w", file, err)
	}
	p := &people{parser: parser{file: file, data: bytes.TrimPrefix(data, []byte("\ufeff"))}, units: units, all: Directory{}}
	p.read()
	if len(p.faults) > 0 {
		return nil, p.err()
	}
	return p.all, nil
}

// people is a list of people being read.
type people struct {
	parser
	units *Units
	all   Directory
}

func (p *people) read() {
	rows := csv.NewReader(bytes.NewReader(p.data))
	rows.FieldsPerRecord = -1 // counted here, with a hint
	header, err := rows.Read()
	if err != nil || !slices.Equal(header, peopleColumns()) {
		p.fault(1, 1, "no header of a list of people", "the first line must be "+strings.Join(peopleColumns(), ",")+", separated by commas, in UTF-8")
		return
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			p.fault(bad.Line, p.character(bad.Line, bad.Column), bad.Err.Error(),
				"put a field with quotes or commas between quotes and double the quotes inside")
			continue
		}
		p.person(row, rows.FieldPos)
	}
}

// person takes one person; pos tells where a field begins.
func (p *people) person(row []string, pos func(int) (line, column int)) {
	line, _ := pos(0)
	if len(row) != len(peopleColumns()) {
		p.fault(line, 1, fmt.Sprintf("%d fields, want %d", len(row), len(peopleColumns())), strings.Join(peopleColumns(), ","))
		return
	}
	before := len(p.faults)
	say := func(field int, what, hint string) {
		l, c := pos(field)
		p.fault(l, p.character(l, c), what, hint)
	}
	for i, field := range row {
		switch {
		case !utf8.ValidString(field):
			say(i, peopleColumns()[i]+" is not UTF-8", "save the file as UTF-8")
		case strings.ContainsFunc(field, unicode.IsControl):
			say(i, peopleColumns()[i]+" has a control character", "one person a line, without tabs or line breaks inside")
		}
	}
	c := Contact{Role: Role(row[1]), Name: tidy(row[2])}
	if _, ok := p.units.Get(row[0]); !ok {
		say(0, fmt.Sprintf("no unit has the code %q", row[0]), "a code of the list of units; zeros in front belong to it")
	}
	if !c.Role.Known() {
		say(1, fmt.Sprintf("there is no role %q", row[1]), "officer, approver, coordinator, viewer or admin")
	}
	if written := tidy(row[3]); written != "" {
		number, ok := viet.ReadTelephone(written)
		if !ok {
			say(3, fmt.Sprintf("%q is no telephone number", written), "nine to eleven digits with 0 before them, or +84; spreadsheets drop the 0 unless the column is text")
		}
		c.Telephone = number
	}
	if c.Name == "" && strings.TrimSpace(row[3]) == "" {
		say(2, "neither a name nor a telephone", "give one of the two, or take the line out")
	}
	if len(p.faults) > before {
		return
	}
	if slices.Contains(p.all[row[0]], c) {
		p.fault(line, 1, "the same person again", "take one of the two lines out")
		return
	}
	p.all[row[0]] = append(p.all[row[0]], c)
}

// Of returns the people of a unit in a role.
func (d Directory) Of(unit string, r Role) (out []Contact) {
	for _, c := range d[unit] {
		if c.Role == r {
			out = append(out, c)
		}
	}
	return out
}
