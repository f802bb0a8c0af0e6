package main

import (
	"archive/tar"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// FuzzReadArchive: whatever a file holds that is given as an archive, no name in it leads
// out of the folder.
func FuzzReadArchive(f *testing.F) {
	for _, names := range [][]string{{databaseFile, manifestFile}, {"../" + databaseFile}, {configFolder + "/../../a", manifestFile}, {filesFolder + "/a"}} {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		for _, name := range names {
			_ = w.WriteHeader(&tar.Header{Name: name, Size: 3, Mode: 0o600, Typeflag: tar.TypeReg})
			_, _ = w.Write([]byte("abc"))
		}
		_ = w.Close()
		f.Add(b.Bytes())
	}
	path := filepath.Join(f.TempDir(), "a.tar")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_ = readArchive(backupFile{path, ""}, func(name string, from io.Reader) error {
			if !archived(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
				t.Errorf("%q is unpacked", name)
			}
			_, err := io.Copy(io.Discard, from)
			return err
		})
	})
}
