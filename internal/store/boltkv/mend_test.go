package boltkv

import (
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"
)

// TestWhyItIsNotMended: a file that is beyond mending is refused as it is, and the error says why it was not mended: where
// that was for want of room, a backup is not what helps.
func TestWhyItIsNotMended(t *testing.T) {
	path := filled(t, 400)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for page := content[2*4096:]; len(page) > 0; page = page[4096:] {
		if binary.NativeEndian.Uint16(page[8:]) == isLeaf {
			clear(page[:8]) // its number
		}
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, Options{NoSync: true, Mend: func(kept string) { t.Errorf("kept as %s", kept) }})
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "it could not be mended") {
		t.Errorf("refused with %v", err)
	}
}
