package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

// zipped makes a file of names and contents by turns.
func zipped(t *testing.T, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestParts: parts are found whatever the case and the slash, the first of a name counts, and relations lead to parts inside the
// file only.
func TestParts(t *testing.T) {
	rels := func(list string) string {
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
	}
	p, err := Open(zipped(t, "/xl/Book.xml", "first", "xl/book.xml", "second",
		"_rels/.rels", rels(`<Relationship Id="r1" Type="http://x/officeDocument" Target="xl/book.xml"/>`),
		"xl/_rels/book.xml.rels", rels(`<Relationship Id="a" Type="http://x/styles" Target="../../../xl/./styles.xml"/>`+
			`<Relationship Id="b" Type="http://x/theme" Target="/other/theme.xml"/>`+
			`<Relationship Id="c" Type="http://x/link" Target="http://example.org/a" TargetMode="External"/>`)))
	if err != nil {
		t.Fatal(err)
	}
	top, err := p.Related("")
	if err != nil || top.ByKind["officeDocument"] != "xl/book.xml" || top.ByID["r1"] != "xl/book.xml" {
		t.Errorf("the file names %v, %v", top, err)
	}
	if content, err := p.Part("XL/book.XML"); string(content) != "first" || err != nil {
		t.Errorf("the part is %q, %v", content, err)
	}
	book, err := p.Related("xl/book.xml")
	if err != nil || book.ByID["a"] != "xl/styles.xml" || book.ByKind["theme"] != "other/theme.xml" || len(book.ByID) != 2 {
		t.Errorf("the part names %v, %v", book, err)
	}
	if content, err := p.Part("none"); content != nil || err != nil || p.Has("none") || !p.Has("XL/BOOK.xml") {
		t.Errorf("what is not there is %q, %v", content, err)
	}
}

// TestLimits: what all parts that are read unpack to is bounded, whatever the file says of itself; what is not read does not count.
func TestLimits(t *testing.T) {
	half := strings.Repeat(" ", MaxUnpacked/2+1)
	p, err := Open(zipped(t, "a", half, "b", half, "c", half))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Part("b"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Part("c"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("the second half gives %v", err)
	}
	var many []string
	for range MaxEntries + 1 {
		many = append(many, "x", "")
	}
	if _, err := Open(zipped(t, many...)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("many entries give %v", err)
	}
	broken, err := Open(zipped(t, "_rels/.rels", "<Relationships>"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := broken.Related(""); !errors.Is(err, ErrDamaged) {
		t.Errorf("relations that are no XML give %v", err)
	}
}
