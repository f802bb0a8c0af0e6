package main

import (
	"context"
	"errors"
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
	since, err := catchUp(ctx, db, from)
	if err != nil {
		return err
	}
	brought, err := k.members(ctx, p, db, from)
	if err != nil {
		return err
	}
	r, was, err := k.report(ctx, c, from, since)
	if brought && codeOf(err) == exitNotFound { // the unit had not begun, and its list of members is what was asked for
		return p.recount(db)
	}
	if err != nil {
		return err
	}
	if was != "" {
		p.print("cli_restore_unit_moved", "was", was, "unit", k.Unit, "now", r.Unit)
	}
	saved, err := store.Save(ctx, from, r)
	if err != nil {
		return hinted(fails("cli_of_file", "file", k.File, "error", err), "cli_restore_earlier")
	}
	if err := k.replaces(ctx, p, c, db, saved); err != nil {
		return err
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
		return fails("cli_restore_bring_back", "what", r, "error", err)
	}
	whole := slices.DeleteFunc(saved.Contents, func(hash string) bool { return slices.Contains(lost, hash) })
	p.print("cli_restore_unit_done", "report", r, "unit", k.Unit, "file", k.File, "records", len(saved.Records), "files", len(whole))
	p.warnOfLost(lost)
	if err := k.left(ctx, p, c, db); err != nil {
		return err
	}
	return p.recount(db)
}

// members brings back the unit's list of members where that is damaged, which is no part of a report: without it nobody of the
// unit is served.
func (k *restoreCommand) members(ctx context.Context, p *program, db, from database) (brought bool, err error) {
	keys, err := k.damagedOf(ctx, db)
	for _, key := range keys {
		kind, of := store.About(key)
		if err != nil || kind != "members" {
			continue
		}
		var n int
		if n, err = store.BringBackMembers(ctx, db, from, store.OnList{List: of.List, Unit: of.Unit}); err == nil && n == 0 {
			p.tell("cli_restore_members_left", "unit", k.Unit, "file", k.File, "name", p.name)
		} else if err == nil {
			p.print("cli_restore_members_done", "unit", k.Unit, "file", k.File)
			brought = true
		}
	}
	return brought, err
}

// left names what is damaged still of the unit.
func (k *restoreCommand) left(ctx context.Context, p *program, c Config, db database) error {
	keys, err := k.damagedOf(ctx, db)
	for _, key := range keys {
		if kind, _ := store.About(key); kind != "members" { // which was told
			p.tell("cli_restore_left", "record", recordLine(key, p.say), "name", p.name, "folder", quoted(c.Data))
		}
	}
	return err
}

// damagedOf are the unit's damaged records.
func (k *restoreCommand) damagedOf(ctx context.Context, db database) ([]string, error) {
	keys, err := store.AllDamaged(ctx, db)
	return slices.DeleteFunc(keys, func(key string) bool {
		_, of := store.About(key)
		return of.Unit != k.Unit || k.Campaign != "" && of.Campaign != "" && of.Campaign != k.Campaign
	}), err
}

// person brings back what is damaged of one person, and nothing else.
func (k *restoreCommand) person(ctx context.Context, p *program, c Config) error {
	a, err := chat.ParseAddress(k.Person)
	if err != nil {
		return hinted(coded(exitUsage, fails("cli_restore_person", "person", k.Person)), "cli_restore_person_hint")
	}
	db, from, err := k.both(ctx, c)
	if err != nil {
		return err
	}
	defer db.Close()
	defer from.Close()
	if _, err := catchUp(ctx, db, from); err != nil {
		return err
	}
	saved, err := store.SavePerson(ctx, from, a)
	if err != nil {
		return err
	}
	if len(saved) == 0 {
		return hinted(notFound("cli_restore_person_none", "file", k.File, "person", a), "cli_restore_another")
	}
	n, err := store.BringBackPerson(ctx, db, a, saved)
	if err != nil {
		return fails("cli_restore_bring_back", "what", a, "error", err)
	}
	p.print("cli_restore_person_done", "person", a, "file", k.File, "n", n)
	return p.recount(db)
}

// both opens the database that is there, and that of the archive.
func (k *restoreCommand) both(ctx context.Context, c Config) (db, from database, err error) {
	db, err = openDatabase(c.Database(), opening{Key: c.EncryptionKey})
	if inUse(err) {
		err = hinted(err, "cli_restore_running", "folder", c.Data)
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
func (p *program) recount(db database) error {
	damaged := 0
	s, err := db.Survey(func(key string, value []byte) {
		if !store.Sound(key, value) {
			damaged++
		}
	})
	if err != nil || s.Missing == 0 && !s.Differs {
		return err
	}
	p.tell("cli_restore_recount", "what", surveyed(s), "n", damaged)
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
		return hinted(declined("cli_restore_other_database"), "cli_restore_other_database_hint")
	}
	return nil
}

// report finds the unit's report in the archive, by the code that the unit had when that was made or by one of a former unit.
func (k *restoreCommand) report(ctx context.Context, c Config, from store.KV, since moves) (r report.ID, was string, err error) {
	var found []report.ID
	err = from.View(ctx, func(r store.Reader) error {
		found = nil
		for row := range store.Statuses.All(r, "") {
			id, err := report.ParseID(row.Key)
			wanted, called := since.now(report.ID{Campaign: id.Campaign, Unit: k.Unit})
			if err == nil && id.Unit == wanted.Unit && (k.Campaign == "" || k.Campaign == id.Campaign) {
				found, was = append(found, id), called
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return r, was, err
	case len(found) == 0:
		return r, was, k.noReport(c, since)
	case len(found) > 1:
		var names []string
		for _, id := range found {
			names = append(names, id.Whole().String())
		}
		return r, was, hinted(coded(exitUsage, fails("cli_restore_several", "unit", k.Unit)), "cli_campaign_which", "names", strings.Join(names, ", "))
	}
	return found[0], was, nil
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
