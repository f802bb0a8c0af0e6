package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// A question can name a period of a campaign that recurs, «tuần trước», «tuần 47», «tháng 10», «quý III», anywhere among its
// words. What is left without those words is read as ever, so that no sentence need have a place for them.

// A Period is which period of a campaign that recurs a question is about, as it was said. The zero value is the one that is open.
type Period struct {
	// Back is how many before the open one, or Coming.
	Back int `json:",omitzero"`
	// Every is of which kind it is where it was told by its number: week, month, quarter, year, or dates by its Day.
	Every string `json:",omitzero"`
	// N is its number, and Year the year; 0 is the newest of that number.
	N    int    `json:",omitzero"`
	Year int    `json:",omitzero"`
	Day  string `json:",omitzero"` // 2026-11-28
	// Said are its words.
	Said string `json:",omitzero"`
}

// Coming is the period that opens next, and EachPeriod the kind of all that opened, to choose from.
const (
	Coming     = -1
	EachPeriod = "each"
)

// Asked reports whether a question named a period.
func (p Period) Asked() bool { return p.Said != "" }

// longestPeriod is how many words name a period at most: «tuần thứ 47 năm 2026».
const longestPeriod = 6

// ofPeriod reads a line in which a period is named. c is what the line is without looking for one, ok whether it is anything.
func (r *Reader) ofPeriod(text string, who Sender, c Command, ok bool) (Command, bool) {
	if who.May&Coordinators == 0 || len(text) > longest && c.Room() != chat.Reading {
		return c, ok
	}
	head, _, _ := strings.Cut(text, ":") // behind it are words to be passed on
	p, rest := r.periodIn(strings.Fields(head), who)
	if !p.Asked() || ok && r.without(p, who, c) {
		return c, ok
	}
	asked, found := Command{Name: Progress, Sentence: true}, true
	switch around := r.aroundPeriod(rest, p); {
	case around:
	case p.Back == Coming: // «gia hạn đến tuần sau»
		return c, ok
	default:
		without := who
		without.Periods = nil
		if asked, found = r.Parse(strings.Join(rest, " "), without); !found {
			asked, found = r.byOwnWords(rest, p, who)
		}
	}
	if asked.Heard = c.Heard; p.Every != "" || p.Back != 0 {
		asked.Period = p
	}
	if !found || asked.Others != 0 || !asked.hasPeriods() || who.Bare != nil && !asked.Slash && !who.Bare(asked) {
		return c, ok
	}
	return asked, true
}

// without reports whether a command that was read with the words of a period in it stays as it is.
func (r *Reader) without(p Period, who Sender, c Command) bool {
	in := func(words string) bool { return strings.Contains(viet.Fold(words), viet.Fold(p.Said)) }
	switch open := p.Every == "" && p.Back == 0; {
	case c.Aside == Past, in(c.Words) && plain(c.Words) != plain(p.Said) && c.Room() != chat.Reading:
		return true
	case p.Every != "" && !slices.Contains(who.Periods, p.Every): // «tháng 10» where each week has its report
		return !in(c.Unit) || who.Units != nil && who.Units.Named(c.Unit)
	default:
		return open && !c.Is(SinceDay)
	}
}

// hasPeriods reports whether the command can be about a period that is not open, or is an order that somebody means so.
func (c Command) hasPeriods() bool {
	switch c.Room() {
	case chat.Reading:
		return !c.Is(System, Plan, Polled, SinceDay)
	case chat.Operation:
		return c.Name.Begins()
	}
	return false
}

// aroundPeriod reports whether the words ask nothing of their own: «còn tuần trước thì sao».
func (r *Reader) aroundPeriod(words []string, p Period) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !r.lists("period_asked_around", plain(w)) && (p.Back != Coming || !r.lists("period_next_around", plain(w)))
	})
}

func plain(word string) string { return strings.Trim(strings.ToLower(word), marks) }

// periodIn finds the words that name a period, and returns the others.
func (r *Reader) periodIn(words []string, who Sender) (p Period, rest []string) {
	plainly := make([]string, len(words))
	for i, w := range words {
		plainly[i] = plain(w)
	}
	for i := range words {
		if strings.HasPrefix(words[i], "/") || i > 0 && r.lists("period_asked_not", plainly[i-1]) {
			continue
		}
		for n := min(longestPeriod, len(words)-i); n > 0; n-- {
			if p = r.period(plainly[i:i+n], who); !p.Asked() {
				continue
			}
			p.Said = strings.Trim(strings.Join(words[i:i+n], " "), marks)
			from := i
			for from > 0 && r.lists("period_asked_of", plainly[from-1]) {
				from--
			}
			return p, slices.Concat(words[:from], words[i+n:])
		}
	}
	return Period{}, words
}

// lists reports whether a phrase lists the words between its commas. Words with marks must be written so.
func (r *Reader) lists(phrase, words string) bool {
	return among(r.say.Say(phrase), words) > 0
}

// among is the place of the words on a list, from 1; 0 if they are not on it.
func among(list, words string) int {
	fold := viet.Fold(words)
	return 1 + slices.IndexFunc(formsOf(list), func(w written) bool {
		return w.form == words || fold == words && w.fold == fold
	})
}

// kinds are the kinds of periods, in the order in which phrases have their words between semicolons.
var kinds = []string{"week", "month", "quarter", "year", "day"}

// partOf is the part of a phrase for the kind at that place, and of the first part for none.
func (r *Reader) partOf(phrase string, i int) string {
	parts := strings.Split(r.say.Say(phrase), ";")
	return parts[min(i, len(parts)-1)]
}

// period is what some words name, as a whole.
func (r *Reader) period(words []string, who Sender) Period {
	said := strings.Join(words, " ")
	if r.lists("period_asked_each", said) {
		return Period{Every: EachPeriod, Said: said}
	}
	if among(r.partOf("period_asked_next", 0), said) > 0 || slices.ContainsFunc(who.Periods, func(kind string) bool {
		return slices.Contains(kinds, kind) && among(r.partOf("period_asked_next", 1+slices.Index(kinds, kind)), said) > 0
	}) {
		return Period{Back: Coming, Said: said}
	}
	for back, phrase := range []string{"period_asked_this", "period_asked_before", "period_asked_before_two"} {
		if among(r.partOf(phrase, 0), said) > 0 {
			return Period{Back: back, Said: said}
		}
		for i, every := range kinds {
			if slices.Contains(who.Periods, every) && among(r.partOf(phrase, i+1), said) > 0 {
				return Period{Back: back, Said: said}
			}
		}
	}
	if every := r.anotherKind(said, who); every != "" {
		return Period{Every: every, Said: said}
	}
	words, year := r.ofYear(words)
	if n, every := r.onlyNumbered(words, who); n > 0 {
		return Period{Every: every, N: n, Year: year, Said: said}
	}
	for i, every := range kinds[:4] {
		if n := r.numbered(i, words); n > 0 {
			if every == "year" {
				year = n
			}
			return Period{Every: every, N: n, Year: year, Said: said}
		}
	}
	return r.dated(words, who, said)
}

// anotherKind is the kind of a period before that is none of the sender's, «quý trước» where each week has its report: there is none
// such, which whoever answers says. Days are no such words, «hôm qua» is said of much.
func (r *Reader) anotherKind(said string, who Sender) string {
	for _, phrase := range []string{"period_asked_before", "period_asked_before_two"} {
		for i, every := range kinds[:4] {
			if !slices.Contains(who.Periods, every) && among(r.partOf(phrase, i+1), said) > 0 {
				return every
			}
		}
	}
	return ""
}

// onlyNumbered is a period that is told by a number alone, «kỳ 45», and of which of the sender's kinds it is.
func (r *Reader) onlyNumbered(words []string, who Sender) (n int, every string) {
	if len(words) < 2 || !r.lists("period_asked_number", strings.Join(words[:len(words)-1], " ")) {
		return 0, ""
	}
	for i, kind := range kinds[:4] {
		if !slices.Contains(who.Periods, kind) {
			continue
		}
		if n = r.numberOf(i, words[len(words)-1]); n > 0 {
			return n, kind
		}
	}
	return 0, ""
}

// ofYear takes the year from the end of some words: «47/2026», «10 năm 2026».
func (r *Reader) ofYear(words []string) ([]string, int) {
	last := words[len(words)-1]
	if before, behind, ok := strings.Cut(last, "/"); ok && isYear(behind) && !strings.Contains(before, "/") {
		return append(slices.Clone(words[:len(words)-1]), before), atoi(behind)
	}
	if len(words) > 2 && isYear(last) && r.lists("period_asked_year", words[len(words)-2]) {
		return words[:len(words)-2], atoi(last)
	}
	if len(words) > 1 && isYear(last) && !r.lists("period_asked_year", words[len(words)-2]) { // October 2026
		return words[:len(words)-1], atoi(last)
	}
	return words, 0
}

func isYear(s string) bool { return len(s) == 4 && atoi(s) >= 1900 && atoi(s) < 2200 }

// highest are the numbers that periods have at most, kind by kind.
var highest = []int{53, 12, 4, 2199}

// romans are quarters as they are written.
var romans = []string{"i", "ii", "iii", "iv"}

// numbered is the number of a period of the kind at that place that the words name; 0 if they name none.
func (r *Reader) numbered(kind int, words []string) int {
	if kinds[kind] == "month" {
		if n := among(r.say.Say("period_asked_months"), strings.Join(words, " ")); n > 0 {
			return n
		}
	}
	last := words[len(words)-1]
	if letters := strings.TrimRight(last, "0123456789"); len(words) == 1 && letters != "" && among(r.partOf("period_asked_glued", kind), letters) > 0 {
		return r.numberOf(kind, last[len(letters):]) // Q3
	}
	if among(r.partOf("period_asked_words", kind), strings.Join(words[:len(words)-1], " ")) == 0 {
		return 0
	}
	return r.numberOf(kind, last)
}

// numberOf is a number that periods of the kind at that place can have; 0 if it is none.
func (r *Reader) numberOf(kind int, written string) int {
	n, err := strconv.Atoi(written)
	if i := slices.Index(romans, written); i >= 0 && kinds[kind] == "quarter" {
		n, err = i+1, nil
	}
	if err != nil || n < 1 || n > highest[kind] || kinds[kind] == "year" && n < 1900 {
		return 0
	}
	return n
}

// dated is a period that is told by a day in it: «ngày 27/11», «kỳ từ 15/11».
func (r *Reader) dated(words []string, who Sender, said string) Period {
	if !slices.Contains(who.Periods, "day") && !slices.Contains(who.Periods, "dates") || len(words) < 2 ||
		!r.lists("period_asked_day", strings.Join(words[:len(words)-1], " ")) || !strings.ContainsAny(words[len(words)-1], "/-") {
		return Period{}
	}
	read, unclear := r.say.Tongue().Date(words[len(words)-1], language.Question{}, who.Now)
	if unclear != nil || read.Value.Day == 0 {
		return Period{}
	}
	d := read.Value
	return Period{Every: "dates", Day: time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Said: said}
}
