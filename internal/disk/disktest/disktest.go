// Package disktest gives tests a disk that can really be full: a small file system in memory, mounted for the test. It
// imports nothing of ours and is for tests only.
package disktest

import (
	"os"
	"path/filepath"
	"testing"
)

// A Disk is a small file system.
type Disk struct {
	// Folder is where it is mounted.
	Folder string
	t      testing.TB
}

// filler is the file that takes the room away.
const filler = "filler"

// New mounts a disk of so many bytes. Where the test may not mount, it is skipped.
func New(t testing.TB, size int) *Disk {
	t.Helper()
	folder := t.TempDir()
	if err := mount(t, folder, size); err != nil {
		t.Skipf("no small disk can be mounted here (%v): run the tests as root to have this one", err)
	}
	return &Disk{folder, t}
}

// Fill takes all room away but so many bytes, and returns how many it took.
func (d *Disk) Fill(but int) int {
	d.t.Helper()
	d.Empty()
	f, err := os.Create(filepath.Join(d.Folder, filler))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	taken, page := 0, make([]byte, 4096)
	for {
		n, err := f.Write(page)
		if taken += n; err != nil {
			break
		}
	}
	taken = max(0, taken-but)
	if err := f.Truncate(int64(taken)); err != nil {
		d.t.Fatal(err)
	}
	return taken
}

// Empty gives the room back.
func (d *Disk) Empty() { _ = os.Remove(filepath.Join(d.Folder, filler)) }
