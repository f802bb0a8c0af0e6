package viet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PersonalNumber finds what looks like somebody's telephone number (ten digits,
// or the eleven of before 2018, with 0 or +84) or identity number (nine digits
// of the old card, twelve of the new one) in a cleaned text, and gives it as it
// stands there; "" if there is none.
//
// It is for asking back, never for refusing: amounts, years, dates, numbers of
// documents and counts are let pass, and where a row of digits could be either
// (250.000.000, or nine digits in threes) only the words before it decide.
func PersonalNumber(text string) string {
	for _, at := range digitRun.FindAllStringIndex(text, -1) {
		if at[1]-at[0] < fewestDigits {
			continue
		}
		r := readRun(text, at[0], at[1])
		if found := r.personal(); found != "" {
			return found
		}
	}
	return ""
}

// fewestDigits are those of a telephone number that is called one.
const fewestDigits = 6

// digitRun is digits with at most one separator between two of them, or a
// bracket and a space as in «(037) 3852 123».
var digitRun = regexp.MustCompile(`\+?\(?\+?[0-9](?:(?:[ .-]|\)[ .-]?)?[0-9])*`)

// Words that say what the digits behind them are, folded, and the units that
// say that the digits before them are an amount.
var (
	phoneWords = regexp.MustCompile(`(?:dien thoai|di dong|may ban|lien he|hotline|zalo|phone|\btel|\bs?dt|\bdd|\bgoi|whats ?app|\bmobile|\bcell|\bcall)(?: (?:so|number|no|me|us|him|her|is|on|at))*[ .:(]*$`)
	idWords    = regexp.MustCompile(`(?:\bcmn?d|\bcmtn?d?|\bcccd|can cuoc(?: cong dan)?|chung minh(?: thu| nhan dan)?|dinh danh(?: ca nhan)?)(?: so)?[ .:(]*$`)
	idEnglish  = regexp.MustCompile(`\b(?:id|passport|identity)(?: (?:card|number|no|is))*[ .:(]*$`)
	amountUnit = regexp.MustCompile(`^[ ]?(?:dong\b|d\b|vnd\b|trieu\b|tr\b|nghin\b|ngan\b|ty\b|ti\b|usd\b|%|₫|nguoi\b|ho\b|luot\b|m2\b|kg\b|ha\b|km\b|mm\b|people\b|persons\b|households\b|homes\b|houses\b|litres\b|liters\b|tons\b|tonnes\b|bags\b|million\b|billion\b|dollars\b|pounds\b|shillings\b|pesos\b|rupees\b|(?:kes|ksh|gbp|eur|php|inr|ugx|tzs|ngn|ghs|zar)\b)`)
)

// run is one row of digits with what stands around it.
type run struct {
	text          string
	groups        []string
	starts, ends  []int // of the groups, in text
	plus          bool
	before, after string // folded, a few letters
	last          rune   // right before the run
}

// around is how many letters before a number are looked at for what it is.
const around = 40

func readRun(text string, from, to int) run {
	r := run{text: text, plus: strings.Contains(text[from:to], "+")}
	for i := from; i < to; {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		j := i
		for j < to && text[j] >= '0' && text[j] <= '9' {
			j++
		}
		r.groups, r.starts, r.ends = append(r.groups, text[i:j]), append(r.starts, i), append(r.ends, j)
		i = j
	}
	begin := from
	for range around {
		_, size := utf8.DecodeLastRuneInString(text[:begin])
		begin -= size
	}
	r.before = Fold(text[begin:from])
	r.last, _ = utf8.DecodeLastRuneInString(text[:from])
	r.after = Fold(text[to:min(len(text), to+24)])
	return r
}

// personal is the part of the run that looks like a personal number.
func (r *run) personal() string {
	if found := r.abroad(); found != "" {
		return found
	}
	if strings.HasPrefix(r.after, "/") || r.last == '/' { // 45/BC-UBND, 30/6/2016
		return ""
	}
	if strings.HasSuffix(r.before, ",") && len(r.before) > 1 && unicode.IsDigit(rune(r.before[len(r.before)-2])) {
		return "" // the decimals of 0,125
	}
	if found := r.named(); found != "" {
		return found
	}
	if amountUnit.MatchString(r.after) {
		return ""
	}
	for i := range r.groups {
		digits := ""
		for j := i; j < len(r.groups) && j < i+6 && len(digits) < 12; j++ {
			digits += r.groups[j]
			if r.likely(digits, r.groups[i:j+1], i) {
				return r.text[r.starts[i]:r.ends[j]]
			}
		}
	}
	return ""
}

// abroad is the whole run where it is a number with the code of a country. A growth of +250 000 000 is none.
func (r *run) abroad() string {
	digits := strings.Join(r.groups, "")
	if !r.plus || strings.HasPrefix(digits, "84") || digits[0] == '0' || len(digits) < 9 || len(digits) > 15 || amountUnit.MatchString(r.after) {
		return ""
	}
	if r.groups[len(r.groups)-1] == "000" {
		return ""
	}
	return r.text[r.starts[0]:r.ends[len(r.ends)-1]]
}

// named is the whole run when the words before it say what it is.
func (r *run) named() string {
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(r.before, " .:(")); !unicode.IsLetter(last) {
		return ""
	}
	n := len(strings.Join(r.groups, ""))
	whole := r.text[r.starts[0]:r.ends[len(r.ends)-1]]
	switch {
	case idWords.MatchString(r.before) && (n == 9 || n == 12):
		return whole
	case idEnglish.MatchString(r.before) && n >= 7 && n <= 14 && !r.isDate():
		return whole
	case phoneWords.MatchString(r.before) && n >= fewestDigits && n <= 12 && !r.isDate() && !amountUnit.MatchString(r.after):
		return whole
	}
	return ""
}

// isDate tells 15.07.2016 and 2006-2016 from a telephone number.
func (r *run) isDate() bool {
	last := r.groups[len(r.groups)-1]
	year := len(last) == 4 && (strings.HasPrefix(last, "20") || strings.HasPrefix(last, "19"))
	return year && (len(r.groups) == 3 && len(r.groups[0]) <= 2 || len(r.groups) == 2 && len(r.groups[0]) == 4)
}

// likely judges digits by themselves: the groups from the i-th on.
func (r *run) likely(digits string, groups []string, i int) bool {
	switch n := len(digits); {
	case digits[0] == '0' && (n == 10 || n == 11):
		return digits[1] != '0' && grouping(groups)
	case digits[0] == '0' && n == 12: // a code of a province, 001 to 096
		return grouping(groups)
	case r.plus && i == 0 && strings.HasPrefix(digits, "84"):
		return n == 11 || n == 12
	case n == 9 && len(groups) == 1 && len(r.groups) == 1:
		return !strings.HasSuffix(digits, "0000") && !unicode.IsLetter(r.last)
	}
	return false
}

// grouping tells how people write telephone numbers from how they list counts
// («05 12 30 45 10»): a first group of three or more, or of two before four.
func grouping(groups []string) bool {
	switch {
	case len(groups) == 1 || len(groups[0]) >= 3:
		return true
	case len(groups[0]) == 2 && len(groups[1]) >= 4:
		return true
	}
	return groups[0] == "09" && len(groups) == 5
}
