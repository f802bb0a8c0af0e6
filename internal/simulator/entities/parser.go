package entities

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A parser reads a text in one of the parse modes and collects its words and entities.
type parser struct {
	in       string
	pos      int
	out      strings.Builder
	units    int // of out
	open     []tag
	entities []Entity
}

// A tag was opened and is not closed yet: an HTML tag or a mark of MarkdownV2.
type tag struct {
	name, kind string
	argument   string // the URL of a link, the language of code
	offset     int    // in UTF-16 units of the words
	at         int    // in bytes of the input, for the error
}

func cantParse(format string, args ...any) error {
	return fmt.Errorf("can't parse entities: "+format, args...)
}

func (p *parser) emit(s string) {
	p.out.WriteString(s)
	p.units += Units(s)
}

// letter takes one letter as it is.
func (p *parser) letter() {
	r, size := utf8.DecodeRuneInString(p.in[p.pos:])
	p.pos += size
	p.emit(string(r))
}

// top returns the tag opened last, or an empty one.
func (p *parser) top() tag {
	if len(p.open) == 0 {
		return tag{}
	}
	return p.open[len(p.open)-1]
}

func (p *parser) pop() tag {
	t := p.top()
	p.open = p.open[:len(p.open)-1]
	return t
}

// mark makes the words since a tag an entity. Empty words make none, nor does a link without an address.
func (p *parser) mark(t tag) {
	e := Entity{Type: t.kind, Offset: t.offset, Length: p.units - t.offset}
	switch t.kind {
	case "text_link":
		e.URL = t.argument
	case "pre":
		e.Language = t.argument
	}
	if e.Length > 0 && e.Type != "" && (e.URL != "" || e.Type != "text_link") {
		p.entities = append(p.entities, e)
	}
}
