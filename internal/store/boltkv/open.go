package boltkv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"giaoban/internal/disk"
)

const (
	defaultTimeout = 200 * time.Millisecond

	// mapped is how much address space is reserved at once (no memory, no disk). While the file is smaller, it grows
	// without being mapped anew; a new mapping has to wait for every open view, a slow backup included.
	mapped = 256 << 20

	// growth is by how much the file grows at a time: each growth costs an fsync, and unused space looks like data.
	growth = 1 << 20

	hint = "keep it, put the newest backup in its place and start again"
)

// openFile opens bbolt with our settings. bbolt reads parts of the file through its mapping while it opens it, so a bad
// file can make it panic or fault, and it then keeps the lock on the file: both are turned into ErrDamaged here.
func openFile(path string, o Options) (bolt *bbolt.DB, file *os.File, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			letGo(file)
			bolt, err = nil, fmt.Errorf("%w (%v): %s", ErrDamaged, v, hint)
		}
	}()
	_, statErr := os.Stat(path)
	bo := boltOptions(o)
	bo.OpenFile = func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		f, err = os.OpenFile(name, flag, mode)
		file = f
		return f, err
	}
	if bolt, err = bbolt.Open(path, 0o600, bo); err != nil {
		return nil, nil, explain(err)
	}
	bolt.AllocSize = growth
	if err := prepare(bolt, file); err != nil {
		return nil, nil, errors.Join(err, bolt.Close())
	}
	if os.IsNotExist(statErr) {
		_ = disk.SyncFolder(filepath.Dir(path)) // where it cannot be done, nothing can
	}
	return bolt, file, nil
}

func boltOptions(o Options) *bbolt.Options {
	bo := &bbolt.Options{
		Timeout:      o.Timeout,
		MaxSize:      o.MaxSize,
		NoSync:       o.NoSync,
		FreelistType: bbolt.FreelistMapType,
		NoStatistics: true,
	}
	if bo.Timeout <= 0 {
		bo.Timeout = defaultTimeout // bbolt would wait for ever
	}
	if strconv.IntSize == 64 && runtime.GOOS != "windows" { // there the file itself would become as large
		bo.InitialMmapSize = mapped
	}
	return bo
}

// prepare finds files that were cut short, which bbolt itself does not, and makes the bucket that holds all keys.
func prepare(bolt *bbolt.DB, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	ready := false
	err = bolt.View(func(tx *bbolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%w (%d bytes of %d): %s", ErrDamaged, info.Size(), tx.Size(), hint)
		}
		ready = tx.Bucket([]byte(bucketName)) != nil
		return nil
	})
	if err != nil || ready {
		return err
	}
	return bolt.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte(bucketName))
		return err
	})
}

// bucketName names the one bucket that holds all keys.
const bucketName = "kv"

// explain turns bbolt's errors into ours. What the operating system says (no permission, no such folder) stays; anything
// else means that the content makes no sense.
func explain(err error) error {
	var errno syscall.Errno
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return fmt.Errorf("%w: stop it, or ask it to do this", ErrLocked)
	case errors.As(err, &errno):
		return err
	}
	return fmt.Errorf("%w (%w): %s", ErrDamaged, err, hint)
}
