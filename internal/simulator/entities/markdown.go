package entities

import (
	"strings"
	"unicode/utf8"
)

// markdownReserved are the letters that parse mode MarkdownV2 wants escaped everywhere.
const markdownReserved = "_*[]()~`>#+-=|{}.!"

// markdown reads parse mode MarkdownV2: bold, italic, underline, strikethrough, code, pre and links.
func (p *parser) markdown() error {
	for p.pos < len(p.in) {
		if err := p.markdownStep(); err != nil {
			return err
		}
	}
	if len(p.open) > 0 {
		return cantParse("Can't find end of %s entity at byte offset %d", markdownName(p.top().kind), p.top().at)
	}
	return nil
}

func markdownName(kind string) string {
	if kind == "text_link" {
		return "TextUrl"
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}

func (p *parser) markdownStep() error {
	rest := p.in[p.pos:]
	switch {
	case rest[0] == '\\' && len(rest) > 1 && rest[1] < utf8.RuneSelf:
		p.pos += 2
		p.emit(rest[1:2])
	case strings.HasPrefix(rest, "```"):
		return p.verbatim("```", "pre")
	case rest[0] == '`':
		return p.verbatim("`", "code")
	case strings.HasPrefix(rest, "__"):
		p.toggle("__", "underline")
	case rest[0] == '_':
		p.toggle("_", "italic")
	case rest[0] == '*':
		p.toggle("*", "bold")
	case rest[0] == '~':
		p.toggle("~", "strikethrough")
	case rest[0] == '[':
		p.push("[", "text_link")
	case rest[0] == ']' && p.top().name == "[":
		p.link()
	case strings.IndexByte(markdownReserved, rest[0]) >= 0:
		return cantParse("Character '%c' is reserved and must be escaped with the preceding '\\'", rest[0])
	default:
		p.letter()
	}
	return nil
}

func (p *parser) push(name, kind string) {
	p.open = append(p.open, tag{name: name, kind: kind, offset: p.units, at: p.pos})
	p.pos += len(name)
}

// toggle ends what the same letters began, or begins it.
func (p *parser) toggle(name, kind string) {
	if p.top().name != name {
		p.push(name, kind)
		return
	}
	p.pos += len(name)
	p.mark(p.pop())
}

// link ends a link's words and takes its address in brackets.
func (p *parser) link() {
	p.pos++
	t := p.pop()
	if rest := p.in[p.pos:]; strings.HasPrefix(rest, "(") {
		if end := strings.IndexByte(rest, ')'); end > 0 {
			t.argument = rest[1:end]
			p.pos += end + 1
		}
	}
	p.mark(t)
}

// verbatim takes code up to the same letters again. A block may name its language in the first line.
func (p *parser) verbatim(name, kind string) error {
	begin := p.pos + len(name)
	end := strings.Index(p.in[begin:], name)
	if end < 0 {
		return cantParse("Can't find end of %s entity at byte offset %d", markdownName(kind), p.pos)
	}
	body := p.in[begin : begin+end]
	t := tag{kind: kind, offset: p.units}
	if first, rest, ok := strings.Cut(body, "\n"); kind == "pre" && ok && !strings.ContainsAny(first, " \t") {
		t.argument, body = first, rest
	}
	p.emit(strings.NewReplacer("\\`", "`", "\\\\", "\\").Replace(body))
	p.pos = begin + end + len(name)
	p.mark(t)
	return nil
}
