package retention

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"giaoban/internal/invitation"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// prunedAtOnce is how many records one snapshot finds.
const prunedAtOnce = 500

// A pruning is one kind that goes by itself: it finds the keys of what is too old, and drops each.
// What is damaged does not tell how old it is, and stays.
type pruning struct {
	what string
	find func(r store.Reader, now time.Time) ([]string, error)
	drop func(tx store.Tx, key string) error
}

func deleteKey(tx store.Tx, key string) error {
	tx.Delete(key)
	return nil
}

var prunings = []pruning{
	{"updates", func(r store.Reader, now time.Time) ([]string, error) {
		return store.OldOnce(r, now.Add(-onceKept), prunedAtOnce), nil
	}, deleteKey},
	{"sent", sentOfClosed, deleteKey},
	{"unread", store.OldUnread, func(tx store.Tx, name string) error {
		store.Unreads.Delete(tx, name)
		return nil
	}},
	{"aside", func(r store.Reader, now time.Time) ([]string, error) {
		return old(r, store.Asides, func(a store.Aside) bool { return a.At.Before(now.Add(-asideKept)) }), nil
	}, deleteKey},
	{"courses", func(r store.Reader, now time.Time) ([]string, error) {
		return old(r, store.Courses, func(c store.Course) bool { return c.Ended.Before(now.Add(-courseKept)) }), nil
	}, deleteKey},
	{"codes", func(r store.Reader, now time.Time) ([]string, error) {
		return old(r, store.Invitations, invitation.Over(now.Add(-codeKept))), nil
	}, invitation.Drop},
	{"tries", func(r store.Reader, now time.Time) ([]string, error) {
		return old(r, store.Tries, func(t store.Tried) bool { return t.Since.Before(now.Add(-triesKept)) }), nil
	}, deleteKey},
}

// old finds the keys of a table's records that are too old.
func old[K, V any](r store.Reader, t store.Table[K, V], is func(V) bool) (keys []string) {
	for row, err := range t.All(r, "") {
		if err == nil && is(row.Value) {
			keys = append(keys, t.Prefix()+row.Key)
		}
		if len(keys) >= prunedAtOnce {
			break
		}
	}
	return keys
}

// sentOfClosed finds which digests and reminders were sent in campaigns that closed long enough ago that nothing of them
// can be under way.
func sentOfClosed(r store.Reader, now time.Time) (keys []string, err error) {
	for row, err := range store.Phases.All(r, "") {
		id, bad := report.ParseID(row.Key)
		if err != nil || bad != nil || !row.Value.Closed || row.Value.Since.After(now.Add(-onceKept)) {
			continue
		}
		for _, of := range []string{"digest/", "remind/", "notice/", "damage/"} {
			keys = append(keys, keysBelow(r, store.OnceKeys.Key(of)+id.String(), prunedAtOnce-len(keys))...)
		}
	}
	return keys, nil
}

// Prune takes away what goes by itself, as of an instant of campaign time, a piece at a time and never inside a scan.
func Prune(ctx context.Context, kv store.KV, now time.Time) error {
	var faults []error
	for _, p := range prunings {
		if err := p.run(ctx, kv, now); err != nil {
			faults = append(faults, fmt.Errorf("prune %s: %w", p.what, err))
		}
	}
	return errors.Join(faults...)
}

func (p pruning) run(ctx context.Context, kv store.KV, now time.Time) error {
	for {
		var keys []string
		err := kv.View(ctx, func(r store.Reader) (err error) {
			keys, err = p.find(r, now)
			return err
		})
		if err != nil || len(keys) == 0 {
			return err
		}
		if err := store.Each(ctx, kv, keys, 30, p.drop); err != nil {
			return err
		}
		if len(keys) < prunedAtOnce {
			return nil
		}
	}
}

// pruneEvery is how often a bot that runs prunes.
const pruneEvery = time.Hour

// Run prunes each hour until ctx ends, unless the clock may be wrong, and goes on with people who are being forgotten.
func Run(ctx context.Context, kv store.KV, now func() time.Time, steady func() bool, log *slog.Logger) error {
	ticker := time.NewTicker(pruneEvery)
	defer ticker.Stop()
	for {
		var err error
		if steady() {
			err = Prune(ctx, kv, now())
		}
		if err != nil && ctx.Err() == nil {
			log.Error("what is too old could not be taken away; it is tried again in an hour", "error", err)
		}
		if _, err := ForgetRest(ctx, kv, log); err != nil && ctx.Err() == nil {
			log.Error("a person could not be forgotten yet; it is tried again in an hour", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}
