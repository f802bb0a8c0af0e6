// Package entities reads the formatting of texts as the Bot API does: the parse modes, the entities that a call gives beside its text, and
// what the platform finds by itself, such as commands and links. Its errors are the platform's words, without «Bad Request: ».
//
// It knows no chat, no bot and no request.
package entities

import (
	"cmp"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Entity marks a part of a text. Offset and Length count UTF-16 units, never bytes or letters.
type Entity struct {
	Type     string          `json:"type"`
	Offset   int             `json:"offset"`
	Length   int             `json:"length"`
	URL      string          `json:"url,omitempty"`
	Language string          `json:"language,omitempty"`
	User     json.RawMessage `json:"user,omitempty"` // as the call gave it
}

// Units counts a text in UTF-16 units, the platform's measure.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// Read reads the words of a call: by parse mode, or with the entities given beside them as JSON. It adds what the platform finds itself.
func Read(text, mode, given string) (string, []Entity, error) {
	p := parser{in: text}
	var err error
	switch strings.ToLower(mode) {
	case "html":
		err = p.html()
	case "markdownv2", "markdown":
		err = p.markdown()
	case "", "none":
		p.out.WriteString(text)
		p.entities, err = parseGiven(given)
	default:
		err = errors.New("unsupported parse_mode")
	}
	if err != nil {
		return "", nil, err
	}
	text, list := complete(p.out.String(), p.entities)
	return text, list, nil
}

// Plain reads words that a person typed.
func Plain(text string) (string, []Entity) { return complete(text, nil) }

// complete trims a text, adds what the platform finds, and puts an outer entity before what it holds.
func complete(text string, entities []Entity) (string, []Entity) {
	text, entities = trim(text, entities)
	entities = addFound(text, entities)
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	return text, entities
}

// parseGiven reads entities and drops those that only the platform may set. The official server ignores what it cannot decode.
func parseGiven(given string) ([]Entity, error) {
	var list []Entity
	if json.Unmarshal([]byte(given), &list) != nil {
		return nil, nil
	}
	if slices.ContainsFunc(list, func(e Entity) bool { return e.Type == "" }) {
		return nil, errors.New("can't parse MessageEntity: Type is not specified")
	}
	return slices.DeleteFunc(list, func(e Entity) bool { return isFoundType(e.Type) }), nil
}

// trim takes white space off both ends, as the platform does before it stores a text, and moves the entities along.
func trim(text string, entities []Entity) (string, []Entity) {
	text = strings.ReplaceAll(text, "\r", "")
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	shift := Units(text) - Units(left)
	text = strings.TrimRightFunc(left, unicode.IsSpace)
	length := Units(text)
	var kept []Entity
	for _, e := range entities {
		start, end := max(e.Offset-shift, 0), min(e.Offset-shift+e.Length, length)
		if end > start {
			e.Offset, e.Length = start, end-start
			kept = append(kept, e)
		}
	}
	return text, kept
}

// found finds what the platform marks by itself. A date such as 5/7/2016 is no command: see startsWord.
var found = regexp.MustCompile(`(?i)(https?://[^\s<>"]+)|([\w.+-]+@[\w-]+\.[\w.-]*\w)|(/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?)|(@[a-z0-9_]{4,32})|(#[\p{L}\p{N}_]+)`)

// foundTypes names the groups of found, in order.
var foundTypes = []string{"url", "email", "bot_command", "mention", "hashtag"}

// isFoundType reports whether a client may not set an entity itself.
func isFoundType(kind string) bool {
	return slices.Contains(foundTypes, kind) || kind == "cashtag" || kind == "phone_number" || kind == "bank_card_number"
}

// addFound adds commands, links, mentions and the like. It leaves alone what is code or already a link.
func addFound(text string, entities []Entity) []Entity {
	if !strings.ContainsAny(text, "/@#") {
		return entities
	}
	offset, at := 0, 0
	for _, m := range found.FindAllStringSubmatchIndex(text, -1) {
		kind := foundType(m)
		if !startsWord(text, m[0], kind) || !endsWord(text, m[1], kind) {
			continue
		}
		offset += Units(text[at:m[0]])
		at = m[0]
		e := Entity{Type: kind, Offset: offset, Length: Units(strings.TrimRight(text[m[0]:m[1]], ".,;:!?)"))}
		if !insideCode(e, entities) {
			entities = append(entities, e)
		}
	}
	return entities
}

func foundType(match []int) string {
	for i, kind := range foundTypes {
		if match[2+2*i] >= 0 {
			return kind
		}
	}
	return ""
}

func startsWord(text string, at int, kind string) bool {
	if at == 0 || kind == "url" || kind == "email" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(text[:at])
	return !unicode.IsLetter(last) && !unicode.IsNumber(last) && !strings.ContainsRune("/@#_<>", last)
}

// endsWord refuses a command that runs on into letters it may not have: /báo is no command.
func endsWord(text string, at int, kind string) bool {
	if kind != "bot_command" || at == len(text) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at:])
	return !unicode.IsLetter(next) && !unicode.Is(unicode.M, next) && !strings.ContainsRune("/@_", next)
}

func insideCode(e Entity, entities []Entity) bool {
	for _, o := range entities {
		overlaps := e.Offset < o.Offset+o.Length && o.Offset < e.Offset+e.Length
		if overlaps && (o.Type == "code" || o.Type == "pre" || o.Type == "text_link") {
			return true
		}
	}
	return false
}
