package dispatch

import (
	"context"
	"fmt"
	"strings"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// journalAsked lets who works at a report ask for its journal, with the slash
// or by a button: a bare word may be an answer. False if it is not asked for.
func (v *visit) journalAsked() bool {
	if v.u.Input.Kind == chat.Text && !strings.HasPrefix(strings.TrimSpace(v.u.Input.Text), "/") {
		return false
	}
	cmd, ok := v.asked(v.d, only(desk.Journal))
	if !ok {
		return false
	}
	v.r.ask = &question{in: v.d, command: cmd, who: v.who(), lang: v.person.Language}
	return true
}

// readJournal answers with a page of the journal, out of a snapshot.
func (d *drive) readJournal(ctx context.Context, u chat.Update, q *question) error {
	r := desk.Reading{Units: d.Units, Who: q.who, Cmd: q.command, Zone: d.Plan.Zone, Contact: d.contact(), Say: d.phrases(q.lang)}
	unit, contents := r.Resolve()
	if contents == nil {
		err := d.set.KV.View(ctx, func(snapshot store.Reader) error {
			lines, next, err := store.Journal(snapshot, d.name(), q.command.Cursor, desk.JournalPage, r.Wanted(unit))
			contents = r.Page(unit, lines, next)
			return err
		})
		if err != nil {
			return fmt.Errorf("read the journal: %w", err)
		}
	}
	return d.say(ctx, "reply/"+u.Key, u.At, chat.Message{To: u.From}, contents, nil)
}

// noteOwn writes a move of the unit itself into the journal. One that was made
// for the unit stands there under whoever made it.
func (v *visit) noteOwn(w *work, d desk.Deed) error {
	d.By, d.Name, d.When = v.u.From, v.person.Name, v.u.At
	d.At, d.Unit = w.unit.Code, w.unit.Code
	if v.forUnit() {
		by := v.acting(w.unit.Code)
		d.Role, d.At = roster.Coordinator, by.Unit
	}
	return store.AppendDeed(v.tx, v.d.name(), v.u.Key, d)
}
