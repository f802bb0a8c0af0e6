//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package boltkv

import (
	"os"
	"syscall"
)

// letGo releases a file that bbolt can no longer close. Closing alone does not: the mapping, which is lost, keeps the
// open file alive, and with it the lock.
func letGo(f *os.File) {
	if f != nil {
		_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
		_ = f.Close()
	}
}
