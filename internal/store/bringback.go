package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"giaoban/internal/report"
)

// A Saved is one unit's report as a backup has it.
type Saved struct {
	Report report.ID
	// Records are all of its records, sealed, and the outlines of that day.
	Records []SavedRecord
	// Contents are the hashes of its files.
	Contents []string
}

// A SavedRecord is a record as it lies in a store.
type SavedRecord struct {
	Key   string
	Value []byte
}

// wholly are the beginnings of the keys that belong to the report's state and come back all together, texts with the
// draft that names them; what was begun since goes.
func wholly(r report.ID) []string {
	return []string{Statuses.Key(r) + end, Drafts.Key(r) + end, FilesOf.Key(r) + end, reportPrefix + r.String() + "/t/",
		Downloads.Prefix() + r.String() + "/", Founds.Prefix() + r.String() + "/"}
}

// beside are those of what was noted about it. They come back where they are damaged; of the history, lines that are gone.
func beside(r report.ID) []string {
	return []string{reportPrefix + r.String() + "/", Excuses.Key(r) + end, Outlines.Prefix()}
}

// WithUnit reports whether a record comes back with its unit's report.
func WithUnit(key string) bool {
	_, of := About(key)
	return of.Unit != "" && slices.ContainsFunc(slices.Concat(wholly(of), beside(of)), func(begin string) bool {
		from, to := between(begin)
		return from <= key && (to == "" || key < to)
	})
}

// end ends the beginning that is a whole key.
const end = "\x00"

// between gives the bounds of the keys with a beginning.
func between(begin string) (from, to string) {
	if key, whole := strings.CutSuffix(begin, end); whole {
		return key, begin
	}
	return Prefix(begin)
}

// Save reads a report out of a backup. It refuses one with a damaged record.
func Save(ctx context.Context, kv KV, id report.ID) (s Saved, err error) {
	err = kv.View(ctx, func(r Reader) error {
		s = Saved{Report: id}
		var faults []error
		seen := map[string]bool{}
		for _, begin := range slices.Concat(wholly(id), beside(id)) {
			from, to := between(begin)
			r.Range(from, to, func(key string, value []byte) bool {
				if _, err := opened(key, value); err != nil {
					faults = append(faults, err)
				} else if !seen[key] {
					s.Records = append(s.Records, SavedRecord{key, slices.Clone(value)})
				}
				seen[key] = true
				return true
			})
		}
		files, err := FilesOf.Get(r, id)
		for _, f := range files.List {
			if f.Hash != "" {
				s.Contents = append(s.Contents, f.Hash)
			}
		}
		return errors.Join(append(faults, err)...)
	})
	return s, err
}

// BringBack puts a saved report into the place of the one that is there, in one commit. Contents that only the later one
// had are noted as removed.
func BringBack(ctx context.Context, kv KV, s Saved) error {
	var changes []func(Tx) error
	err := kv.View(ctx, func(r Reader) error {
		changes = []func(Tx) error{s.giveUp}
		saved := map[string]bool{}
		for _, record := range s.Records {
			saved[record.Key] = true
		}
		for _, begin := range wholly(s.Report) {
			from, to := between(begin)
			r.Range(from, to, func(key string, _ []byte) bool {
				if !saved[key] {
					changes = append(changes, func(tx Tx) error { tx.Delete(key); Mended(tx, key); return nil })
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, record := range s.Records {
		changes = append(changes, func(tx Tx) error { s.put(tx, record); return nil })
	}
	return Each(ctx, kv, changes, 10, func(tx Tx, change func(Tx) error) error { return change(tx) })
}

// put writes a record back, unless it is one of what was noted beside the report and the later one is sound.
func (s Saved) put(tx Tx, record SavedRecord) {
	is := func(begin string) bool { return strings.HasPrefix(record.Key+end, begin) }
	now := tx.Get(record.Key)
	if !slices.ContainsFunc(wholly(s.Report), is) {
		gone := now == nil && (is(reportPrefix+s.Report.String()+"/h/") || is(Outlines.Prefix()) || Damages.Has(tx, record.Key))
		if !gone && (now == nil || Sound(record.Key, now)) {
			return
		}
	}
	tx.Put(record.Key, record.Value)
	Mended(tx, record.Key)
}

// giveUp notes the contents that only the later report has.
func (s Saved) giveUp(tx Tx) error {
	files, err := FilesOf.Get(tx, s.Report)
	if errors.Is(err, ErrDamaged) { // what it had is not known, and stays
		return nil
	}
	files.Remove(func(f File) bool { return slices.Contains(s.Contents, f.Hash) })
	return errors.Join(err, NoteRemoved(tx, s.Report, files.List...))
}
