package main

import (
	"archive/tar"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/store"
)

type backupCommand struct {
	File string `arg:"" type:"path" help:"${cli_help_backup_file}"`
}

// Run writes a .tar of giaoban.db, files/ and config/ with their sums, from which restore begins a data folder. The
// database comes first: every content that its records call stored
// was whole before. What is still to be fetched is not among them; the restored
// bot fetches it.
func (b *backupCommand) Run(ctx context.Context, p *program, c Config) error {
	if _, err := os.Stat(c.Database()); err != nil {
		return hinted(notFound("cli_backup_failed", "error", err), "cli_backup_no_database")
	}
	file, err := newFile(b.File, backupCopy)
	if err != nil {
		return err
	}
	defer file.discard()
	var packed packed
	err = withOperations(ctx, c, func(o operations) (err error) {
		packed, err = writeBackup(ctx, c, o.Backup, file)
		return err
	})
	if err == nil {
		err = file.keep()
	}
	if err != nil {
		return fails("cli_backup_to_failed", "file", b.File, "error", err)
	}
	b.File = file.path
	p.print("cli_backup_done", "file", b.File, "size", p.say.Size(packed.size), "files", packed.whole)
	if n := len(c.BackupRecipients); n > 0 {
		p.print("cli_backup_restore_encrypted", "name", p.name, "path", quoted(b.File), "n", n)
	} else {
		p.print("cli_backup_restore", "name", p.name, "path", quoted(b.File))
	}
	if c.holds(b.File) {
		p.tell("cli_backup_beside", "folder", c.Data)
	}
	if len(packed.bad) > 0 {
		p.tell("cli_backup_bad_files", "n", len(packed.bad), "folder", c.Files(), "files", strings.Join(packed.bad, ", "))
	}
	for _, fault := range packed.damage.lines(p.say) {
		p.tell("cli_backup_damaged", "record", fault)
	}
	return nil
}

// holds reports whether a file lies in the data folder, or below it: what takes the one takes the other.
func (c Config) holds(path string) bool {
	data, err := filepath.Abs(c.Data)
	path, err2 := filepath.Abs(path)
	if errors.Join(err, err2) != nil {
		return false
	}
	rest, err := filepath.Rel(data, path)
	return err == nil && filepath.IsLocal(rest)
}

// writeBackup copies the database next to the archive, checks the copy and packs
// it with the files and what it is served with. The copy beside one that is to be encrypted lies with the database: its
// disk must have nothing that anybody can read.
func writeBackup(ctx context.Context, c Config, database func(context.Context, io.Writer) error, to *newlyMade) (p packed, err error) {
	beside := filepath.Dir(to.path)
	err = roomFor(c, beside)
	if len(c.BackupRecipients) > 0 {
		beside = c.Data
		err = errors.Join(err, roomFor(c, beside))
	}
	if err != nil {
		return p, err
	}
	copied, named, err := scratch(beside, 0o600)
	if err != nil {
		return p, err
	}
	if named {
		defer os.Remove(copied.Name())
	}
	defer copied.Close()
	if err := database(ctx, copied); err != nil {
		return p, err
	}
	stored, damage, err := verify(ctx, copied.Name(), c.EncryptionKey)
	if err != nil {
		return p, err
	}
	if _, err := copied.Seek(0, io.SeekStart); err != nil {
		return p, err
	}
	sealed, err := encrypting(to, c.BackupRecipients)
	if err != nil {
		return p, err
	}
	a := &archive{tar: tar.NewWriter(sealed)}
	size, err := a.addFile(databaseFile, copied)
	if err != nil {
		return p, err
	}
	if p, err = packFiles(ctx, a, c, stored); err != nil {
		return p, err
	}
	p.size, p.damage = size, damage
	if err := packConfig(a, c); err != nil {
		return p, fails("cli_backup_config", "error", err)
	}
	return p, errors.Join(a.close(), sealed.Close())
}

// roomFor refuses a backup that would take the last room from the database: there it lies twice for a while.
func roomFor(c Config, folder string) error {
	need := int64(0)
	if info, err := os.Stat(c.Database()); err == nil {
		need = 2 * info.Size()
	}
	entries, _ := os.ReadDir(c.Files()) // without any there is none yet
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			need += info.Size()
		}
	}
	return disk.Spare(folder, need)
}

// packConfig packs what the bot is served with: its configuration, and each campaign with outlines and units.
func packConfig(a *archive, c Config) error {
	for name, path := range map[string]string{configName: c.File, usualUnits: c.Units} {
		if path == "" {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if name == configName {
			content = c.packedAs(content)
		}
		if err := a.add(configFolder+"/"+name, int64(len(content)), time.Now(), bytes.NewReader(content)); err != nil {
			return err
		}
	}
	folders, err := c.folders()
	if err != nil {
		return err
	}
	for _, folder := range folders {
		below := path.Join(configFolder, campaignsFolder, cmp.Or(folder.name, onlyCampaign))
		err := campaignFiles(folder, func(name string, content []byte) error {
			return a.add(path.Join(below, name), int64(len(content)), time.Now(), bytes.NewReader(content))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// campaignsFolder is where the campaigns lie in an archive, and onlyCampaign is the folder of one that needs none.
const (
	campaignsFolder = "campaigns"
	onlyCampaign    = "campaign"
)

// namesPath are the lines of a configuration that name what an archive has elsewhere.
var namesPath = regexp.MustCompile(`(?m)^(conversations|units):[^\n]*$`)

// packedAs is the configuration as it is good beside what is packed with it.
func (c Config) packedAs(content []byte) []byte {
	where := map[string]string{"conversations": campaignsFolder, "units": usualUnits}
	if folders, err := c.folders(); err == nil && len(folders) == 1 && folders[0].name == "" {
		where["conversations"] += "/" + onlyCampaign
	}
	return namesPath.ReplaceAllFunc(content, func(line []byte) []byte {
		key, _, _ := bytes.Cut(line, []byte(":"))
		return fmt.Appendf(nil, "%s: %s", key, where[string(key)])
	})
}

// verify opens the copy, walks through all of it, and gives the contents that
// its records call stored, by hash. What it finds damaged keeps nothing else from
// being backed up.
func verify(ctx context.Context, path, key string) (stored map[string]store.FileOf, damage damages, err error) {
	db, err := openDatabase(path, opening{Key: key})
	if err != nil {
		return nil, damage, fails("cli_backup_copy", "error", err)
	}
	s, err := db.Survey(func(key string, value []byte) {
		if !store.Sound(key, value) {
			damage.keys = append(damage.keys, key)
		}
	})
	if err == nil && (s.Missing != 0 || s.Differs && len(damage.keys) == 0) {
		damage.count = &s
	}
	if err == nil {
		err = db.View(ctx, func(r store.Reader) (err error) {
			stored, err = store.StoredFiles(r)
			return err
		})
		if errors.Is(err, store.ErrDamaged) { // it is among them
			err = nil
		}
	}
	return stored, damage, errors.Join(err, db.Close())
}

// packed says what became of the contents.
type packed struct {
	size   int64 // of the database
	whole  int
	bad    []string // hashes of contents that are missing or not what they were
	damage damages
}

// packFiles packs the contents of these hashes, each looked through first: a
// lost photo must not keep the rest from being backed up.
func packFiles(ctx context.Context, a *archive, c Config, stored map[string]store.FileOf) (p packed, err error) {
	key, err := readSecret(c.EncryptionKey)
	if err != nil {
		return p, err
	}
	for _, hash := range slices.Sorted(maps.Keys(stored)) {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		f, err := os.Open(filepath.Join(c.Files(), hash))
		if errors.Is(err, fs.ErrNotExist) {
			p.bad = append(p.bad, hash)
			continue
		} else if err != nil {
			return p, err
		}
		if !hasHash(f, hash, key) {
			p.bad = append(p.bad, hash)
			f.Close()
			continue
		}
		_, err = a.addFile(filesFolder+"/"+hash, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return p, err
		}
		p.whole++
	}
	return p, nil
}

// hasHash reports whether the content is what its name says, and goes back to its
// beginning.
func hasHash(f *os.File, hash string, key *secret) bool {
	sum := sha256.New()
	content, err := key.reader(f)
	if err != nil {
		return false
	}
	if _, err := io.Copy(sum, content); err != nil || hex.EncodeToString(sum.Sum(nil)) != hash {
		return false
	}
	_, err = f.Seek(0, io.SeekStart)
	return err == nil
}
