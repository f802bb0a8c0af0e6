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
func (r router) journalAsked() bool {
	if r.Update.Input.Kind == chat.Text && !strings.HasPrefix(strings.TrimSpace(r.Update.Input.Text), "/") {
		return false
	}
	cmd, ok := r.asked(r.Campaign, only(desk.Journal))
	if !ok {
		return false
	}
	r.Effects.Question = &Question{Campaign: r.Campaign, command: cmd, who: r.Roles(), lang: r.person.Language}
	return true
}

// readJournal answers with a page of the journal, out of a snapshot.
func readJournal(ctx context.Context, u chat.Update, q *Question) error {
	d := q.Campaign
	r := desk.Reading{Units: d.Units, Who: q.who, Cmd: q.command, Zone: d.Plan.Zone, Contact: d.contact(), Say: d.phrases(q.lang)}
	unit, contents := r.Resolve()
	if contents == nil {
		err := d.Set.KV.View(ctx, func(snapshot store.Reader) error {
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
func (s *Session) noteOwn(w *Report, d desk.Deed) error {
	d.By, d.Name, d.When = s.Update.From, s.person.Name, s.Update.At
	d.At, d.Unit = w.unit.Code, w.unit.Code
	if s.forUnit() {
		by := s.acting(w.unit.Code)
		d.Role, d.At = roster.Coordinator, by.Unit
	}
	return store.AppendDeed(s.Tx, s.Campaign.name(), s.Update.Key, d)
}
