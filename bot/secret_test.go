package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestKeyOutside: the key must not lie in the data folder, whatever links lead there.
func TestKeyOutside(t *testing.T) {
	root := t.TempDir()
	in := func(name string) string { return filepath.Join(root, name) }
	err := errors.Join(os.MkdirAll(in("data/keys"), 0o700), os.Mkdir(in("etc"), 0o700),
		os.WriteFile(in("data/keys/key"), nil, 0o600), os.WriteFile(in("etc/key"), nil, 0o600),
		os.Symlink(in("data"), in("linked")), os.Symlink(in("data/keys/key"), in("etc/linked")))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		key, data string
		inside    bool
	}{
		{"etc/key", "data", false},
		{"etc/key", "linked", false},
		{"etc/key", "begun-later", false},
		{"data/keys/key", "data", true},
		{"linked/keys/key", "data", true},
		{"data/keys/key", "linked", true},
		{"etc/linked", "data", true},
		{"data/not-there", "data", true},
		{"begun-later/key", "begun-later", true},
	} {
		if err := checkOutside(in(test.key), in(test.data)); (err != nil) != test.inside {
			t.Errorf("%s, with the data in %s: %v, want it refused %v", test.key, test.data, err, test.inside)
		}
	}
}
