package lifecycle

import (
	"context"
	"errors"
	"slices"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/store"
)

const (
	wipedAtOnce = 50   // keys in one transaction; a record of files touches a second one
	foundAtOnce = 5000 // keys in one snapshot
)

// wipe removes all that reporting in the campaign left, and keeps people, members and
// invitations. Its mark is taken off last, together with the notice to everybody, so
// that a wipe that was cut off goes on at the next start.
func wipe(ctx context.Context, c *campaigns.Campaign) error {
	for {
		keys, err := leftKeys(ctx, c)
		if err != nil {
			return err
		}
		if len(keys) == 0 {
			break
		}
		if err := deleteKeys(ctx, c, keys); err != nil {
			return err
		}
	}
	if err := forgetPeople(ctx, c); err != nil {
		return err
	}
	var after store.Phase
	err := store.One(ctx, c.Set.KV, func(tx store.Tx) (err error) {
		if after, err = store.GetPhase(tx, c.Name()); err != nil || !after.Wiping {
			return err
		}
		after.Wiping = false
		if err := store.PutPhase(tx, c.Name(), after); err != nil {
			return err
		}
		return broadcast(c, tx, Reset, after.Since)
	})
	if err != nil {
		return err
	}
	c.Current.Store(&after)
	return c.LoadBelow(ctx)
}

func leftKeys(ctx context.Context, c *campaigns.Campaign) (keys []string, err error) {
	err = c.Set.KV.View(ctx, func(r store.Reader) error {
		if keys = store.ReportingKeys(r, c.Name(), foundAtOnce); len(keys) > 0 {
			return nil
		}
		var unreadable error
		if keys, unreadable = store.MixedKeys(r, c.Name(), foundAtOnce); unreadable != nil {
			c.Set.Log.Error("records that a wipe leaves", "error", unreadable)
		}
		return nil
	})
	return keys, err
}

func deleteKeys(ctx context.Context, c *campaigns.Campaign, keys []string) error {
	var functions []func(store.Tx) error
	for some := range slices.Chunk(keys, wipedAtOnce) {
		functions = append(functions, func(tx store.Tx) error {
			for _, key := range some {
				store.DeleteReporting(tx, key)
			}
			return nil
		})
	}
	return errors.Join(c.Set.KV.Update(ctx, functions...)...)
}

// forgetPeople takes the campaign out of everybody's own records.
func forgetPeople(ctx context.Context, c *campaigns.Campaign) error {
	var people []chat.Address
	var told []store.Coordinator
	err := c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		if people, err = store.Involved(r, c.Name()); err != nil {
			return err
		}
		told, err = store.AllDigests(r, c.Name())
		return err
	})
	if err != nil {
		return err
	}
	var functions []func(store.Tx) error
	for some := range slices.Chunk(people, wipedAtOnce/2) {
		functions = append(functions, func(tx store.Tx) error {
			for _, a := range some {
				if err := store.Forget(tx, a, c.Name()); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for some := range slices.Chunk(told, wipedAtOnce) {
		functions = append(functions, func(tx store.Tx) error {
			for _, r := range some {
				if err := store.ForgetDigests(tx, c.Name(), r); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return errors.Join(c.Set.KV.Update(ctx, functions...)...)
}
