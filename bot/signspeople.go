package main

import (
	"cmp"
	"context"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/health"
	"giaoban/internal/store"
)

// unreached finds the members whom no message reaches.
func (s *signs) unreached(ctx context.Context, f *health.Facts) {
	err := s.app.kv.View(ctx, func(r store.Reader) error {
		f.Unreached = nil
		good := store.Readable(r, func(string) {})
		seen := map[chat.Address]bool{}
		for _, c := range s.app.dispatcher.Heads() {
			list := c.OnList("").String()
			for row := range store.Members.All(good, list) {
				for _, m := range row.Value {
					if !m.Blocked || seen[m.Address] {
						continue
					}
					seen[m.Address] = true
					u := health.Unreached{Name: cmp.Or(m.Name, m.Address.String()), Unit: s.named(row.Key), Telephone: m.Telephone}
					if its, err := store.Chats.Get(r, m.Address); err == nil && its.Since > 0 {
						u.Since = time.Unix(its.Since, 0)
					}
					f.Unreached = append(f.Unreached, u)
				}
			}
		}
		slices.SortStableFunc(f.Unreached, func(a, b health.Unreached) int { return a.Since.Compare(b.Since) })
		return nil
	})
	if err != nil && ctx.Err() == nil {
		s.app.log.Error("who is not reached could not be counted", "error", err)
	}
}

// closesAfter reports whether the campaign will close by itself.
func closesAfter(c *campaigns.Campaign, now time.Time) bool {
	at, ok := c.Plan.ClosesAt()
	return ok && at.After(now)
}

// past finds open campaigns of which all deadlines are past.
func (s *signs) past(now time.Time) (all []health.Past) {
	bundles := s.app.opened()
	for _, c := range s.app.dispatcher.Heads() {
		i := slices.IndexFunc(bundles, func(b *bundle) bool { return b.campaign.Name == c.Name() })
		if p := c.Phase(); i < 0 || closesAfter(c, now) || p.Closed || p.Wiping || !bundles[i].over(now) {
			continue
		}
		past := health.Past{Name: c.Name(), Title: c.Plan.Short()}
		for _, l := range s.app.opened()[i].campaign.Levels {
			if l.Deadline.After(past.Deadline) {
				past.Deadline = l.Deadline
			}
		}
		all = append(all, past)
	}
	return all
}
