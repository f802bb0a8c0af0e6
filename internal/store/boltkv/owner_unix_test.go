//go:build unix

package boltkv_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"giaoban/internal/store/boltkv"
)

// TestCompactKeepsOwnerAndMode: root may write the file anew, and the bot's user opens it afterwards.
func TestCompactKeepsOwnerAndMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	db, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	uid, gid := os.Getuid(), os.Getgid()
	if uid == 0 {
		uid, gid = 12345, 12346
		if err := os.Chown(path, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := boltkv.Compact(path, boltkv.Options{}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	if int(stat.Uid) != uid || int(stat.Gid) != gid || info.Mode().Perm() != 0o640 {
		t.Errorf("the new file is of %d:%d with mode %o, the old one was of %d:%d with 640", stat.Uid, stat.Gid, info.Mode().Perm(), uid, gid)
	}
}
