package campaigns

import (
	"context"

	"giaoban/internal/report"
	"giaoban/internal/store"
)

// LoadDamage learns of which reports some record was found damaged, and when last. It is
// called before the first update.
func (s *Set) LoadDamage(ctx context.Context) error {
	return s.KV.View(ctx, func(r store.Reader) error {
		s.damaged = map[report.ID]int64{}
		for row, err := range store.Damages.All(r, "") {
			if err != nil {
				s.Log.Error("what was set aside cannot be read", "error", err)
				continue
			}
			if _, of := store.About(row.Key); of.Unit != "" {
				s.damaged[of] = max(s.damaged[of], row.Value.Found.Unix())
			}
		}
		return nil
	})
}

// Damaged reports whether some record of a report was found damaged, and when last.
func (s *Set) Damaged(r report.ID) (found int64, ok bool) {
	found, ok = s.damaged[r]
	return found, ok
}
