package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/health"
)

// A lastBackup is what became of the last try to make a daily one.
type lastBackup struct {
	mu   sync.Mutex
	path string
	err  error // of a try that came to nothing
	// lacks is how many damaged records and missing files are not in it.
	lacks int
}

func (l *lastBackup) failed(path string, err error) { l.set(path, err, 0) }

func (l *lastBackup) made(path string, lacks int) { l.set(path, nil, lacks) }

func (l *lastBackup) set(path string, err error, lacks int) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.path, l.err, l.lacks = path, err, lacks
}

func (l *lastBackup) get() (path string, lacks int, err error) {
	if l == nil {
		return "", 0, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.path, l.lacks, l.err
}

// state tells which daily backups there are, and what became of the last one.
func (n nightly) state() health.Backups {
	if n.BackupTo == "" {
		return health.Backups{}
	}
	path, lacks, failed := n.last.get()
	b := health.Backups{Configured: true, Last: absolute(path), Lacks: lacks}
	days, err := n.days()
	if errors.Is(err, fs.ErrNotExist) {
		err = nil // the first one makes it
	}
	if err = cmp.Or(failed, err); err != nil {
		b.Err, b.Cause, b.Last = err.Error(), causeOf(err), cmp.Or(b.Last, absolute(n.BackupTo))
	}
	if b.Count = len(days); b.Count == 0 {
		return b
	}
	newest := filepath.Join(n.BackupTo, days[b.Count-1])
	if info, err := os.Stat(newest); err == nil {
		b.Newest, b.Age, b.Size = info.ModTime().In(n.zone), time.Since(info.ModTime()), info.Size()
	}
	for _, day := range days {
		if whole := filepath.Join(n.BackupTo, day); lacks == 0 || whole != path {
			b.File = absolute(whole)
		}
	}
	return b
}

// causeOf tells what keeps a backup from being made, as far as that is known.
func causeOf(err error) health.Cause {
	var none *disk.NoRoomError
	var key *keyError
	switch {
	case errors.As(err, &key):
		return health.NoKey
	case errors.As(err, &none), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return health.NoRoom
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return health.NotAllowed
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EIO), errors.Is(err, syscall.ESTALE):
		return health.NoFolder
	}
	return ""
}
