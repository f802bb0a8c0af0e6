package files_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/files"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// What was to be read when the program ended is read after the next start: once it is on
// the disk, with its content; with none if it never comes. What was pasted is in no file,
// and a row that is damaged stops none.
func TestRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		folder := t.TempDir()
		hash := strings.Repeat("a", 64)
		if err := os.WriteFile(filepath.Join(folder, hash), []byte("hidden BÁO CÁO"), 0o600); err != nil {
			t.Fatal(err)
		}
		rep := report.ID{Campaign: "t", Unit: "1"}
		record := store.Files{Last: 3, List: []store.File{
			{Filed: answers.Filed{ID: 1, State: answers.FileStored}, Hash: hash},
			{Filed: answers.Filed{ID: 2}},
			{Filed: answers.Filed{ID: 3, State: answers.FileLost}},
		}}
		put := func() {
			err := store.One(context.Background(), kv, func(tx store.Tx) error {
				store.FilesOf.Put(tx, rep, record)
				for id := 1; id <= 3; id++ {
					r := store.Reading{FileOf: store.FileOf{Report: rep, ID: id}}
					store.Readings.Put(tx, r.FileOf, r)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		put()
		err = store.One(context.Background(), kv, func(tx store.Tx) error {
			tx.Put(store.Readings.Prefix()+"t/1/9", []byte("damaged"))
			r := store.Reading{FileOf: store.FileOf{Report: rep}, Paste: "BÀI DÁN"}
			store.Readings.Put(tx, r.FileOf, r)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got := make(chan string, 10)
		open := func(from io.Reader) (io.Reader, error) {
			_, err := io.CopyN(io.Discard, from, int64(len("hidden ")))
			return from, err
		}
		f := files.New(kv, nil, files.Options{Folder: folder, Decrypt: open, Lost: func(context.Context, store.Download, store.Loss) error { return nil },
			Read: func(_ context.Context, r store.Reading, content []byte) error {
				got <- r.String() + " " + string(content)
				return nil
			}})
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		if err := f.Start(ctx); err != nil {
			t.Fatal(err)
		}
		go func() { _ = f.Run(ctx) }()
		first := map[string]bool{<-got: true, <-got: true, <-got: true}
		if !first["t/1/1 BÁO CÁO"] || !first["t/1/3 "] || !first["t/1/0 BÀI DÁN"] {
			t.Errorf("%v", first)
		}
		time.Sleep(time.Minute)
		select {
		case more := <-got:
			t.Errorf("read before it was fetched: %s", more)
		default:
		}
		record.List[1].State, record.List[1].Hash = answers.FileStored, hash
		put()
		if now := <-got; now != "t/1/2 BÁO CÁO" {
			t.Error(now)
		}
		stop()
		synctest.Wait()
	})
}
