package form

import (
	"slices"
	"strings"
)

// unitName is a unit of the list, by its code: the own one, or one that is looked
// for by its name.
var unitName = kind{
	keys:  []string{"within"},
	check: checkUnit,
}

// The words that may stand after within:, which units a unit question takes.
const (
	WithinOwn   = "own"   // the reporting unit only, and so where nothing is said
	WithinBelow = "below" // it and all below it
	WithinAll   = "all"   // the whole list
)

// Searched reports whether a unit question takes more units than the own one.
func (q *Question) Searched() bool { return q.Within == WithinBelow || q.Within == WithinAll }

func checkUnit(p *parsing, q *Question, path []any) {
	if within := []string{WithinOwn, WithinBelow, WithinAll}; q.Within != "" && !slices.Contains(within, q.Within) {
		p.fault(append(path, "within"), strings.Join(within, ", "), "question %s: within %q", q.Code, q.Within)
	}
}
