package dispatch_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/outbox"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

const ngaAn = "16144"

// filesOf reads what is stored of the report's files.
func filesOf(w *world) (files store.Files, waiting []store.Download, status report.Status) {
	w.t.Helper()
	rep := report.ID{Campaign: w.c.Name, Unit: ngaAn}
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		files, err = store.FilesOf.Get(r, rep)
		if err != nil {
			return err
		}
		waiting = nil
		for row, err := range store.Downloads.All(r, "") {
			if err != nil {
				return err
			}
			waiting = append(waiting, row.Value)
		}
		status, err = store.Statuses.Get(r, rep)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return files, waiting, status
}

// A file's record and its row on the queue are part of the answer's transaction:
// who and when, what was said of it, and nothing of it as a path.
func TestFileRecord(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "/tep")
	w.types("an", "ảnh, tài liệu khác")
	w.sends("an", "(tệp ../họp thôn.pdf 120 KB) Họp thôn 3")
	files, waiting, _ := filesOf(w)
	if len(files.List) != 1 || len(waiting) != 1 {
		t.Fatalf("%+v, waiting %+v", files, waiting)
	}
	f := files.List[0]
	if f.Name != "họp thôn.pdf" || f.Caption != "Họp thôn 3" || f.Size != 120<<10 || f.By != person("an").String() || f.Got.IsZero() ||
		f.Purpose != answers.ForOther || waiting[0].ID != f.ID || waiting[0].Ref != f.Ref || waiting[0].From != person("an") {
		t.Errorf("record %+v, row %+v", f, waiting[0])
	}
	w.types("an", "xóa tệp 1")
	if files, waiting, _ := filesOf(w); len(files.List) != 0 || len(waiting) != 0 || files.Last != 1 {
		t.Errorf("after its removal %+v, waiting %+v", files, waiting)
	}
}

// The content of a file goes only because a record says that it was removed: by
// its sender, or with all that a rehearsal left.
func TestContentsRemoved(t *testing.T) {
	w := newWorld(t)
	removed := func() (hashes []string) {
		err := w.kv.View(context.Background(), func(r store.Reader) error {
			hashes = nil
			all, err := store.AllRemoved(r)
			for _, gone := range all {
				hashes = append(hashes, gone.Hashes...)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return hashes
	}
	w.joins("an", ngaAn, roster.Officer)
	w.mustChange(campaign.Rehearse, false)
	w.types("an", "/tep")
	w.types("an", "ảnh, tài liệu khác")
	for range 2 {
		w.sends("an", "(tệp họp.pdf 120 KB)")
		w.fetches("tải xong")
	}
	w.sends("an", "(tệp họp.pdf 120 KB)") // its content never comes
	if got := removed(); len(got) != 0 {
		t.Errorf("before any removal %v", got)
	}
	w.types("an", "xóa tệp 1")
	if got := removed(); len(got) != 1 || got[0] != strings.Repeat("0", 64) {
		t.Errorf("after a removal %v", got)
	}
	w.mustChange(campaign.Reset, false)
	if got := removed(); len(got) != 2 {
		t.Errorf("after the reset %v", got)
	}
}

// The signed report may come after submission: the mark is set, the state and
// the answers stay; a scan that is lost takes the mark back.
func TestScanAfterSubmission(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "bắt đầu")
	rep := report.ID{Campaign: w.c.Name, Unit: ngaAn}
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		store.Statuses.Put(tx, rep, report.Status{State: report.Submitted, Revision: 1, Submitted: w.now})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.types("an", "/tep")
	w.sends("an", "(ảnh 800 KB)")
	if _, _, status := filesOf(w); !status.Scan || status.State != report.Submitted || status.Revision != 1 {
		t.Errorf("after the scan %+v", status)
	}
	w.fetches("không tải được: mất")
	if _, _, status := filesOf(w); status.Scan || status.State != report.Submitted {
		t.Errorf("after its loss %+v", status)
	}
}

// Who sent a file that is lost is told once, however often the room says so.
func TestFileLostIsToldOnce(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "/tep")
	w.types("an", "ảnh, tài liệu khác")
	w.sends("an", "(video ra-mat.mp4 19 MB)")
	before := len(w.said[person("an")])
	for range 3 {
		if err := w.d.FileLost(context.Background(), w.now, w.downloads[0], store.TooBig); err != nil {
			t.Fatal(err)
		}
	}
	told := w.said[person("an")][before:]
	if len(told) != 1 || !strings.Contains(told[0].Content.Text, "«ra-mat.mp4»") || !strings.Contains(told[0].Content.Text, "20 MB") {
		t.Errorf("told %+v", told)
	}
	if _, waiting, _ := filesOf(w); len(waiting) != 0 {
		t.Errorf("still waiting: %+v", waiting)
	}
}

// Parts of an album that come in batches of their own get one answer all the
// same, unless the person does something else in between.
func TestAlbumOverBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		w := newWorldOn(t, kv)
		o := w.d.Options
		o.AlbumPause = time.Second
		var mu sync.Mutex // a timer hands on what is held
		var said []chat.Message
		o.Deliver = func(ms ...chat.Message) {
			mu.Lock()
			defer mu.Unlock()
			said = append(said, ms...)
		}
		heard := func() []chat.Message {
			mu.Lock()
			defer mu.Unlock()
			return slices.Clone(said)
		}
		w.d = dispatch.New(o)
		w.joins("an", ngaAn, roster.Officer)
		w.types("an", "/tep")
		w.types("an", "ảnh, tài liệu khác")
		before := len(heard())
		part := func(group string) {
			w.does("an", chat.Input{Kind: chat.Attachment, Group: group, Files: []chat.File{{Kind: chat.Photo, Ref: "r", Type: "image/jpeg"}}})
			time.Sleep(300 * time.Millisecond)
		}
		for range 4 {
			part("1")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		told := heard()[before:]
		if len(told) != 1 || !strings.Contains(told[0].Content.Text, "Đã nhận 4 ảnh") {
			t.Fatalf("told %+v", told)
		}
		part("2")
		w.types("an", "xong")
		told = heard()[before+1:]
		if len(told) != 2 || !strings.Contains(told[0].Content.Text, "Đã nhận 5 ảnh") {
			t.Errorf("in order: %+v", told)
		}
		var rows int
		err = kv.View(context.Background(), func(r store.Reader) error {
			for row := range outbox.AllUnsent(r) {
				if strings.Contains(row.Message.Content.Text, "Đã nhận") {
					rows++
				}
			}
			return nil
		})
		if err != nil || rows != 2 {
			t.Errorf("%d answers to albums in the store, %v", rows, err)
		}
	})
}

// Parts of an album that different processes answer get one answer too.
func TestAlbumOverTwoProcesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		w := newWorldOn(t, kv)
		o := w.d.Options
		o.AlbumPause = time.Second
		var mu sync.Mutex
		var said []string
		o.Deliver = func(ms ...chat.Message) {
			mu.Lock()
			defer mu.Unlock()
			for _, m := range ms {
				said = append(said, m.Content.Text)
			}
		}
		both := []*dispatch.Dispatcher{dispatch.New(o), dispatch.New(o)}
		w.joins("an", ngaAn, roster.Officer)
		w.d = both[0]
		w.types("an", "/tep")
		w.types("an", "ảnh, tài liệu khác")
		before := len(said)
		for i := range 5 {
			w.d = both[i%2]
			w.does("an", chat.Input{Kind: chat.Attachment, Group: "1", Files: []chat.File{{Kind: chat.Photo, Ref: "r", Type: "image/jpeg"}}})
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		mu.Lock()
		defer mu.Unlock()
		if told := said[before:]; len(told) != 1 || !strings.Contains(told[0], "Đã nhận 5 ảnh") {
			t.Errorf("told %q", told)
		}
	})
}
