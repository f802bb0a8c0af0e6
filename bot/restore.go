package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/outbox"
)

type restoreCommand struct {
	which
	File     string `arg:"" type:"existingfile" help:"${cli_help_restore_file}"`
	Identity string `help:"${cli_help_restore_identity}" type:"existingfile" placeholder:"${cli_arg_file}"`
	Unit     string `help:"${cli_help_restore_unit}" placeholder:"${cli_arg_code}"`
	Person   string `help:"${cli_help_restore_person}" placeholder:"telegram:42"`
	Yes      bool   `help:"${cli_help_units_yes}"`
}

func (k *restoreCommand) archive() backupFile { return backupFile{k.File, k.Identity} }

// stageFolder is where an archive is unpacked, in the data folder, before any of it gets its name there.
const stageFolder = ".restore"

// Run verifies the whole archive before it changes anything.
func (k *restoreCommand) Run(ctx context.Context, p *program, c Config) error {
	names := map[string]bool{}
	err := readArchive(k.archive(), func(name string, _ io.Reader) error {
		names[name] = true
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	defer os.RemoveAll(filepath.Join(c.Data, stageFolder))
	switch {
	case k.Unit != "" && k.Person != "":
		return hinted(coded(exitUsage, fails("cli_restore_both")), "cli_restore_both_hint")
	case k.Unit != "":
		return k.unit(ctx, p, c)
	case k.Person != "":
		return k.person(ctx, p, c)
	}
	if k.Campaign != "" {
		return hinted(coded(exitUsage, fails("cli_restore_campaign")), "cli_restore_campaign_hint")
	}
	if err := mayRestore(c, names); err != nil {
		return err
	}
	return restore(ctx, p, c, k.archive())
}

// mayRestore refuses a data folder that has a database, or files that are not in the archive. Those that are may be from
// a restore that was cut off: each is named by its content.
func mayRestore(c Config, names map[string]bool) error {
	if _, err := os.Lstat(c.Database()); !errors.Is(err, fs.ErrNotExist) {
		return hinted(declined("cli_exists", "path", c.Database()), "cli_restore_new_folder")
	}
	entries, err := os.ReadDir(c.Files())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, entry := range entries {
		if !names[filesFolder+"/"+entry.Name()] {
			return hinted(declined("cli_restore_has_other", "folder", c.Files(), "file", entry.Name()), "cli_restore_new_folder")
		}
	}
	return nil
}

// restore unpacks the archive beside its place, looks through the database, and moves all into place, the database last:
// without it there is nothing that serve would start.
func restore(ctx context.Context, p *program, c Config, archive backupFile) error {
	stage := stageOf(c, "all")
	if err := unpack(ctx, stage, archive, func(string) bool { return true }); err != nil {
		return err
	}
	stored, damage, err := verify(ctx, stage.Database(), c.EncryptionKey)
	if err != nil {
		return err
	}
	lost, err := missingFiles(ctx, stage.Files(), c.EncryptionKey, stored)
	if err != nil {
		return err
	}
	again, not, err := doubtMessages(ctx, stage) // before it has its name: a bot may start then
	if err != nil {
		return err
	}
	config, err := settle(c, stage)
	if err != nil {
		return fails("cli_restore_failed", "folder", c.Data, "error", err)
	}
	db, err := openDatabase(c.Database(), opening{Key: c.EncryptionKey})
	if err != nil {
		return err
	}
	if err := errors.Join(folder{c, newLog(p.stderr, c.Log), &beginning{}}.mark(db), db.Close()); err != nil {
		return err
	}
	if others := othersIn(c); len(others) > 0 {
		p.tell("cli_restore_beside", "folder", c.Data, "names", p.some(others))
	}
	p.print("cli_restore_done", "folder", c.Data, "n", len(stored)-len(lost), "config", config)
	if again+not > 0 {
		p.print("cli_restore_waited", "n", again+not, "again", again, "not", not)
	}
	for _, record := range damage.lines(p.say) {
		p.tell("cli_restore_damaged", "record", record)
	}
	p.warnOfLost(lost)
	return nil
}

// othersIn are what lies in a data folder and is none of ours.
func othersIn(c Config) (names []string) {
	for _, name := range entriesIn(c.Data) {
		if name != databaseFile && name != filesFolder && !strings.HasPrefix(name, configFolder) && !strings.HasPrefix(name, ".") {
			names = append(names, name)
		}
	}
	return names
}

// warnOfLost names the contents that neither the data folder nor the archive has.
func (p *program) warnOfLost(lost []string) {
	if len(lost) > 0 {
		p.tell("cli_restore_lost", "n", len(lost), "files", strings.Join(lost, ", "))
	}
}

// doubtMessages notes of each message that waited when a backup was made that it may have been delivered since.
func doubtMessages(ctx context.Context, c Config) (again, not int, err error) {
	db, err := openDatabase(c.Database(), opening{Key: c.EncryptionKey})
	if err != nil {
		return 0, 0, err
	}
	again, not, err = outbox.Restored(ctx, db, time.Now())
	return again, not, errors.Join(err, db.Close())
}

// stageOf is a folder to unpack into.
func stageOf(c Config, what string) Config {
	return Config{Data: filepath.Join(c.Data, stageFolder, what), EncryptionKey: c.EncryptionKey}
}

// unpack writes the wanted files of an archive into a folder of their own, after what a restore that was cut off left there.
func unpack(ctx context.Context, stage Config, archive backupFile, want func(name string) bool) error {
	if err := os.RemoveAll(stage.Data); err != nil {
		return err
	}
	if err := os.MkdirAll(stage.Files(), 0o700); err != nil {
		return hinted(err, "cli_data_writable")
	}
	return readArchive(archive, func(name string, content io.Reader) error {
		if err := ctx.Err(); err != nil || !want(name) {
			return err
		}
		return writeSynced(filepath.Join(stage.Data, filepath.FromSlash(name)), content)
	})
}

// writeSynced writes a file that survives a power cut once its folder does.
func writeSynced(path string, content io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, content)
	return errors.Join(err, f.Sync(), f.Close())
}

// settle moves what was unpacked into the data folder, and says where the configuration is.
func settle(c, stage Config) (config string, err error) {
	if err := moveFiles(stage.Files(), c.Files()); err != nil {
		return "", err
	}
	config = filepath.Join(c.Data, configFolder)
	if _, err := os.Lstat(config); err == nil {
		config += "-" + time.Now().Format("20060102-150405")
	}
	if err := os.Rename(filepath.Join(stage.Data, configFolder), config); err != nil {
		return "", err
	}
	if err := os.Link(stage.Database(), c.Database()); err != nil { // which replaces nothing
		return "", err
	}
	return config, disk.SyncFolder(c.Data)
}

// moveFiles moves contents from one folder into another. One of the same name is the same content.
func moveFiles(from, to string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := os.Rename(filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name())); err != nil {
			return err
		}
	}
	return disk.SyncFolder(to)
}
