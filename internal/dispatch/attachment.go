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
func (s *Session) filesOf(t *conversation.Turn, rep store.Report) {
	var known []answers.Filed
	read := false
	t.MaxFile = s.Campaign.Set.MaxFile
	t.Files = func() []answers.Filed {
		if read {
			return known
		}
		read = true
		files, err := store.GetFiles(s.Tx, rep)
		if err != nil { // said by filed, if anything is to be written
			return nil
		}
		for _, f := range files.List {
			f.Own = f.By == s.Update.From.String()
			f.At, _ = t.Outline.Placed(f.At)
			known = append(known, f.Filed)
		}
		return known
	}
}

// filed writes down the files that came in or were taken out, and queues what is
// to be fetched. A row that was taken out takes its files with it.
func (h officer) filed(w *Report, out conversation.Outcome) error {
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
		return damaged(err)
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
		c.At = w.turn.Outline.Filed(c.At)
		f := files.Add(store.File{Filed: c.Filed, Ref: c.Ref, By: h.Update.From.String(), Got: h.Update.At})
		d := store.Download{Report: w.ID, ID: f.ID, From: h.Update.From, Ref: c.Ref, Got: h.Update.At}
		if err := store.PutDownload(h.Tx, d); err != nil {
			return err
		}
		h.Effects.downloads = append(h.Effects.downloads, d)
	}
	if len(gone) > 0 {
		remove(func(f store.File) bool { return gone[f.At.Row] })
	}
	w.status.Scan = files.Scanned()
	return store.PutFiles(h.Tx, w.ID, files)
}

// fileLost marks a file that will never come, takes it off the queue and tells
// who sent it, once, with another way.
func fileLost(ctx context.Context, d *Set, l store.Download, why store.Loss) error {
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
		in := d.Of(l.Report)
		m := d.message(number, 0, l.From, chat.Content{Text: lostSentence(in, in.phrases(p.Language), l, file.Filed, why)})
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

// Of is the campaign of a report; the first if it is not open any more.
func (d *Set) Of(rep store.Report) *Campaign {
	for _, in := range d.All {
		if in.name() == rep.Campaign {
			return in
		}
	}
	return d.All[0]
}

func lostSentence(d *Campaign, say locale.Phrases, l store.Download, f answers.Filed, why store.Loss) string {
	label := paper.FileLabel(say, f)
	unit := d.Units.Path(l.Report.Unit)
	switch why {
	case store.TooBig:
		most := d.Set.MaxFile
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
func (r router) albumAnswered() {
	group := r.Update.Input.Group
	if group == "" {
		r.person.Album = nil
		return
	}
	if a := r.person.Album; a != nil && a.Group == group && len(r.Effects.messages) > 0 {
		for _, id := range a.Messages {
			store.DeleteMessage(r.Tx, id)
		}
		r.Effects.superseded = a.Messages
	}
	now := &store.Album{Group: group}
	for _, m := range r.Effects.messages {
		now.Messages = append(now.Messages, m.ID)
	}
	r.person.Album, r.Effects.album = now, true
}

// answer hands on what an update brought: at once, or for a part of an album
// after a moment, in case the next part says it better.
func (d *Dispatcher) answer(to chat.Address, r *Effects) {
	if !r.album {
		d.Deliver(r.messages...)
		return
	}
	d.held.hold(to, r.messages, r.superseded)
}
