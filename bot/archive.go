package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"giaoban/internal/locale"
)

// The names in an archive beside those of the data folder.
const (
	// manifestFile comes last and has the SHA-256 of all others, as sha256sum writes and checks it.
	manifestFile = "SHA256SUMS"
	// configFolder has configuration, outlines and units.
	configFolder = "config"
)

// errBroken is said of an archive that is not as it was written.
var errBroken = errors.New("the archive is not as a backup wrote it")

// spoilt says what is wrong with such an archive.
func spoilt(key string, pairs ...any) error {
	return &failure{text: later(key, pairs), cause: errBroken}
}

// An archive is being written, and sums up what comes in.
type archive struct {
	tar  *tar.Writer
	sums bytes.Buffer
}

// add puts one file into the archive.
func (a *archive) add(name string, size int64, at time.Time, content io.Reader) error {
	header := &tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: at.Truncate(time.Second)}
	if err := a.tar.WriteHeader(header); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(a.tar, sum), content); err != nil {
		return err
	}
	fmt.Fprintf(&a.sums, "%x  %s\n", sum.Sum(nil), name)
	return nil
}

// addFile puts a file of the disk into the archive.
func (a *archive) addFile(name string, f *os.File) (size int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), a.add(name, info.Size(), info.ModTime(), f)
}

// close writes the sums of all files.
func (a *archive) close() error {
	sums := bytes.Clone(a.sums.Bytes())
	if err := a.add(manifestFile, int64(len(sums)), time.Now(), bytes.NewReader(sums)); err != nil {
		return err
	}
	return a.tar.Close()
}

// readArchive reads an archive through, holds each file against its sum, and gives all but the sums to take. What take
// was given is good only if readArchive returns nil.
func readArchive(b backupFile, take func(name string, content io.Reader) error) error {
	file, err := os.Open(b.path)
	if err != nil {
		return err
	}
	defer file.Close()
	if kind := compressed(file); kind != "" {
		return hinted(fails("cli_archive_compressed", "path", b.path, "kind", kind, "cause", errBroken), "cli_archive_compressed_hint")
	}
	content, err := b.open(file)
	if err == nil {
		err = readThrough(tar.NewReader(content), take)
	}
	if err == nil {
		return nil
	}
	hint := hintOf(err)
	if none(hint) {
		hint = locale.Later("cli_restore_earlier")
	}
	return &failure{text: locale.Later("cli_of_file", "file", b.path, "error", phraseOf(err)), hint: hint, cause: err}
}

// compressed tells by which program somebody packed a file once more; "" if none did. The file is at its beginning again.
func compressed(file io.ReadSeeker) string {
	begin := make([]byte, 6)
	n, _ := io.ReadFull(file, begin)
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return ""
	}
	for _, k := range []struct{ begin, kind string }{{"\x1f\x8b", "gzip"}, {"PK\x03\x04", "zip"}, {"7z\xbc\xaf\x27\x1c", "7-Zip"}, {"Rar!", "RAR"}, {"\xfd7zXZ\x00", "xz"}} {
		if strings.HasPrefix(string(begin[:n]), k.begin) {
			return k.kind
		}
	}
	return ""
}

func readThrough(from *tar.Reader, take func(name string, content io.Reader) error) error {
	sums := map[string]string{}
	for {
		header, err := from.Next()
		if err != nil && len(sums) == 0 { // a table, a folder of another program, an empty file
			return spoilt("cli_archive_none")
		}
		if err != nil {
			return spoilt("cli_archive_ends", "error", err)
		}
		if header.Name == manifestFile {
			break
		}
		if header.Typeflag != tar.TypeReg || !archived(header.Name) || sums[header.Name] != "" {
			return notWritten(header)
		}
		sum := sha256.New()
		content := io.TeeReader(from, sum)
		if err := take(header.Name, content); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			return spoilt("cli_archive_file", "name", header.Name, "error", err)
		}
		sums[header.Name] = hex.EncodeToString(sum.Sum(nil))
	}
	manifest, err := io.ReadAll(io.LimitReader(from, manifestBytes(sums)+1)) // one more is one too many
	if err != nil {
		return spoilt("cli_archive_sums", "error", err)
	}
	return compareSums(sums, string(manifest))
}

// notWritten tells of what no backup has: by other programs' ways of naming, all of it was packed once more.
func notWritten(header *tar.Header) error {
	if header.Typeflag == tar.TypeDir || strings.HasPrefix(header.Name, "./") {
		return hinted(spoilt("cli_archive_repacked_all"), "cli_archive_repacked_hint")
	}
	return spoilt("cli_archive_has", "name", header.Name)
}

// manifestBytes is how long the sums of files are.
func manifestBytes(sums map[string]string) (n int64) {
	for name, sum := range sums {
		n += int64(len(sum) + len("  ") + len(name) + len("\n"))
	}
	return n
}

// compareSums holds what an archive has against what it should have.
func compareSums(got map[string]string, manifest string) error {
	left := maps.Clone(got)
	for line := range strings.Lines(manifest) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			return spoilt("cli_archive_repacked", "name", manifestFile)
		}
		if left[name] != sum {
			return spoilt("cli_archive_damaged", "name", name)
		}
		delete(left, name)
	}
	if len(left) > 0 {
		return spoilt("cli_archive_no_sum", "name", slices.Sorted(maps.Keys(left))[0])
	}
	if got[databaseFile] == "" {
		return spoilt("cli_archive_lacks", "name", databaseFile)
	}
	return nil
}

// archived reports whether a backup writes files of that name.
func archived(name string) bool {
	if name == databaseFile {
		return true
	}
	folder, rest, _ := strings.Cut(name, "/")
	return filepath.IsLocal(filepath.FromSlash(name)) &&
		(folder == configFolder && rest != "" || folder == filesFolder && len(rest) == hex.EncodedLen(sha256.Size) && strings.Trim(rest, "0123456789abcdef") == "")
}
