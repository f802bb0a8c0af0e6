package boltkv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// A Survey is what a look through the whole file has found.
type Survey struct {
	// Records are there, after so many commits since the file was begun.
	Records, Commits uint64
	// Missing is how many more there should be; below zero if there are too many.
	Missing int64
	// Differs marks records that are not the ones that were written last, or not as they were written.
	Differs bool

	sum uint64 // of the records that are there
}

// Survey reads every record, in order, and compares all of them with what was counted as they were written. each may be
// nil; it must not change what it is given, which is good until it returns. An error means that the pages do not fit
// together, so that not all could be read. Writers wait meanwhile.
func (db *DB) Survey(each func(key string, value []byte)) (s Survey, err error) {
	return db.surveyed(each, func(*bbolt.Tx, Survey) error { return nil })
}

// Recount takes what is there for what should be, once somebody knows of all that is wrong with it.
func (db *DB) Recount() error {
	_, err := db.surveyed(nil, func(tx *bbolt.Tx, s Survey) error {
		if err := (&tally{s.Records, s.sum, s.Commits}).put(tx); err != nil {
			return err
		}
		return tx.Commit()
	})
	return err
}

func (db *DB) surveyed(each func(key string, value []byte), then func(*bbolt.Tx, Survey) error) (s Survey, err error) {
	if db.insideUpdate() {
		return s, ErrNested
	}
	if err := db.damage(); err != nil {
		return s, err
	}
	tx, err := db.bolt.Begin(true) // so that the file stays as it is
	if err != nil {
		return s, fmt.Errorf("survey store %s: %w", db.path, asClosed(err))
	}
	defer tx.Rollback()
	if each == nil {
		each = func(string, []byte) {}
	}
	if s, err = survey(db.bolt, db.file, each); err == nil {
		err = then(tx, s)
	}
	if err != nil {
		err = fmt.Errorf("survey store %s: %w", db.path, err)
	}
	return s, err
}

// Commits is how many commits there were since the file was begun.
func (db *DB) Commits() (n uint64, err error) {
	err = db.view(context.Background(), func(tx *bbolt.Tx) error {
		t, err := tallyOf(tx)
		n = t.commits
		return err
	})
	return n, err
}

// Check is Survey for those who want to know only whether all is well.
func (db *DB) Check() error {
	s, err := db.Survey(nil)
	if err == nil && (s.Missing != 0 || s.Differs) {
		err = fmt.Errorf("check store %s: %w: %s", db.path, ErrDamaged, s)
	}
	return err
}

// String says it for operators.
func (s Survey) String() string {
	switch {
	case s.Missing > 0:
		return fmt.Sprintf("%d records, and %d are missing", s.Records, s.Missing)
	case s.Missing < 0:
		return fmt.Sprintf("%d records, %d more than were written", s.Records, -s.Missing)
	case s.Differs:
		return fmt.Sprintf("%d records, and not all are as they were written last", s.Records)
	}
	return fmt.Sprintf("%d records", s.Records)
}

// survey looks through the newest state of the file. Nothing may be written meanwhile.
func survey(bolt *bbolt.DB, file *os.File, each func(key string, value []byte)) (s Survey, err error) {
	pages := structure{file: file, pageSize: int64(bolt.Info().PageSize)}
	if pages.meta, err = newest(file, pages.pageSize); err == nil {
		var found, kept tally
		pages.each = func(key, value []byte) {
			found.add(key, value)
			each(string(key), value)
		}
		kept, err = pages.walk()
		s = Survey{Records: found.records, Commits: kept.commits, Missing: int64(kept.records - found.records), Differs: kept.sum != found.sum, sum: found.sum}
	}
	if errors.Is(err, errStructure) {
		err = fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return s, err
}

// newest gives the meta page of the last commit, which bbolt goes by. Where one bit of that page turned over, bbolt goes
// by the commit before, as after a power cut that left the page half written; then what was committed last would be
// gone without a word.
func newest(file io.ReaderAt, pageSize int64) (m metaPage, err error) {
	var mended []uint64
	for which := range int64(2) {
		meta, good, one := readMeta(file, which, pageSize)
		switch {
		case good && meta.txid >= m.txid:
			m = meta
		case one:
			mended = append(mended, meta.txid)
		}
	}
	for _, txid := range mended {
		if txid > m.txid {
			return m, faulty("the page that names the last commit is damaged")
		}
	}
	return m, nil
}
