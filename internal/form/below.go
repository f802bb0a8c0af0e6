package form

import (
	"slices"

	"giaoban/internal/fault"
)

// Below is what is known of the reports of the units below, made from their
// small status records by whoever gives the turn. It is not changed once made.
type Below struct {
	// Noun is what the units are called together: «xã».
	Noun string
	// Expected units are to report, Submitted of them have.
	Expected, Submitted int
	// Former are the reports of units that ended which are added up beside those.
	Former int
	// Missing are the names of the others in Vietnamese order, Where at which
	// section each stands, in words; a name without has nothing to tell.
	Missing []string
	Where   map[string]string
	// Issues counts what units below forwarded and nobody has answered yet.
	Issues int
	// Figures are the values of a figure in the reports that are in, by its
	// name; a report that does not have it is left out. Having are the names of
	// the units whose value is not 0.
	Figures map[string][]float64
	Having  map[string][]string
}

// belowWords are the members of below that are no figures.
var belowWords = []string{"expected", "submitted", "missing", "issues", "having"}

// Value is what an expression sees of the units below: the members that it
// names. A figure that no report has is an empty list.
func (b *Below) Value(members []string) map[string]any {
	having := map[string]any{}
	env := map[string]any{
		"expected": b.Expected, "submitted": b.Submitted, "issues": b.Issues,
		"missing": append([]string{}, b.Missing...), "having": having,
	}
	for _, name := range members {
		if _, fixed := env[name]; fixed {
			continue
		}
		env[name] = append([]float64{}, b.Figures[name]...)
		having[name] = append([]string{}, b.Having[name]...)
	}
	return env
}

// BelowUse is a figure of the units below that the outline names, and where.
type BelowUse struct {
	Figure string
	Of     fault.Fault // its place in the file, and the message if there is no such figure
}

// Silent reports whether nobody below has told one of the figures: some reports that are in
// left it empty, and to all others it does not apply. Such a sum is not 0 but not known.
func (b *Below) Silent(members []string) bool {
	return slices.ContainsFunc(members, func(name string) bool {
		values := b.Figures[name]
		return len(values) < b.Submitted+b.Former && !slices.ContainsFunc(values, func(v float64) bool { return v != 0 })
	})
}

// Below are the figures of the units below that the outline names.
func (o *Outline) Below() []BelowUse { return o.below }

// UsesBelow tells whether the outline needs to know of the units below.
func (o *Outline) UsesBelow() bool { return o.usesBelow }

// CheckBelow refuses figures that the outline of the units below does not have.
func (o *Outline) CheckBelow(lower *Outline) error {
	names := make([]string, len(lower.Figures))
	has := map[string]bool{}
	for i, f := range lower.Figures {
		names[i], has[f.Name] = f.Name, true
	}
	var faults fault.Faults
	for _, use := range o.below {
		if !has[use.Figure] {
			f := use.Of
			faults.Add(f.Meant(use.Figure, names))
		}
	}
	return faults.Err()
}
