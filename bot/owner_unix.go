//go:build unix

package main

import (
	"io/fs"
	"syscall"
)

// ownerOf is the user that a file belongs to, as os.Geteuid counts them.
func ownerOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return -1
}
