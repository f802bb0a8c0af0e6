//go:build unix

package disk

import (
	"errors"
	"os"
)

// SyncFolder makes new names in the folder last. Some file systems cannot, and say so.
func SyncFolder(folder string) error {
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
