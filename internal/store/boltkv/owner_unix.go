//go:build unix

package boltkv

import (
	"io/fs"
	"os"
	"syscall"
)

// ownAs gives a file to whom another belongs: what root writes in its place, its user must be able to open.
func ownAs(path string, other fs.FileInfo) error {
	want, ok := other.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if has, ok := info.Sys().(*syscall.Stat_t); ok && has.Uid == want.Uid && has.Gid == want.Gid {
		return nil
	}
	return os.Chown(path, int(want.Uid), int(want.Gid))
}
