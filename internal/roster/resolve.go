package roster

import "slices"

// Meant is what a typed name means to somebody who may ask about some units.
type Meant struct {
	// Units are those that it can mean; one if it is clear.
	Units []Unit
	// Near have a name like it, if it means none. They may be offered; none may be
	// taken unasked.
	Near []Unit
	// Outside marks that it means units elsewhere only, of which nothing may be
	// said.
	Outside bool
}

// One returns the unit that is meant, if that is clear.
func (m Meant) One() (Unit, bool) {
	if len(m.Units) != 1 {
		return Unit{}, false
	}
	return m.Units[0], true
}

// Resolve finds the units that a typed name means at or below some units, none
// of which lies below another. If it can mean several, those that fit are
// preferred: a head asks about units of the kind that the question is for.
// A nil fits prefers none.
func (us *Units) Resolve(name string, under []string, fits func(Unit) bool) Meant {
	var m Meant
	for _, top := range under {
		found := us.Find(name, top)
		if found.Found {
			m.Units = append(m.Units, found.Unit)
		}
		m.Units = append(m.Units, found.Several...)
		m.Near = append(m.Near, found.Near...)
	}
	if len(m.Units) == 0 {
		m.Outside = us.Named(name)
		return m
	}
	m.Near = nil
	if fits != nil {
		fitting := slices.DeleteFunc(slices.Clone(m.Units), func(u Unit) bool { return !fits(u) })
		if len(fitting) > 0 {
			m.Units = fitting
		}
	}
	return m
}

// Head returns the unit that contains all others that are meant («huyện Nga Sơn»
// has a «thị trấn Nga Sơn»), and the others.
func (us *Units) Head(units []Unit) (head Unit, others []Unit, ok bool) {
	for i, u := range units {
		others := slices.Delete(slices.Clone(units), i, i+1)
		if !slices.ContainsFunc(others, func(o Unit) bool { return !us.Contains(u.Code, o.Code) }) {
			return u, others, true
		}
	}
	return Unit{}, nil, false
}
