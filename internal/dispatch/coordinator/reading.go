package coordinator

import (
	"context"
	"fmt"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/oversight"
	"giaoban/internal/store"
)

// answerReading answers what reports say, all from one snapshot: the state of
// units, the drafts in one pass, and the texts of the page that is shown.
func answerReading(ctx context.Context, u chat.Update, q *session.Question) error {
	d := q.Campaign
	var contents []chat.Content
	err := d.Set.KV.View(ctx, func(r store.Reader) error {
		s, err := d.OverviewFrom(r, u.At)
		if err != nil {
			return err
		}
		contents, err = oversight.Read(s, d.Library(r), q.Who, q.Command, d.Phrases(q.Lang))
		return err
	})
	if err != nil {
		return fmt.Errorf("read what reports say: %w", err)
	}
	for i, c := range contents {
		if c.File != nil && len(c.File.Data) > campaigns.LongestFile {
			contents[i] = chat.Content{Text: d.Phrases(q.Lang).Say("view_file_too_long", "contact", d.Contact())}
		}
	}
	return d.Say(ctx, "reply/"+u.Key, u.At, chat.Message{To: u.From}, d.Named(contents), nil)
}
