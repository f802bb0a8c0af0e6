//go:build linux || darwin

package disk

import "golang.org/x/sys/unix"

// Room tells how many bytes are free for us on the disk on which a folder lies, and how many it has; ok is false where
// that cannot be told.
func Room(folder string) (free, size int64, ok bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, 0, false
	}
	block := int64(s.Bsize)
	return int64(s.Bavail) * block, int64(s.Blocks) * block, true
}
