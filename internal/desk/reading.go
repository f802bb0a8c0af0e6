package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/report"
	"giaoban/internal/viet"
)

// The questions about what reports say. They are answered by Read, from the
// reports themselves.
const (
	View   Name = "xem"     // one report, section by section
	Sums   Name = "tonghop" // what the reports that are in say together
	Look   Name = "canxem"  // what is worth a look
	Models Name = "mohinh"  // the rows of lists, by unit
	Awards Name = "khen"    // the rows that only some may see
)

// The questions that only sentences ask.
const (
	Deadline Name = "han"    // when is it due
	People   Name = "nguoi"  // who answers
	Causes   Name = "vichua" // whose report is not in for one reason
)

// readings are the written forms of a command, folded, the longest first.
func readings() map[Name][]string {
	return map[Name][]string{
		View:   {"xem bao cao", "don vi", "donvi", "xem"},
		Sums:   {"tong hop noi dung", "tong hop", "tonghop", "so lieu", "solieu", "xuat excel", "xuat bao cao", "xuat", "excel", "bieu so lieu", "bieu"},
		Look:   {"diem can xem", "can xem", "canxem", "canh bao", "canhbao"},
		Models: {"danh sach mo hinh", "mo hinh", "mohinh"},
		Awards: {"de nghi khen thuong", "de nghi khen", "khen thuong", "khen"},
	}
}

// Reads tells whether the command is about what reports say.
func (c Command) Reads() bool {
	_, ok := readings()[c.Name]
	return ok
}

// The parts of a report that may stand behind a unit's name.
var (
	partForm = regexp.MustCompile(`(?:^|\s)(phan (?:[0-9]{1,2}|mo dau)|cau [a-z]{0,2}[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?|[a-z][0-9]{1,2}(?:\.[0-9]{1,2}){0,2})$`)
	pageForm = regexp.MustCompile(`(?:^|\s)trang ([0-9]{1,4})$`)
)

// notUnits are what officers say of their own report after «xem».
var notUnits = []string{"lai", "truoc", "toan bo", "het", "lai toan bo", "bao cao"}

// parseReading reads a command about what reports say: with the slash in any
// case, without it only alone or with a unit's name, a part or a page.
func parseReading(text string, units Units, may func(Name) bool) (Command, bool) {
	line := []rune(strings.TrimRight(viet.Polite(viet.Line(text)), " .?!"))
	if len(line) > maxSentence {
		return Command{}, false
	}
	folded := viet.Fold(string(line))
	if len([]rune(folded)) != len(line) {
		return Command{}, false
	}
	bare, slash := strings.CutPrefix(folded, "/")
	if slash {
		name, rest, _ := strings.Cut(bare, " ")
		name, _, _ = strings.Cut(name, "@")
		cmd, ok := behindSlash(strings.ReplaceAll(name, "_", ""), rest, line)
		return cmd, ok && may(cmd.Name)
	}
	for name, forms := range readings() {
		if !may(name) {
			continue
		}
		for _, form := range forms {
			rest, ok := strings.CutPrefix(bare, form)
			if !ok || rest != "" && rest[0] != ' ' {
				continue
			}
			cmd := withPart(name, tail(line, rest)).as(form)
			if slices.Contains(notUnits, strings.TrimSpace(viet.Fold(cmd.Unit))) || cmd.Unit != "" && !units.Named(cmd.Unit) {
				continue
			}
			if cmd.Unit == "" && name == View && form == "xem bao cao" {
				continue // an approver's
			}
			return cmd, true
		}
	}
	return Command{}, false
}

func behindSlash(word, rest string, line []rune) (Command, bool) {
	for name, forms := range readings() {
		for _, form := range forms {
			if strings.ReplaceAll(form, " ", "") == word && !(form == "xem bao cao") {
				return withPart(name, tail(line, rest)).as(form), true
			}
		}
	}
	return Command{}, false
}

// as is the command for the form in which it was written: a table is asked for
// by its own words.
func (c Command) as(form string) Command {
	if c.Name == Sums && c.Part == "" && (strings.Contains(form, "excel") || strings.HasPrefix(form, "xuat") || strings.HasPrefix(form, "bieu")) {
		c.Part = wholeTable
	}
	return c
}

// maxSentence is more letters than any command or sentence takes.
const maxSentence = 120

// tail are the last letters of the line as they were typed, as many as of the
// folded rest.
func tail(line []rune, rest string) string {
	n := len([]rune(rest))
	return strings.Trim(string(line[len(line)-n:]), " .?!,;:")
}

// withPart splits what follows a command into a unit's name, a part and a page.
func withPart(name Name, rest string) Command {
	cmd := Command{Name: name}
	if m := pageForm.FindStringSubmatch(viet.Fold(rest)); m != nil {
		cmd.Page, _ = strconv.Atoi(m[1])
		rest = cut(rest, m[0])
	}
	if m := partForm.FindStringSubmatch(viet.Fold(rest)); m != nil {
		r := []rune(rest)
		part := string(r[len(r)-len([]rune(m[1])):])
		if strings.HasPrefix(m[1], "cau ") {
			part = part[strings.IndexByte(part, ' ')+1:]
		}
		cmd.Part = part
		rest = cut(rest, m[0])
	}
	cmd.Unit = strings.Trim(rest, " .?!,;:")
	return cmd
}

func cut(text, end string) string {
	r := []rune(text)
	return strings.Trim(string(r[:len(r)-len([]rune(end))]), " .?!,;:")
}

// causeOf is the part of a Causes command as report.Cause.
func causeOf(part string) []report.Cause {
	switch part {
	case "dangky":
		return []report.Cause{report.Nobody}
	case "chan":
		return []report.Cause{report.Unreachable}
	case "batdau":
		return []report.Cause{report.Nobody, report.Untouched}
	case "lam":
		return []report.Cause{report.Stuck, report.Busy}
	case "dung":
		return []report.Cause{report.Stuck}
	case "tralai":
		return []report.Cause{report.SentBack}
	case "ky":
		return []report.Cause{report.ForSignature}
	}
	return nil
}
