package main

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/health"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// records counts the records that are damaged, and tells of whom they are and what brings each back.
func (s *signs) records(ctx context.Context, f *health.Facts) {
	err := s.app.kv.View(ctx, func(r store.Reader) error {
		f.Damage = s.damage(r)
		return nil
	})
	if err != nil && ctx.Err() == nil {
		s.app.log.Error("what is damaged could not be counted", "error", err)
	}
}

func (s *signs) damage(r store.Reader) (d health.Damage) {
	units, byUnit, owners, unserved := map[string]string{}, map[string]bool{}, map[chat.Address]bool{}, map[chat.Address]bool{}
	for row := range store.Damages.All(r, "") { // a note of damage that is damaged counts too
		d.N++
		kind, of := store.About(row.Key)
		if of.Unit != "" {
			units[of.Unit] = s.named(of.Unit)
		}
		owner, ofPerson := store.OwnerOf(row.Key)
		if ofPerson {
			unserved[owner] = true
		}
		if kind == "members" {
			owner, ofPerson = memberOf(r, store.OnList{List: of.List, Unit: of.Unit})
		}
		switch {
		case store.WithUnit(row.Key):
			byUnit[of.Unit] = true
		case ofPerson:
			owners[owner] = true
		default:
			d.Others++
		}
	}
	for _, code := range slices.Sorted(maps.Keys(units)) {
		d.Units = append(d.Units, units[code])
	}
	d.Codes = slices.Sorted(maps.Keys(byUnit))
	for _, a := range slices.SortedFunc(maps.Keys(owners), func(a, b chat.Address) int { return cmp.Compare(a.String(), b.String()) }) {
		d.Owners = append(d.Owners, a.String())
	}
	d.Unserved = len(unserved)
	return d
}

// named names a unit once with its code.
func (s *signs) named(code string) string {
	for _, b := range s.app.opened() {
		if u, ok := b.units.Get(code); ok {
			return u.Label() + " (" + code + ")"
		}
	}
	return code
}

// memberOf finds somebody who is of a unit by what is kept of people: the record of the unit itself is damaged.
func memberOf(r store.Reader, unit store.OnList) (a chat.Address, ok bool) {
	good := store.Readable(r, func(string) {})
	for row, err := range store.People.All(good, "") {
		is := func(m roster.Membership) bool { return m.List == unit.List && m.Unit == unit.Unit }
		if err != nil || !slices.ContainsFunc(row.Value.Memberships, is) {
			continue
		}
		if a, err := chat.ParseAddress(row.Key); err == nil {
			return a, true
		}
	}
	return a, false
}
