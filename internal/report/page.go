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

// entry is a line of a list and the number of units that it names.
type entry struct {
	text  string
	units int
}

// block is what belongs together: a district's heading and its lines. A page
// ends inside a block only if the block alone is longer than a page.
type block struct {
	head  string
	lines []entry
}

// paginate lays the blocks out on at most max pages and tells how many units
// found room. Once a block is cut no later one is shown, so that the order
// stays what the title says. Title heads the first page, again the others, and
// more follows the heading of a block that goes on.
func paginate(blocks iter.Seq[block], title, again, more string, max int) (pages []string, shown int) {
	p := &pager{again: again, max: max}
	p.put(title)
	for b := range blocks {
		if !p.add(b, more) {
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
	entries int // lines of blocks on this page
	shown   int // units on all pages
}

func (p *pager) put(line string) {
	p.page = append(p.page, line)
	p.letters += letters(line)
}

// add puts the block in; false if the pages ran out before its end.
func (p *pager) add(b block, more string) bool {
	lines, size := b.measure()
	if p.entries > 0 && !p.room(lines, size) && !p.turn() {
		return false
	}
	if p.entries > 0 && b.head != "" {
		p.put("")
	}
	p.heading(b.head)
	for _, e := range b.lines {
		if p.entries > 0 && !p.room(1, letters(e.text)) {
			if !p.turn() {
				return false
			}
			if b.head != "" {
				p.heading(b.head + more)
			}
		}
		p.put(e.text)
		p.entries++
		p.shown += e.units
	}
	return true
}

func (p *pager) heading(head string) {
	if head != "" {
		p.put(head)
	}
}

// room tells whether so many lines with so many letters still fit.
func (p *pager) room(lines, size int) bool {
	return len(p.page)+lines <= maxLines && p.letters+size <= maxLetters
}

// turn ends the page and begins the next; false if there may be no other.
func (p *pager) turn() bool {
	if p.entries > 0 {
		p.pages = append(p.pages, strings.Join(p.page, "\n"))
	}
	p.page, p.letters, p.entries = nil, 0, 0
	if len(p.pages) >= p.max {
		return false
	}
	p.put(p.again)
	return true
}

// measure is the room that the block takes with the empty line before it.
func (b block) measure() (lines, size int) {
	if b.head != "" {
		lines, size = 2, 1+letters(b.head)
	}
	for _, e := range b.lines {
		lines++
		size += letters(e.text)
	}
	return lines, size
}

// letters of a line with its end. A phone and a network count UTF-16 units; in
// names, numbers and our phrases these are the letters of NFC text.
func letters(line string) int { return utf8.RuneCountInString(line) + 1 }
