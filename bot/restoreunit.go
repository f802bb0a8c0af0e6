package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// unit brings one unit's report back into the database that is there: answers, texts and files together.
func (k *restoreCommand) unit(ctx context.Context, p *program, c Config) error {
	db, from, err := k.both(ctx, c)
	if err != nil {
		return err
	}
	defer db.Close()
	defer from.Close()
	r, err := k.report(ctx, from)
	if err != nil {
		return err
	}
	saved, err := store.Save(ctx, from, r)
	if err != nil {
		return hinted(fmt.Errorf("%s: %w", k.File, err), "take an earlier backup; nothing was changed")
	}
	if err := k.contents(ctx, c, saved.Contents); err != nil { // first: a record names what is not there only if nobody has it
		return err
	}
	wanted := map[string]store.FileOf{}
	for _, hash := range saved.Contents {
		wanted[hash] = store.FileOf{Report: r}
	}
	lost, err := missingFiles(ctx, c.Files(), c.EncryptionKey, wanted)
	if err != nil {
		return err
	}
	if err := store.BringBack(ctx, db, saved); err != nil {
		return fmt.Errorf("bring back %s: %w", r, err)
	}
	whole := slices.DeleteFunc(saved.Contents, func(hash string) bool { return slices.Contains(lost, hash) })
	fmt.Fprintf(p.stdout, "%s: the report of unit %s as it was in %s: %d records, %d files\n", r, k.Unit, k.File, len(saved.Records), len(whole))
	warnOfLost(p.stderr, lost)
	return recount(db, p.stderr)
}

// person brings back what is damaged of one person, and nothing else.
func (k *restoreCommand) person(ctx context.Context, p *program, c Config) error {
	a, err := chat.ParseAddress(k.Person)
	if err != nil {
		return hinted(fmt.Errorf("--person %s: %w", k.Person, err), "an address as {giaoban} why shows it, such as telegram:42")
	}
	db, from, err := k.both(ctx, c)
	if err != nil {
		return err
	}
	defer db.Close()
	defer from.Close()
	saved, err := store.SavePerson(ctx, from, a)
	if err != nil {
		return err
	}
	if len(saved) == 0 {
		return hinted(fmt.Errorf("%s has nothing of %s that can be read", k.File, a), "take another backup; nothing was changed")
	}
	n, err := store.BringBackPerson(ctx, db, a, saved)
	if err != nil {
		return fmt.Errorf("bring back %s: %w", a, err)
	}
	fmt.Fprintf(p.stdout, "%s as in %s: %d damaged records brought back; what was sound stays\n", a, k.File, n)
	return recount(db, p.stderr)
}

// both opens the database that is there, and that of the archive.
func (k *restoreCommand) both(ctx context.Context, c Config) (db, from database, err error) {
	db, err = openDatabase(c.Database(), opening{Key: c.EncryptionKey})
	if inUse(err) {
		err = hinted(err, "a bot is running on %s: stop it first, its people would go on with what they have before them", c.Data)
	}
	if err != nil {
		return db, from, err
	}
	stage := stageOf(c, "database")
	if err = unpack(ctx, stage, k.archive(), func(name string) bool { return name == databaseFile }); err == nil {
		from, err = openDatabase(stage.Database(), opening{Key: c.EncryptionKey})
	}
	if err == nil {
		if err = sameIdentity(ctx, db, from); err != nil {
			err = errors.Join(err, from.Close())
		}
	}
	if err != nil {
		return db, from, errors.Join(err, db.Close())
	}
	return db, from, nil
}

// recount takes the database as it is for what should be: records that came back where some had vanished.
func recount(db database, to io.Writer) error {
	damaged := 0
	s, err := db.Survey(func(key string, value []byte) {
		if !store.Sound(key, value) {
			damaged++
		}
	})
	if err != nil || s.Missing == 0 && !s.Differs {
		return err
	}
	fmt.Fprintf(to, "the database was not as it was written: %s; from now on it is taken as it is, with %d damaged records\n", s, damaged)
	return db.Recount()
}

// sameIdentity refuses an archive of another database.
func sameIdentity(ctx context.Context, kvs ...store.KV) error {
	var ids []string
	for _, kv := range kvs {
		err := kv.View(ctx, func(r store.Reader) error {
			f, _, err := store.Founded(r)
			ids = append(ids, f.Identity)
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(slices.Compact(ids)) > 1 {
		return hinted(errors.New("the archive is of another database"), "one unit's report comes back only from a backup of this one; nothing was changed")
	}
	return nil
}

// report finds the unit's report in the archive.
func (k *restoreCommand) report(ctx context.Context, from store.KV) (r report.ID, err error) {
	var found []report.ID
	err = from.View(ctx, func(r store.Reader) error {
		found = nil
		for row := range store.Statuses.All(r, "") {
			if id, err := report.ParseID(row.Key); err == nil && id.Unit == k.Unit && (k.Campaign == "" || k.Campaign == id.Campaign) {
				found = append(found, id)
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return r, err
	case len(found) == 0:
		return r, hinted(fmt.Errorf("%s has no report of unit %q", k.File, k.Unit), "the code stands in the list of units; it may not have begun by then")
	case len(found) > 1:
		var names []string
		for _, id := range found {
			names = append(names, id.Whole().String())
		}
		return r, hinted(fmt.Errorf("unit %s has a report in several campaigns", k.Unit), "give --campaign one of %s", strings.Join(names, ", "))
	}
	return found[0], nil
}

// contents copies the wanted contents that the disk lacks out of the archive.
func (k *restoreCommand) contents(ctx context.Context, c Config, wanted []string) error {
	stage := stageOf(c, "contents")
	key, err := readSecret(c.EncryptionKey)
	if err != nil {
		return err
	}
	err = unpack(ctx, stage, k.archive(), func(name string) bool {
		hash, ok := strings.CutPrefix(name, filesFolder+"/")
		if !ok || !slices.Contains(wanted, hash) {
			return false
		}
		f, err := os.Open(filepath.Join(c.Files(), hash))
		if err != nil {
			return true
		}
		defer f.Close()
		return !hasHash(f, hash, key)
	})
	if err != nil {
		return err
	}
	return moveFiles(stage.Files(), c.Files())
}
