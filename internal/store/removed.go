package store

import (
	"errors"
	"slices"

	"giaoban/internal/report"
)

// removed are the contents that a report gave up, by their hashes. Such a record is the only reason to delete a content
// from the disk. That no record names a content is no reason: the database at hand may be another than the one whose
// reports sent it.
var removed = Table[report.ID, []string]{"removed/", byReport, asLines}

// Removed lists the contents that one report gave up since they were last deleted.
type Removed struct {
	Report report.ID
	// Hashes are the names of the contents.
	Hashes []string
}

// NoteRemoved notes that a report gave up the contents of files. A file whose content never came leaves nothing to note.
func NoteRemoved(tx Tx, r report.ID, files ...File) error {
	hashes, err := removed.Get(tx, r)
	if err != nil {
		return err
	}
	before := len(hashes)
	for _, f := range files {
		if f.Hash != "" {
			hashes = append(hashes, f.Hash)
		}
	}
	if len(hashes) > before {
		removed.Put(tx, r, hashes)
	}
	return nil
}

// AllRemoved reads what every report gave up. The contents of a record that cannot be read stay, as the error says.
func AllRemoved(r Reader) (all []Removed, err error) {
	var faults []error
	for row, err := range removed.All(r, "") {
		id, bad := report.ParseID(row.Key)
		if err := errors.Join(err, bad); err != nil {
			faults = append(faults, err)
			continue
		}
		all = append(all, Removed{id, row.Value})
	}
	return all, errors.Join(faults...)
}

// DeleteRemoved deletes the record of contents that are off the disk, unless the report gave up more meanwhile.
func DeleteRemoved(tx Tx, r Removed) error {
	hashes, err := removed.Get(tx, r.Report)
	if err == nil && slices.Equal(hashes, r.Hashes) {
		removed.Delete(tx, r.Report)
	}
	return err
}
