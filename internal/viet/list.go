package viet

import (
	"regexp"
	"strconv"
	"strings"

	"giaoban/internal/language"
)

// An Item is one number of a message that lists several, as it was typed.
type Item struct {
	// Ref is the code of the question that was named, or «#4», the line's own
	// number; "" if the place in the list tells.
	Ref  string `json:"r,omitempty"`
	Text string `json:"t,omitempty"`
	// Message is the person's message that gave it.
	Message string `json:"m,omitempty"`
	// At is the question beside which it was shown, Seen what that had then, so
	// that a colleague's newer answer neither moves it nor is overwritten.
	At   string `json:"a,omitempty"`
	Seen string `json:"s,omitempty"`
	// Nth is which line of the message it was, from 1.
	Nth int `json:"n,omitempty"`
}

// Ordinal is the line's own number; 0 if it has none.
func (it Item) Ordinal() int {
	n, err := strconv.Atoi(strings.TrimPrefix(it.Ref, "#"))
	if err != nil || !strings.HasPrefix(it.Ref, "#") {
		return 0
	}
	return n
}

// A Cut is a message taken apart.
type Cut struct {
	Items []Item
	// Unclear: it lists numbers, but there is no telling where one ends.
	Unclear bool
	// Either: it may as well be one number.
	Either bool
}

// MaxItems is the most numbers that one message may list; no outline has so
// many in a row.
const MaxItems = 40

// ItemLetters bounds what is kept of a line.
const ItemLetters = 80

// Lines takes messages apart whose numbers are written in one language.
type Lines struct{ language.Lister }

// CutList is Lines.Cut for Vietnamese.
func CutList(text string, whole bool) Cut { return Lines{Reader{}}.Cut(text, whole) }

// Cut takes a message apart by the rules above. With whole, all questions
// concerned want whole numbers.
func (l Lines) Cut(text string, whole bool) Cut {
	lines := l.meaningful(text)
	if len(lines) == 0 {
		return Cut{}
	}
	var c Cut
	if len(lines) > 1 {
		c.Items = l.fromLines(lines)
	} else {
		c = l.oneLine(lines[0], whole)
	}
	c.Items = unlabelled(c.Items)
	return c
}

// Meaningful are the lines without blank ones at the ends and without a title.
// A blank line between others stays: in a copied column it is an empty cell.
// Where every other line is blank, they only set the lines apart; of three
// lines nobody can tell.
func Meaningful(text string) []string { return Lines{Reader{}}.meaningful(text) }

func (l Lines) meaningful(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", ";", "\n").Replace(text)
	lines := strings.Split(strings.Trim(text, "\n \u00a0"), "\n")
	if len(lines) > 1 && strings.HasSuffix(strings.TrimSpace(lines[0]), ":") && !l.Alone(lines[0]) {
		lines = lines[1:]
	}
	blanks, apart := 0, true
	for i, line := range lines {
		blank := strings.TrimSpace(line) == ""
		apart = apart && blank == (i%2 == 1)
		if blank {
			blanks++
		}
	}
	if apart && blanks > 1 {
		kept := lines[:0]
		for _, line := range lines {
			if strings.TrimSpace(line) != "" {
				kept = append(kept, line)
			}
		}
		lines = kept
	}
	for len(lines) > 0 && Line(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// fromLines takes one item from each line. Cells of a copied row that hold
// words are names; the number is what is left.
func (l Lines) fromLines(lines []string) []Item {
	items := make([]Item, len(lines))
	numberedCells := true
	for i, line := range lines {
		first, _, tabbed := strings.Cut(line, "\t")
		n, err := strconv.Atoi(strings.TrimSpace(first))
		numberedCells = numberedCells && tabbed && err == nil && n == i+1
	}
	for i, line := range lines {
		if numberedCells {
			_, line, _ = strings.Cut(line, "\t")
		}
		items[i].Text = Shorten(l.cellNumber(line), ItemLetters)
	}
	return items
}

// cellNumber is the one cell of a row that is a number by itself, or all of
// them, for the reader of one number to refuse.
func (l Lines) cellNumber(line string) string {
	cells := strings.Split(line, "\t")
	if len(cells) == 1 {
		return line
	}
	var found []string
	for i, c := range cells {
		if i == 0 && Label.MatchString(Line(c)+":") {
			continue
		}
		if StartsWithDigit(c) && l.Alone(c) {
			found = append(found, c)
		}
	}
	code := Label.FindString(Line(cells[0]) + ":")
	switch len(found) {
	case 0:
		if last := strings.TrimSpace(cells[len(cells)-1]); last == "" || code != "" || l.Alone(last) || l.Later(last) {
			return code + " " + last
		}
		return strings.Join(cells, " ")
	case 1:
		return code + " " + found[0]
	}
	return code + " " + strings.Join(found, "; ")
}

// StartsWithDigit reports whether a text begins with a digit.
func StartsWithDigit(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

var (
	// bareCommas is «6,1,2», bareSpaces «6 1 2».
	bareCommas = regexp.MustCompile(`^\d+(?:,\d+)+$`)
	BareSpaces = regexp.MustCompile(`^\d+(?: \d+)+$`)
	// group is what may be a group of thousands behind other digits.
	group = regexp.MustCompile(`(?:^|[, ])\d{1,3}[, ]\d{3}(?:[, ]|$)`)
	// codeLabels are the beginnings of «5.01: 6, 5.02: 1» in one line.
	codeLabels = regexp.MustCompile(`(?i)(?:^|[\s,])((?:câu\s+|cau\s+)?[a-z]?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\s*[:=])`)
)

// oneLine takes a message of one line apart.
func (l Lines) oneLine(raw string, whole bool) Cut {
	if cells := strings.Split(strings.Trim(raw, "\t "), "\t"); len(cells) > 1 && l.allStartWithDigit(cells) {
		return Cut{Items: items(cells)}
	}
	line := strings.TrimRight(Polite(Line(strings.ReplaceAll(raw, "\t", " "))), ", ")
	if at := codeLabels.FindAllStringSubmatchIndex(line, -1); len(at) > 0 && strings.TrimSpace(line[:at[0][2]]) == "" {
		var parts []string
		for i, m := range at {
			end := len(line)
			if i+1 < len(at) {
				end = at[i+1][2]
			}
			parts = append(parts, strings.Trim(line[m[2]:end], ", "))
		}
		return Cut{Items: items(parts)}
	}
	switch {
	case strings.Contains(line, ", "):
		parts := strings.Split(line, ", ")
		either := !whole && len(parts) == 2 && bareCommas.MatchString(parts[0]+","+parts[1])
		return Cut{Items: items(parts), Either: either}
	case bareCommas.MatchString(line) && strings.Count(line, ",") > 1:
		if group.MatchString(line) || !whole {
			return Cut{Unclear: !l.Alone(line)}
		}
		return Cut{Items: items(strings.Split(line, ","))}
	case BareSpaces.MatchString(line):
		c := Cut{Items: items(strings.Fields(line))}
		if group.MatchString(line) {
			c.Either = l.Alone(line)
			c.Unclear = !c.Either
		}
		return c
	}
	return Cut{Items: items([]string{line})}
}

func (l Lines) allStartWithDigit(cells []string) bool {
	for _, c := range cells {
		if !StartsWithDigit(c) || !l.Alone(c) {
			return false
		}
	}
	return true
}

func items(parts []string) []Item {
	out := make([]Item, len(parts))
	for i, p := range parts {
		out[i].Text = Shorten(Line(p), ItemLetters)
	}
	return out
}

var (
	// Label is a code before a number: «5.01: 6», «câu X5.02 = 1», «X5.02 1».
	Label = regexp.MustCompile(`(?i)^(?:câu\s+|cau\s+)?(?:([a-z]?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\s*[:=]|([a-z]\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[\s.)-]+)`)
	// Ordinal is a line's own number: «1. 6», «2) 1», «3: 25».
	Ordinal = regexp.MustCompile(`^(\d{1,2})(?:\.\s+|\s*[:=]\s*|\s*\)\s*)`)
)

// unlabelled takes codes and line numbers off the items.
func unlabelled(list []Item) []Item {
	numbered, before := len(list) > 1, 0
	for i := range list {
		it := &list[i]
		it.Text = Line(it.Text)
		if m := Label.FindStringSubmatch(it.Text); m != nil {
			it.Ref, it.Text = m[1]+m[2], strings.TrimSpace(it.Text[len(m[0]):])
		}
		m := Ordinal.FindStringSubmatch(it.Text)
		numbered = numbered && m != nil && it.Ref == ""
		if numbered {
			n, _ := strconv.Atoi(m[1])
			numbered = n > before
			before = n
		}
	}
	for i := range list {
		if numbered {
			m := Ordinal.FindStringSubmatch(list[i].Text)
			list[i].Ref = "#" + m[1]
			list[i].Text = list[i].Text[len(m[0]):]
		}
	}
	return list
}

// lineWord is what stands before a line's number.
var lineWord = regexp.MustCompile(`(?i)^(?:sửa\s+|sua\s+|change\s+|correct\s+|fix\s+)?(?:dòng|dong|line)\s+`)

// CutMends cuts words that say something of lines which were listed before:
// «3: 25», «dòng 3: 25», «5.03 = 25». A line is named by its code, Ref, or by its
// number, Nth; false if one is named by neither.
func CutMends(text string) (list []Item, ok bool) {
	for _, part := range Meaningful(text) {
		part = lineWord.ReplaceAllString(Line(part), "")
		it, head := Item{}, ""
		if m := Label.FindStringSubmatch(part); m != nil {
			it.Ref, head = m[1]+m[2], m[0]
		} else if m := Ordinal.FindStringSubmatch(part); m != nil {
			it.Nth, _ = strconv.Atoi(m[1])
			head = m[0]
		} else {
			return nil, false
		}
		it.Text = strings.TrimSpace(part[len(head):])
		list = append(list, it)
	}
	return list, len(list) > 0
}

// ReadsAlone tells whether a line holds one number, whatever else stands in it, or says
// that it has none. It is for taking lists apart; what its words mean is read by the
// question that each belongs to.
func ReadsAlone(s string) bool {
	return nobody.numbers(scan(Line(s))).holdsOne() == nil
}

// IsLater tells whether a line puts its question off: «làm sau», or a number
// that is not known yet.
func IsLater(s string) bool {
	switch Fold(Polite(Line(s))) {
	case "lam sau", "de sau":
		return true
	}
	unclear := nobody.numbers(scan(Line(s))).holdsOne()
	return unclear != nil && unclear.Why == language.NotKnown
}

// Lists tells whether the items, rather than the whole text, are what was
// meant: at least two numbers, and where the whole reads as one number too,
// nothing but numbers.
func (c Cut) Lists(text string) bool { return Lines{Reader{}}.Lists(c, text) }

// Lists is Cut.Lists in a language.
func (l Lines) Lists(c Cut, text string) bool {
	numbers, all, named := 0, true, false
	for _, it := range c.Items {
		named = named || it.Ref != "" && it.Ordinal() == 0
		switch {
		case l.Alone(it.Text):
			numbers++
		case !l.Later(it.Text):
			all = false
		}
	}
	if named {
		return true
	}
	lines := strings.Contains(strings.TrimSpace(text), "\n")
	cells := lines && strings.Contains(text, "\t")
	return len(c.Items) > 1 && numbers > 0 && (numbers > 1 || lines) && (all || cells || !l.Alone(text))
}
