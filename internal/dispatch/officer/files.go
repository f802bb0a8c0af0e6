package officer

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/report"
	"giaoban/internal/store"
)

// filed records the files that came in or were removed, and queues downloads. The files
// of a removed row go with it.
func (w work) filed(out exchange.Outcome) error {
	gone := map[int]bool{}
	for _, a := range out.Answers {
		if a.Removed && a.Row != 0 {
			gone[a.Row] = true
		}
	}
	if len(out.Files) == 0 && len(gone) == 0 {
		return nil
	}
	files, err := store.FilesOf.Get(w.Tx, w.ID)
	if err != nil {
		return err
	}
	remove := func(which func(store.File) bool) error {
		removed := files.Remove(which)
		for _, f := range removed {
			store.Downloads.Delete(w.Tx, store.Download{Report: w.ID, ID: f.ID})
			store.Founds.Delete(w.Tx, store.FileOf{Report: w.ID, ID: f.ID})
		}
		return store.NoteRemoved(w.Tx, w.ID, removed...)
	}
	for _, c := range out.Files {
		if c.Removed {
			if err := remove(func(f store.File) bool { return f.ID == c.ID }); err != nil {
				return err
			}
			continue
		}
		c.At = w.Turn.Outline.Filed(c.At)
		f := files.Add(store.File{Filed: c.Filed, Ref: c.Ref, By: w.Update.From.String(), Got: w.Update.At})
		d := store.Download{Report: w.ID, ID: f.ID, From: w.Update.From, Ref: c.Ref, Got: w.Update.At}
		store.Downloads.Put(w.Tx, d, d)
		w.Effects.Downloads = append(w.Effects.Downloads, d)
	}
	if len(gone) > 0 {
		if err := remove(func(f store.File) bool { return gone[f.At.Row] }); err != nil {
			return err
		}
	}
	w.Status.Scan = files.Scanned()
	store.FilesOf.Put(w.Tx, w.ID, files)
	return nil
}

// FileLost marks a file that will never come, takes it off the queue and notifies its
// sender once, with another way.
func FileLost(ctx context.Context, in *campaigns.Set, now time.Time, l store.Download, why store.Loss) error {
	err := store.One(ctx, in.KV, func(tx store.Tx) error {
		store.Downloads.Delete(tx, l)
		files, err := store.FilesOf.Get(tx, l.Report)
		if err != nil {
			return err
		}
		file := files.Find(l.ID)
		if file == nil || file.State != answers.FileWaiting {
			return nil // taken out meanwhile, or told before
		}
		file.State, file.Why = answers.FileLost, why
		store.FilesOf.Put(tx, l.Report, files)
		if err := markScan(tx, l.Report, files); err != nil {
			return err
		}
		p, err := store.GetPerson(tx, l.From)
		if err != nil {
			return err
		}
		c := in.Of(l.Report)
		n := notify.Phrase(lostSentence(c, paper.FileLabel(c.Phrases(p.Language), file.Filed), l, why))
		n.ID, n.At, n.Answers, n.To.Address = fmt.Sprintf("file/%s/%d", l.Report, l.ID), now, l.Got, l.From
		return notify.Put(tx, c, n)
	})
	if err != nil {
		return fmt.Errorf("mark a lost file: %w", err)
	}
	return nil
}

// markScan brings the status up to date about the signed copy.
func markScan(tx store.Tx, rep report.ID, files store.Files) error {
	status, err := store.Statuses.Get(tx, rep)
	if err != nil || status.Scan == files.Scanned() {
		return err
	}
	status.Scan = files.Scanned()
	store.Statuses.Put(tx, rep, status)
	return nil
}

func lostSentence(c *campaigns.Campaign, label string, l store.Download, why store.Loss) locale.Phrase {
	unit := c.Units.Path(l.Report.Unit)
	switch why {
	case store.TooBig:
		most := cmp.Or(c.Set.MaxFile, answers.DefaultMaxFile)
		return locale.Later("file_lost_big", "label", label, "unit", unit, "most", c.Phrases("").Size(most), "contact", c.ContactLater())
	case store.Empty:
		return locale.Later("file_lost_empty", "label", label, "unit", unit, "contact", c.ContactLater())
	case store.TooLate:
		return locale.Later("file_lost_late", "label", label, "unit", unit, "contact", c.ContactLater())
	}
	return locale.Later("file_lost_gone", "label", label, "unit", unit, "contact", c.ContactLater())
}
