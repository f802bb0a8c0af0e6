package officer

import (
	"context"
	"errors"
	"fmt"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/store"
)

// SendReport sends a report as a file. It is made from a snapshot, as it reads every
// text.
func SendReport(ctx context.Context, u chat.Update, e *session.Export) error {
	c := e.Campaign
	t := e.Report.Turn
	view := paper.View{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: t.Outline},
			Say:       c.Phrases(e.Lang),
			Words:     t.Words,
			Unit:      t.Unit,
			UnitLabel: t.UnitLabel,
		},
	}
	var file *chat.File
	err := c.Set.KV.View(ctx, func(r store.Reader) error {
		draft, err := store.Drafts.Get(r, e.Report.ID)
		if err != nil || draft == nil || draft.Outline != t.Outline.Hash {
			return err
		}
		view.Draft = draft
		var damaged error
		view.Texts = func(p form.Place) []string {
			text, err := store.Text(r, e.Report.ID, t.Outline.Filed(p), draft.Text(t.Outline, p))
			damaged = errors.Join(damaged, err)
			return text
		}
		file = view.File()
		return damaged
	})
	if err != nil {
		return fmt.Errorf("read the report for its file: %w", err)
	}
	contents := []chat.Content{c.TooLong(view.Say)}
	if file != nil {
		contents = c.Fitting([]chat.Content{{Text: view.Say.Say("view_file", "unit", t.UnitLabel), File: file}}, view.Say)
	}
	return c.Say(ctx, "file/"+u.Key, u.At, u.Answer(), contents, nil)
}
