package oversight

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/asked"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A Library gives what reports say, from one snapshot.
type Library struct {
	// Outlines are the current ones by level.
	Outlines map[int]*form.Outline
	// Asked tells what of a level's outline words mean.
	Asked func(level int) *asked.Index
	// Open reads one report.
	Open func(unit string) (Paper, error)
	// Opened hears whose report was opened, where the question did not say it; nil hears
	// nothing.
	Opened func(unit string)
	// Before reads the report of a unit in the campaign before, if it was in; nil where
	// there was no such campaign.
	Before func(unit string) (Paper, error)
	// Below is what is known of the units below one; nil if nothing is.
	Below func(unit string) *form.Below
	// Poll is of a quick poll.
	Poll Poll
}

// A Paper is one report. Draft is nil if it was never begun.
type Paper struct {
	Outline *form.Outline
	Draft   *answers.Draft
	Words   form.Words
	Texts   func(form.Place) []string
	// Files are read when they are wanted.
	Files func() ([]Attached, error)
	// Mended tells what was answered anew since the report was returned; it is read when
	// it is wanted. Nil: nobody knows.
	Mended func() (Mended, error)
}

// Mended is what followed the last time that a report was returned. At is zero if that is
// not known.
type Mended struct {
	At     time.Time
	Remark string
	// Codes are the questions that were named then, Changed the names of those that were
	// answered otherwise since.
	Codes, Changed []string
}

// reader is one question about what reports say, being answered.
type reader struct {
	question
	lib Library
	who []roster.Membership
	// words fill an outline's placeholders where many units are meant.
	words form.Words
	// review are the buttons that accept and return a unit's report; none if the person
	// may not, or it does not wait for review.
	review func(unit string) []chat.Choice
}

// Read answers a question about what reports say, for somebody with these
// memberships. review are the buttons that accept and return a unit's report. It says
// something to everybody.
func Read(s report.Overview, lib Library, who []roster.Membership, cmd command.Command, review func(unit string) []chat.Choice, say locale.Phrases) ([]chat.Content, error) {
	r := &reader{question: newQuestion(s, who, cmd, say), lib: lib, who: who, review: review}
	if cmd.Name == command.Awards {
		if viewed := roster.Places(s.Units, who, roster.Awards); len(viewed) > 0 {
			r.scope.Roots = viewed
		}
	}
	return r.each(r.here, func(u roster.Unit) ([]chat.Content, error) { return verbs[cmd.Name].say(r, u) })
}

// here offers a unit; what was asked about it stays.
func (r *reader) here(u roster.Unit, label string) chat.Choice {
	return r.at(u, r.cmd.Part, r.cmd.Page).Choice(label)
}

// at is the same command about a unit, a part and a page.
func (r question) at(u roster.Unit, part string, page int) command.Command {
	return command.Command{Name: r.cmd.Name, Code: u.Code, Part: part, Page: page}
}

// sees reports whether the person has a right at a unit.
func (r *reader) sees(unit, right string) bool { return roster.Sees(r.Units, r.who, unit, right) }

// reporters are the units of a level at or below the unit, in the tree's order. Those of which it is not known whether
// they are in are named beside the answer.
func (r *reader) reporters(u roster.Unit, level int) []roster.Unit {
	if u.Level == level {
		return []roster.Unit{u}
	}
	return slices.DeleteFunc(r.Units.Below(u.Code), func(b roster.Unit) bool {
		return b.Level != level || r.Status[b.Code].State == report.Unreadable
	})
}

// in are those whose report is in.
func (r *reader) in(units []roster.Unit) []roster.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u roster.Unit) bool { return !r.Status[u.Code].State.In() })
}

// handedIn are the reports of a level at or below the unit that are in, with those of units that ended and still count.
func handedIn(r *reader, u roster.Unit, level int) []roster.Unit {
	units := r.in(r.reporters(u, level))
	if u.Level != level {
		units = append(units, r.Overview.Former(u.Code, level)...)
	}
	return units
}

// basis says how many reports are summed up: of the units that are to report how many are in, and of units that ended how many.
func basis(r *reader, in []roster.Unit, total int) string {
	former := 0
	for _, u := range in {
		if _, ended := r.Units.Ended(u.Code); ended {
			former++
		}
	}
	said := r.say.Say("sums_from", "in", len(in)-former, "total", total)
	if former > 0 {
		said += " " + r.say.Count("figure_former", former)
	}
	return said
}

// levels are those with an outline and units at or below the unit, the lowest of the tree
// first: the one whose reports are collected. Those beside the tree come last.
func (r *reader) levels(u roster.Unit) []int {
	var out []int
	for level, o := range r.lib.Outlines {
		if o != nil && len(r.reporters(u, level)) > 0 {
			out = append(out, level)
		}
	}
	slices.SortFunc(out, func(a, b int) int { return r.Units.ByTree(b, a) })
	return out
}

// located is a unit's name in a list about another: with the unit above, if
// that is not the one in question.
func (r *reader) located(u, head roster.Unit) string {
	up, ok := r.Units.Parent(u.Code)
	if !ok || up.Code == head.Code || u.Code == head.Code || !r.Units.Contains(head.Code, up.Code) {
		return u.Label()
	}
	return u.Label() + " (" + up.Name + ")"
}

// Limits of one message, which a phone shows in two or three screens.
const (
	pageLetters = 1800
	pageLines   = 30
)

// A leaf is one page of a list and which of the lines stand on it.
type leaf struct{ from, to int }

// leaves lay lines out on pages.
func leaves(lines []string) []leaf {
	var out []leaf
	n, from := 0, 0
	for i, line := range lines {
		length := len([]rune(line)) + 1
		if i > from && (n+length > pageLetters || i-from >= pageLines) {
			out = append(out, leaf{from, i})
			n, from = 0, i
		}
		n += length
	}
	return append(out, leaf{from, len(lines)})
}

// list is one page of lines under a title, with buttons to the pages beside it.
// on gives the buttons of the lines that stand on the page.
func (r question) list(u roster.Unit, title string, lines []string, on func(from, to int) [][]chat.Choice) []chat.Content {
	pages := leaves(lines)
	title, n := r.numbered(title, len(pages))
	p := pages[n-1]
	c := chat.Content{Text: strings.Join(append([]string{title}, lines[p.from:p.to]...), "\n")}
	if on != nil {
		c.Choices = on(p.from, p.to)
	}
	c.Choices = append(c.Choices, r.turnPages(u, r.cmd.Part, n, len(pages))...)
	return []chat.Content{c}
}

// numbered says in a title which of several pages follows.
func (r question) numbered(title string, pages int) (string, int) {
	n := min(max(r.cmd.Page, 1), pages)
	if pages > 1 {
		title += " " + r.say.Say("page_of", "n", n, "total", pages)
	}
	return title, n
}

// turnPages are the buttons to the pages beside one.
func (r question) turnPages(u roster.Unit, part string, n, total int) [][]chat.Choice {
	var row []chat.Choice
	if n > 1 {
		row = append(row, r.at(u, part, n-1).Choice(r.say.Say("read_button_page", "n", n-1)))
	}
	if n < total {
		row = append(row, r.at(u, part, n+1).Choice(r.say.Say("read_button_page", "n", n+1)))
	}
	if row == nil {
		return nil
	}
	return [][]chat.Choice{row}
}

// pairs puts buttons two to a row.
func pairs(choices []chat.Choice) (rows [][]chat.Choice) {
	for pair := range slices.Chunk(choices, 2) {
		rows = append(rows, slices.Clone(pair))
	}
	return rows
}

// label is a text in one line, not longer than a button or a line may be.
func label(text string, letters int) string { return viet.Shorten(viet.Line(text), letters) }

func count(n int) string { return strconv.Itoa(n) }
