//go:build unix

package main

import (
	"fmt"

	"golang.org/x/sys/unix"

	"giaoban/internal/health"
)

// diskOf tells how much room the disk has on which a folder lies; nothing if that cannot be told.
func diskOf(folder string) health.Disk {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return health.Disk{Path: folder}
	}
	block := int64(s.Bsize)
	return health.Disk{Free: int64(s.Bavail) * block, Size: int64(s.Blocks) * block, Path: folder, ID: fmt.Sprint(s.Fsid)}
}
