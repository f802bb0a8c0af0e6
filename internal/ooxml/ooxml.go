// Package ooxml opens a file of Office Open XML, .docx or .xlsx: a zip of parts, and the relations between them (ECMA-376 part 2).
//
// It takes bytes, follows no link out of the file, and never unpacks more than its limits, whatever the file says of itself. What
// the parts mean is for others.
package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// The reasons for which a file is not opened, or a part of it not read.
var (
	ErrOldFormat  = errors.New("an old binary format, as .doc and .xls are")
	ErrPassword   = errors.New("locked by a password")
	ErrNotPackage = errors.New("no zip, so no Office Open XML")
	ErrDamaged    = errors.New("damaged")
	ErrTooLarge   = errors.New("larger or deeper than is read")
)

// The limits.
const (
	MaxUnpacked = 50 << 20 // bytes of all parts that are read, unpacked
	MaxEntries  = 2000     // files in the archive
)

var (
	compound = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") // the binary formats, and a file under a password
	locked   = utf16Bytes("EncryptedPackage")
)

// A Package is a file whose parts can be read. Their names have no slash in front, and no case.
type Package struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// Open looks into a file. Its error is one of those above, perhaps with more behind it.
func Open(data []byte) (*Package, error) {
	switch {
	case bytes.HasPrefix(data, compound) && bytes.Contains(data, locked):
		return nil, ErrPassword
	case bytes.HasPrefix(data, compound):
		return nil, ErrOldFormat
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, ErrNotPackage
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(archive.File) > MaxEntries {
		return nil, ErrTooLarge
	}
	p := &Package{files: map[string]*zip.File{}, left: MaxUnpacked}
	for _, f := range archive.File {
		name := strings.ToLower(clean(f.Name))
		if _, twice := p.files[name]; !twice {
			p.files[name] = f
		}
	}
	return p, nil
}

// clean is the name of a part, which cannot lead out of the file.
func clean(name string) string { return strings.TrimPrefix(path.Clean("/"+name), "/") }

// Has reports whether there is a part.
func (p *Package) Has(part string) bool { return p.files[strings.ToLower(part)] != nil }

// Part unpacks a part; nil if there is none of that name.
func (p *Package) Part(name string) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, ErrPassword
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, p.left+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case int64(len(content)) > p.left:
		return nil, ErrTooLarge
	}
	p.left -= int64(len(content))
	return content, nil
}

// Relations are the parts that a part names, by the id and by the kind of the relation: officeDocument, styles.
type Relations struct{ ByID, ByKind map[string]string }

// Related reads the relations of a part, or those of the file for "".
func (p *Package) Related(part string) (Relations, error) {
	folder, name := path.Split(part)
	to := Relations{map[string]string{}, map[string]string{}}
	content, err := p.Part(folder + "_rels/" + name + ".rels")
	if err != nil || content == nil {
		return to, err
	}
	var list struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(content, &list); err != nil {
		return to, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	for _, r := range list.All {
		if r.Mode == "External" {
			continue
		}
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = folder + target
		}
		to.ByID[r.ID], to.ByKind[path.Base(r.Type)] = clean(target), clean(target)
	}
	return to, nil
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}
