package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"testing"
	"time"
)

// TestEndlessSums: an archive whose sums go on for ever is refused, and not read into memory.
func TestEndlessSums(t *testing.T) {
	var b bytes.Buffer
	a := archive{tar: tar.NewWriter(&b)}
	if err := a.add(databaseFile, 3, time.Now(), bytes.NewReader([]byte("abc"))); err != nil {
		t.Fatal(err)
	}
	if err := a.tar.WriteHeader(&tar.Header{Name: manifestFile, Size: 1 << 40, Mode: 0o600}); err != nil {
		t.Fatal(err)
	}
	more := &zeros{}
	content := tar.NewReader(io.MultiReader(&b, &a.sums, more))
	if err := readThrough(content, func(string, io.Reader) error { return nil }); !errors.Is(err, errBroken) {
		t.Errorf("it is %v", err)
	}
	if more.read > 1<<20 {
		t.Errorf("%d bytes were read", more.read)
	}
}

// zeros never end.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) {
	if z.read += len(p); z.read > 1<<30 {
		return 0, io.EOF
	}
	clear(p)
	return len(p), nil
}
