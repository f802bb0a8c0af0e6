package store

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// A File is a file of a report: what was said of it when it came, and what has
// become of it.
type File struct {
	answers.Filed
	// Ref is the channel's handle, By the sender's address.
	Ref string    `json:"ref"`
	By  string    `json:"by"`
	Got time.Time `json:"got"`
	// Hash is the SHA-256 of the content in hex, which is the content's name on
	// the disk; "" until it is there.
	Hash string `json:"hash,omitempty"`
	// Why is the reason for which a lost file will never come.
	Why Loss `json:"why,omitempty"`
}

// Loss is the reason for which a file is given up. The numbers are stored.
type Loss uint8

// The reasons.
const (
	Gone    Loss = iota + 1 // the channel does not have it, or will not give it
	TooBig                  // larger than the limit
	TooLate                 // it failed for too long
	Empty                   // it has no bytes
)

func (w Loss) String() string {
	switch w {
	case Gone:
		return "gone"
	case TooBig:
		return "too big"
	case TooLate:
		return "too late"
	case Empty:
		return "empty"
	}
	return fmt.Sprintf("Loss(%d)", uint8(w))
}

// Files are all files of one report, by their ids. One record holds them: there
// are at most answers.MaxFiles.
type Files struct {
	// Last is the id given last.
	Last int    `json:"last"`
	List []File `json:"list"`
}

// FilesOf are the files of each report, Downloads what is still to be fetched,
// each under a key that it makes itself.
var (
	FilesOf   = Table[report.ID, Files]{"files/", byReport, asJSON[Files]()}
	Downloads = Table[Download, Download]{"download/", byDownload, asJSON[Download]()}
)

// Founds are what was found in files of reports, Readings the files that are to be read.
var (
	Founds   = Table[FileOf, *answers.Found]{"found/", byFile, asJSON[*answers.Found]()}
	Readings = Table[FileOf, Reading]{"read/", byFile, asJSON[Reading]()}
)

// A FileOf names a file of a report; 0 is a report that was pasted.
type FileOf struct {
	Report report.ID `json:"report"`
	ID     int       `json:"id"`
}

// String names the file among all.
func (f FileOf) String() string { return f.Report.String() + "/" + strconv.Itoa(f.ID) }

func byFile(prefix string, f FileOf) string { return prefix + f.String() }

// A Reading is a file that somebody wants to be read. Its row lies there from the
// transaction in which they said so until the one in which they are told what was found.
type Reading struct {
	FileOf
	For chat.Address `json:"for"`
	// Key is the update that ordered it.
	Key string `json:"key"`
	// Paste is a report that was pasted, and is in no file.
	Paste string `json:"paste,omitempty"`
	// Former is the unit that ended whose report is to be read; Paste is what it is called then.
	Former string `json:"former,omitempty"`
}

// Update is the key of the update that tells what was found.
func (r Reading) Update() string { return "read/" + r.String() + "/" + r.Key }

// StillWanted reports whether this is what was ordered last to be read there: a second
// paste takes the place of one that is being read.
func (r Reading) StillWanted(tx Getter) (bool, error) {
	now, ok, err := Readings.Find(tx, r.FileOf)
	return ok && now.Key == r.Key, err
}

// Add gives the file its id.
func (f *Files) Add(file File) File {
	f.Last++
	file.ID = f.Last
	f.List = append(f.List, file)
	return file
}

// Find gives the file of an id, to be read or changed; nil if it is not there.
func (f *Files) Find(id int) *File {
	i := slices.IndexFunc(f.List, func(file File) bool { return file.ID == id })
	if i < 0 {
		return nil
	}
	return &f.List[i]
}

// Remove takes out the files for which the function says so, and gives them.
func (f *Files) Remove(which func(File) bool) (removed []File) {
	f.List = slices.DeleteFunc(f.List, func(file File) bool {
		if which(file) {
			removed = append(removed, file)
			return true
		}
		return false
	})
	return removed
}

// Scanned reports whether the signed report is among them, or on its way.
func (f *Files) Scanned() bool {
	return slices.ContainsFunc(f.List, func(file File) bool {
		return file.Purpose == answers.ForScan && file.State != answers.FileLost
	})
}

// A Download is a file that is to be fetched. Its row lies beside the file's
// record from the transaction that took the file until the one that says how it
// ended.
type Download struct {
	Report report.ID    `json:"report"`
	ID     int          `json:"id"`
	From   chat.Address `json:"from"`
	Ref    string       `json:"ref"`
	Got    time.Time    `json:"got"`
}

// String names the download among all.
func (d Download) String() string { return d.Report.String() + "/" + strconv.Itoa(d.ID) }

func byDownload(prefix string, d Download) string { return prefix + d.String() }

// MarkStored notes that a download is on the disk, whole, under the name of its
// hash. ok is false when the file was taken out meanwhile: then its content is
// noted as removed.
func MarkStored(tx Tx, d Download, hash string, size int64) (ok bool, err error) {
	record, err := FilesOf.Get(tx, d.Report)
	if err != nil {
		return false, err
	}
	Downloads.Delete(tx, d)
	file := record.Find(d.ID)
	if file == nil {
		return false, NoteRemoved(tx, d.Report, File{Hash: hash})
	}
	file.State, file.Hash, file.Size = answers.FileStored, hash, size
	FilesOf.Put(tx, d.Report, record)
	return true, nil
}

// Content gives the name of a file's content, "" if it will never come; waits reports
// that it is still to be fetched.
func Content(r Getter, f FileOf) (hash string, waits bool, err error) {
	record, err := FilesOf.Get(r, f.Report)
	file := record.Find(f.ID)
	if err != nil || file == nil || file.State == answers.FileLost {
		return "", false, err
	}
	return file.Hash, file.State != answers.FileStored, nil
}

// StoredFiles gives the contents that records name, by hash, each with a file that has it. Those of records that are
// damaged are not among them, as the error says.
func StoredFiles(r Reader) (map[string]FileOf, error) {
	stored := map[string]FileOf{}
	var faults []error
	for row := range Damages.All(r, FilesOf.Prefix()) {
		faults = append(faults, unreadable(FilesOf.Prefix()+row.Key, errSetAside))
	}
	for row, err := range FilesOf.All(r, "") {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		id, err := report.ParseID(row.Key)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		for _, file := range row.Value.List {
			if file.State == answers.FileStored {
				stored[file.Hash] = FileOf{id, file.ID}
			}
		}
	}
	return stored, errors.Join(faults...)
}
