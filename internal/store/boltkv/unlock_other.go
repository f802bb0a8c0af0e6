//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package boltkv

import "os"

// letGo releases a file that bbolt can no longer close. The lock may last until the process ends.
func letGo(f *os.File) {
	if f != nil {
		_ = f.Close()
	}
}
