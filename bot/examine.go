package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"giaoban/internal/store"
)

// broken is a record that is not as it was written.
type broken struct {
	key string
	raw []byte
}

// examine looks through the whole database before anybody is answered. What is damaged is set aside, so that its people
// and the operator are told and all others go on. It counts the records that are not there at all.
func examine(ctx context.Context, db database, now time.Time, log *slog.Logger) (lost int, err error) {
	var found []broken
	s, err := db.Survey(func(key string, value []byte) {
		if !store.Sound(key, value) {
			found = append(found, broken{key, slices.Clone(value)})
		}
	})
	if err != nil {
		return 0, err
	}
	for _, b := range found {
		if err := setAside(ctx, db, b, now, log); err != nil {
			return 0, err
		}
	}
	if err := forgetMended(ctx, db, log); err != nil {
		return 0, err
	}
	hint := english().Say("cli_database_older_backup")
	switch {
	case s.Missing != 0:
		log.Error("the database does not have the records that were written: "+s.String(), "hint", hint)
	case s.Differs && len(found) == 0:
		log.Error("the database is not as it was written last: "+s.String(), "hint", hint)
	case s.Differs: // all of it is what was set aside
		return 0, db.Recount()
	}
	return int(max(0, s.Missing)), nil
}

// setAside keeps a damaged record where its readers hear that it is damaged, and says of what it is.
func setAside(ctx context.Context, db database, b broken, now time.Time, log *slog.Logger) error {
	var meant string
	err := store.One(ctx, db, func(tx store.Tx) (err error) {
		meant, err = store.SetAside(tx, b.key, b.raw, now)
		return err
	})
	if err != nil && !errors.Is(err, store.ErrDamaged) { // the note of it is damaged too
		return err
	}
	kind, of := store.About(meant)
	log.Error("a record is damaged and is set aside; all others go on", "kind", kind, "campaign", of.Campaign, "unit", of.Unit, "key", meant,
		"hint", "the newest backup has it")
	return nil
}

// forgetMended takes away the notes of damage that somebody mended since.
func forgetMended(ctx context.Context, db database, log *slog.Logger) error {
	var keys []string
	err := db.View(ctx, func(r store.Reader) error {
		keys = nil
		for row := range store.Damages.All(r, "") {
			keys = append(keys, row.Key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return store.Each(ctx, db, keys, 20, func(tx store.Tx, key string) error {
		if store.Mended(tx, key) {
			log.Info("a record that was damaged can be read again, or is gone with the rest of its report", "key", key)
		}
		return nil
	})
}

// noting is the database for all parts of the bot: what is found damaged while it runs is left out of lists, logged once
// and set aside as at a start.
func noting(db database, now func() time.Time, log *slog.Logger) store.KV {
	var told sync.Map
	return store.Noting(db, func(key string, raw []byte) {
		if _, before := told.LoadOrStore(key, true); before {
			return
		}
		b := broken{key, slices.Clone(raw)}
		go func() { // whoever reads holds a snapshot, and must not wait for a commit
			if err := setAside(context.Background(), db, b, now(), log); err != nil {
				log.Error("a damaged record could not be set aside", "key", key, "error", err)
			}
		}()
	})
}
