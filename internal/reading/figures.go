package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/form"
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
	from   string // the words to show
	// section is where it stands, -1 if that is not known.
	section int
	year    string // the one year that its sentence speaks of
	future  bool
	shaky   bool // a comparison, a share, a rate: it may be something else
	table   bool
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
		before := bag{}
		for _, s := range sentencesOf(line) {
			far := bag{}
			for w := range above {
				far[w] = true
			}
			for w := range before {
				far[w] = true
			}
			found := r.amountsIn(s)
			for i := range found {
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
}

// spansIn finds where the amounts of one sentence stand.
func spansIn(s string) (spans []span) {
	for _, at := range day.FindAllStringIndex(s, -1) {
		spans = append(spans, span{at[0], at[1], daily, false})
	}
	days := spans
	passed := slices.Concat(document.FindAllStringIndex(s, -1), period.FindAllStringIndex(s, -1))
	for _, at := range number.FindAllStringIndex(s, -1) {
		before, behind := viet.Fold(s[:at[0]]), s[at[1]:]
		x := span{from: at[0], to: at[1]}
		switch word := s[at[0]:at[1]]; {
		case slices.ContainsFunc(days, func(d span) bool { return at[0] < d.to && d.from < at[1] }),
			slices.ContainsFunc(passed, func(p []int) bool { return at[0] < p[1] && p[0] < at[1] }), joined(s, at):
			continue
		case len(word) == 4 && anyYear.MatchString(word) && afterWord(s[:at[0]], yearWord):
			x.kind = yearly
		case len(word) == 4 && afterWord(s[:at[0]], yearWord), named.MatchString(before), lasting.MatchString(viet.Fold(behind)):
			continue
		case strings.HasPrefix(behind, "/"): // «8/9 thôn»
			x.shaky = true
		case strings.HasSuffix(s[:at[0]], "/"), strings.HasPrefix(strings.TrimSpace(behind), "%"):
			continue
		}
		x.shaky = x.shaky || compared.MatchString(before) || ordinal.MatchString(before)
		spans = append(spans, x)
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return spans
}

// amountsIn finds the amounts of one sentence.
func (l *tongue) amountsIn(s string) (list []amount) {
	spans := spansIn(s)
	clause, future := l.bagOf(s), plans(s)
	for i, x := range spans {
		from, to := 0, len(s)
		if i > 0 {
			from = spans[i-1].to
		}
		if i+1 < len(spans) {
			to = spans[i+1].from
		}
		left, right := s[from:x.from], s[x.to:to]
		a := amount{kind: x.kind, text: s[x.from:x.to], after: strings.TrimSpace(right), clause: clause,
			from: s, year: yearAt(s, x), future: future, shaky: x.shaky}
		// What stands beyond a comma belongs to the neighbour.
		if cut := cutAt(left); i > 0 && cut >= 0 {
			left = left[cut:]
		}
		if cut := cutAt(right); i+1 < len(spans) && cut >= 0 {
			right = right[:cut]
		}
		a.near = l.bagOf(left, right)
		if m := guessed.FindString(s[:x.from]); m != "" {
			a.text = strings.TrimSpace(m) + " " + a.text
		}
		list = append(list, a)
	}
	return list
}

// cutAt is where a comma or «và» parts two amounts; -1 if none does.
func cutAt(s string) int {
	if i := strings.IndexAny(s, ",;("); i >= 0 {
		return i
	}
	return strings.Index(s, andWord)
}

// joined reports whether digits are part of a word: «X5», «BCĐ138», «2a».
func joined(s string, at []int) bool {
	before := []rune(s[:at[0]])
	if n := len(before); n > 0 && (unicode.IsLetter(before[n-1]) || before[n-1] == '-' && n > 1 && unicode.IsLetter(before[n-2])) {
		return true
	}
	for _, r := range s[at[1]:] {
		return unicode.IsLetter(r)
	}
	return false
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
	return theYear(s)
}

// How sure a figure is.
const (
	figureSure = 0.66
	figureSome = 0.46
	figureMore = 0.1
)

// A pairing is an amount beside a question.
type pairing struct {
	a     *amount
	t     *target
	score float64
}

// pair gives each question the amount that fits it best, and no amount to two questions.
func (r *report) pair(list []amount) {
	var all []pairing
	for i := range list {
		for j := range r.figures {
			if s := r.fits(&list[i], &r.figures[j]); s >= figureSome-0.1 {
				all = append(all, pairing{&list[i], &r.figures[j], s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pairing) int { return cmp.Compare(b.score, a.score) })
	used, given := map[*amount]bool{}, map[*target]bool{}
	for _, p := range all {
		if used[p.a] || given[p.t] || p.score < figureSome {
			continue
		}
		used[p.a], given[p.t] = true, true
		r.left = slices.DeleteFunc(r.left, func(line string) bool { return strings.Contains(line, p.a.from) })
		sure := p.score >= figureSure && !p.a.shaky && r.agrees(p) && !rivals(all, p) && !r.parted(list, p)
		text := p.a.text
		if unit := r.unitBehind(p.a, p.t); unit != "" {
			text += " " + unit
		}
		r.answers = append(r.answers, answer{q: p.t.q, text: text, from: viet.Shorten(p.a.from, 160), sure: sure, score: p.score})
	}
}

// rivals reports whether another question fits the amount nearly as well, or another
// amount with another value the question.
func rivals(all []pairing, p pairing) bool {
	for _, o := range all {
		if (o.a == p.a && o.t != p.t || o.t == p.t && o.a != p.a && o.a.text != p.a.text) && o.score > p.score-figureMore {
			return true
		}
	}
	return false
}

// fits tells how well an amount fits a question, from 0 to 1.
func (r *report) fits(a *amount, t *target) float64 {
	switch q := t.q; {
	case q.Type == form.Year && a.kind != yearly, q.Type == form.Date && a.kind != daily, q.IsNumber() && a.kind != counted:
		return 0
	case a.future != t.future, strings.HasPrefix(a.after, "%") && !strings.Contains(q.Unit, "%"):
		return 0
	case t.year != "" && a.year != "" && a.year != t.year, t.q.Type == form.Integer && strings.Contains(a.text, ","):
		return 0
	}
	all, met, some := 0.0, 0.0, t.counted(a.near)
	for w := range t.label {
		v := r.words.of(w)
		all += v
		switch {
		case a.near[w], some && t.either[w]:
			met += v
		case a.clause[w]:
			met += 0.75 * v
		case a.far[w]:
			met += 0.5 * v
		}
	}
	if all == 0 {
		return 0
	}
	cover := met / all
	known, said := 0.0, 0.0
	for w := range a.near {
		if r.words.in[w] == 0 {
			continue
		}
		v := r.words.of(w)
		known += v
		if t.label[w] || slices.Contains(t.unit, w) {
			said += v
		}
	}
	if known == 0 || said == 0 {
		return 0
	}
	precise := said / known
	score := 2 * cover * precise / (cover + precise) * r.counts(a, t)
	switch {
	case a.section >= 0 && a.section == t.q.Section:
		score += 0.1
	case a.section >= 0 && a.section != t.q.Section:
		score -= 0.08
	}
	if r.unitBehind(a, t) != "" {
		score += 0.06
	}
	if t.year == "" && a.year != "" && t.q.IsNumber() && (a.section != 0 || a.year != r.latest) {
		score -= 0.12
	}
	return min(score, 1)
}

// unitBehind is the question's unit, or another measure, that stands right behind an amount.
func (r *report) unitBehind(a *amount, t *target) string {
	words := strings.Fields(a.after)
	if len(words) > 1 && r.syllables(words[0] + " " + words[1])[0] == r.key(comrade[0]) && r.key(words[1]) == r.key(comrade[1]) {
		return ""
	}
	if n := len(t.unit); n > 0 && len(words) >= n && slices.Equal(r.syllables(strings.Join(words[:n], " ")), t.unit) {
		return strings.Trim(strings.Join(words[:n], " "), ".,;:)")
	}
	for n := min(3, len(words)); n > 0; n-- {
		if said := strings.Trim(strings.Join(words[:n], " "), ".,;:)"); r.measure[strings.Join(r.syllables(said), " ")] {
			return said
		}
	}
	return ""
}

// agrees reports whether what stands behind an amount is no other unit where the
// question's is a measure.
func (r *report) agrees(p pairing) bool {
	measured := r.measure[strings.Join(p.t.unit, " ")]
	return !measured || p.a.table || r.unitBehind(p.a, p.t) != ""
}
