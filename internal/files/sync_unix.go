//go:build unix

package files

import (
	"errors"
	"os"
)

// syncFolder makes new names in the folder last.
func syncFolder(folder string) error {
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
