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

// deviceOf is the disk that a file lies on.
func deviceOf(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev)
	}
	return 0
}
