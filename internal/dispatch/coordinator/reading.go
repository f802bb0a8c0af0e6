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

// answerReading answers with what reports say. The state of units, the drafts in one
// pass and the texts of the page come from one snapshot.
func answerReading(ctx context.Context, u chat.Update, q *session.Question) error {
	c := q.Campaign
	var contents []chat.Content
	err := c.Set.KV.View(ctx, func(r store.Reader) error {
		s, err := c.OverviewFrom(r, u.At)
		if err != nil {
			return err
		}
		contents, err = oversight.Read(s, c.Library(r), q.Who, q.Command, c.Phrases(q.Lang))
		return err
	})
	if err != nil {
		return fmt.Errorf("read what reports say: %w", err)
	}
	for i, content := range contents {
		if content.File != nil && len(content.File.Data) > campaigns.LongestFile {
			contents[i] = chat.Content{Text: c.Phrases(q.Lang).Say("view_file_too_long", "contact", c.Contact())}
		}
	}
	return c.Say(ctx, "reply/"+u.Key, u.At, chat.Message{To: u.From}, c.Named(contents), nil)
}
