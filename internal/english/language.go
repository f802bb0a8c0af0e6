package english

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// nothingSaid is a whole text that says that there is nothing to say.
var nothingSaid = []string{"none", "nothing", "nil", "no", "n/a", "nothing to report", "nothing to say", "none so far", "nothing so far", "no comment", "no comments", "not applicable", "there is none", "there are none", "there is nothing",
	"i have none", "we have none", "i don't have one", "i don't have any", "we don't have one", "we don't have any", "no photo", "no photos", "no picture", "no pictures", "i have no photo", "i have no photos", "i have no pictures",
	"no telephone", "no phone", "no number", "prefer not to say", "i prefer not to say", "rather not say"}

// None reports whether a whole text says that there is nothing to say.
func (e Reader) None(text string) bool { return len(text) <= 60 && e.Same(text, nothingSaid...) }

// Total reports whether the words speak of a sum.
func (Reader) Total(words string) bool { return totalSaid.in(read(words)) }

// totalSaid are words of a sum.
var totalSaid = lexiconOf(`total, in total, the total, altogether, all together, overall, sum, in all, all in all, added up, together`)

// Polite drops the courtesy around a line, and the signs at its end.
func (Reader) Polite(line string) string {
	trimmed := strings.TrimRight(strings.TrimSpace(line), ".!,;: ")
	m := scan(trimmed)
	from, to := 0, len(m.ts)
	for from < to {
		n := courtesy.from(m, from)
		if n == 0 && from > 0 && m.ts[from].sign(",.!") {
			n = 1
		}
		if n == 0 || from+n >= to {
			break
		}
		from += n
	}
	for to > from {
		n := 0
		for back := 1; back <= 4 && to-back > from; back++ {
			if courtesy.from(m, to-back) == back || back == 1 && m.ts[to-1].sign(",.!;:") {
				n = back
			}
		}
		if n == 0 {
			break
		}
		to -= n
	}
	if from == 0 && to == len(m.ts) {
		return trimmed
	}
	return m.words(from, to)
}

// Alone reports whether a line holds one number, whatever else stands in it, or says that
// it has none.
func (Reader) Alone(line string) bool {
	m := read(line)
	r := &numberReader{m, nobody}
	if u := r.noNumber(); u != nil {
		return false
	}
	found := m.amounts()
	switch {
	case len(found) == 0:
		return r.none(nil) == nil
	case len(found) > 1:
		return false
	}
	return !found[0].bad && len(found[0].values) == 1 && !r.isNegative(found[0]) && !denial.in(m)
}

// laterSaid puts a question off.
var laterSaid = []string{"later", "do it later", "answer later", "not now", "put off", "put it off"}

// Later reports whether a line puts its question off, or says that its number is not known.
func (e Reader) Later(line string) bool {
	return len(line) <= 60 && (e.Same(line, laterSaid...) || notKnown.in(read(line)) && len(read(line).amounts()) == 0)
}

// ByLabels matches the numbers of a message with questions by their words: «men 30, women
// 25». ok is false where no words are said, or some that no question has: then the place
// tells, and each number is read by its question.
func (e Reader) ByLabels(text string, questions []language.Question) (list []language.Labelled, ok bool) {
	asked := make([]*asked, len(questions))
	for i, q := range questions {
		asked[i] = understand(q)
	}
	taken := map[int]bool{}
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		for j, piece := range strings.Split(part, ", ") {
			if i+j >= mostLabelled {
				return nil, false
			}
			at, said := labelOf(read(piece), asked)
			if !said || at >= 0 && taken[at] {
				return nil, false
			}
			taken[at] = true
			list = append(list, language.Labelled{Text: viet.Line(piece), Nth: len(list) + 1, At: at})
		}
	}
	return list, len(list) > 0
}

// mostLabelled is how many numbers a message lists at most.
const mostLabelled = 40

// labelOf is the question whose words stand beside one number; -1 where they are of
// several. said is false where there are no words, no number, or words of no question.
func labelOf(m *message, questions []*asked) (at int, said bool) {
	amounts := m.amounts()
	if len(amounts) != 1 {
		return 0, false
	}
	found, best := -1, 0
	for i, q := range questions {
		score := 0
		for j, t := range m.ts {
			switch {
			case j >= amounts[0].from && j < amounts[0].to, t.kind == signToken:
			case q.covers(m, j) && !small[t.text]:
				score++
			case most(m, j, []lexicon{courtesy, saying, guessing}) == 0 && !small[t.text]:
				score = -len(m.ts)
			}
		}
		switch {
		case score > best:
			found, best = i, score
		case score == best && score > 0:
			found = -1
		}
	}
	return found, best > 0
}

// Plural writes a noun for several: «wards», «parishes», «counties». What has a plural's end
// already stays as it is.
func (Reader) Plural(noun string) string {
	if strings.ContainsFunc(noun, func(r rune) bool { return r > unicode.MaxASCII }) {
		return noun // of another language
	}
	lower := strings.ToLower(noun)
	ends := func(with ...string) bool {
		return slices.ContainsFunc(with, func(end string) bool { return strings.HasSuffix(lower, end) })
	}
	shouts := noun != lower && noun == strings.ToUpper(noun)
	suffix := "s"
	switch {
	case noun == "", ends("people", "staff"), ends("s") && !ends("ss", "us", "is"):
		return noun
	case ends("y") && !ends("ay", "ey", "oy", "uy"):
		noun, suffix = noun[:len(noun)-1], "ies"
	case ends("ch", "sh", "ss", "x", "z", "us"):
		suffix = "es"
	}
	if initials := 3; shouts && len(noun) > initials { // «TAs», but «WARDS»
		suffix = strings.ToUpper(suffix)
	}
	return noun + suffix
}

// Numeral knows numbers in words and what multiplies them.
func (Reader) Numeral(word string) bool {
	word = strings.ToLower(word)
	_, cardinal := cardinals[word]
	return cardinal || scales[word] > 0
}

// BeginsDay knows weekdays, months, and days that are told from today.
func (Reader) BeginsDay(word string) bool {
	word = strings.ToLower(word)
	_, weekday := weekdays[word]
	return weekday || months[word] > 0 || beginsDay[word]
}

var beginsDay = words(`on the today tomorrow yesterday next this last end`)

// TypeBehind tells that it is «Oak Hill ward».
func (Reader) TypeBehind() bool { return true }

// telephoneForm is digits as people group them, with or without the code of a country.
var telephoneForm = regexp.MustCompile(`^(?:\+|00)?\(?[0-9](?:[ .()-]{0,2}[0-9])*$`)

// Telephone reads a message that is a telephone number and nothing else, but for courtesy.
// A country's code stays before it, so that it is dialled from anywhere.
func (e Reader) Telephone(text string) (number string, ok bool) {
	text = strings.Trim(e.Polite(viet.Clean(text)), " .!;,")
	if !telephoneForm.MatchString(text) || strings.Count(text, "(") != strings.Count(text, ")") {
		return "", false
	}
	if rest, ok := strings.CutPrefix(text, "00"); ok { // as it is dialled from many countries
		text = "+" + rest
	}
	if number, abroad := language.Abroad(text); abroad {
		return number, number != ""
	}
	digits := language.Digits(text)
	if len(digits) < 7 || len(digits) > 12 {
		return "", false
	}
	return digits, true
}

// WriteNumber is FormatNumber.
func (Reader) WriteNumber(n float64) string { return FormatNumber(n) }

// WriteDate is FormatDate.
func (Reader) WriteDate(d language.Date) string { return FormatDate(d) }
