package report

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// A message is kept to what a phone shows in two or three screens, and below
// the 2,000 letters that the smaller network takes in one piece, so that no
// channel has to cut where we would not.
const (
	maxLines   = 40
	maxLetters = 1900
)

// A line of a list, and the number of units that it names.
type line struct {
	text  string
	units int
}

// A section is what belongs together: a district's heading and its lines. A page
// ends inside a section only if the section alone is longer than a page.
type section struct {
	head  string
	lines []line
}

// paginate lays the sections out on at most max pages and returns how many units
// found room. Once a section is cut no later one is shown, so that the order
// stays what the title says. Title heads the first page, again the others, and
// more follows the heading of a section that goes on.
func paginate(sections iter.Seq[section], title, again, more string, max int) (pages []string, shown int) {
	p := &pager{again: again, max: max}
	p.put(title)
	for s := range sections {
		if !p.add(s, more) {
			break
		}
	}
	p.turn()
	return p.pages, p.shown
}

// pager holds the page being filled.
type pager struct {
	again   string
	max     int
	pages   []string
	page    []string
	letters int
	lines   int // of sections on this page
	shown   int // units on all pages
}

func (p *pager) put(text string) {
	p.page = append(p.page, text)
	p.letters += letters(text)
}

// add puts the section in; false if the pages ran out before its end.
func (p *pager) add(s section, more string) bool {
	lines, size := s.measure()
	if p.lines > 0 && !p.room(lines, size) && !p.turn() {
		return false
	}
	if p.lines > 0 && s.head != "" {
		p.put("")
	}
	p.heading(s.head)
	for _, l := range s.lines {
		if p.lines > 0 && !p.room(1, letters(l.text)) {
			if !p.turn() {
				return false
			}
			if s.head != "" {
				p.heading(s.head + more)
			}
		}
		p.put(l.text)
		p.lines++
		p.shown += l.units
	}
	return true
}

func (p *pager) heading(head string) {
	if head != "" {
		p.put(head)
	}
}

// room reports whether so many lines with so many letters still fit.
func (p *pager) room(lines, size int) bool {
	return len(p.page)+lines <= maxLines && p.letters+size <= maxLetters
}

// turn ends the page and begins the next; false if there may be no other.
func (p *pager) turn() bool {
	if p.lines > 0 {
		p.pages = append(p.pages, strings.Join(p.page, "\n"))
	}
	p.page, p.letters, p.lines = nil, 0, 0
	if len(p.pages) >= p.max {
		return false
	}
	p.put(p.again)
	return true
}

// measure returns the room that the section takes with the empty line before it.
func (s section) measure() (lines, size int) {
	if s.head != "" {
		lines, size = 2, 1+letters(s.head)
	}
	for _, l := range s.lines {
		lines++
		size += letters(l.text)
	}
	return lines, size
}

// letters of a line with its end. A phone and a network count UTF-16 units; in
// names, numbers and our phrases these are the letters of NFC text.
func letters(text string) int { return utf8.RuneCountInString(text) + 1 }
