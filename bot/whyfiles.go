package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/health"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// lostFiles are the files of a unit's report that the disk lacks. Whether one that is there is as it came, only check says: that
// takes reading it.
func (q *inquiry) lostFiles(ctx context.Context, u unitIn) (lost []why.File, err error) {
	if q.data == "" {
		return nil, nil
	}
	return q.filesOf(ctx, u, func(hash string) bool {
		_, err := os.Stat(filepath.Join(q.data, filesFolder, hash))
		return os.IsNotExist(err)
	})
}

// filesOf are the stored files of a unit's report of whose content that is so.
func (q *inquiry) filesOf(ctx context.Context, u unitIn, so func(hash string) bool) (some []why.File, err error) {
	all, err := q.gather(ctx)
	if err != nil {
		return nil, err
	}
	var files store.Files
	err = q.kv.View(ctx, func(r store.Reader) (err error) {
		files, err = store.FilesOf.Get(r, u.in.Report(u.Code))
		return err
	})
	for _, f := range files.List {
		if f.State != answers.FileStored || !so(f.Hash) {
			continue
		}
		by := f.By
		i := slices.IndexFunc(all.people, func(a chat.Address) bool { return a.String() == f.By })
		if i >= 0 && all.as(all.people[i]).name != "" {
			by = q.say.Join(all.as(all.people[i]).name, f.By)
		}
		some = append(some, why.File{ID: f.ID, Unit: u.in.Units.Path(u.Code), What: q.forWhat(u, f), By: by, Sent: f.Got,
			Command: health.TakeOut(q.backup, q.data, filesFolder+"/"+f.Hash, q.say)})
	}
	return some, err
}

// forWhat says for what a file was sent.
func (q *inquiry) forWhat(u unitIn, f store.File) string {
	switch f.Purpose {
	case answers.ForScan:
		return q.say.Say("button_file_scan")
	case answers.ForOther:
		return q.say.Say("button_file_other")
	}
	label := f.At.Code
	if o := u.in.Outlines[u.Level].In(q.say.Tag()); o != nil {
		label = o.LabelOf(f.At.Code, u.in.AboutUnit(u.Unit, q.say).Words)
	}
	return q.say.Say("trace_file_question", "code", f.At.Code, "label", label)
}
