// Package whom finds which units the words of a list mean: «Nga Yên, Nga Trường và Nga
// Bạch», «hai xã Nga Yên, Nga Trường», «các xã chưa bắt đầu của huyện Thọ Xuân», «tất cả
// trừ Nga Yên».
//
// Every word of the list is accounted for. What could mean several units, what no unit is
// called and what lies outside are told apart and left to the person: no unit is taken that
// was not named and is in no group that was named, and nothing is dropped. It is pure.
package whom

import (
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A Circle is the units among which somebody may name some, and how they stand.
type Circle struct {
	report.Scope
	// Overview tells how units stand.
	Overview report.Overview
	// Levels are those of which all can be meant, the highest first.
	Levels []int
	// Fits are preferred among units that share a name; nil prefers none.
	Fits func(roster.Unit) bool
}

// Found is what a list means.
type Found struct {
	// Units are those that were named or are in a named group, by their codes.
	Units []roster.Unit
	// Named are those of them that were named, and are not only in a group.
	Named []roster.Unit
	// Whole is the group, if the list is one whole level below a unit and nothing else.
	Whole Whole
	// Unclear are the pieces of which the person has to be asked, as they were typed. While
	// there are some, Units are not all that was said.
	Unclear []Piece
	// Level marks that all of a level were said without telling which level.
	Level bool
}

// A Whole is all units of a level below a unit. The zero value is none.
type Whole struct {
	Root  string
	Level int
}

// A Piece is one name, or the words that are none.
type Piece struct {
	Text  string
	Meant roster.Meant
	// Vague marks words about several units that do not tell which: «mấy xã», «cả hai».
	Vague bool
	// Some are the units of that kind, where another number of them was said.
	Some []roster.Unit
}

// most is more bytes than a list is read of.
const most = 4000

// Find reads a list.
func (c Circle) Find(text string) Found {
	text = strings.Trim(viet.Clean(text), " \n.,;:!?")
	if len(text) > most {
		return Found{Unclear: []Piece{{Text: text, Vague: true}}}
	}
	r := knownTo(c).reader(c, text)
	return r.found(r.parts())
}

// Lists finds lists of units in sentences. It never changes: one is made for a list of units.
type Lists struct {
	everywhere Circle
	known      known
}

// NewLists makes one that knows all of the units.
func NewLists(units *roster.Units, say locale.Phrases) *Lists {
	c := everywhere(units, say)
	return &Lists{c, knownTo(c)}
}

// Once finds the lists of one message, whose names are looked up once.
func (l *Lists) Once() func(words []string) (ends []int) {
	looked := map[string]bool{}
	return func(words []string) []int { return l.in(words, looked) }
}

// In are how many of the words may be a list of units, in each way that they can be read:
// it begins and ends with a name or a group. What lies outside may be in it, and what could
// mean several.
func (l *Lists) In(words []string) (ends []int) { return l.in(words, map[string]bool{}) }

func (l *Lists) in(words []string, looked map[string]bool) (ends []int) {
	text := strings.Join(words, " ")
	if len(words) > mostListed || len(text) > most {
		return nil
	}
	r := l.known.reader(l.everywhere, text)
	r.looked = looked
	const reached, named, headed = 1, 2, 4
	n := len(r.tokens)
	reach := make([]int, n+1)
	reach[0] = reached
	for i := range n {
		if reach[i] == 0 {
			continue
		}
		for _, o := range r.options(i, n) {
			switch {
			case o.kind == name:
				reach[o.to] |= reached | named
			case reach[i]&^headed == 0 || i == 0 && o.kind != heading && o.kind != group: // a heading is before names
			case o.kind == heading:
				reach[o.to] |= headed
			case o.kind == group:
				reach[o.to] |= reached | named
			default:
				reach[o.to] |= reached
			}
		}
	}
	at, end := 0, 0 // tokens and bytes of the words so far: «+» is a word, and no token
	for i, word := range words {
		end += len(word)
		before := at
		for at < n && r.tokens[at].to <= end {
			at++
		}
		if at > before && reach[at]&named != 0 {
			ends = append(ends, i+1)
		}
		end++
	}
	return ends
}

// mostListed is more words than a list of one sentence has.
const mostListed = 120

// everywhere is a circle of all units.
func everywhere(units *roster.Units, say locale.Phrases) Circle {
	c := Circle{Scope: report.Scope{Units: units, Say: say}}
	for _, u := range units.Roots() {
		c.Roots = append(c.Roots, u.Code)
	}
	for _, u := range units.All() {
		if !slices.Contains(c.Levels, u.Level) {
			c.Levels = append(c.Levels, u.Level)
		}
	}
	slices.Sort(c.Levels)
	return c
}

// found puts the parts of a list together.
func (r *reader) found(parts []part) Found {
	var f Found
	var in, out []roster.Unit
	var wholes []Whole
	minus, groups := false, 0
	for i, p := range parts {
		var units []roster.Unit
		switch p.kind {
		case except:
			minus = true
		case heading:
			if p.group.number > 0 && p.group.number != names(parts[i+1:]) {
				f.Unclear = append(f.Unclear, Piece{Text: r.text(p), Vague: true})
			}
		case unknown:
			f.Unclear = append(f.Unclear, r.strange(p))
		case name:
			meant := r.named(p, headed(parts[:i]))
			if minus {
				meant = among(meant, in)
			}
			u, ok := meant.One()
			if !ok || p.tie {
				f.Unclear = append(f.Unclear, Piece{Text: r.text(p), Meant: meant})
				continue
			}
			units = []roster.Unit{u}
			if !minus {
				f.Named = append(f.Named, u)
			}
		case group:
			groups++
			some, whole := r.members(p.group)
			switch {
			case p.group.vague || p.group.number > 0 && p.group.number != len(some):
				f.Unclear = append(f.Unclear, r.vague(p, some))
				continue
			case p.group.level == 0 && len(r.Levels) > 1:
				f.Level = true
				continue
			case whole.Level != 0 && !minus:
				wholes = append(wholes, whole)
			}
			units = some
		}
		if minus {
			out = append(out, units...)
		} else {
			in = append(in, units...)
		}
	}
	f.Units = without(in, out)
	if len(wholes) == 1 && !minus && groups == 1 && names(parts) == 0 && len(f.Unclear) == 0 {
		f.Whole = wholes[0]
	}
	if len(in) == 0 && minus && len(f.Unclear) == 0 && !f.Level {
		f.Unclear = append(f.Unclear, Piece{Text: r.said, Vague: true}) // of what?
	}
	return f
}

// vague is a group that is not clear, with its units where another number of them was said.
func (r *reader) vague(p part, some []roster.Unit) Piece {
	piece := Piece{Text: r.text(p), Vague: true}
	if p.group.called != "" && p.group.number > 0 {
		piece.Some = some
	}
	return piece
}

// without are the units but those that are taken out, each once, by their codes.
func without(units, out []roster.Unit) []roster.Unit {
	left := slices.DeleteFunc(units, func(u roster.Unit) bool { return slices.Contains(out, u) })
	slices.SortFunc(left, func(a, b roster.Unit) int { return strings.Compare(a.Code, b.Code) })
	return slices.Compact(left)
}

// among is what a name means that is taken out of units: the one of them that is called so,
// where others are too.
func among(meant roster.Meant, units []roster.Unit) roster.Meant {
	of := slices.DeleteFunc(slices.Clone(meant.Units), func(u roster.Unit) bool { return !slices.Contains(units, u) })
	if len(of) == 1 {
		meant.Units = of
	}
	return meant
}

// names counts the names up to the next heading.
func names(parts []part) (n int) {
	for _, p := range parts {
		switch p.kind {
		case heading, except:
			return n
		case name:
			n++
		}
	}
	return n
}

// headed is the level that the last heading says of the names behind it, 0 if it says none.
func headed(before []part) int {
	for _, p := range slices.Backward(before) {
		if p.kind == heading {
			return p.group.level
		}
	}
	return 0
}

// named is what a name means, by preference of the level that was said before it.
func (r *reader) named(p part, level int) roster.Meant {
	fits := r.Fits
	if level != 0 {
		fits = func(u roster.Unit) bool { return u.Level == level && (r.Fits == nil || r.Fits(u)) }
	}
	meant := r.Scope.Find(r.text(p), fits)
	if p.apart == "" {
		return meant
	}
	// «Xuân Lộc, Hậu Lộc» is a commune of that district. To the head of the district it could
	// be a list.
	for _, u := range r.Scope.Find(p.apart, nil).Units {
		if slices.Contains(r.Roots, u.Code) {
			meant.Units = append(slices.Clone(meant.Units), r.Scope.Find(p.apart, fits).Units...)
			break
		}
	}
	return meant
}

// strange is a piece that no unit is called; units with a name like it may be offered.
func (r *reader) strange(p part) Piece {
	text := r.text(p)
	meant := r.Scope.Find(text, r.Fits)
	meant.Units = nil
	return Piece{Text: text, Meant: meant, Vague: p.group.vague}
}
