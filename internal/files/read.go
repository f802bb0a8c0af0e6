package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"giaoban/internal/store"
)

// fetchPause is the wait for a file that is still being fetched.
const fetchPause = time.Second

// read hands a file that is on the disk on to who reads it.
func (f *Files) read(ctx context.Context, j *job) {
	content, ready, err := f.content(ctx, *j.reading)
	if err == nil && ready {
		err = f.o.Read(ctx, *j.reading, content)
	}
	switch {
	case ctx.Err() != nil: // its row is there at the next start
	case err != nil:
		f.o.Log.Error("files: not read, trying on", "file", j.reading.String(), "err", err)
		j.at = time.Now().Add(storePause)
		f.queue.add(j)
	case !ready:
		j.at = time.Now().Add(fetchPause)
		f.queue.add(j)
	}
}

// content is what lies on the disk of a file. It is not ready while the file is being
// fetched, and nil if it never comes.
func (f *Files) content(ctx context.Context, r store.Reading) (content []byte, ready bool, err error) {
	if r.Paste != "" {
		return []byte(r.Paste), true, nil
	}
	hash, waits := "", false
	err = f.kv.View(ctx, func(tx store.Reader) (err error) {
		hash, waits, err = store.Content(tx, r.FileOf)
		return err
	})
	switch {
	case err != nil:
		return nil, false, fmt.Errorf("read the record of a file: %w", err)
	case waits:
		return nil, false, nil
	case !isHash(hash):
		return nil, true, nil
	}
	file, err := os.Open(filepath.Join(f.o.Folder, hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true, nil
	}
	if err != nil {
		return nil, false, err
	}
	defer file.Close()
	from, err := f.o.Decrypt(file)
	if err == nil {
		content, err = io.ReadAll(from)
	}
	if err != nil { // to try again would not help
		f.o.Log.Error("files: a content is damaged", "content", hash, "file", r.String(), "err", err, "hint", "the newest backup has it")
		return nil, true, nil
	}
	return content, true, nil
}
