package dispatch

import (
	"context"
	"fmt"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/store"
)

// export is a report that its officer wants as a file.
type export struct {
	Campaign *Campaign
	Report   *Report
	lang     string
}

// longestFile is the largest file, in bytes, that fits a transaction together
// with the rest of the message, written as JSON.
const longestFile = 600 << 10

// sendReport makes the file out of a snapshot, since it reads every text of the
// report, and sends it.
func sendReport(ctx context.Context, u chat.Update, e *export) error {
	d := e.Campaign
	t := e.Report.turn
	view := paper.View{
		Writer: paper.Writer{
			Sheet:     answers.Sheet{Outline: t.Outline},
			Say:       d.phrases(e.lang),
			Words:     t.Words,
			Unit:      t.Unit,
			UnitLabel: t.UnitLabel,
		},
	}
	var file *chat.File
	err := d.Set.KV.View(ctx, func(r store.Reader) error {
		draft, err := store.GetDraft(r, e.Report.ID)
		if err != nil || draft == nil || draft.Outline != t.Outline.Hash {
			return err
		}
		view.Draft = draft
		view.Texts = func(p form.Place) []string {
			return store.Text(r, e.Report.ID, t.Outline.Filed(p), draft.Pieces(t.Outline, p))
		}
		file = view.File()
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the report for its file: %w", err)
	}
	content := chat.Content{Text: view.Say.Say("view_file", "unit", t.UnitLabel), File: file}
	if file == nil || len(file.Data) > longestFile {
		content = chat.Content{Text: view.Say.Say("view_file_too_long", "contact", d.contact())}
	}
	return d.say(ctx, "file/"+u.Key, u.At, chat.Message{To: u.From}, []chat.Content{content}, nil)
}
