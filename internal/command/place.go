package command

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/viet"
)

// Places of an outline as they stand behind a command, folded.
var (
	placeForm  = regexp.MustCompile(`^(?:[a-z]+)?[0-9]+(?:\.[0-9]+)*$`)
	letterForm = regexp.MustCompile(`^(?:[a-z]|[ivx]+)$`) // a section without a figure: A, IV
	fieldForm  = regexp.MustCompile(`^([a-z]*[0-9]+(?:\.[0-9]+)+)\s+(?:cua\s+|o\s+|of\s+|in\s+)?(?:muc|entry)\s+(?:so\s+|thu\s+|number\s+)?([0-9]{1,3})$`)
	turnForm   = regexp.MustCompile(`^(?:sau|truoc|next|before|[0-9]{1,3})$`)
	entryForm  = regexp.MustCompile(`^(?:so\s+|thu\s+|number\s+)?([0-9]{1,3})(?:\s+\(?(?:cau\s+|question\s+)?([a-z]*[0-9]+\.[0-9]+)\)?)?$`)
	moveForm   = regexp.MustCompile(`^(?:so\s+|thu\s+)?([0-9]{1,3})\s+(?:len|xuong|ve|thanh|sang|up\s+to|down\s+to|to)\s+(?:muc\s+|entry\s+)?(?:so\s+|thu\s+)?([0-9]{1,3})$`)
	// fullCode is a question's whole code by itself.
	fullCode = regexp.MustCompile(`^[a-z]+[0-9]+\.[0-9]+(?:\.[0-9]+)*$`)
)

// openings are how the section without a number is called.
var openings = []string{"mo dau", "opening"}

// turns are the pages beside the one that is read, in words.
var turns = map[string]string{"next": NextPage, "before": PageBefore}

// readPlace reads a section's or a question's number. What leads to a question
// from inside a text must have a point, for a text may well begin «Sửa 2 điểm».
func readPlace(c *Command, l line, n int) bool {
	rest := viet.Fold(l.rest(n))
	c.Part = rest
	c.InText = c.InText && strings.Contains(rest, ".")
	if m := fieldForm.FindStringSubmatch(rest); m != nil && c.Name == Fix {
		c.Part, c.Number = m[1], atoi(m[2])
		return true
	}
	if slices.Contains(openings, rest) && c.Name != Fix {
		c.Part = "0"
		return true
	}
	return rest == "" || placeForm.MatchString(rest) || c.Name != Fix && letterForm.MatchString(rest)
}

// readRow reads the number of a row, and where it goes, or of a page.
func readRow(a arguments, c *Command, l line, n int) bool {
	rest := viet.Fold(l.rest(n))
	form := map[arguments]*regexp.Regexp{turn: turnForm, entry: entryForm, move: moveForm}[a]
	m := form.FindStringSubmatch(rest)
	switch {
	case m == nil:
		return false
	case a == turn:
		c.Part = cmp.Or(turns[rest], rest)
	case a == entry:
		c.Number, c.Part = atoi(m[1]), m[2]
	default:
		c.Number, c.MoveTo = atoi(m[1]), atoi(m[2])
	}
	return true
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // at most three digits
	return n
}
