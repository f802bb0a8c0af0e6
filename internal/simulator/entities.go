package simulator

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Entity marks a part of a text. Offset and Length count UTF-16 units, never bytes or letters.
type Entity struct {
	Type     string   `json:"type"`
	Offset   int      `json:"offset"`
	Length   int      `json:"length"`
	URL      string   `json:"url,omitempty"`
	Language string   `json:"language,omitempty"`
	User     *Account `json:"user,omitempty"`
}

// units counts a text in UTF-16 units, the platform's measure.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// formatted reads the words of a call: by parse mode, or with the entities given beside them, then adds what the platform finds itself.
func formatted(text, mode, given string) (string, []Entity, *apiError) {
	var entities []Entity
	var err *apiError
	switch strings.ToLower(mode) {
	case "html":
		text, entities, err = parseHTML(text)
	case "markdownv2":
		text, entities, err = parseMarkdown(text)
	case "", "none":
		entities, err = givenEntities(given)
	case "markdown":
		text, entities, err = parseMarkdown(text)
	default:
		err = badRequest("unsupported parse_mode")
	}
	if err != nil {
		return "", nil, err
	}
	text, entities = trimText(text, entities)
	entities = addFound(text, entities)
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length)) // an outer one before what it holds
	})
	return text, entities, nil
}

func givenEntities(given string) ([]Entity, *apiError) {
	if given == "" || given == "null" {
		return nil, nil
	}
	var list []Entity
	if json.Unmarshal([]byte(given), &list) != nil {
		return nil, nil // the official server does not look at entities that it cannot read
	}
	kept := list[:0]
	for _, e := range list {
		switch {
		case e.Type == "":
			return nil, badRequest("can't parse MessageEntity: Type is not specified")
		case isFoundType(e.Type):
		default:
			kept = append(kept, e)
		}
	}
	return kept, nil
}

// trimText takes white space off both ends, as the platform does before it stores a text, and moves the entities along.
func trimText(text string, entities []Entity) (string, []Entity) {
	text = strings.ReplaceAll(text, "\r", "")
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	shift := units(text) - units(left)
	text = strings.TrimRightFunc(left, unicode.IsSpace)
	length := units(text)
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
func foundTypes() []string {
	return []string{"url", "email", "bot_command", "mention", "hashtag"}
}

// isFoundType tells whether a client may not set an entity itself.
func isFoundType(kind string) bool {
	return slices.Contains(foundTypes(), kind) || kind == "cashtag" || kind == "phone_number" || kind == "bank_card_number"
}

// addFound adds the entities that the platform finds by itself: commands, links, mentions. What is code or already a link stays alone.
func addFound(text string, entities []Entity) []Entity {
	if !strings.ContainsAny(text, "/@#") {
		return entities
	}
	offset, at := 0, 0
	for _, m := range found.FindAllStringSubmatchIndex(text, -1) {
		kind := kindOf(m)
		if !startsWord(text, m[0], kind) || !endsWord(text, m[1], kind) {
			continue
		}
		offset += units(text[at:m[0]])
		at = m[0]
		e := Entity{Type: kind, Offset: offset, Length: units(strings.TrimRight(text[m[0]:m[1]], ".,;:!?)"))}
		if !insideCode(e, entities) {
			entities = append(entities, e)
		}
	}
	return entities
}

func kindOf(match []int) string {
	for i, kind := range foundTypes() {
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
