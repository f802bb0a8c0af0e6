package answers

import (
	"path"
	"strings"
	"unicode"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// DefaultMaxFile is what holds if a Turn says nothing, in bytes.
const DefaultMaxFile = 20 << 20

// A Filed is a file that belongs to a report, as the conversation knows it. Its
// content is none of this room's business: it is fetched elsewhere, in its own
// time.
type Filed struct {
	// ID numbers the report's files from 1 and is never used again.
	ID int `json:"id"`
	// At is the question that it answers; zero if it was sent by /tep.
	At      form.Place `json:"at,omitzero"`
	Purpose Purpose    `json:"for,omitempty"`
	// Kind, Name, Type and Seconds are the sender's word, cleaned for showing.
	// No path is ever made of them.
	Kind    chat.FileKind `json:"kind,omitempty"`
	Name    string        `json:"name,omitempty"`
	Type    string        `json:"type,omitempty"` // MIME type
	Seconds int           `json:"seconds,omitempty"`
	// Size is in bytes: what the channel said, and once stored what it was.
	Size    int64     `json:"size,omitempty"`
	Caption string    `json:"caption,omitempty"`
	State   FileState `json:"state,omitempty"`
	// Own marks a file that the person of this turn sent.
	Own bool `json:"-"`
}

// Purpose is what a file is for.
type Purpose string

// The purposes. Their words are stored.
const (
	ForAnswer Purpose = ""      // the answer of the question At, or a part of it
	ForScan   Purpose = "scan"  // the signed and stamped report
	ForOther  Purpose = "other" // sent by /tep, whatever it is
)

// FileState is how far the fetching of a file is.
type FileState string

// The states. Their words are stored.
const (
	FileWaiting FileState = ""       // to be fetched
	FileStored  FileState = "stored" // on our disk, whole
	FileLost    FileState = "lost"   // it will never come; its sender was told
)

// A FileChange is a file that came in, or one that was taken out.
type FileChange struct {
	Filed
	// Ref is the channel's handle.
	Ref     string
	Removed bool
}

// MaxFiles is the most files that one report takes.
const MaxFiles = 100

// FileName is the longest name of a file that is kept, in letters.
const FileName = 80

// FileType is the longest MIME type that is kept, in bytes.
const FileType = 100

// CleanName makes a name fit for showing: its last part, without what is
// invisible, short enough for a line, the ending kept.
func CleanName(name string) string {
	name = path.Base(strings.ReplaceAll(viet.Clean(name), `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	name = strings.Join(strings.Fields(strings.Map(visible, name)), " ")
	r := []rune(name)
	if len(r) <= FileName {
		return name
	}
	ending := []rune(path.Ext(name))
	if len(ending) > 10 {
		ending = nil
	}
	return string(r[:FileName-1-len(ending)]) + "…" + string(ending)
}

// visible drops what is not seen or turns the direction of writing, with which
// a name can look like another.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), r == unicode.ReplacementChar:
		return -1
	}
	return r
}

// CleanType keeps a MIME type only if it has the form of one.
func CleanType(mime string) string {
	mime, _, _ = strings.Cut(strings.ToLower(mime), ";")
	mime = strings.TrimSpace(mime)
	whole, part, ok := strings.Cut(mime, "/")
	if !ok || whole == "" || part == "" || len(mime) > FileType || strings.ContainsFunc(whole+part, notTypeRune) {
		return ""
	}
	return mime
}

func notTypeRune(r rune) bool {
	return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || strings.ContainsRune("+-._", r))
}

// Ending returns the file's ending without its dot: of its name, or of its type. A
// photo has no name.
func Ending(f chat.File) string {
	e := strings.TrimPrefix(strings.ToLower(path.Ext(CleanName(f.Name))), ".")
	if e == "" {
		_, e, _ = strings.Cut(CleanType(f.Type), "/")
	}
	if e == "jpeg" {
		e = "jpg"
	}
	return e
}
