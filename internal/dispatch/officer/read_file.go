package officer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/docx"
	"giaoban/internal/form"
	"giaoban/internal/ooxml"
	"giaoban/internal/reading"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// reads writes down a file that is to be read, and what became of what was found in one.
func (w work) reads(out exchange.Outcome) {
	if out.Found != nil {
		store.Founds.Put(w.Tx, store.FileOf{Report: w.ID, ID: out.FoundIn}, out.Found)
	}
	if out.Read == 0 && out.Paste == "" {
		return
	}
	r := store.Reading{FileOf: store.FileOf{Report: w.ID, ID: out.Read}, For: w.Update.From, Key: w.Update.Key, Paste: out.Paste}
	store.Readings.Put(w.Tx, r.FileOf, r)
	w.Effects.Readings = append(w.Effects.Readings, r)
}

// FileRead says what was found in a file. What the person was asked stays in focus.
func (h Handler) FileRead() error {
	w, err := h.open(h.Context.Member)
	if err != nil {
		return err
	}
	return w.close(w.Turn.Step())
}

// ReadFile finds answers in a file and keeps them, and returns the update that tells the
// person who wanted it. Nil content is of a file that will never come.
func ReadFile(ctx context.Context, in *campaigns.Set, now time.Time, r store.Reading, content []byte) (*chat.Update, error) {
	c := in.Named(r.Report)
	var u roster.Unit
	if c != nil {
		u, _ = c.Units.Get(r.Report.Unit)
	}
	if content == nil || u.Code == "" || !c.Reports(u.Level) {
		return nil, store.One(ctx, in.KV, func(tx store.Tx) error {
			store.Readings.Delete(tx, r.FileOf)
			return nil
		})
	}
	var outline *form.Outline
	label := ""
	err := in.KV.View(ctx, func(tx store.Reader) error {
		draft, err := store.Drafts.Get(tx, r.Report)
		if err != nil {
			return err
		}
		if draft != nil {
			outline = c.OutlineOf(u, draft)
		}
		if outline == nil {
			outline = c.Outlines[u.Level]
		}
		files, err := store.FilesOf.Get(tx, r.Report)
		if file := files.Find(r.ID); file != nil {
			label = file.Name
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what a file belongs to: %w", err)
	}
	found, err := find(content, r.Paste, outline, c.AboutUnit(u, c.Phrases("")).Words)
	if r.Former != "" {
		label = r.Paste
		found, err = formerFound(ctx, c, r.Former)
	}
	if err != nil {
		in.Log.Error("a report could not be read", "file", r.String(), "error", err)
	}
	found.Label = c.Phrases("").Quote(label)
	wanted := false
	err = store.One(ctx, in.KV, func(tx store.Tx) (err error) {
		if wanted, err = r.StillWanted(tx); wanted { // else it was told already
			store.Founds.Put(tx, r.FileOf, &found)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("keep what was found in a file: %w", err)
	}
	if !wanted {
		return nil, nil
	}
	return &chat.Update{Key: r.Update(), From: r.For, At: now,
		Input: chat.Input{Kind: chat.FileRead, Data: strconv.Itoa(r.ID), Text: r.Report.String()}}, nil
}

// why are the reasons for which a file is not read, as a record says them.
var why = []struct {
	err  error
	word string
}{
	{ooxml.ErrPassword, "password"}, {ooxml.ErrOldFormat, "old"}, {docx.ErrPDF, "pdf"}, {docx.ErrNotWord, "other"},
	{ooxml.ErrTooLarge, "large"}, {ooxml.ErrDamaged, "damaged"},
}

// find reads a document, or what was pasted, and finds answers in it. Whatever its bytes
// are, it says so and goes on; an error is a fault of ours, for the operator.
func find(content []byte, paste string, o *form.Outline, words form.Words) (f answers.Found, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = answers.Found{Problem: "damaged"}, fmt.Errorf("panic: %v", p)
		}
	}()
	d := reading.Lines(paste)
	if paste == "" {
		var problem error
		d, problem = docx.Read(content)
		for _, w := range why {
			if errors.Is(problem, w.err) {
				return answers.Found{Problem: w.word}, nil
			}
		}
	}
	if len(d.Blocks) == 0 {
		return answers.Found{Problem: "empty", Pictures: d.Pictures}, nil
	}
	f = reading.New(o, func(s string) string { return form.Fill(s, words) }).Read(d)
	f.Pictures = d.Pictures
	return f, nil
}
