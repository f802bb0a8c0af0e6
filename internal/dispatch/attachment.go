package dispatch

import (
	"context"
	"fmt"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/store"
)

// filesOf lets a turn see the report's files: they are read when it asks.
func (v *visit) filesOf(t *conversation.Turn, rep store.Report) {
	var known []answers.Filed
	read := false
	t.MaxFile = v.d.set.MaxFile
	t.Files = func() []answers.Filed {
		if read {
			return known
		}
		read = true
		files, err := store.GetFiles(v.tx, rep)
		if err != nil { // said by filed, if anything is to be written
			return nil
		}
		for _, f := range files.List {
			f.Own = f.By == v.u.From.String()
			f.At, _ = t.Outline.Placed(f.At)
			known = append(known, f.Filed)
		}
		return known
	}
}

// filed writes down the files that came in or were taken out, and queues what is
// to be fetched. A row that was taken out takes its files with it.
func (v *visit) filed(w *work, out conversation.Outcome) error {
	gone := map[int]bool{}
	for _, a := range out.Answers {
		if a.Removed && a.Row != 0 {
			gone[a.Row] = true
		}
	}
	if len(out.Files) == 0 && len(gone) == 0 {
		return nil
	}
	files, err := store.GetFiles(v.tx, w.report)
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	remove := func(which func(store.File) bool) {
		removed := files.Remove(which)
		for _, f := range removed {
			store.DeleteDownload(v.tx, store.Download{Report: w.report, ID: f.ID})
		}
		store.NoteRemoved(v.tx, w.report, removed...)
	}
	for _, c := range out.Files {
		if c.Removed {
			remove(func(f store.File) bool { return f.ID == c.ID })
			continue
		}
		c.At = w.turn.Outline.Filed(c.At)
		f := files.Add(store.File{Filed: c.Filed, Ref: c.Ref, By: v.u.From.String(), Got: v.u.At})
		d := store.Download{Report: w.report, ID: f.ID, From: v.u.From, Ref: c.Ref, Got: v.u.At}
		if err := store.PutDownload(v.tx, d); err != nil {
			return err
		}
		v.r.downloads = append(v.r.downloads, d)
	}
	if len(gone) > 0 {
		remove(func(f store.File) bool { return gone[f.At.Row] })
	}
	w.status.Scan = files.Scanned()
	return store.PutFiles(v.tx, w.report, files)
}

// FileLost marks a file that will never come, takes it off the queue and tells
// who sent it, once, with another way.
func (d *Dispatcher) FileLost(ctx context.Context, l store.Download, why store.Loss) error {
	number := d.number()
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
		in := d.driveOf(l.Report)
		m := d.message(number, 0, l.From, chat.Content{Text: in.lostSentence(in.phrases(p.Language), l, file.Filed, why)})
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

// driveOf is the campaign of a report; the first if it is not open any more.
func (d *set) driveOf(rep store.Report) *drive {
	for _, in := range d.drives {
		if in.name() == rep.Campaign {
			return in
		}
	}
	return d.drives[0]
}

func (d *drive) lostSentence(say locale.Phrases, l store.Download, f answers.Filed, why store.Loss) string {
	label := paper.FileLabel(say, f)
	unit := d.Units.Path(l.Report.Unit)
	switch why {
	case store.TooBig:
		most := d.set.MaxFile
		if most == 0 {
			most = answers.DefaultMaxFile
		}
		return say.Say("file_lost_big", "label", label, "unit", unit, "most", paper.SizeText(most), "contact", d.contact())
	case store.TooLate:
		return say.Say("file_lost_late", "label", label, "unit", unit, "contact", d.contact())
	}
	return say.Say("file_lost_gone", "label", label, "unit", unit, "contact", d.contact())
}

// albumAnswered has the answer to a part of an album take the place of the
// answer to the part before, if that has not left yet.
func (v *visit) albumAnswered() {
	group := v.u.Input.Group
	if group == "" {
		v.person.Album = nil
		return
	}
	if a := v.person.Album; a != nil && a.Group == group && len(v.r.messages) > 0 {
		for _, id := range a.Messages {
			store.DeleteMessage(v.tx, id)
		}
		v.r.superseded = a.Messages
	}
	now := &store.Album{Group: group}
	for _, m := range v.r.messages {
		now.Messages = append(now.Messages, m.ID)
	}
	v.person.Album, v.r.album = now, true
}

// answer hands on what an update brought: at once, or for a part of an album
// after a moment, in case the next part says it better.
func (d *Dispatcher) answer(to chat.Address, r *result) {
	if !r.album {
		d.Deliver(r.messages...)
		return
	}
	d.held.hold(to, r.messages, r.superseded)
}
