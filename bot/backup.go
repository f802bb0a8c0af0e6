package main

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"giaoban/internal/store"
)

type backupCommand struct {
	File string `arg:"" type:"path" help:"The .tar to write; one of that name is replaced when the new one is whole."`
}

// Run writes a .tar of giaoban.db and files/, to be unpacked into an empty data
// folder. The database comes first: every content that its records call stored
// was whole before. What is still to be fetched is not among them; the restored
// bot fetches it.
func (b *backupCommand) Run(ctx context.Context, p *program, c Config) error {
	if _, err := os.Stat(c.Database()); err != nil {
		return hinted(fmt.Errorf("back up: %w", err), "GIAOBAN_DATA names the folder of the database; it is made by serve")
	}
	file, err := newFile(b.File)
	if err != nil {
		return hinted(fmt.Errorf("back up: %w", err), "name a file in a folder that exists and may be written to")
	}
	defer file.discard()
	packed, size, err := writeBackup(ctx, c, file)
	if err == nil {
		err = file.keep()
	}
	if err != nil {
		return fmt.Errorf("back up to %s: %w", b.File, err)
	}
	fmt.Fprintf(p.stdout, "%s: the database (%d bytes, checked) and %d files; to restore, unpack it into an empty data folder: tar -xf FILE -C DATA\n",
		b.File, size, packed.whole)
	if len(packed.bad) > 0 {
		fmt.Fprintf(p.stderr, "warning: %d files that reports name are missing or damaged in %s: %s\n",
			len(packed.bad), c.Files(), strings.Join(packed.bad, ", "))
	}
	for _, fault := range packed.damage {
		fmt.Fprintf(p.stderr, "warning: the database is damaged, and so is its copy; keep the earlier backups: %s\n", fault)
	}
	return nil
}

// writeBackup copies the database next to the archive, checks the copy and packs
// it with the files.
func writeBackup(ctx context.Context, c Config, to *newlyMade) (files packed, size int64, err error) {
	copied, err := os.CreateTemp(filepath.Dir(to.path), ".giaoban-*.db")
	if err != nil {
		return files, 0, err
	}
	defer os.Remove(copied.Name())
	defer copied.Close()
	err = withOperations(ctx, c, func(o operations) error { return o.Backup(ctx, copied) })
	if err != nil {
		return files, 0, err
	}
	stored, damage, err := verify(ctx, copied.Name())
	if err != nil {
		return files, 0, err
	}
	if _, err := copied.Seek(0, io.SeekStart); err != nil {
		return files, 0, err
	}
	archive := tar.NewWriter(to)
	if size, err = pack(archive, databaseFile, copied); err != nil {
		return files, 0, err
	}
	if files, err = packFiles(ctx, archive, c.Files(), stored); err != nil {
		return files, 0, err
	}
	files.damage = damage
	return files, size, archive.Close()
}

// verify opens the copy, walks through all of it, and gives the contents that
// its records call stored, by hash. What it finds damaged keeps nothing else from
// being backed up.
func verify(ctx context.Context, path string) (stored map[string]store.FileOf, damage []string, err error) {
	db, err := openDatabase(path, opening{})
	if err != nil {
		return nil, nil, fmt.Errorf("the copy is not good: %w", err)
	}
	s, err := db.Survey(func(key string, value []byte) {
		if !store.Sound(key, value) {
			damage = append(damage, key)
		}
	})
	if err == nil && (s.Missing != 0 || s.Differs && len(damage) == 0) {
		damage = append(damage, s.String())
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
	whole int
	bad   []string // hashes of contents that are missing or not what they were
	// damage names the records of the database that are damaged.
	damage []string
}

// packFiles packs the contents of these hashes, each looked through first: a
// lost photo must not keep the rest from being backed up.
func packFiles(ctx context.Context, archive *tar.Writer, folder string, stored map[string]store.FileOf) (p packed, err error) {
	for _, hash := range slices.Sorted(maps.Keys(stored)) {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		f, err := os.Open(filepath.Join(folder, hash))
		if errors.Is(err, fs.ErrNotExist) {
			p.bad = append(p.bad, hash)
			continue
		} else if err != nil {
			return p, err
		}
		if !hasHash(f, hash) {
			p.bad = append(p.bad, hash)
			f.Close()
			continue
		}
		_, err = pack(archive, filesFolder+"/"+hash, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return p, err
		}
		p.whole++
	}
	return p, nil
}

// hasHash reports whether the content is what its name says, and goes back to its
// beginning.
func hasHash(f *os.File, hash string) bool {
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil || hex.EncodeToString(sum.Sum(nil)) != hash {
		return false
	}
	_, err := f.Seek(0, io.SeekStart)
	return err == nil
}

// pack puts one file into the archive.
func pack(archive *tar.Writer, name string, f *os.File) (size int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	header := &tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime().Truncate(time.Second)}
	if err := archive.WriteHeader(header); err != nil {
		return 0, err
	}
	return io.Copy(archive, f)
}
