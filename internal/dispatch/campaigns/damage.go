package campaigns

import (
	"context"
	"errors"
	"maps"
	"slices"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// LoadDamage learns of which reports some record was found damaged, and when last. It is
// called before the first update, and when a campaign's records were deleted.
func (s *Set) LoadDamage(ctx context.Context) error {
	return s.KV.View(ctx, func(r store.Reader) error {
		damaged := map[report.ID]int64{}
		for row, err := range store.Damages.All(r, "") {
			if err != nil {
				s.Log.Error("what was set aside cannot be read", "error", err)
				continue
			}
			kind, of := store.About(row.Key)
			about := []report.ID{of}
			if kind == "members" {
				about = nil
				for _, c := range s.All() {
					if c.List() == of.List {
						about = append(about, c.Report(of.Unit))
					}
				}
			}
			for _, r := range about {
				damaged[r] = max(damaged[r], row.Value.Found.Unix())
			}
		}
		s.damaged.Store(&damaged)
		return nil
	})
}

// Despite goes on where a record is damaged that what is done can do without, such as the one that says by which name
// somebody is called: another's message or a whole round would not come about for it. Every other error stays.
func (s *Set) Despite(err error) error {
	if !errors.Is(err, store.ErrDamaged) {
		return err
	}
	s.Log.Error("gone on without a damaged record", "error", err)
	return nil
}

// DamageNote names the units of which something is not in what was read, because a record is damaged; "" if there are
// none. more are such units that were met beside those that a start found; sees tells for which it may be said.
func (c *Campaign) DamageNote(r store.Reader, more map[string]bool, sees func(unit string) bool, say locale.Phrases) (string, error) {
	damaged := maps.Clone(more)
	for unit, err := range store.DamagedUnits(r, c.ID(), c.List()) {
		if err != nil {
			return "", err
		}
		damaged[unit] = true
	}
	var names []string
	for _, unit := range slices.Sorted(maps.Keys(damaged)) {
		if unit == "" {
			names = append(names, say.Say("damaged_own"))
		} else if sees(unit) {
			names = append(names, c.Units.Path(unit))
		}
	}
	if len(names) == 0 {
		return "", nil
	}
	return say.Say("damaged_units", "units", say.List(names, mostDamaged)), nil
}

// mostDamaged is how many units with damaged records are named.
const mostDamaged = 10

// Damaged reports whether some record of a report was found damaged, and when last.
func (s *Set) Damaged(r report.ID) (found int64, ok bool) {
	if damaged := s.damaged.Load(); damaged != nil {
		found, ok = (*damaged)[r]
	}
	return found, ok
}
