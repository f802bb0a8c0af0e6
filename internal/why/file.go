package why

import (
	"time"

	"giaoban/internal/locale"
)

// A File is one that a report has and the disk lacks, or has otherwise than it came.
type File struct {
	ID   int
	Unit string
	// What says for what it was sent, By is who did.
	What, By string
	Sent     time.Time
	// Command takes it out of a backup.
	Command string
	Damaged bool
}

// Line says which file it is, and how it can be had again. Its name is not said: somebody typed that.
func (f File) Line(say locale.Phrases) string {
	key := "trace_file_missing"
	if f.Damaged {
		key = "trace_file_damaged"
	}
	return say.Say(key, "id", f.ID, "name", f.Unit, "what", f.What, "who", f.By, "at", say.Moment(f.Sent), "command", f.Command)
}
