package reading

import (
	"regexp"
	"strings"
	"unicode"

	"giaoban/internal/docx"
	"giaoban/internal/viet"
)

// A heading is a line that names what follows.
type heading struct {
	text     string // without its number
	depth    int    // the smaller, the higher
	numbered bool
}

// The depths of headings by what they begin with. A style's level goes between them.
const (
	depthPart   = 10
	depthLetter = 20
	depthRoman  = 30
	depthNumber = 40 // and one more for each dot
	depthItem   = 60
	depthPlain  = 70
	depthLabel  = 80
)

// The most letters of a heading: marked as one, or only numbered.
const (
	longestHeading  = 220
	longestNumbered = 140
)

// cutNumber takes the number off a line.
func cutNumber(line string) (depth int, rest string) {
	for _, kind := range []struct {
		pattern *regexp.Regexp
		depth   int
	}{{partNumber, depthPart}, {romanNumber, depthRoman}, {letterNumber, depthLetter}, {dottedNumber, depthNumber}, {itemNumber, depthItem}} {
		m := kind.pattern.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		depth := kind.depth
		if depth == depthNumber {
			depth += strings.Count(m[1]+m[2], ".")
		}
		return depth, strings.TrimSpace(line[len(m[0]):])
	}
	return 0, line
}

// headingOf reads a block as a heading. rest is what stands behind it in the same
// paragraph: «1. Ưu điểm: cấp ủy quan tâm …».
func headingOf(b docx.Block) (h heading, rest string, ok bool) {
	text := viet.Line(b.Text)
	if b.Number != "" && b.Number != "-" {
		text = b.Number + " " + text
	}
	depth, words := cutNumber(text)
	numbered := depth > 0
	title, behind := words, ""
	if before, after, found := strings.Cut(words, ":"); found && viet.Letters(before) <= 90 && !strings.ContainsAny(before, ".;") {
		title, behind = strings.TrimSpace(before), strings.TrimSpace(after)
	} else if before, after, found := strings.Cut(words, ". "); found && numbered && viet.Letters(before) <= 90 && len(strings.Fields(before)) <= 14 {
		title, behind = strings.TrimSpace(before), strings.TrimSpace(after)
	}
	n := viet.Letters(words)
	marked := b.Level > 0 || b.Bold || isCapitals(words)
	switch {
	case words == "" || !hasLetter(words) || strings.HasPrefix(words, "-") || strings.HasPrefix(words, "+") || b.Number == "-" && b.Level == 0:
		return h, "", false
	case marked && n <= longestHeading:
		title, behind = strings.TrimRight(words, " .:;"), ""
	case numbered && behind != "":
	case numbered && n <= longestNumbered && !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, ";"):
		title, behind = strings.TrimRight(words, " .:;"), ""
	default:
		return h, "", false
	}
	switch {
	case b.Level > 0 && !numbered:
		depth = depthRoman + b.Level - 1 // as «I.» and what lies below it
	case !numbered && isCapitals(words):
		depth = depthRoman
	case !numbered:
		depth = depthPlain
	case b.Level > 0 && depth == depthItem:
		depth = depthNumber + b.Level
	}
	return heading{text: title, depth: depth, numbered: numbered || b.Level > 0}, behind, true
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// isCapitals reports whether a line is written in capitals: at least two words of them.
func isCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 5 && len(strings.Fields(s)) >= 2
}
