package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
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

// TestWhatIsNoBackup: another file is told from a backup that is cut off, in the clerk's words and not in a library's.
func TestWhatIsNoBackup(t *testing.T) {
	inLine(t)
	t.Chdir(t.TempDir())
	data := t.TempDir()
	if err := founded(t, filepath.Join(data, databaseFile)).Close(); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := bot(t, data, "backup", "whole.tar"); code != exitOK {
		t.Fatal(errs)
	}
	whole, err := os.ReadFile("whole.tar")
	err = errors.Join(err, os.WriteFile("cut.tar", whole[:len(whole)/3], 0o600), os.WriteFile("giaoban.yaml", []byte(strings.Repeat("# no backup\n", 100)), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"giaoban.yaml": "không phải bản sao lưu", "cut.tar": "tệp bị cụt"} {
		code, _, errs := botIn(t, []string{"GIAOBAN_LANG=vi", "GIAOBAN_DATA=" + t.TempDir()}, "restore", name)
		if code != exitDamaged || !strings.Contains(errs, want) || strings.Contains(errs, "EOF") || strings.Contains(errs, "archive/tar") {
			t.Errorf("%s: %d, %s", name, code, errs)
		}
	}
}
