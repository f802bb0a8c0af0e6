package roster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ofCentralRank is what the list adds to the type of the largest cities and
// nobody says before a name.
const ofCentralRank = " trực thuộc trung ương"

// Label returns the name with its type inside a sentence, «xã Nga An», «Oak Hill ward».
// A type that lists several, «sở, ban, ngành», is a heading rather than a type and is left
// out, and so is one that the name has already where types stand behind names: «Ward 7»,
// «County Durham», «Oak Hill Ward». In Vietnamese «xã Tân Xã» is a name like any other.
func (u Unit) Label() string {
	switch {
	case u.Type == "" || strings.Contains(u.Type, ",") || u.Behind && u.bare() != u.Name:
		return u.Name
	case u.Behind:
		return u.Name + " " + u.Type
	}
	return strings.TrimSuffix(u.Type, ofCentralRank) + " " + u.Name
}

// bare returns the name without the type that it begins or ends with, where types stand
// behind names. What stands in brackets belongs to neither.
func (u Unit) bare() string {
	name, _, _ := strings.Cut(u.Name, " (")
	words, of := strings.Fields(name), strings.Fields(u.Type)
	n := len(words) - len(of)
	switch {
	case !u.Behind || n <= 0 || len(of) == 0:
	case slices.EqualFunc(words[n:], of, strings.EqualFold):
		return strings.Join(words[:n], " ")
	case slices.EqualFunc(words[:len(of)], of, strings.EqualFold):
		return strings.Join(words[len(of):], " ")
	}
	return u.Name
}

// Full returns the label as a line begins with it, «Xã Nga An».
func (u Unit) Full() string {
	label := u.Label()
	first, size := utf8.DecodeRuneInString(label)
	if size == 0 || first == utf8.RuneError {
		return label
	}
	return string(unicode.ToUpper(first)) + label[size:]
}

// TypesBehind returns the same units with their types behind their names, as some
// languages say them, or before them.
func (us *Units) TypesBehind(behind bool) *Units {
	if us == nil || us.index.behind == behind {
		return us
	}
	out := *us
	out.index.behind = behind
	out.all = out.AsSaid(us.all)
	if len(us.ended) == 0 { // else the names of those that ended have their mark
		out.index = newIndex(out.all)
	}
	return &out
}

// AsSaid returns units of an older list with their types where these units have them.
func (us *Units) AsSaid(older []Unit) []Unit {
	out := slices.Clone(older)
	for i := range out {
		out[i].Behind = us.index.behind
	}
	return out
}
