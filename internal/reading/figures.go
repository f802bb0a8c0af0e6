package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/viet"
)

// An amount is a number, a year or a day in the report, with the words around it.
type amount struct {
	kind   amountKind
	text   string // as a question's answer is typed: «khoảng 320»
	after  string // the words right behind it
	near   bag    // from the amount before to the one behind
	clause bag    // of its sentence
	far    bag    // of the sentence before, of headings and captions above
	from   string // its sentence
	at     int    // where it stands there
	// section is where it stands, -1 if that is not known.
	section int
	year    string // the one year that its sentence speaks of
	future  bool
	shaky   bool // a comparison, a share, a rate: it may be something else
	table   bool
	lasting bool
}

type amountKind uint8

const (
	counted amountKind = iota
	yearly
	daily
)

// What is digits and signs in any language.
var (
	number   = regexp.MustCompile(`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?`)
	document = regexp.MustCompile(`\d+\s*[/-]\s*(?:\d{4}\s*/\s*)?\p{Lu}[\p{Lu}Đ0-9-]*(?:-\p{Lu}+)*`)
	anyYear  = regexp.MustCompile(`(?:19|20)\d\d`)
	sentence = regexp.MustCompile(`[.;!?]\s+|[;\n]`)
)

func plans(text string) bool { return planned.MatchString(viet.Fold(text)) }

// placeFigures puts amounts beside questions of numbers, years and days.
func (r *report) placeFigures() {
	var list []amount
	for _, p := range r.parts {
		list = append(list, r.amountsOf(p)...)
	}
	for i := range r.tables {
		list = append(list, r.tables[i].amounts...)
	}
	for _, a := range list {
		if !a.future {
			r.latest = max(r.latest, a.year)
		}
	}
	r.pair(list[:min(len(list), mostAmounts)])
}

// amountsOf finds the amounts in a part's paragraphs.
func (r *report) amountsOf(p *part) (list []amount) {
	above, planned := bag{}, false
	for at := p; at != nil; at = at.above {
		r.add(above, at.text)
		planned = planned || ahead.MatchString(viet.Fold(at.text))
	}
	for _, line := range p.lines {
		before, whole := bag{}, bag{}
		for _, s := range sentencesOf(line) {
			far := bag{}
			for w := range above {
				far[w] = true
			}
			for w := range before {
				far[w] = true
			}
			found := r.amountsIn(s)
			goesOn := len(strings.Fields(s)) <= mostPiece && strings.Contains(line, ";")
			if !goesOn {
				whole = bag{}
			}
			for w := range r.bagOf(s) {
				whole[w] = true
			}
			for i := range found {
				if goesOn { // «cấp huyện: 4»
					found[i].clause = whole
				}
				found[i].section, found[i].far = p.section, far
				if planned && !found[i].future {
					found[i].future, found[i].shaky = true, true
				}
			}
			list = append(list, found...)
			before = r.bagOf(s)
		}
	}
	return list
}

// mostPiece is how many words a piece of an enumeration has at most that says nothing
// whole by itself.
const mostPiece = 5

// sentencesOf cuts a paragraph into sentences; a point between digits ends none.
func sentencesOf(line string) (list []string) {
	from := 0
	for _, at := range sentence.FindAllStringIndex(line, -1) {
		if s := strings.TrimSpace(line[from:at[0]]); s != "" {
			list = append(list, s)
		}
		from = at[1]
	}
	if s := strings.TrimSpace(line[from:]); s != "" {
		list = append(list, strings.TrimRight(s, "."))
	}
	return list
}

// A span is where an amount stands in a sentence.
type span struct {
	from, to int
	kind     amountKind
	shaky    bool
	lasting  bool // how long, or how old: counts only where that is asked
}

// spansIn finds where the amounts of one sentence stand.
func spansIn(s string) (spans []span) {
	for _, at := range day.FindAllStringIndex(s, -1) {
		spans = append(spans, span{at[0], at[1], daily, false, false})
	}
	passed := [][][]int{day.FindAllStringIndex(s, -1), document.FindAllStringIndex(s, -1), period.FindAllStringIndex(s, -1), month.FindAllStringIndex(s, -1)}
	for _, at := range number.FindAllStringIndex(s, -1) {
		left, behind := endOf(s[:at[0]]), beginOf(s[at[1]:])
		before := viet.Fold(left)
		x := span{from: at[0], to: at[1]}
		switch word := s[at[0]:at[1]]; {
		case slices.ContainsFunc(passed, func(list [][]int) bool { return meets(list, at) }), joined(left, behind), isDay(s[at[0]:]):
			continue
		case len(word) == 4 && anyYear.MatchString(word) && afterWord(left, yearWord):
			x.kind = yearly
		case len(word) == 4 && afterWord(left, yearWord), named.MatchString(before):
			continue
		case lasting.MatchString(viet.Fold(behind)):
			if within.MatchString(before) {
				continue
			}
			x.lasting, x.shaky = true, true
		case strings.HasPrefix(behind, "/"): // «8/9 thôn»
			x.shaky = true
		case slash.MatchString(left), strings.HasPrefix(strings.TrimSpace(behind), "%"):
			continue
		}
		x.shaky = x.shaky || compared.MatchString(before) || ordinal.MatchString(before)
		spans = append(spans, x)
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return spans
}

// besideLetters is how many letters before a number and behind it tell what it is.
const besideLetters = 48

// endOf and beginOf are the letters of a text beside a number.
func endOf(s string) string {
	from := len(s)
	for n := 0; n < besideLetters && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	return s[from:]
}

func beginOf(s string) string {
	to := 0
	for n := 0; n < besideLetters && to < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[to:])
		to += size
	}
	return s[:to]
}

// meets reports whether one of some places, which follow one another, is met by another.
func meets(places [][]int, at []int) bool {
	i, _ := slices.BinarySearchFunc(places, at[0], func(p []int, from int) int { return cmp.Compare(p[1], from+1) })
	return i < len(places) && places[i][0] < at[1]
}

// isDay reports whether a text begins with a day and its month, and no share: «19/8».
func isDay(s string) bool {
	m := ofDay.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	n, _ := strconv.Atoi(m[1])
	of, _ := strconv.Atoi(m[2])
	return n > of && n <= 31 && of <= 12
}

// amountsIn finds the amounts of one sentence.
func (l *tongue) amountsIn(s string) (list []amount) {
	spans := spansIn(s)
	clause, future := l.bagOf(s), plans(s)
	for i, x := range spans[:min(len(spans), mostOfSentence)] {
		from, to := 0, len(s)
		for j := i - 1; j >= 0 && from == 0; j-- {
			if spans[j].kind != yearly || x.kind == yearly || strings.ContainsAny(s[spans[j].to:x.from], ",;") {
				from = spans[j].to
			}
		}
		if i+1 < len(spans) {
			to = spans[i+1].from
		}
		left, right := s[from:x.from], spelled(quoted.ReplaceAllString(s[x.to:to], " "))
		right = outOf.ReplaceAllString(right, " ")
		a := amount{kind: x.kind, text: s[x.from:x.to], after: strings.TrimSpace(right), clause: clause,
			from: s, at: x.from, year: yearAt(s, x), future: future, shaky: x.shaky, lasting: x.lasting}
		// What stands beyond a comma belongs to the neighbour.
		if cut := cutAt(left); i > 0 && cut >= 0 {
			left = left[cut:]
		} else if cut := strings.LastIndex(left, ","); cut >= 0 {
			left = left[cut:]
		}
		if cut := cutAt(right); cut >= 0 && (i+1 < len(spans) || len(strings.Fields(right[:cut])) > 1) {
			right = right[:cut]
		}
		a.near = l.bagOf(left, right)
		if m := guessed.FindString(endOf(s[:x.from])); m != "" {
			a.text = strings.TrimSpace(m) + " " + a.text
		}
		list = append(list, a)
	}
	return list
}

// mostOfSentence is how many amounts of one sentence are looked at; what is more is a list of
// figures that no words tell apart.
const mostOfSentence = 60

// cutAt is where a comma or «và» parts two amounts; -1 if none does.
func cutAt(s string) int {
	if i := strings.IndexAny(s, ",;("); i >= 0 {
		return i
	}
	return strings.Index(s, andWord)
}

// joined reports whether digits between two texts are part of a word: «X5», «BCĐ138», «2a».
func joined(left, right string) bool {
	before := []rune(left)
	if n := len(before); n > 0 && (unicode.IsLetter(before[n-1]) || before[n-1] == '-' && n > 1 && unicode.IsLetter(before[n-2])) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(right)
	return unicode.IsLetter(next)
}

func afterWord(s, word string) bool {
	words := strings.Fields(strings.ToLower(s))
	return len(words) > 0 && (words[len(words)-1] == word || words[len(words)-1] == viet.Fold(word))
}

// theYear is the one year that a sentence is about; "" where it names none or several.
func theYear(s string) string {
	if period.MatchString(s) {
		return ""
	}
	years := slices.Compact(anyYear.FindAllString(s, -1))
	if len(years) != 1 {
		return ""
	}
	return years[0]
}

// yearAt is the year that an amount is of: the one named last before it, unless today
// is named behind that, else the only one that its sentence names.
func yearAt(s string, x span) string {
	if period.MatchString(s) {
		return ""
	}
	before := s[:x.from]
	if open := strings.LastIndex(before, "("); open >= 0 && strings.Contains(before[open:], ")") {
		before = before[:open] + strings.Repeat(" ", len(before)-open)
	}
	years := anyYear.FindAllStringIndex(before, -1)
	now := presently.FindAllStringIndex(before, -1)
	switch {
	case len(years) > 0 && len(now) > 0 && now[len(now)-1][0] > years[len(years)-1][0], len(years) == 0 && len(now) > 0:
		return ""
	case len(years) > 0:
		last := years[len(years)-1]
		return before[last[0]:last[1]]
	}
	if at := anyYear.FindStringIndex(s[x.to:]); at != nil && cutAt(s[x.to:x.to+at[0]]) < 0 {
		return theYear(s)
	}
	return ""
}
