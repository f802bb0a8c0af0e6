package roster

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/fault"
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
// a name or a telephone or both. A list with anything wrong gives none, but *fault.Faults.
// Where the list of units could not be read, units is nil, and no code is looked for. Telephones are read as the
// language reads them.
func ParsePeople(r io.Reader, file string, units *Units, tongue Telephones) (Directory, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading people from %s: %w", file, err)
	}
	p := &people{table: newTable(file, data), units: units, tongue: tongue, all: Directory{}}
	p.rows(peopleColumns(), p.person)
	if err := p.Err(); err != nil {
		return nil, err
	}
	return p.all, nil
}

// Telephones read a telephone number that stands alone, as a language does.
type Telephones interface {
	Telephone(text string) (number string, ok bool)
}

// people is a list of people being read.
type people struct {
	table
	units  *Units
	tongue Telephones
	all    Directory
	// swapped marks that names and telephones stand in each other's columns, which is told once.
	swapped bool
}

// roleWords are what offices call the roles, without marks.
var roleWords = map[string]Role{
	"can bo nhap": Officer, "can bo": Officer, "nguoi nhap": Officer, "nhap lieu": Officer, "chuyen vien": Officer, "cong chuc": Officer, "nguoi bao cao": Officer,
	"nguoi duyet": Approver, "lanh dao": Approver, "chu tich": Approver, "pho chu tich": Approver, "duyet": Approver, "nguoi ky": Approver, "truong cong an": Approver,
	"nguoi theo doi": Coordinator, "theo doi": Coordinator, "dau moi": Coordinator, "tong hop": Coordinator, "dieu phoi": Coordinator,
	"nguoi xem": Viewer, "xem": Viewer, "quan tri": Admin, "quan tri vien": Admin,
}

// roleMeant says of a role that there is none, and which was meant.
func roleMeant(written string) fault.Fault {
	f := fault.New("person_role", "role", written).Meant(written, []string{"officer", "approver", "coordinator", "viewer", "admin"})
	if role, ok := roleWords[strings.ToLower(viet.Fold(tidy(written)))]; ok {
		f.Near = string(role)
	}
	return f
}

// noTelephone says of what is no telephone number that it is two, or which one it is without what a spreadsheet took from it.
func (p *people) noTelephone(written string) fault.Fault {
	for _, mark := range []string{"/", ";", ",", " - ", " và ", " hoặc "} {
		first, second, two := strings.Cut(written, mark)
		_, ok := p.tongue.Telephone(strings.TrimSpace(first))
		if _, ok2 := p.tongue.Telephone(strings.TrimSpace(second)); two && ok && ok2 {
			return fault.New("person_telephones", "first", strings.TrimSpace(first))
		}
	}
	f := fault.New("person_telephone", "number", written)
	for _, lost := range []string{"0", "+"} {
		if _, ok := p.tongue.Telephone(lost + written); ok && f.Near == "" {
			f.Near = lost + written
		}
	}
	return f
}

// person takes one person; pos tells where a field begins.
func (p *people) person(row []string, pos func(int) (line, column int)) {
	line, _ := pos(0)
	ok := true
	say := func(field int, f fault.Fault) {
		l, c := pos(field)
		p.note(l, c, f)
		ok = false
	}
	for i, field := range row {
		if strings.ContainsFunc(field, unicode.IsControl) {
			say(i, fault.New("field_control", "field", peopleColumns()[i]))
		}
	}
	c := Contact{Role: Role(row[1]), Name: tidy(row[2])}
	if p.units != nil {
		if _, known := p.units.Get(row[0]); !known {
			say(0, p.unknownUnit(row[0]))
		}
	}
	if !c.Role.Known() {
		say(1, roleMeant(row[1]))
	}
	if written := tidy(row[3]); written != "" {
		number, ok := p.tongue.Telephone(written)
		if _, swapped := p.tongue.Telephone(c.Name); !ok && swapped {
			if !p.swapped {
				say(2, fault.New("people_swapped"))
			}
			p.swapped = true
			return
		}
		if !ok {
			say(3, p.noTelephone(written))
		}
		c.Telephone = number
	}
	if c.Name == "" && strings.TrimSpace(row[3]) == "" {
		say(2, fault.New("person_nobody"))
	}
	if !ok {
		return
	}
	if slices.Contains(p.all[row[0]], c) {
		p.note(line, 1, fault.New("person_twice"))
		return
	}
	p.all[row[0]] = append(p.all[row[0]], c)
}

// unknownUnit says of a code that no unit has it, and which was perhaps meant.
func (p *people) unknownUnit(code string) fault.Fault {
	if strings.TrimSpace(code) == "" {
		return fault.New("person_no_code")
	}
	if scientific.MatchString(code) {
		return fault.New("unit_code_spreadsheet", "code", code)
	}
	f := fault.New("person_no_unit", "code", code)
	for _, longer := range []string{"0" + code, "00" + code, "000" + code, "0000" + code, strings.TrimLeft(code, "0")} {
		if _, known := p.units.Get(longer); known {
			f.Near = longer
			return f
		}
	}
	for _, spoilt := range []string{"'" + code, code + ".0"} { // told there as a doubt
		if _, known := p.units.Get(spoilt); known {
			return fault.New("person_unit_spoilt", "code", code, "listed", spoilt)
		}
	}
	if m := p.units.Find(code, ""); m.Found {
		f.Near = m.Unit.Code
	}
	return f
}

// Len is how many people the list has.
func (d Directory) Len() (n int) {
	for _, people := range d {
		n += len(people)
	}
	return n
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
