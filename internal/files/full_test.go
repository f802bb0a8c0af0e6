package files

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/internal/disk/disktest"
)

// TestFullDisk: files wait while the disk is full, or has no more than what is kept for the
// database; nothing half fetched is left, nobody is told that it is lost, and they come by
// themselves when there is room.
func TestFullDisk(t *testing.T) {
	for name, free := range map[string]int{"full": 0, "full while it comes": 700 << 10, "only the reserve": 390 << 10} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := disktest.New(t, 8<<20)
				r := newRig(t, nil, Options{})
				r.folder = filepath.Join(d.Folder, "files")
				r.o.Folder = r.folder
				d.Fill(free)
				large := strings.Repeat("đường", 100)
				r.run()
				r.Add(r.take(large, "nhỏ")...)
				pass(10 * time.Minute)
				if free < 600<<10 {
					if names := r.onDisk(); len(names) > 0 {
						t.Errorf("on the disk: %q", names)
					}
				}
				if s := r.Stats(); s.Lost > 0 || s.Stored == 2 || s.Retried < 5 || s.Retried > 50 {
					t.Errorf("%+v", s)
				}
				d.Empty()
				pass(2 * time.Minute)
				r.whole(large, "nhỏ")
			})
		})
	}
}
