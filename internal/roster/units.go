// Package roster knows who reports: the tree of units with the search for a
// name as people type it, and the roles that members have at units. A unit is
// whatever the list says: three tiers, two, a whole country, departments at a
// level of their own.
//
// It is pure. It must not read files, the store or the clock, must not know
// what a report is or whether one is late, and must not choose between two
// units that a name could mean: it gives all of them and lets the person say.
package roster

import (
	"cmp"
	"slices"
	"strings"

	"giaoban/internal/fault"
)

// Unit is one row of the list of units.
type Unit struct {
	// Code is the unit's own, a text: zeros in front belong to it.
	Code string
	// Parent is the code of the unit above, empty at the top.
	Parent string
	// Level counts downwards and is larger than the parent's, not always by
	// one: a commune of the two-tier list keeps level 3 below level 1.
	Level int
	Type  string // «xã», in lower case
	Name  string // «Nga An», without the type
	// Behind tells that the type is said behind the name, «Oak Hill ward».
	Behind bool
}

// Units is the tree of units. It never changes once it is read, so any number
// of goroutines may use it. What its methods return belongs to the caller.
type Units struct {
	all    []Unit         // in the order of the file
	at     map[string]int // place in all by code
	parent []int          // place of the unit above, -1 at the top
	kids   [][]int        // places of the units straight below, by name
	rank   []int          // place of the name in the collation; namesakes share it
	// line has every unit followed by all below it, siblings by name; what is
	// below unit i stands from from[i]+1 up to to[i].
	line     []int
	from, to []int
	index    index
	doubts   []fault.Fault
	// ended are the units among all that ended, mark is what their names end with. See WithFormer.
	ended map[int]Former
	mark  []word
}

// Types returns what kinds of units there are, each once.
func (us *Units) Types() []string { return us.index.types }

// Len returns the number of units.
func (us *Units) Len() int { return len(us.all) - len(us.ended) }

// Get returns the unit with the code.
func (us *Units) Get(code string) (Unit, bool) {
	i, ok := us.at[code]
	if !ok {
		return Unit{}, false
	}
	return us.all[i], true
}

// Parent returns the unit above; there is none above a root.
func (us *Units) Parent(code string) (Unit, bool) {
	i, ok := us.at[code]
	if !ok || us.parent[i] < 0 {
		return Unit{}, false
	}
	return us.all[us.parent[i]], true
}

// Ancestors returns the units above, the nearest first.
func (us *Units) Ancestors(code string) []Unit {
	var above []Unit
	for u, ok := us.Parent(code); ok; u, ok = us.Parent(u.Code) {
		above = append(above, u)
	}
	return above
}

// Children returns the units straight below, by name.
func (us *Units) Children(code string) []Unit {
	i, ok := us.at[code]
	if !ok {
		return nil
	}
	return us.pick(us.present(us.kids[i]))
}

// Below returns all units below, each followed by those below it, siblings by
// name.
func (us *Units) Below(code string) []Unit {
	i, ok := us.at[code]
	if !ok {
		return nil
	}
	return us.pick(us.present(us.line[us.from[i]+1 : us.to[i]]))
}

// Contains reports whether the unit is top itself or lies below it. A code that
// is not in the list contains nothing and lies nowhere.
func (us *Units) Contains(top, code string) bool {
	t, ok := us.at[top]
	if !ok {
		return false
	}
	i, ok := us.at[code]
	return ok && us.under(t, i)
}

// under reports whether i is t or below it.
func (us *Units) under(t, i int) bool {
	return us.from[t] <= us.from[i] && us.from[i] < us.to[t]
}

// All returns the units in the order of the file.
func (us *Units) All() []Unit { return append([]Unit(nil), us.all[:us.Len()]...) }

// AtLevel returns the units of one level in the order of the file.
func (us *Units) AtLevel(level int) []Unit {
	var out []Unit
	for _, u := range us.all[:us.Len()] { // those that ended stand behind them
		if u.Level == level {
			out = append(out, u)
		}
	}
	return out
}

// Beside reports whether a level stands beside the tree rather than below it, as
// departments do: each of its units has a sister of a level above it.
func (us *Units) Beside(level int) bool {
	units := us.AtLevel(level)
	for _, u := range units {
		sisters := us.Children(u.Parent)
		if u.Parent == "" || !slices.ContainsFunc(sisters, func(s Unit) bool { return s.Level < level }) {
			return false
		}
	}
	return len(units) > 0
}

// ByTree compares levels, the higher first and those beside the tree before all others.
func (us *Units) ByTree(a, b int) int {
	if x, y := us.Beside(a), us.Beside(b); x != y {
		if x {
			return -1
		}
		return 1
	}
	return cmp.Compare(a, b)
}

// Roots returns the units with none above, in the order of the file.
func (us *Units) Roots() []Unit {
	var out []Unit
	for i, u := range us.all[:us.Len()] {
		if us.parent[i] < 0 {
			out = append(out, u)
		}
	}
	return out
}

// Path returns the unit's label followed by those above it, «xã Nga An, huyện Nga
// Sơn». The province, which everybody who talks to one bot shares, is named
// only for itself. It is empty for a code that is not in the list.
func (us *Units) Path(code string) string {
	u, ok := us.Get(code)
	if !ok {
		return ""
	}
	labels := []string{u.Label()}
	for _, up := range us.Ancestors(code) {
		if up.Level > 1 {
			labels = append(labels, up.Label())
		}
	}
	return strings.Join(labels, ", ")
}

func (us *Units) pick(places []int) []Unit {
	out := make([]Unit, len(places))
	for n, i := range places {
		out[n] = us.all[i]
	}
	return out
}
