package english

import (
	"math"
	"strconv"
	"strings"

	"giaoban/internal/effort"
)

// cardinals are the numbers in words, below a hundred.
var cardinals = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// scales multiply what stands before them.
var scales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "dozen": 12, "bn": 1e9, "mio": 1e6, "mln": 1e6,
}

func isNumberWord(word string) bool {
	_, number := cardinals[word]
	return number || scales[word] > 0
}

// An amount is a number among the tokens.
type amount struct {
	from, to int
	values   []float64 // two where the digits may mean either
	scaled   bool      // a word such as «million» stands in it
	bad      bool
}

// amounts are all numbers of the message, in their order.
func (m *message) amounts() (found []amount) {
	for i := 0; i < len(m.ts); {
		a := m.amountAt(i)
		if a.to == i {
			i++
			continue
		}
		found = append(found, a)
		i = a.to
	}
	return found
}

// A sum is a number that is being read: what is complete, and the part that a scale may
// still multiply.
type sum struct {
	total, part float64
	last        float64 // the scale that came last
	said        bool    // part has a word or digits
	hundreds    bool
	digits      bool // part is digits, to which nothing is added
}

// amountAt reads the number that begins with a token; it ends there if none does.
func (m *message) amountAt(at int) amount {
	a := amount{from: at, to: at}
	s := sum{last: math.Inf(1)}
	i := at
	if n := m.half(i); n > 0 { // «half a million»
		scale := scales[m.at(i+n).text]
		return amount{from: at, to: i + n + 1, values: []float64{scale / 2}, scaled: scale >= 1e3}
	}
	if t := m.at(i).text; (t == "a" || t == "an" || t == "the") && scales[m.at(i+1).text] > 0 && !strings.HasSuffix(m.at(i+1).text, "s") {
		s.part, s.said = 1, true
		i++
	}
	for i < len(m.ts) {
		effort.Add(1)
		n := m.add(&s, i, &a)
		if n == 0 {
			break
		}
		i += n
		a.to = i
		if a.bad || len(a.values) > 1 {
			break
		}
	}
	switch {
	case a.to == at || a.to == at+1 && !s.said && s.total == 0:
		return amount{from: at, to: at}
	case len(a.values) != 2:
		a.values = []float64{s.total + s.part}
	case max(scales[m.at(a.to).text], m.suffix(a.to)) > 0: // «1.250 million» has a fraction, whoever wrote it
		a.values = []float64{min(a.values[0], a.values[1]) * max(scales[m.at(a.to).text], m.suffix(a.to))}
		a.scaled = true
		a.to++
	}
	return a
}

// half is how many tokens «half a» takes before a scale; 0 if it is none.
func (m *message) half(i int) int {
	if m.at(i).text != "half" {
		return 0
	}
	n := 1
	if t := m.at(i + 1).text; t == "a" || t == "an" {
		n = 2
	}
	if scales[m.at(i+n).text] == 0 {
		return 0
	}
	return n
}

// add goes on with a number by the i-th token; 0 if it does not belong to it.
func (m *message) add(s *sum, i int, a *amount) int {
	t := m.at(i)
	switch n, cardinal := cardinals[t.text]; {
	case t.kind == digitsToken:
		return m.addDigits(s, i, a)
	case cardinal && s.takes(n):
		s.part, s.said = s.part+n, true
		return 1
	case t.text == "hundred" && (!s.said || s.hundreds || s.part < 1 || s.part > 99):
		return 0
	case t.text == "hundred":
		s.part, s.hundreds = s.part*100, true
		return 1
	case t.text == "dozen" && !s.said && s.total == 0:
		s.total, s.last = 12, 12
		return 1
	case scales[t.text] > 0 && s.said && scales[t.text] < s.last:
		s.total, s.last = s.total+s.part*scales[t.text], scales[t.text]
		s.part, s.said, s.hundreds, s.digits = 0, false, false, false
		a.scaled = a.scaled || s.last >= 1e3
		return 1
	case m.suffix(i) > 0 && t.glued && s.digits: // «500k», «2.5m»
		s.last = m.suffix(i)
		s.total, s.part, s.said, s.digits, a.scaled = s.total+s.part*s.last, 0, false, false, true
		return 1
	case t.text == "and" && m.at(i+1).text == "a" && m.at(i+2).text == "half" && (s.said || s.total > 0):
		return m.addHalf(s, i+3, a) + 3
	case t.text == "and" && (s.hundreds || s.total > 0) && !s.digits && m.goesOn(s, i+1):
		return 1
	case t.sign("-") && t.glued && m.at(i+1).glued && s.said && !s.digits && m.goesOn(s, i+1):
		return 1
	case t.text == "point" && (s.said || s.total > 0) && m.at(i+1).kind == wordToken:
		return m.addPoint(s, i)
	}
	return 0
}

// suffixes multiply the digits that they are written behind.
var suffixes = map[string]float64{"k": 1e3, "m": 1e6, "mn": 1e6}

// suffix is what a letter behind digits multiplies them by; 0 for none. Where metres are counted,
// an m is none.
func (m *message) suffix(i int) float64 {
	if t := m.at(i).text; t == "k" || !m.metres {
		return suffixes[t]
	}
	return 0
}

// goesOn tells whether a number word or a scale behind «and», or behind a hyphen, belongs
// to the number.
func (m *message) goesOn(s *sum, i int) bool {
	t := m.at(i).text
	n, cardinal := cardinals[t]
	return cardinal && s.takes(n) || s.said && scales[t] > 0
}

// takes tells whether a word may be added: «twenty» takes «five», «five» takes nothing.
func (s *sum) takes(n float64) bool {
	rest := int(s.part) % 100
	switch {
	case s.digits, s.part != math.Trunc(s.part):
		return false
	case !s.said:
		return true
	case n == 0:
		return false
	case n < 10:
		return rest == 0 || rest >= 20 && rest%10 == 0
	}
	return rest == 0
}

// addHalf adds the half of «two and a half million»: of what the next scale multiplies, or
// of one.
func (m *message) addHalf(s *sum, next int, a *amount) int {
	if !s.said { // «a million and a half»
		s.total += s.last / 2
		return 0
	}
	s.part += 0.5
	if scale := scales[m.at(next).text]; scale > 0 && scale < s.last {
		s.total, s.part, s.said, s.last = s.total+s.part*scale, 0, false, scale
		a.scaled = a.scaled || scale >= 1e3
		return 1
	}
	return 0
}

// addPoint reads the digits of «one point two five».
func (m *message) addPoint(s *sum, i int) int {
	n, place := 1, 0.1
	for {
		digit, ok := cardinals[m.at(i+n).text]
		if !ok || digit > 9 {
			break
		}
		s.part += digit * place
		place /= 10
		n++
	}
	if n == 1 {
		return 0
	}
	s.part = math.Round(s.part*1e9) / 1e9
	return n
}

// addDigits reads digits with the signs in them.
func (m *message) addDigits(s *sum, i int, a *amount) int {
	if s.said || a.to > a.from && !(s.total > 0 && scales[m.at(m.numeralEnd(i)).text] > 0 && scales[m.at(m.numeralEnd(i)).text] < s.last) {
		return 0
	}
	end := m.numeralEnd(i)
	text := m.typed[m.ts[i].from:m.ts[end-1].to]
	values := numeral(text)
	s.said, s.digits = true, true
	switch len(values) {
	case 0:
		a.bad = true
	case 1:
		s.part = values[0]
	default:
		a.values = values
	}
	return end - i
}

// numeralEnd is the token behind digits and the commas, points and spaces among them.
func (m *message) numeralEnd(i int) int {
	end := i + 1
	for end+1 < len(m.ts) && m.ts[end].sign(",.'") && m.ts[end].glued && m.ts[end+1].kind == digitsToken && m.ts[end+1].glued {
		end += 2
	}
	if end > i+1 || len(m.ts[i].text) > 3 {
		return end
	}
	for end < len(m.ts) && m.ts[end].kind == digitsToken && !m.ts[end].glued && len(m.ts[end].text) == 3 && !m.at(end+1).sign(",.") { // «1 250 000»
		end++
	}
	return end
}

// numeral is what digits mean: 1,250.5 as it is written in English, 1.250,5 as it can
// only be meant elsewhere. 1.250 may be either, and nothing is made of 12,5 or 1,25,0.
func numeral(text string) []float64 {
	digits := strings.NewReplacer(" ", ",", "'", ",").Replace(text)
	comma, point := strings.Count(digits, ","), strings.Count(digits, ".")
	whole, fraction, _ := strings.Cut(digits, ".")
	switch {
	case comma == 0 && point == 0:
		return parsed(digits)
	case point <= 1 && comma > 0 && grouped(whole, ",") && !strings.Contains(fraction, ","):
		return parsed(strings.ReplaceAll(digits, ",", ""))
	case point == 1 && comma == 0 && grouped(digits, ".") && whole != "0":
		return append(parsed(digits), parsed(whole+fraction)...)
	case point == 1 && comma == 0:
		return parsed(digits)
	case comma == 0 && grouped(digits, "."):
		return parsed(strings.ReplaceAll(digits, ".", ""))
	}
	if before, after, _ := strings.Cut(digits, ","); comma == 1 && point > 0 && grouped(before, ".") && !strings.Contains(after, ".") {
		return parsed(strings.ReplaceAll(before, ".", "") + "." + after)
	}
	return nil
}

// grouped tells whether digits stand in threes.
func grouped(digits, sep string) bool {
	groups := strings.Split(digits, sep)
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && (len(g) > 3 || len(g) == 0) || strings.HasPrefix(groups[0], "0") && len(groups) > 1 && groups[0] != "0" {
			return false
		}
	}
	return groups[0] != "0" || len(groups) == 1
}

func parsed(digits string) []float64 {
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(n, 0) {
		return nil
	}
	return []float64{n}
}

// FormatNumber writes a number as English does: 1,234,567.5.
func FormatNumber(n float64) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(n), 'f', -1, 64), ".")
	var b strings.Builder
	if n < 0 {
		b.WriteByte('-')
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}
