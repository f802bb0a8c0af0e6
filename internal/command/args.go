package command

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"giaoban/internal/language"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// marks are what may stand around a name.
const marks = " .?!,;:"

// maxNameWords is the longest unit's name with its type and the units above.
const maxNameWords = 12

// read reads what stands behind the first n words into the command; false if the
// line is no such command.
func (r *row) read(c *Command, l line, n int, who Sender, say locale.Phrases) bool {
	switch r.args {
	case none:
		return n == len(l.fields)
	case passed:
		c.Part = l.rest(n)
		return c.Part == "" || l.slash && n >= l.joined
	case unit:
		c.Unit = strings.Trim(l.rest(n), marks)
		return l.slash || c.Unit == "" || len(l.fields)-n <= maxNameWords && who.Units.Named(c.Unit)
	case part, file:
		return readPart(c, l, n, who, say, r.args == file)
	case figure:
		c.Words, c.Unit = splitFigure(strings.Trim(l.rest(n), marks), who.Units)
		return l.slash
	case day:
		return readDay(c, l, n, who, say)
	case units:
		return readUnits(c, l, n, who, say)
	case questions:
		return readQuestions(c, l, n, who, say)
	case about:
		return readAbout(c, l, n, who, say)
	case hours:
		c.Words = strings.Trim(l.rest(n), marks)
		_, readable := ReadHours(c.Words, say)
		return readable || l.slash
	case words, reply, number:
		return readWords(r.args, c, l, n)
	case place:
		return readPlace(c, l, n) || l.slash && n >= l.joined && r.bare == always
	}
	return readRow(r.args, c, l, n)
}

// The parts of a report that may stand behind a unit's name, folded.
var (
	partForm = regexp.MustCompile(`(?:^|\s)((?:phan|part|section) (?:[0-9]{1,2}|mo dau|opening)|(?:cau|question) [a-z]{0,2}[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?|[a-z][0-9]{1,2}(?:\.[0-9]{1,2}){0,2})$`)
	pageForm = regexp.MustCompile(`(?:^|\s)(?:trang|page) ([0-9]{1,4})$`)
)

// WholeTable is the part of a summary that is the table of all, as a file.
const WholeTable = "tep"

// maxSentence is more letters than a report's part and its unit take.
const maxSentence = 120

// readPart splits what follows into a unit's name, a part and a page. What
// officers say of their own report after «xem» is no name.
func readPart(c *Command, l line, n int, who Sender, say locale.Phrases, table bool) bool {
	rest := strings.Trim(l.rest(n), marks)
	if len([]rune(l.said)) > maxSentence {
		return false
	}
	if m := pageForm.FindStringSubmatch(viet.Fold(rest)); m != nil {
		c.Page, _ = strconv.Atoi(m[1])
		rest = cutEnd(rest, m[0])
	}
	c.Unit = rest
	c.cutPart()
	c.Unit = strings.Trim(c.Unit, marks)
	if table && c.Part == "" {
		c.Part = WholeTable
	}
	return l.slash || c.Unit == "" || !slices.Contains(Listed(say.Say("spelled_not_units")), viet.Fold(c.Unit)) && who.Units.Named(c.Unit)
}

// splitFigure parts what a figure is called from a unit's name at its end, with or without
// a word between that says whose it is.
func splitFigure(text string, units Units) (called, unit string) {
	words := strings.Fields(text)
	for i := max(1, len(words)-maxNameWords); i < len(words); i++ {
		if name := strings.Join(words[i:], " "); units.Named(name) {
			return strings.Join(words[:i], " "), name
		}
	}
	return text, ""
}

func cutEnd(text, end string) string {
	r := []rune(text)
	return strings.Trim(string(r[:len(r)-len([]rune(end))]), marks)
}

// readDay parts a list of units from words behind a colon, or from the day of an extension.
func readDay(c *Command, l line, n int, who Sender, say locale.Phrases) bool {
	text := l.rest(n)
	name, words, colon := strings.Cut(text, ":")
	switch {
	case colon:
		c.Unit, c.Words = strings.TrimSpace(name), strings.TrimSpace(words)
	case c.Name == Extend && text != "" && !who.Units.Named(text):
		c.Unit, c.Words = language.CutTill(say.Tongue(), text, who.Now)
	default:
		c.Unit = strings.Trim(text, marks)
	}
	if c.Name == Return {
		c.cutQuestion(text)
	}
	if l.slash || n == len(l.fields) || c.Unit == "" && c.Name == Extend {
		return true
	}
	return who.lists(c.Unit)
}

// questionForm is the number of a question behind a unit's name, folded.
var questionForm = regexp.MustCompile(`\s((?:cau|muc|question)\s+)?[a-z]{0,2}[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}(?:$|[^0-9.])`)

// cutQuestion takes what is said of questions off the units: «Nga An 5.04: sai số».
func (c *Command) cutQuestion(text string) {
	at := questionForm.FindStringIndex(viet.Fold(c.Unit + " "))
	if at == nil {
		return
	}
	// Folding keeps the number of letters.
	letters := utf8.RuneCountInString(viet.Fold(c.Unit + " ")[:at[0]])
	said := []rune(strings.TrimSpace(text))
	c.Unit, c.Words = strings.Trim(string(said[:letters]), marks), strings.TrimSpace(string(said[letters:]))
}

// lists reports whether all of the words are a list of units.
func (who Sender) lists(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && who.Lists != nil && slices.Contains(who.Lists(words), len(words))
}

// readUnits parts a list of units from words behind a colon. Without the slash there must
// be one.
func readUnits(c *Command, l line, n int, who Sender, say locale.Phrases) bool {
	head, _, colon := strings.Cut(behind(l.said, n), ":")
	if _, words, found := strings.Cut(l.text, ":"); found {
		c.Words = strings.TrimSpace(words)
	}
	c.Unit = strings.Trim(say.Tongue().Polite(head), marks)
	return l.slash || c.Unit == "" && !colon || who.lists(c.Unit)
}

// readAbout parts a unit's name and a part of its report from words behind a colon.
func readAbout(c *Command, l line, n int, who Sender, say locale.Phrases) bool {
	head, _, colon := strings.Cut(behind(l.said, n), ":")
	if _, words, found := strings.Cut(l.text, ":"); found {
		c.Words = strings.TrimSpace(words)
	}
	c.Unit = strings.Trim(say.Tongue().Polite(head), marks)
	c.cutPart()
	return l.slash || colon && c.Unit != "" && who.Units.Named(c.Unit)
}

// cutPart takes a part of a report off the end of the unit's name.
func (c *Command) cutPart() {
	m := partForm.FindStringSubmatch(viet.Fold(c.Unit))
	if m == nil {
		return
	}
	r := []rune(c.Unit)
	c.Part = string(r[len(r)-len([]rune(m[1])):])
	if strings.HasPrefix(m[1], "cau ") || strings.HasPrefix(m[1], "question ") {
		c.Part = c.Part[strings.IndexByte(c.Part, ' ')+1:]
	}
	c.Unit = cutEnd(c.Unit, m[0])
}

// What stands behind an issue's command, folded. Its number may be written as amounts are.
var (
	replyForm  = regexp.MustCompile(`^\s+(?:(?:so|no\.|number)\s+)?([0-9]{1,3}(?:[.,][0-9]{3}){1,2}|[0-9]{1,8})\s*[:.,-]?(?:\s|$)`)
	numberForm = regexp.MustCompile(`^\s+(?:(?:so|no\.|number)\s+)?([0-9]{1,3}(?:[.,][0-9]{3}){1,2}|[0-9]{1,8})$`)
)

// readQuestions takes lines as they were typed. Units may stand before a colon in the first.
func readQuestions(c *Command, l line, n int, who Sender, say locale.Phrases) bool {
	said, _ := unslash(viet.Clean(l.text))
	text := behind(said, n)
	first, rest, _ := strings.Cut(text, "\n")
	head, words, colon := strings.Cut(first, ":")
	switch head = strings.Trim(say.Tongue().Polite(head), marks); {
	case head == "" || who.lists(head):
		c.Unit, text = head, words+"\n"+rest
	}
	c.Words = strings.TrimSpace(text)
	return l.slash || c.Words == "" || colon || rest != ""
}

// longestHead is more letters than a command takes before its words.
const longestHead = 80

// readWords takes what is passed on as it was typed, line by line.
func readWords(a arguments, c *Command, l line, n int) bool {
	said, _ := unslash(viet.Clean(l.text))
	text := behind(said, n)
	if a == words {
		after, colon := strings.CutPrefix(strings.TrimLeft(text, " \n"), ":")
		if c.Words = strings.TrimSpace(after); strings.Trim(after, marks) == "" {
			c.Words = ""
		}
		return l.slash || colon || c.Words == ""
	}
	// Folding keeps the number of letters, so that what follows the number is found
	// in the text itself.
	letters := []rune(text)
	head := viet.Fold(string(letters[:min(len(letters), longestHead)]))
	form := replyForm
	if a == number {
		form = numberForm
	}
	m := form.FindStringSubmatch(head)
	if m == nil {
		return false
	}
	c.Number, _ = strconv.Atoi(strings.NewReplacer(".", "", ",", "").Replace(m[1]))
	c.Words = strings.TrimSpace(string(letters[len([]rune(m[0])):]))
	return true
}
