package coordinator

import (
	"context"
	"fmt"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/oversight"
	"giaoban/internal/store"
)

// readJournal answers with a page of the journal, from a snapshot.
func readJournal(ctx context.Context, u chat.Update, q *session.Question) error {
	c := q.Campaign
	r := oversight.Reading{Units: c.Units, Who: q.Who, Cmd: q.Command, Zone: c.Plan.Zone, Contact: c.Contact(), Say: c.Phrases(q.Lang)}
	unit, contents := r.Resolve()
	if contents == nil {
		err := c.Set.KV.View(ctx, func(snapshot store.Reader) error {
			lines, next, err := store.JournalPage(snapshot, c.ID(), q.Command.Cursor, oversight.JournalPage, r.Wanted(unit))
			contents = r.Page(unit, lines, next)
			return err
		})
		if err != nil {
			return fmt.Errorf("read the journal: %w", err)
		}
	}
	return c.Say(ctx, "reply/"+u.Key, u.At, chat.Message{To: u.From}, contents, nil)
}
