package roster

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// usual are kinds of units that nobody has for a name, usualThere those of other countries.
var (
	usual      = []string{"xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "đặc khu"}
	usualThere = []string{"commune", "ward", "district", "province"}
)

func isUsual(kind string) bool { return slices.Contains(usual, kind) }

// shape notes of units what a slip makes of them: the name in the column of the type, and a level below the one that all others
// of its type have.
func (p *parser) shape(note func(line, column int, f fault.Fault)) {
	levels := map[string]map[int]int{} // how many of a type are of each level
	for _, u := range p.units {
		if levels[u.Type] == nil {
			levels[u.Type] = map[int]int{}
		}
		levels[u.Type][u.Level]++
	}
	types, twins, codes := commonest(p.units), map[string]int{}, map[string]string{}
	for i, u := range p.units {
		if other := codes[strings.ToLower(u.Code)]; other != "" && other != u.Code {
			note(p.where[i].line, 1, fault.New("unit_code_case", "code", u.Code, "first", other))
		}
		codes[strings.ToLower(u.Code)] = u.Code
		p.spelling(i, types, twins, note)
		at := p.where[i]
		name := strings.ToLower(u.Name)
		if _, kind := levels[name]; !strings.EqualFold(u.Type, u.Name) && (isUsual(name) || slices.Contains(usualThere, name) || kind && levels[u.Type][u.Level] == 1) {
			note(at.line, 1, fault.New("unit_swapped", "code", u.Code, "type", u.Type, "name", u.Name))
		}
		up := p.parent[i]
		if up < 0 || u.Level <= p.units[up].Level+1 {
			continue
		}
		if next := p.units[up].Level + 1; levels[u.Type][next] > 0 {
			note(at.line, at.level, fault.New("unit_level_jump", "unit", u.Label(), "level", u.Level, "type", u.Type, "usual", next))
		}
	}
	p.lostZeros(note)
	p.passedOver(note)
	p.childless(note)
	for _, f := range p.odd {
		note(f.Line, f.Column, f)
	}
}

// lostZeros notes codes that have a digit less than those beside them, which begin with a zero.
func (p *parser) lostZeros(note func(line, column int, f fault.Fault)) {
	zeros := map[int]int{} // how many codes of a level with zeros before them have so many digits
	key := func(u Unit) int { return u.Level*(maxCode+1) + len(u.Code) }
	for _, u := range p.units {
		if strings.HasPrefix(u.Code, "0") {
			zeros[key(u)]++
		}
	}
	for i, u := range p.units {
		longer := u
		if longer.Code = "0" + u.Code; zeros[key(longer)] > 1 && zeros[key(u)] == 0 && len(u.Code) < maxCode {
			note(p.where[i].line, 1, fault.New("unit_code_zero", "code", u.Code, "meant", longer.Code))
		}
	}
}

// spelling notes a unit whose name or type is written as another's but for capitals, has its type in its name, or no letter at all.
func (p *parser) spelling(i int, types map[string]string, twins map[string]int, note func(line, column int, f fault.Fault)) {
	u, line := p.units[i], p.where[i].line
	for _, habit := range habits {
		if f, odd := habit(u); odd {
			note(line, 1, f)
		}
	}
	folded := strings.ToLower(u.Type)
	if usual, ok := types[viet.Fold(folded)]; ok && usual != u.Type && (!isUsual(folded) || folded == u.Type) { // else told as a type in capitals
		note(line, 1, fault.New("unit_type_spelt", "code", u.Code, "type", u.Type, "first", usual))
	}
	key := u.Parent + "|" + folded + "|" + strings.ToLower(u.Name)
	if j, twice := twins[key]; twice && p.units[j].Name != u.Name {
		note(line, 1, fault.New("unit_name_spelt", "unit", u.Label(), "first", p.units[j].Label(), "line", p.where[j].line))
	} else {
		twins[key] = i
	}
	if thousands.MatchString(u.Code) {
		note(line, 1, fault.New("unit_code_thousands", "code", u.Code, "meant", strings.NewReplacer(".", "", ",", "").Replace(u.Code)))
	}
	if decimal.MatchString(u.Code) {
		note(line, 1, fault.New("unit_code_decimal", "code", u.Code, "meant", strings.TrimSuffix(u.Code, ".0")))
	}
	switch {
	case !strings.ContainsFunc(u.Name, unicode.IsLetter) && !strings.ContainsFunc(u.Name, unicode.IsDigit):
		note(line, 1, fault.New("unit_name_empty", "code", u.Code, "name", u.Name))
	case u.Type != "" && strings.HasPrefix(strings.ToLower(u.Name), folded+" ") && strings.EqualFold(u.Label(), u.Type+" "+u.Name):
		note(line, 1, fault.New("unit_type_twice", "code", u.Code, "unit", u.Label(), "meant", u.Name[len(u.Type)+1:]))
	}
}

// commonest are the types as most units have them, by what they are without marks and capitals; a type that is told for its
// capitals is none.
func commonest(units []Unit) map[string]string {
	n, out := map[string]int{}, map[string]string{}
	for _, u := range units {
		n[u.Type]++
	}
	for _, u := range units {
		key := viet.Fold(strings.ToLower(u.Type))
		first, ok := out[key]
		if lower := strings.ToLower(u.Type); lower != u.Type && isUsual(lower) {
			continue
		}
		if !ok || n[u.Type] > n[first] {
			out[key] = u.Type
		}
	}
	return out
}

// thousands is a code that a spreadsheet wrote as a number.
var thousands = regexp.MustCompile(`^\d{1,3}([.,]\d{3})+$`)

// passedOver notes units that lie under another level than all others of theirs, so that those between do not see them.
func (p *parser) passedOver(note func(line, column int, f fault.Fault)) {
	under := map[[2]int]int{}
	all := map[int]int{}
	for i, u := range p.units {
		if up := p.parent[i]; up >= 0 {
			under[[2]int{u.Level, p.units[up].Level}]++
			all[u.Level]++
		}
	}
	for i, u := range p.units {
		up := p.parent[i]
		if up < 0 || p.units[up].Level == u.Level-1 {
			continue
		}
		usual, few := under[[2]int{u.Level, u.Level - 1}], under[[2]int{u.Level, p.units[up].Level}]
		if few*3 <= usual && usual+few == all[u.Level] {
			note(p.where[i].line, p.where[i].parent, fault.New("unit_passes_over", "unit", u.Label(), "parent", p.units[up].Label(), "n", usual, "level", u.Level-1))
		}
	}
}

// childless notes units without any below, where all others of their type have some, and those of another level than all others.
func (p *parser) childless(note func(line, column int, f fault.Fault)) {
	has, kids := map[int]bool{}, map[string]int{}
	levels := map[string]map[int]int{}
	for i, u := range p.units {
		if up := p.parent[i]; up >= 0 && !has[up] {
			has[up] = true
			kids[p.units[up].Type]++
		}
		if levels[u.Type] == nil {
			levels[u.Type] = map[int]int{}
		}
		levels[u.Type][u.Level]++
	}
	for i, u := range p.units {
		of := levels[u.Type]
		all := 0
		for _, n := range of {
			all += n
		}
		if !has[i] && kids[u.Type] > 2 && all-kids[u.Type] == 1 {
			note(p.where[i].line, 1, fault.New("unit_childless", "unit", u.Label(), "type", u.Type))
		}
		up := p.parent[i]
		for level, n := range of {
			if of[u.Level] == 1 && n > 2 && all == n+1 && up >= 0 && p.units[up].Type == u.Type {
				note(p.where[i].line, p.where[i].level, fault.New("unit_level_jump", "unit", u.Label(), "level", u.Level, "type", u.Type, "usual", level))
			}
		}
	}
}

// decimal is a code to which a spreadsheet gave decimals.
var decimal = regexp.MustCompile(`^\d+\.0$`)

// Duties are what a level has to do: whether its units report, and whether somebody signs what they hand in.
type Duties func(level int) (reports, signs bool)

// PeopleDoubts are what a list of people has and its author will not have meant.
func PeopleDoubts(content []byte, file string, units *Units, duties Duties) (found []fault.Fault) {
	t, n, named, officers := newTable(file, content), 0, map[string]string{}, map[string]bool{}
	t.rows(peopleColumns(), func(row []string, pos func(int) (line, column int)) {
		u, known := units.Get(row[0])
		note := func(field int, f fault.Fault) {
			line, column := pos(field)
			found = append(found, f.At(file, line, t.character(line, column)))
		}
		n++
		reports, signs := duties(u.Level)
		officers[u.Code] = officers[u.Code] || known && Role(row[1]) == Officer
		switch role := Role(row[1]); {
		case !known:
		case role == Officer && !reports:
			note(1, fault.New("person_no_report", "unit", u.Label(), "level", u.Level))
		case role == Approver && !reports:
			note(1, fault.New("person_no_approval", "unit", u.Label(), "level", u.Level))
		case role == Approver && !signs:
			note(1, fault.New("person_no_sign_off", "unit", u.Label(), "level", u.Level))
		case role == Coordinator && len(units.Children(u.Code)) == 0:
			note(1, fault.New("person_none_below", "unit", u.Label()))
		}
		number, name := strings.TrimLeft(digitsOf(row[3]), "0"), tidy(row[2])
		if first, twice := named[number]; number != "" && twice && !strings.EqualFold(first, name) {
			note(3, fault.New("person_telephone_twice", "number", tidy(row[3]), "first", first, "name", name))
		} else if number != "" {
			named[number] = name
		}
		if digits := digitsOf(row[3]); shortMobile.MatchString(digits) {
			note(3, fault.New("person_mobile_short", "number", tidy(row[3]), "n", len(digits)))
		}
		if f, odd := personHabit(name); odd {
			note(2, f)
		}
	})
	if n == 0 {
		found = append(found, fault.New("people_none").At(file, 1, 1))
	}
	for _, u := range withoutOfficer(units, duties, officers) {
		found = append(found, fault.New("person_missing", "unit", u.Label(), "level", u.Level).At(file, 1, 1))
	}
	for _, f := range t.odd {
		found = append(found, f.At(file, f.Line, t.character(f.Line, f.Column)))
	}
	fault.Sort(found)
	return fault.Alike(found, mostAlike)
}

// withoutOfficer are units that a list of people has no officer of, where it has one of nearly all others of their level.
func withoutOfficer(units *Units, duties Duties, officers map[string]bool) (out []Unit) {
	for level := 1; level <= maxLevel; level++ {
		all := units.AtLevel(level)
		lack := slices.DeleteFunc(slices.Clone(all), func(u Unit) bool { return officers[u.Code] })
		if reports, _ := duties(level); reports && len(lack) > 0 && len(lack)*3 <= len(all)-len(lack) {
			out = append(out, lack...)
		}
	}
	return out
}

// shortMobile is a mobile number of Vietnam with a digit too few.
var shortMobile = regexp.MustCompile(`^09\d{7}$`)

// digitsOf are the digits of a text.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
