package fault

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// NoText says why content is no text that can be read, with the place of the first thing
// that is not; ok is false for text. It is one cause, however many lines it spoils.
func NoText(content []byte) (f Fault, ok bool) {
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")), bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")):
		return New("text_spreadsheet").At("", 1, 1), true
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		return New("text_utf16").At("", 1, 1), true
	}
	line, column := 1, 1
	for rest := content; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			return New("text_not_utf8", "lines", notUTF8(content)).At("", line, column), true
		case r < ' ' && !strings.ContainsRune("\t\n\r", r):
			return New("text_control").At("", line, column), true
		case r == '\n':
			line, column = line+1, 0
		}
		rest, column = rest[size:], column+1
	}
	return Fault{}, false
}

// notUTF8 counts the lines that cannot be read.
func notUTF8(content []byte) (n int) {
	for line := range bytes.Lines(content) {
		if !utf8.Valid(line) {
			n++
		}
	}
	return n
}
