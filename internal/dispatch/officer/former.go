package officer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// former does something about the reports of the units that ended in this one: it lists them, sends one as a file, or has one read
// like a report that was pasted, so that each answer is looked at before it is one of the new report.
func (w work) former(act command.Name, code string) error {
	if code != "" {
		if f, ended := w.Campaign.Units.Ended(code); !ended || !roster.Speaks(w.Campaign.Units, w.Roles(), f.Code) {
			return w.Tell(w.Say.Say("button_gone"))
		}
	}
	switch act {
	case session.ActFormerRead:
		w.Effects.Asked = &session.Asked{Campaign: w.Campaign, What: session.Export, Report: w.Campaign.Report(code)}
		return nil
	case session.ActFormerTake:
		return w.takeFormer(code)
	}
	var lines []string
	var rows [][]chat.Choice
	for _, u := range w.Campaign.Units.Before(w.Unit.Code) {
		s, err := store.Statuses.Get(w.Tx, w.Campaign.Report(u.Code))
		if err = w.Campaign.Set.Despite(err); err != nil {
			return err
		}
		if s.State == report.NotStarted {
			lines = append(lines, w.Say.Say("formers_none", "unit", u.Label()))
			continue
		}
		key := "formers_draft"
		if s.State.In() {
			key = "formers_in"
		}
		lines = append(lines, w.Say.Say(key, "unit", u.Label()))
		rows = append(rows, []chat.Choice{session.UnitButton(session.ActFormerRead, w.ID.Short(), w.Say.Say("button_former_read", "unit", u.Name), u.Code),
			session.UnitButton(session.ActFormerTake, w.ID.Short(), w.Say.Say("button_former_take", "unit", u.Name), u.Code)})
	}
	if len(lines) == 0 {
		return w.Tell(w.Say.Say("formers_nothing", "unit", w.Unit.Label()))
	}
	return w.Tell(w.Say.Say("formers_title", "unit", w.Unit.Label())+"\n"+strings.Join(lines, "\n"), rows...)
}

// takeFormer orders a former unit's report to be read. It is no paste, but is one until it is read: what it is called.
func (w work) takeFormer(code string) error {
	if w.RefusedAsClosed() {
		return nil
	}
	if w.Turn.Frozen {
		return w.Tell(w.Say.Say("formers_frozen", "unit", w.Unit.Label()))
	}
	label := w.Campaign.UnitLabel(code)
	r := store.Reading{FileOf: store.FileOf{Report: w.ID}, For: w.Update.From, Key: w.Update.Key, Paste: label, Former: code}
	store.Readings.Put(w.Tx, r.FileOf, r)
	w.Effects.Readings = append(w.Effects.Readings, r)
	return w.Tell(w.Say.Say("word_reading", "label", "«"+label+"»"))
}

// formerFound is foundInFormer from a snapshot of its own.
func formerFound(ctx context.Context, c *campaigns.Campaign, code string) (f answers.Found, err error) {
	err = c.Set.KV.View(ctx, func(r store.Reader) (err error) {
		f, err = foundInFormer(r, c, code)
		return err
	})
	return f, err
}

// foundInFormer are the answers of a former unit's report as what was found for the questions of another, in the words in which
// they would be typed. What is calculated, and files, are not among them.
func foundInFormer(r store.Reader, c *campaigns.Campaign, code string) (f answers.Found, err error) {
	id := c.Report(code)
	unit, _ := c.Units.Get(code)
	draft, err := store.Drafts.Get(r, id)
	if err != nil || draft == nil {
		return f, err
	}
	outline := c.OutlineOf(unit, draft)
	if outline == nil {
		return f, fmt.Errorf("%w: the outline of %s is not stored", store.ErrDamaged, id)
	}
	say := c.Phrases("")
	shown := &paper.Writer{Sheet: answers.Sheet{Outline: outline, Draft: draft}, Say: say, Words: c.AboutUnit(unit, say).Words}
	var faults error
	words := func(q *form.Question, row int, cell *answers.Cell) string {
		switch {
		case cell.Hidden || cell.State != answers.Answered || q.IsCalculated() || q.Way() == form.ByFiles || q.NamesUnit():
			return ""
		case q.IsText():
			p := q.At(row)
			pieces, err := store.Text(r, id, outline.Filed(p), draft.Text(outline, p))
			faults = errors.Join(faults, err)
			return strings.TrimSpace(viet.JoinPieces(pieces))
		}
		return typed(shown, q, cell.Value)
	}
	for _, q := range outline.Top {
		cell := &draft.Cells[q.Pos]
		if !q.IsGroup() {
			if text := words(q, 0, cell); text != "" {
				f.List = append(f.List, answers.FoundItem{Name: q.Name, Text: text, Sure: true})
			}
			continue
		}
		for _, row := range cell.Rows {
			item := answers.FoundItem{Name: q.Name, Text: row.Label, Sure: true}
			for i := range q.Questions {
				if text := words(&q.Questions[i], row.ID, &row.Cells[i]); text != "" {
					item.Fields = append(item.Fields, answers.FoundField{Name: q.Questions[i].Name, Text: text})
				}
			}
			f.List = append(f.List, item)
		}
	}
	return f, faults
}

// typed is a value as somebody would type it.
func typed(w *paper.Writer, q *form.Question, v form.Value) string {
	v.Remark = ""
	return w.Shown(q, v)
}
