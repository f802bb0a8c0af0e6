package people

import (
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// Note writes what was done about a member into the journals of all campaigns in which the members of the list have a part: about the
// unit of the entry and, of a move, about the one where they are from now on.
func (h Handler) Note(d report.Entry, into string) {
	for _, c := range h.on() {
		line := store.Line{Campaign: c.ID(), Update: h.Update.Key, At: d.When}
		store.Journal.Put(h.Tx, line, d)
		if into != "" {
			there := d
			there.Unit, line.Update = into, line.Update+"/"+into
			store.Journal.Put(h.Tx, line, there)
		}
	}
}
