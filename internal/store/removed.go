package store

import "strings"

// removedPrefix begins the records of contents that reports gave up. Such a record is the only reason to delete a content
// from the disk. That no record names a content is no reason: the database at hand may be another than the one whose
// reports sent it.
const removedPrefix = "removed/"

// Removed lists the contents that one report gave up since they were last deleted.
type Removed struct{ key, hashes string }

// Hashes are the names of the contents.
func (r Removed) Hashes() []string { return strings.Fields(r.hashes) }

// NoteRemoved notes that a report gave up the contents of files. A file whose content never came leaves nothing to note.
func NoteRemoved(tx Tx, r Report, files ...File) {
	key := removedPrefix + r.String()
	hashes := strings.Fields(string(tx.Get(key)))
	before := len(hashes)
	for _, f := range files {
		if f.Hash != "" {
			hashes = append(hashes, f.Hash)
		}
	}
	if len(hashes) > before {
		tx.Put(key, []byte(strings.Join(hashes, " ")))
	}
}

// AllRemoved reads what every report gave up.
func AllRemoved(r Reader) (all []Removed) {
	from, to := Prefix(removedPrefix)
	r.Range(from, to, func(key string, value []byte) bool {
		all = append(all, Removed{key, string(value)})
		return true
	})
	return all
}

// DeleteRemoved deletes the record of contents that are off the disk, unless the report gave up more meanwhile.
func DeleteRemoved(tx Tx, r Removed) {
	if string(tx.Get(r.key)) == r.hashes {
		tx.Delete(r.key)
	}
}
