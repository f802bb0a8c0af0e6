package officer

import (
	"context"
	"fmt"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/store"
)

// filed writes down the files that came in or were taken out, and queues what is
// to be fetched. A row that was taken out takes its files with it.
func (h Handler) filed(w *session.Report, out conversation.Outcome) error {
	gone := map[int]bool{}
	for _, a := range out.Answers {
		if a.Removed && a.Row != 0 {
			gone[a.Row] = true
		}
	}
	if len(out.Files) == 0 && len(gone) == 0 {
		return nil
	}
	files, err := store.GetFiles(h.Tx, w.ID)
	if err != nil {
		return campaigns.Damaged(err)
	}
	remove := func(which func(store.File) bool) {
		removed := files.Remove(which)
		for _, f := range removed {
			store.DeleteDownload(h.Tx, store.Download{Report: w.ID, ID: f.ID})
		}
		store.NoteRemoved(h.Tx, w.ID, removed...)
	}
	for _, c := range out.Files {
		if c.Removed {
			remove(func(f store.File) bool { return f.ID == c.ID })
			continue
		}
		c.At = w.Turn.Outline.Filed(c.At)
		f := files.Add(store.File{Filed: c.Filed, Ref: c.Ref, By: h.Update.From.String(), Got: h.Update.At})
		d := store.Download{Report: w.ID, ID: f.ID, From: h.Update.From, Ref: c.Ref, Got: h.Update.At}
		if err := store.PutDownload(h.Tx, d); err != nil {
			return err
		}
		h.Effects.Downloads = append(h.Effects.Downloads, d)
	}
	if len(gone) > 0 {
		remove(func(f store.File) bool { return gone[f.At.Row] })
	}
	w.Status.Scan = files.Scanned()
	return store.PutFiles(h.Tx, w.ID, files)
}

// FileLost marks a file that will never come, takes it off the queue and tells
// who sent it, once, with another way.
func FileLost(ctx context.Context, d *campaigns.Set, l store.Download, why store.Loss) error {
	number := d.Number()
	var messages []chat.Message
	err := store.One(ctx, d.KV, func(tx store.Tx) error {
		messages = nil
		store.DeleteDownload(tx, l)
		files, err := store.GetFiles(tx, l.Report)
		if err != nil {
			return err
		}
		file := files.Find(l.ID)
		if file == nil || file.State != answers.FileWaiting {
			return nil // taken out meanwhile, or told before
		}
		file.State, file.Why = conversation.FileLost, why
		if err := store.PutFiles(tx, l.Report, files); err != nil {
			return err
		}
		if err := markScan(tx, l.Report, files); err != nil {
			return err
		}
		p, err := store.GetPerson(tx, l.From)
		if err != nil {
			return err
		}
		in := d.Of(l.Report)
		m := d.Message(number, 0, l.From, chat.Content{Text: lostSentence(in, in.Phrases(p.Language), l, file.Filed, why)})
		m.Priority = chat.Notice
		store.PutMessage(tx, m)
		messages = append(messages, m)
		return nil
	})
	if err != nil {
		return fmt.Errorf("mark a lost file: %w", err)
	}
	d.Deliver(messages...)
	return nil
}

// markScan brings the report's mark of the signed copy up to date.
func markScan(tx store.Tx, rep store.Report, files store.Files) error {
	status, err := store.GetStatus(tx, rep)
	if err != nil || status.Scan == files.Scanned() {
		return err
	}
	status.Scan = files.Scanned()
	store.PutStatus(tx, rep, status)
	return nil
}

func lostSentence(d *campaigns.Campaign, say locale.Phrases, l store.Download, f answers.Filed, why store.Loss) string {
	label := paper.FileLabel(say, f)
	unit := d.Units.Path(l.Report.Unit)
	switch why {
	case store.TooBig:
		most := d.Set.MaxFile
		if most == 0 {
			most = answers.DefaultMaxFile
		}
		return say.Say("file_lost_big", "label", label, "unit", unit, "most", paper.SizeText(most), "contact", d.Contact())
	case store.TooLate:
		return say.Say("file_lost_late", "label", label, "unit", unit, "contact", d.Contact())
	}
	return say.Say("file_lost_gone", "label", label, "unit", unit, "contact", d.Contact())
}
