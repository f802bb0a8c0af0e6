//go:build !unix

package main

import "io/fs"

// ownerOf is -1, as os.Geteuid is, where files have no owner in the sense of Unix.
func ownerOf(fs.FileInfo) int { return -1 }

// deviceOf is 0: which disk a file lies on is not known.
func deviceOf(fs.FileInfo) uint64 { return 0 }
