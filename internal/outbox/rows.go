package outbox

import (
	"iter"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// markSending notes how many tries may have delivered the message, one that is
// about to begin included; none takes the mark away.
func markSending(tx store.Tx, id string, tries int) {
	if tries == 0 {
		store.Sending.Delete(tx, id)
		return
	}
	store.Sending.Put(tx, id, tries)
}

// Unsent is a row of the outbox.
type Unsent struct {
	Message chat.Message
	// Tries is how many may have delivered it before, if nobody is sending it now.
	Tries int
}

// AllUnsent gives all rows in the order of their ids. A row that cannot be read
// comes with an error that names its key, and the others follow.
func AllUnsent(r store.Reader) iter.Seq2[Unsent, error] {
	return func(yield func(Unsent, error) bool) {
		for row, err := range store.Outbox.All(r, "") {
			w := Unsent{Message: row.Value}
			w.Message.ID = row.Key
			if err == nil {
				w.Tries, err = store.Sending.Get(r, row.Key)
			}
			if !yield(w, err) {
				return
			}
		}
	}
}
