package simulator

import (
	"html"
	"strings"
	"unicode/utf8"
)

// htmlTag is the entity that a tag of parse mode HTML makes, if it is one of its tags.
func htmlTag(name string) (kind string, ok bool) {
	switch name {
	case "b", "strong":
		return "bold", true
	case "i", "em":
		return "italic", true
	case "u", "ins":
		return "underline", true
	case "s", "strike", "del":
		return "strikethrough", true
	case "code":
		return "code", true
	case "pre":
		return "pre", true
	case "a":
		return "text_link", true
	case "blockquote":
		return "blockquote", true
	case "tg-spoiler", "span":
		return "spoiler", true
	case "tg-emoji":
		return "", true
	}
	return "", false
}

type openTag struct {
	name, kind, argument string
	offset               int // UTF-16 units
	at                   int // bytes, for the error
}

type htmlParser struct {
	in       string
	pos      int
	out      strings.Builder
	units    int
	open     []openTag
	entities []Entity
}

func parseHTML(text string) (string, []Entity, *apiError) {
	p := &htmlParser{in: text}
	for p.pos < len(p.in) {
		var err *apiError
		switch {
		case p.in[p.pos] == '&':
			p.reference()
		case p.in[p.pos] != '<':
			p.letter()
		case strings.HasPrefix(p.in[p.pos:], "</"):
			err = p.endTag()
		default:
			err = p.startTag()
		}
		if err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, cantParse("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	return p.out.String(), p.entities, nil
}

func cantParse(format string, args ...any) *apiError {
	return badRequest("can't parse entities: "+format, args...)
}

func (p *htmlParser) letter() {
	r, size := utf8.DecodeRuneInString(p.in[p.pos:])
	p.pos += size
	p.emit(string(r))
}

func (p *htmlParser) emit(s string) {
	p.out.WriteString(s)
	p.units += units(s)
}

// reference reads &lt; &gt; &amp; &quot; and numbers; any other name stays as it is.
func (p *htmlParser) reference() {
	end := strings.IndexByte(p.in[p.pos:], ';')
	if end > 1 && end < 12 {
		name := p.in[p.pos : p.pos+end+1]
		switch name {
		case "&lt;", "&gt;", "&amp;", "&quot;":
			p.pos += end + 1
			p.emit(html.UnescapeString(name))
			return
		}
		if name[1] == '#' {
			if letter := html.UnescapeString(name); letter != name {
				p.pos += end + 1
				p.emit(letter)
				return
			}
		}
	}
	p.letter()
}

func (p *htmlParser) startTag() *apiError {
	begin := p.pos
	end := tagEnd(p.in[begin:])
	if end < 0 {
		return cantParse("Unclosed start tag at byte offset %d", begin)
	}
	name, attributes, _ := strings.Cut(strings.TrimSpace(p.in[begin+1:begin+end]), " ")
	name = strings.ToLower(name)
	kind, ok := htmlTag(name)
	if !ok {
		return cantParse("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	argument, ok := tagArgument(name, attributes)
	if !ok {
		return cantParse("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.pos = begin + end + 1
	p.open = append(p.open, openTag{name: name, kind: kind, argument: argument, offset: p.units, at: begin})
	return nil
}

// tagEnd finds the > that closes a tag, not one inside a quoted attribute.
func tagEnd(s string) int {
	var quote byte
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// tagArgument takes the one attribute that matters: href, class="language-…", class="tg-spoiler".
func tagArgument(name, attributes string) (string, bool) {
	switch name {
	case "a":
		return attribute(attributes, "href"), true
	case "code":
		return strings.TrimPrefix(attribute(attributes, "class"), "language-"), true
	case "span":
		return "", attribute(attributes, "class") == "tg-spoiler"
	}
	return "", true
}

func attribute(attributes, name string) string {
	_, rest, ok := strings.Cut(attributes, name+"=")
	if !ok || rest == "" {
		return ""
	}
	if quote := rest[0]; quote == '"' || quote == '\'' {
		value, _, _ := strings.Cut(rest[1:], string(quote))
		return html.UnescapeString(value)
	}
	value, _, _ := strings.Cut(rest, " ")
	return html.UnescapeString(value)
}

func (p *htmlParser) endTag() *apiError {
	begin := p.pos
	end := strings.IndexByte(p.in[begin:], '>')
	if end < 0 {
		return cantParse("Unclosed end tag at byte offset %d", begin)
	}
	if len(p.open) == 0 {
		return cantParse("Unexpected end tag at byte offset %d", begin)
	}
	top := p.open[len(p.open)-1]
	name := strings.ToLower(strings.TrimSpace(p.in[begin+2 : begin+end]))
	if name != "" && name != top.name {
		return cantParse("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, top.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	p.pos = begin + end + 1
	p.close(top)
	return nil
}

func (p *htmlParser) close(t openTag) {
	e := Entity{Type: t.kind, Offset: t.offset, Length: p.units - t.offset}
	switch {
	case e.Length == 0 || t.kind == "":
		return
	case t.name == "a":
		e.URL = t.argument
		if e.URL == "" {
			return
		}
	case t.name == "code" && t.argument != "" && len(p.open) > 0 && p.open[len(p.open)-1].name == "pre":
		p.open[len(p.open)-1].argument = t.argument
		return
	case t.name == "pre":
		e.Language = t.argument
	}
	p.entities = append(p.entities, e)
}
