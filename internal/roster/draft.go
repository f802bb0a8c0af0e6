package roster

import "slices"

// A DraftedMove is a row of a draft; without a kind it is for the clerk to fill in.
type DraftedMove struct {
	Old, Now Unit
	Kind     MoveKind
}

// Row is the row as a file of moves has it, with the day of the change.
func (m DraftedMove) Row(day string) []string {
	return []string{m.Old.Code, m.Old.Label(), string(m.Kind), m.Now.Code, m.Now.Label(), day, ""}
}

// DraftMoves says of each unit that is not as it was what can be known of it. became is what an office knows: new codes by old.
func DraftMoves(was []Unit, now *Units, became map[string]string) (out []DraftedMove) {
	come := map[string]int{}
	for _, code := range became {
		come[code]++
	}
	differs := map[string]Change{}
	for _, d := range now.Differences(was) {
		differs[d.Old.Code] = d.What
	}
	for _, old := range was {
		m := DraftedMove{Old: old}
		what, changed := differs[old.Code]
		code, mapped := became[old.Code]
		switch {
		case mapped:
			m.Now, _ = now.Get(code)
			if m.Kind = alone(old, m.Now, come[code]); m.Kind == Moved && !changed {
				continue
			}
		case !changed:
			continue
		case what == Elsewhere:
			m.Now, _ = now.Get(old.Code)
			m.Kind = Moved
		case what == Gone && len(now.AtLevel(old.Level)) == 0:
			m.Kind = Closed
		case what == Other && onlyRenamed(old, was, now):
			m.Now, _ = now.Get(old.Code)
			m.Kind = Renamed
		default:
			m.Now, m.Kind = namesake(old, was, now)
		}
		out = append(out, m)
	}
	return out
}

// alone is what became of a unit that so many came to the new one with.
func alone(old, now Unit, come int) MoveKind {
	switch {
	case come > 1 || old.Level != now.Level:
		return Merged
	case old.Code == now.Code && SameName(old.Name, now.Name):
		return Moved
	}
	return Renamed
}

// onlyRenamed reports whether a code stands for the same unit under a name that is new, so far as the lists can tell: the old name
// is nobody's now and the new one was nobody's.
func onlyRenamed(old Unit, was []Unit, now *Units) bool {
	there, ok := now.Get(old.Code)
	return ok && there.Level == old.Level && there.Parent == old.Parent &&
		!slices.ContainsFunc(was, func(w Unit) bool { return w.Level == old.Level && SameName(w.Name, there.Name) }) &&
		!slices.ContainsFunc(now.AtLevel(old.Level), func(n Unit) bool { return SameName(n.Name, old.Name) })
}

// namesake finds the one unit of the same name and level that is new on the list.
func namesake(old Unit, was []Unit, now *Units) (Unit, MoveKind) {
	var found []Unit
	for _, u := range now.AtLevel(old.Level) {
		if SameName(u.Name, old.Name) && !slices.ContainsFunc(was, func(w Unit) bool { return w.Code == u.Code }) {
			found = append(found, u)
		}
	}
	if len(found) == 1 {
		return found[0], Renamed
	}
	return Unit{}, ""
}
