package main

import (
	"cmp"
	"context"
	"log/slog"
	"slices"

	"giaoban/internal/reform"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// moves are what became of units since an archive was made, in order.
type moves []store.Reform

// catchUp does in a copy of an archive the moves of units that were done since it was made, so that a report comes back under the
// code that its unit has now.
func catchUp(ctx context.Context, db, copied store.KV) (since moves, err error) {
	var there []store.Reform
	read := func(kv store.KV, into *[]store.Reform) error {
		return kv.View(ctx, func(r store.Reader) (err error) {
			*into, err = store.Reforms.List(r, "")
			return err
		})
	}
	if err := read(copied, &there); err != nil {
		return nil, err
	}
	if err := read(db, (*[]store.Reform)(&since)); err != nil {
		return nil, err
	}
	since = slices.DeleteFunc(since, func(r store.Reform) bool {
		return slices.ContainsFunc(there, func(o store.Reform) bool { return o.List == r.List && o.N == r.N })
	})
	slices.SortStableFunc(since, func(a, b store.Reform) int { return cmp.Compare(a.N, b.N) })
	log := slog.New(slog.DiscardHandler)
	if err := reform.Finish(ctx, copied, log); err != nil { // one that was under way when the archive was made
		return nil, err
	}
	for _, r := range since {
		r.Stage = store.Clearing
		if err := reform.Begin(ctx, copied, r); err != nil {
			return nil, err
		}
		if err := reform.Finish(ctx, copied, log); err != nil {
			return nil, err
		}
	}
	return since, nil
}

// now is the report that a unit's of the archive is now. was is the unit as it was called, "" if it is the same.
func (all moves) now(of report.ID) (id report.ID, was string) {
	for _, r := range all {
		if !slices.Contains(r.Campaigns, of.Campaign) {
			continue
		}
		for _, m := range r.Moves {
			if m.Old != of.Unit {
				continue
			}
			if was = cmp.Or(was, r.Called[m.Old]); m.Kind.Ends() {
				of.Unit = r.Former(m.Old)
			} else {
				of.Unit = m.New
			}
			break
		}
	}
	return of, was
}
