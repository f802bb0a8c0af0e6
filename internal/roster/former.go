package roster

import "slices"

// A Former is a unit that ended. What it wrote stays under a code of its own that no other unit gets, so that its old code
// is free for another.
type Former struct {
	// Unit is it as it was, but for its code; Parent is the code that the unit above it had then.
	Unit
	// Was is its code while it was on the list.
	Was  string
	Kind MoveKind
	// Into are the codes of the units that took its place: one, several, none.
	Into []string
	// Day is the day from which on it is no more, 2025-07-01.
	Day string
	// At is the one of Into with which its figures are counted until that reports itself; "" counts them apart.
	At string
}

// WithFormer is the tree with units that ended: they can be found by name and code and lie beside what took their place, so
// that whoever stood above them still does. Lists of units do not have them, and nothing is expected of them. mark is what
// their names end with. A tree that has some is returned as it is.
func (us *Units) WithFormer(formers []Former, mark string) *Units {
	if len(formers) == 0 || len(us.ended) > 0 {
		return us
	}
	t := &Units{all: slices.Clone(us.all), at: map[string]int{}, parent: slices.Clone(us.parent), doubts: us.doubts}
	for code, i := range us.at {
		t.at[code] = i
	}
	ended := make(map[int]Former, len(formers))
	plain := slices.Clone(us.all)
	for _, f := range formers {
		if _, taken := t.at[f.Code]; taken {
			continue
		}
		i := len(t.all)
		up := us.home(f, formers)
		u := f.Unit
		u.Behind = us.index.behind
		if u.Parent = ""; up >= 0 {
			u.Parent = us.all[up].Code
		}
		plain = append(plain, u)
		if u.Behind { // «Oak Hill ward (former)»
			u.Name = u.Label()
		}
		u.Name += " (" + mark + ")"
		t.at[u.Code], t.all, t.parent = i, append(t.all, u), append(t.parent, up)
		ended[i] = f
	}
	out := plant(t.all, t.at, t.parent)
	out.index, out.ended, out.mark, out.doubts = newIndex(plain), ended, split(mark), us.doubts
	return out
}

// home is the place of the unit below which a former one lies: the lowest above what took its place, or above itself, that
// is of a higher level; -1 if there is none.
func (us *Units) home(f Former, formers []Former) int {
	from := append(slices.Clone(f.Into), f.Parent)
	for range len(formers) + 1 {
		for _, code := range from {
			for i, ok := us.at[code]; ok && i >= 0; i = us.parent[i] {
				if us.all[i].Level < f.Level {
					return i
				}
			}
		}
		next := slices.IndexFunc(formers, func(o Former) bool { return slices.Contains(from, o.Was) || slices.Contains(from, o.Code) })
		if next < 0 {
			break
		}
		from = append(slices.Clone(formers[next].Into), formers[next].Parent)
	}
	for i, u := range us.all {
		if us.parent[i] < 0 && u.Level < f.Level {
			return i
		}
	}
	return -1
}

// endedIn marks the units of a part of the tree that ended.
func (us *Units) endedIn(part *Units) {
	plain, ended := slices.Clone(part.all), map[int]Former{}
	for code, i := range part.at {
		if f, is := us.Ended(code); is {
			ended[i], plain[i].Name = f, f.Name
		}
	}
	if len(ended) > 0 {
		part.index, part.ended, part.mark = newIndex(plain), ended, us.mark
	}
}

// Successors returns the units of its own level that took the place of one that ended, whatever became of those since; none of one
// that is there.
func (us *Units) Successors(code string) (out []string) {
	f, _ := us.Ended(code)
	for _, into := range f.Into {
		u, ok := us.Get(into)
		if _, ended := us.Ended(into); ok && !ended && u.Level == f.Level {
			out = append(out, into)
		}
	}
	return out
}

// Ended returns what is known of a unit that ended.
func (us *Units) Ended(code string) (Former, bool) {
	if i, ok := us.at[code]; ok {
		f, ok := us.ended[i]
		return f, ok
	}
	return Former{}, false
}

// Formers returns the units at or below one that ended, by name.
func (us *Units) Formers(under string) (out []Unit) {
	t, ok := us.at[under]
	if !ok || len(us.ended) == 0 {
		return nil
	}
	for _, i := range us.line[us.from[t]:us.to[t]] {
		if _, ended := us.ended[i]; ended {
			out = append(out, us.all[i])
		}
	}
	return out
}

// Before returns the units that ended in this one, by name.
func (us *Units) Before(code string) (out []Unit) {
	if len(us.ended) == 0 {
		return nil
	}
	for _, i := range us.line {
		if f, ended := us.ended[i]; ended && slices.Contains(f.Into, code) {
			out = append(out, us.all[i])
		}
	}
	return out
}

// present leaves out those that ended.
func (us *Units) present(places []int) []int {
	if len(us.ended) == 0 {
		return places
	}
	return slices.DeleteFunc(slices.Clone(places), func(i int) bool { _, ended := us.ended[i]; return ended })
}

// rather takes what ended out of what a name can mean, if something that is there can be meant too, or keeps only that, if
// it was said so.
func (us *Units) rather(hits []int, ended bool) []int {
	if len(us.ended) == 0 {
		return hits
	}
	kept := slices.DeleteFunc(slices.Clone(hits), func(i int) bool { _, is := us.ended[i]; return is != ended })
	if len(kept) > 0 {
		return kept
	}
	return hits
}
