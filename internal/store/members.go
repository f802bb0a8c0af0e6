package store

import "giaoban/internal/roster"

// OnList names a unit of a list of units: a code on another list is another
// unit.
type OnList struct{ List, Unit string }

func byUnit(prefix string, u OnList) string { return prefix + u.List + "/" + u.Unit }

var members = Table[OnList, roster.Members]{"members/", byUnit, asJSON[roster.Members]()}

// GetMembers reads the members of a unit of a list.
func GetMembers(tx Getter, list, unit string) (roster.Members, error) {
	return members.Get(tx, OnList{list, unit})
}

// PutMembers writes the members of a unit of a list.
func PutMembers(tx Tx, list, unit string, ms roster.Members) error {
	members.Put(tx, OnList{list, unit}, ms)
	return nil
}

// AllMembers reads the members of every unit of a list that has any.
func AllMembers(r Reader, list string) (map[string]roster.Members, error) {
	return members.Map(r, list)
}
