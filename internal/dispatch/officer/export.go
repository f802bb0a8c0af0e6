package officer

import (
	"context"
	"errors"
	"fmt"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/store"
)

// SendReport sends a report as a file. It is made from a snapshot, as it reads every
// text.
func SendReport(ctx context.Context, k *session.Kept) error {
	c := k.Asked.Campaign
	var contents []chat.Content
	err := c.Set.KV.View(ctx, func(r store.Reader) error {
		who, say, err := k.Who(r)
		if err != nil {
			return err
		}
		if len(who) == 0 { // revoked since
			contents = []chat.Content{{Text: say.Say("operation_not_you", "contact", c.In(say).Contact)}}
			return nil
		}
		contents, err = reportFile(r, k.Asked, say)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the report for its file: %w", err)
	}
	return k.Answer(ctx, contents, nil)
}

// reportFile makes the file, if the report is not too long for one.
func reportFile(r store.Reader, of *session.Asked, say locale.Phrases) ([]chat.Content, error) {
	c, id := of.Campaign, of.Report
	unit, _ := c.Units.Get(id.Unit)
	draft, err := store.Drafts.Get(r, id)
	if err != nil || draft == nil {
		return []chat.Content{c.TooLong(say)}, err
	}
	outline := c.OutlineOf(unit, draft)
	if outline == nil {
		return nil, fmt.Errorf("%w: the outline of %s is not stored", store.ErrDamaged, id)
	}
	outline = outline.In(say.Tag())
	var damaged error
	view := paper.View{Writer: paper.Writer{Sheet: answers.Sheet{Outline: outline, Draft: draft}, Say: say, Words: c.AboutUnit(unit, say).Words,
		Unit: unit.Code, UnitLabel: c.Units.Path(unit.Code)}}
	view.Texts = func(p form.Place) []string {
		text, err := store.Text(r, id, outline.Filed(p), draft.Text(outline, p))
		damaged = errors.Join(damaged, err)
		return text
	}
	view.Files = func() (list []answers.Filed) {
		files, err := store.FilesOf.Get(r, id)
		damaged = errors.Join(damaged, err)
		for _, f := range files.List {
			f.At, _ = outline.Placed(f.At)
			list = append(list, f.Filed)
		}
		return list
	}
	file := view.File()
	if damaged != nil || file == nil {
		return []chat.Content{c.TooLong(say)}, damaged
	}
	return c.Fitting([]chat.Content{{Text: say.Say("view_file", "unit", view.UnitLabel), File: file}}, say), nil
}
