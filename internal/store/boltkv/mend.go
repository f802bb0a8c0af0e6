package boltkv

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"giaoban/internal/disk"

	"go.etcd.io/bbolt"
)

// errBeyond is why a file is not mended: a backup is better.
var errBeyond = errors.New("too much of the file is damaged")

// mend writes the records of a file whose pages do not fit together for one damaged record or key into a new one, which
// takes its place. The damaged file is kept beside it, as it is, under the name that is returned. The tally stays, so
// that a damaged record is noticed.
func mend(path string, damaged *bbolt.DB, file *os.File) (kept string, err error) {
	f, err := os.CreateTemp(unfinished(path))
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	_ = f.Close()
	to, err := newFile(f.Name(), Options{})
	if err != nil {
		return "", err
	}
	if err := errors.Join(copyRecords(to, damaged, file), to.Close()); err != nil {
		return "", err
	}
	kept = path + ".damaged-" + time.Now().Format("20060102-150405")
	if err := os.Link(path, kept); err != nil {
		return "", err
	}
	if err := replace(path, f.Name()); err != nil {
		return "", err
	}
	return kept, disk.SyncFolder(filepath.Dir(path))
}

// copiedAtOnce is how many records one commit of a new file holds: they are in memory until then.
const copiedAtOnce = 20_000

// copyRecords copies all records, those with a damaged key too.
func copyRecords(to, damaged *bbolt.DB, file *os.File) (err error) {
	pages := structure{file: file, pageSize: int64(damaged.Info().PageSize), lenient: true}
	if pages.meta, err = newest(file, pages.pageSize); err != nil {
		return err
	}
	tx, err := to.Begin(true)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // of one that is committed it does nothing
	found, failed := uint64(0), error(nil)
	pages.each = func(key, value []byte) {
		bucket := tx.Bucket([]byte(bucketName))
		if failed != nil || bucket.Get(key) != nil {
			return
		}
		failed = bucket.Put(slices.Clone(key), slices.Clone(value))
		if found++; found%copiedAtOnce == 0 && failed == nil {
			if failed = tx.Commit(); failed == nil {
				tx, failed = to.Begin(true)
			}
		}
	}
	t, err := pages.walk()
	switch {
	case errors.Join(err, failed) != nil:
		return errors.Join(err, failed)
	case found != t.records: // of what is missing nobody could say what it was
		return errBeyond
	}
	return errors.Join(t.put(tx), tx.Commit())
}
