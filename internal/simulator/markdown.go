package simulator

import (
	"strings"
	"unicode/utf8"
)

// markdownReserved are the letters that parse mode MarkdownV2 wants escaped everywhere.
const markdownReserved = "_*[]()~`>#+-=|{}.!"

type markdownParser struct {
	in       string
	pos      int
	out      strings.Builder
	units    int
	open     []openTag
	entities []Entity
}

// parseMarkdown reads parse mode MarkdownV2: bold, italic, underline, strikethrough, code, pre and links.
func parseMarkdown(text string) (string, []Entity, *apiError) {
	p := &markdownParser{in: text}
	for p.pos < len(p.in) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, cantParse("Can't find end of %s entity at byte offset %d", markdownName(p.open[n-1].kind), p.open[n-1].at)
	}
	return p.out.String(), p.entities, nil
}

func markdownName(kind string) string {
	if kind == "text_link" {
		return "TextUrl"
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}

func (p *markdownParser) step() *apiError {
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
	case rest[0] == ']' && p.top() == "[":
		p.link()
	case strings.IndexByte(markdownReserved, rest[0]) >= 0:
		return cantParse("Character '%c' is reserved and must be escaped with the preceding '\\'", rest[0])
	default:
		r, size := utf8.DecodeRuneInString(rest)
		p.pos += size
		p.emit(string(r))
	}
	return nil
}

func (p *markdownParser) emit(s string) {
	p.out.WriteString(s)
	p.units += units(s)
}

func (p *markdownParser) top() string {
	if len(p.open) == 0 {
		return ""
	}
	return p.open[len(p.open)-1].name
}

func (p *markdownParser) push(mark, kind string) {
	p.open = append(p.open, openTag{name: mark, kind: kind, offset: p.units, at: p.pos})
	p.pos += len(mark)
}

func (p *markdownParser) toggle(mark, kind string) {
	if p.top() != mark {
		p.push(mark, kind)
		return
	}
	p.pop("")
	p.pos += len(mark)
}

func (p *markdownParser) pop(url string) {
	t := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if length := p.units - t.offset; length > 0 && (t.kind != "text_link" || url != "") {
		p.entities = append(p.entities, Entity{Type: t.kind, Offset: t.offset, Length: length, URL: url})
	}
}

func (p *markdownParser) link() {
	p.pos++
	url := ""
	if rest := p.in[p.pos:]; strings.HasPrefix(rest, "(") {
		if end := strings.IndexByte(rest, ')'); end > 0 {
			url = rest[1:end]
			p.pos += end + 1
		}
	}
	p.pop(url)
}

func (p *markdownParser) verbatim(mark, kind string) *apiError {
	begin := p.pos + len(mark)
	end := strings.Index(p.in[begin:], mark)
	if end < 0 {
		return cantParse("Can't find end of %s entity at byte offset %d", markdownName(kind), p.pos)
	}
	body, language := p.in[begin:begin+end], ""
	if first, rest, ok := strings.Cut(body, "\n"); kind == "pre" && ok && !strings.ContainsAny(first, " \t") {
		language, body = first, rest
	}
	body = strings.NewReplacer("\\`", "`", "\\\\", "\\").Replace(body)
	offset := p.units
	p.emit(body)
	p.pos = begin + end + len(mark)
	if p.units > offset {
		p.entities = append(p.entities, Entity{Type: kind, Offset: offset, Length: p.units - offset, Language: language})
	}
	return nil
}
