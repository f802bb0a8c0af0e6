package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"giaoban/internal/store/boltkv"
)

type backupCommand struct {
	File string `arg:"" type:"path" help:"The .tar to write; one of that name is replaced when the new one is whole."`
}

// Run writes a .tar of giaoban.db and files/, to be unpacked into an empty data
// folder. The database comes first: every file that it names was whole before.
func (b *backupCommand) Run(ctx context.Context, p *program) error {
	c, err := loadConfig(p.env, false)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.Database()); err != nil {
		return hinted(fmt.Errorf("back up: %w", err), "GIAOBAN_DATA names the folder of the database; it is made by serve")
	}
	file, err := newFile(b.File)
	if err != nil {
		return hinted(fmt.Errorf("back up: %w", err), "name a file in a folder that exists and may be written to")
	}
	defer file.discard()
	count, size, err := writeBackup(ctx, c, file)
	if err == nil {
		err = file.keep()
	}
	if err != nil {
		return fmt.Errorf("back up to %s: %w", b.File, err)
	}
	fmt.Fprintf(p.stdout, "%s: the database (%d bytes, checked) and %d files; to restore, unpack it into an empty data folder: tar -xf FILE -C DATA\n",
		b.File, size, count)
	return nil
}

// writeBackup copies the database next to the archive, checks the copy and packs
// it with the files.
func writeBackup(ctx context.Context, c Config, to *newlyMade) (files int, size int64, err error) {
	copied, err := os.CreateTemp(filepath.Dir(to.path), ".giaoban-*.db")
	if err != nil {
		return 0, 0, err
	}
	defer os.Remove(copied.Name())
	defer copied.Close()
	err = withOperations(ctx, c, func(o operations) error { return o.Backup(ctx, copied) })
	if err != nil {
		return 0, 0, err
	}
	if err := verify(copied.Name()); err != nil {
		return 0, 0, err
	}
	if _, err := copied.Seek(0, io.SeekStart); err != nil {
		return 0, 0, err
	}
	archive := tar.NewWriter(to)
	if size, err = pack(archive, databaseFile, copied); err != nil {
		return 0, 0, err
	}
	if files, err = packFolder(ctx, archive, filepath.Join(c.Data, filesFolder)); err != nil {
		return 0, 0, err
	}
	return files, size, archive.Close()
}

// verify opens the copy and walks through all of it.
func verify(path string) error {
	db, err := boltkv.Open(path, boltkv.Options{})
	if err != nil {
		return fmt.Errorf("the copy is not good: %w", err)
	}
	return errors.Join(db.Check(), db.Close())
}

// packFolder packs what lies in the folder when it starts; it may not exist.
func packFolder(ctx context.Context, archive *tar.Writer, folder string) (count int, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() || entry.Name()[0] == '.' {
			continue // a download that is not whole yet
		}
		if err := ctx.Err(); err != nil {
			return count, err
		}
		f, err := os.Open(filepath.Join(folder, entry.Name()))
		if err != nil {
			return count, err
		}
		_, err = pack(archive, filesFolder+"/"+entry.Name(), f)
		if err := errors.Join(err, f.Close()); err != nil {
			return count, err
		}
		count++
	}
	return count, nil
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
