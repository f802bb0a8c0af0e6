package entities

import (
	"html"
	"slices"
	"strings"
)

// htmlKinds are the tags of parse mode HTML, each with the entity that it makes.
var htmlKinds = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre", "a": "text_link",
	"blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "",
}

// html reads parse mode HTML.
func (p *parser) html() error {
	for p.pos < len(p.in) {
		var err error
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
			return err
		}
	}
	if len(p.open) > 0 {
		return cantParse("Can't find end tag corresponding to start tag \"%s\"", p.top().name)
	}
	return nil
}

// reference reads &lt; &gt; &amp; &quot; and numbers; any other name stays as it is.
func (p *parser) reference() {
	end := strings.IndexByte(p.in[p.pos:], ';')
	if end > 1 && end < 12 {
		name := p.in[p.pos : p.pos+end+1]
		letter := html.UnescapeString(name)
		if slices.Contains([]string{"&lt;", "&gt;", "&amp;", "&quot;"}, name) || name[1] == '#' && letter != name {
			p.pos += end + 1
			p.emit(letter)
			return
		}
	}
	p.letter()
}

func (p *parser) startTag() error {
	begin := p.pos
	end := tagEnd(p.in[begin:])
	if end < 0 {
		return cantParse("Unclosed start tag at byte offset %d", begin)
	}
	name, attributes, _ := strings.Cut(strings.TrimSpace(p.in[begin+1:begin+end]), " ")
	name = strings.ToLower(name)
	kind, ok := htmlKinds[name]
	if !ok {
		return cantParse("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	argument, ok := tagArgument(name, attributes)
	if !ok {
		return cantParse("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.pos = begin + end + 1
	p.open = append(p.open, tag{name: name, kind: kind, argument: argument, offset: p.units, at: begin})
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
	end := " "
	if rest[0] == '"' || rest[0] == '\'' {
		end, rest = rest[:1], rest[1:]
	}
	value, _, _ := strings.Cut(rest, end)
	return html.UnescapeString(value)
}

func (p *parser) endTag() error {
	begin := p.pos
	end := strings.IndexByte(p.in[begin:], '>')
	if end < 0 {
		return cantParse("Unclosed end tag at byte offset %d", begin)
	}
	if len(p.open) == 0 {
		return cantParse("Unexpected end tag at byte offset %d", begin)
	}
	name := strings.ToLower(strings.TrimSpace(p.in[begin+2 : begin+end]))
	if top := p.top().name; name != "" && name != top {
		return cantParse("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, top, name)
	}
	t := p.pop()
	p.pos = begin + end + 1
	if t.name == "code" && t.argument != "" && p.units > t.offset && p.top().name == "pre" {
		p.open[len(p.open)-1].argument = t.argument // the language of the block around it
		return nil
	}
	p.mark(t)
	return nil
}
