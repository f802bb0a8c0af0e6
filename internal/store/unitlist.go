package store

import (
	"giaoban/internal/codec"
	"giaoban/internal/roster"
)

// A UnitList is a list of units as the records of this database mean it: reports and members
// have codes only, and a code may be given to another unit.
type UnitList struct {
	Units []roster.Unit
	// Campaigns are those whose reports have the codes of the list.
	Campaigns []string
}

// UnitLists are by the name of the list.
var UnitLists = Table[string, UnitList]{"units/", byWord, short(1, writeUnitList, readUnitList)}

func writeUnitList(w *codec.Writer, l UnitList) {
	w.Counts(len(l.Campaigns))
	w.Texts(l.Campaigns...)
	writeUnits(w, l.Units)
}

func readUnitList(r *codec.Reader) (l UnitList) {
	l.Campaigns = make([]string, r.Length())
	for i := range l.Campaigns {
		l.Campaigns[i] = r.Text()
	}
	l.Units = readUnits(r)
	return l
}

func writeUnits(w *codec.Writer, units []roster.Unit) {
	w.Counts(len(units))
	for _, u := range units {
		w.Texts(u.Code, u.Parent, u.Type, u.Name)
		w.Counts(u.Level)
	}
}

func readUnits(r *codec.Reader) []roster.Unit {
	units := make([]roster.Unit, r.Length())
	for i := range units {
		u := &units[i]
		r.Texts(&u.Code, &u.Parent, &u.Type, &u.Name)
		r.Counts(&u.Level)
	}
	return units
}
