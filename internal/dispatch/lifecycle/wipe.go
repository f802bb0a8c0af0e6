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

// wipe removes all that reporting in the campaign left, and keeps people,
// members and invitations. The mark of it is taken off last, with the order to
// tell everybody: what was cut off is gone on with.
func wipe(ctx context.Context, d *campaigns.Campaign) error {
	for {
		keys, err := leftKeys(ctx, d)
		if err != nil {
			return err
		}
		if len(keys) == 0 {
			break
		}
		if err := deleteKeys(ctx, d, keys); err != nil {
			return err
		}
	}
	if err := forgetPeople(ctx, d); err != nil {
		return err
	}
	var after store.Phase
	err := store.One(ctx, d.Set.KV, func(tx store.Tx) (err error) {
		if after, err = store.GetPhase(tx, d.Name()); err != nil || !after.Wiping {
			return err
		}
		after.Wiping = false
		if err := store.PutPhase(tx, d.Name(), after); err != nil {
			return err
		}
		return orderTold(d, tx, Reset, after.Since)
	})
	if err != nil {
		return err
	}
	d.Current.Store(&after)
	return d.LoadBelow(ctx)
}

func leftKeys(ctx context.Context, d *campaigns.Campaign) (keys []string, err error) {
	err = d.Set.KV.View(ctx, func(r store.Reader) error {
		if keys = store.ReportingKeys(r, d.Name(), foundAtOnce); len(keys) > 0 {
			return nil
		}
		var unreadable error
		if keys, unreadable = store.MixedKeys(r, d.Name(), foundAtOnce); unreadable != nil {
			d.Set.Log.Error("records that a wipe leaves", "error", unreadable)
		}
		return nil
	})
	return keys, err
}

func deleteKeys(ctx context.Context, d *campaigns.Campaign, keys []string) error {
	var functions []func(store.Tx) error
	for some := range slices.Chunk(keys, wipedAtOnce) {
		functions = append(functions, func(tx store.Tx) error {
			for _, key := range some {
				store.DeleteReporting(tx, key)
			}
			return nil
		})
	}
	return errors.Join(d.Set.KV.Update(ctx, functions...)...)
}

// forgetPeople takes the campaign out of everybody's own records.
func forgetPeople(ctx context.Context, d *campaigns.Campaign) error {
	var people []chat.Address
	var told []store.Coordinator
	err := d.Set.KV.View(ctx, func(r store.Reader) (err error) {
		if people, err = store.Involved(r, d.Name()); err != nil {
			return err
		}
		told, err = store.AllTold(r, d.Name())
		return err
	})
	if err != nil {
		return err
	}
	var functions []func(store.Tx) error
	for some := range slices.Chunk(people, wipedAtOnce/2) {
		functions = append(functions, func(tx store.Tx) error {
			for _, a := range some {
				if err := store.Forget(tx, a, d.Name()); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for some := range slices.Chunk(told, wipedAtOnce) {
		functions = append(functions, func(tx store.Tx) error {
			for _, r := range some {
				if err := store.ForgetTold(tx, d.Name(), r); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return errors.Join(d.Set.KV.Update(ctx, functions...)...)
}
