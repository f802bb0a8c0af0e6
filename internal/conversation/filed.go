package conversation

import (
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

// Bounds of what is kept of a sender's words about a file, in letters. No
// platform lets a caption be longer.
const (
	fileCaption = 1024
)

// live are the files at a place for a purpose that have come or may still come,
// those of this turn with them.
func (t uploads) live(at form.Place, purpose answers.Purpose) []answers.Filed {
	all := slices.Clone(t.AllFiles())
	for _, c := range t.out.Files {
		if c.Removed {
			all = slices.DeleteFunc(all, func(f answers.Filed) bool { return f.ID == c.ID })
			continue
		}
		all = append(all, c.Filed)
	}
	return slices.DeleteFunc(all, func(f answers.Filed) bool {
		return f.State == answers.FileLost || f.Purpose != purpose || purpose == answers.ForAnswer && f.At != at
	})
}
