package roster

// A Change is how a unit of an older list is found in the present one.
type Change string

// The changes that a comparison finds.
const (
	Gone      Change = "gone"      // no unit has the code any more
	Other     Change = "other"     // the code is now that of a unit with another name
	Elsewhere Change = "elsewhere" // the same unit stands below another
)

// A Difference is one unit that is not in the present list as it was in the older one.
type Difference struct {
	What Change
	Old  Unit
	New  Unit // the one that has the code now; none if it is gone
}

// Differences compares an older list with the present one, in the order of the older.
// What nobody can take for another unit is none: a tone mark on the other vowel, capitals,
// a xã that becomes a phường under its own name, another level. Units that only the present
// list has are none either.
func (us *Units) Differences(older []Unit) (found []Difference) {
	for _, old := range older {
		now, ok := us.Get(old.Code)
		switch {
		case !ok:
			found = append(found, Difference{What: Gone, Old: old})
		case !SameName(old.Name, now.Name):
			found = append(found, Difference{Other, old, now})
		case old.Parent != now.Parent:
			found = append(found, Difference{Elsewhere, old, now})
		}
	}
	return found
}

// SameName reports whether two names are one, wherever their tone marks stand.
func SameName(a, b string) bool { return a == b || tones(split(a)) == tones(split(b)) }
