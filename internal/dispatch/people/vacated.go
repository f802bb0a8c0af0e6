package people

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Vacated tells the nearest above of units that have nobody left in the roles of these memberships, which ended without an update:
// who had them was forgotten.
func Vacated(ctx context.Context, set *campaigns.Set, was []roster.Membership, now time.Time) error {
	for _, m := range was {
		on := set.On(m.List)
		if len(on) == 0 {
			continue
		}
		c := on[0]
		err := store.One(ctx, set.KV, func(tx store.Tx) error {
			left, err := store.Members.Get(tx, c.OnList(m.Unit))
			u, ok := c.Units.Get(m.Unit)
			needed := m.Role == roster.Coordinator || m.Role == roster.Officer && c.Reports(u.Level)
			if err != nil || !ok || !needed || len(left.With(m.Role)) > 0 {
				return err
			}
			return tellVacant(tx, c, m, now)
		})
		if err != nil {
			return fmt.Errorf("tell that %s has nobody: %w", m.Unit, err)
		}
	}
	return nil
}

// tellVacant tells whoever is told of the unit's people.
func tellVacant(tx store.Tx, c *campaigns.Campaign, m roster.Membership, now time.Time) error {
	at, _, heads, err := nearest(c, m.Unit, func(code string) (roster.Members, error) { return store.Members.Get(tx, c.OnList(code)) })
	if err != nil {
		return err
	}
	n := notify.Phrase(locale.Later(vacant[m.Role == roster.Coordinator], "unit", c.UnitLabel(m.Unit)))
	for i, head := range heads {
		n.ID, n.At, n.To = fmt.Sprintf("vacant/%s/%s/%d", m.Unit, m.Role, i), now, store.Receiver{Unit: at, Address: head.Address}
		if err := notify.Put(tx, c, n); err != nil {
			return err
		}
	}
	return nil
}
