package viet

import (
	"slices"
	"strconv"

	"giaoban/internal/language"
)

// pick reads one option: its whole words, its place, or some of its words.
func (c *chooser) pick(r *reader) (int, *language.Unclear) {
	exact := c.exact(r)
	n, surely := c.place(r)
	c.byPlace = n > 0
	switch {
	case len(exact) == 1 && (n <= 0 || !surely && (n > len(c.labels) || n-1 == exact[0])):
		return exact[0], nil
	case len(exact) > 1 && !c.alike(exact):
		return 0, c.severalMatch(exact)
	case len(exact) > 1:
		return exact[0], nil
	case n != 0:
		return c.atPlace(r, n, surely, exact)
	}
	found := c.having(r)
	switch len(found) {
	case 0:
		return 0, noMatch(r)
	case 1:
		return found[0], nil
	}
	return 0, c.severalMatch(found)
}

// alike tells whether options read the same, so that nobody can tell them apart.
func (c *chooser) alike(picks []int) bool {
	return !slices.ContainsFunc(picks, func(i int) bool { return c.labels[i] != c.labels[picks[0]] })
}

func (c *chooser) severalMatch(picks []int) *language.Unclear {
	return &language.Unclear{Why: language.SeveralMatch, Readings: c.named(picks)}
}

// atPlace takes the place that was typed. A number that may be the words of another
// option is asked about; so is one that no option has where options are numbers.
func (c *chooser) atPlace(r *reader, n int, surely bool, exact []int) (int, *language.Unclear) {
	place := n - 1
	if !surely {
		also := exact
		near := false
		for i, o := range c.options {
			if c.has(o, float64(n)) && !slices.Contains(also, i) {
				also = append(also, i)
			}
			for _, v := range o.numbers {
				near = near || c.numbered && o.counts && v >= float64(n)-1 && v <= float64(n)+1
			}
		}
		if len(also) > 0 || near {
			if place >= 0 && place < len(c.labels) && !slices.Contains(also, place) {
				also = append(also, place)
			}
			slices.Sort(also)
			if len(also) == 1 && !(near && !c.has(c.options[also[0]], float64(n))) {
				return also[0], nil
			}
			return 0, c.severalMatch(also)
		}
	}
	if place < 0 || place >= len(c.labels) {
		return 0, noMatch(r)
	}
	return place, nil
}

// exact are the options all of whose words were typed and no others but courtesy.
func (c *chooser) exact(r *reader) (found []int) {
	for i, o := range c.options {
		if o.line == r.line { // signs count too: «1.234» is not «1,234»
			found = append(found, i)
		}
	}
	if len(found) > 0 {
		return found
	}
	from, to := r.core()
	if whole := c.same(r, 0, len(r.ts)); len(whole) > 0 {
		return whole
	}
	if n := c.both(r, from, to); n > 0 {
		from += n
	}
	return c.same(r, from, to)
}

// same are the options whose words are just these tokens.
func (c *chooser) same(r *reader, from, to int) (found []int) {
	for i, o := range c.options {
		n, same := 0, true
		for _, t := range r.ts[from:to] {
			if t.kind == signToken {
				continue
			}
			c.steps++
			if n >= len(o.words) || !t.same(o.words[n]) && !t.sameNo(o.words[n]) && !(len(o.words) > 1 && t.sameNumber(o.words[n])) {
				same = false
				break
			}
			n++
		}
		if same && n == len(o.words) && n > 0 {
			found = append(found, i)
		}
	}
	return found
}

// sameNo takes «ko biết» for «không biết».
func (t token) sameNo(ours token) bool {
	return ours.key == noSaid[0][0].marked && t.is(shortNo)
}

// sameNumber takes «hai lần» for «2 lần».
func (t token) sameNumber(ours token) bool {
	n, ok := wordDigit(t)
	return ok && ours.text == strconv.Itoa(n)
}

// both is «3. Cấp xã»: the tokens of the place, if what follows are the words of that
// option.
func (c *chooser) both(r *reader, from, to int) int {
	if to-from < 3 || r.ts[from].kind != digitsToken || !r.ts[from+1].sign(".):") {
		return 0
	}
	n := shortNumber(r.ts[from].text)
	if slices.Contains(c.same(r, from+2, to), n-1) {
		return 2
	}
	return 0
}

// place is a place that was typed, by a number, a letter or a word; 0 if none was.
// surely tells that it can be no option's words: «thứ 2», «số 2», «cuối cùng».
func (c *chooser) place(r *reader) (n int, surely bool) {
	from, to := r.core()
	named := false
	for i := range from {
		named = named || r.ts[i].is(placed)
	}
	if to-from == 2 && r.ts[from].is(weekdaySaid) {
		if first := r.ts[from+1]; first.is(firstSaid) {
			return 1, true
		}
		from, named = from+1, true
	}
	if to-from == 2 && r.at(from-r.i, lastSaid) == 2 {
		return len(c.labels), true
	}
	if to-from == 2 && r.at(from-r.i, headSaid) == 2 {
		return 1, true
	}
	if to-from == 1 && r.ts[from].is(endSaid) && named {
		return len(c.labels), true
	}
	if to == from && len(r.ts) == 1 { // «a» is no «ạ» here
		from, to = 0, 1
	}
	if to-from != 1 {
		return 0, false
	}
	t := r.ts[from]
	if t.kind == digitsToken {
		if t.glued && from > 0 && r.ts[from-1].sign("-") {
			return 0, false
		}
		if n := shortNumber(t.text); n > 0 {
			return n, named
		}
		return -1, named
	}
	if n := c.placeSaid(t, named); n > 0 {
		return n, named
	}
	return 0, false
}

// placeSaid is a place given by a letter or a number word; 0 if it is none. A lone «c»
// is no letter but «có», and behind «d» some count «đ», others «e». A bare «sau» is
// later, more often than six.
func (c *chooser) placeSaid(t token, named bool) int {
	if len(t.text) == 1 && t.text[0] >= 'a' && t.text[0] <= 'd' && (named || t.text != "c") {
		return int(t.text[0]-'a') + 1
	}
	if !named && t.bare && t.text == "sau" {
		return 0
	}
	if four, ok := changedOnes(t); ok && four == 4 {
		return 4
	}
	if n, ok := wordDigit(t); ok && n > 0 {
		return n
	}
	if t.is(tenSaid) {
		return 10
	}
	return 0
}

// having are the options that have every word typed that is not the question's or
// courtesy, and at least one that tells them apart.
func (c *chooser) having(r *reader) []int {
	for from, to := r.core(); from < to; from++ {
		if c.partEnds(r, from) {
			return nil
		}
	}
	from, to := 0, len(r.ts)
	found := []int(nil)
	for i, o := range c.options {
		score, all := 0, true
		for at := from; at < to && all; {
			t := r.ts[at]
			switch own, n := c.inOption(r, at, o); {
			case n > 0:
				if own {
					score++
				}
				at += n
			case t.kind == signToken && t.sign(quiet):
				at++
			default:
				all = false
			}
		}
		if all && score > 0 {
			found = append(found, i)
		}
	}
	return found
}

// inOption returns how many tokens from the i-th on are the option's, in full or
// shortened, or else the question's; own tells that they are the option's and more than
// a word like «không».
func (c *chooser) inOption(r *reader, i int, o *option) (own bool, n int) {
	c.steps += len(o.words)
	t := r.ts[i]
	in := func(words []token) bool {
		return slices.ContainsFunc(words, func(w token) bool { return t.same(w) || t.sameNo(w) })
	}
	if t.kind != signToken && (in(o.words) || in(o.long)) {
		return empty.from(r, i) == 0, 1
	}
	for _, long := range c.short.at(r, i) {
		if o.hasAll(long.words) {
			return true, long.n
		}
	}
	if n := c.q.covers(r, i, -1); n > 0 {
		return false, n
	}
	return false, max(courtesy.from(r, i), picking.from(r, i))
}

func (o *option) hasAll(words []token) bool {
	for _, w := range words {
		if !slices.ContainsFunc(o.words, w.same) && !slices.ContainsFunc(o.long, w.same) {
			return false
		}
	}
	return true
}

func (c *chooser) named(picks []int) []string {
	out := make([]string, len(picks))
	for i, p := range picks {
		out[i] = c.labels[p]
	}
	return out
}

var shortNo = phrases("ko", "k", "hông", "hổng", "hong", "hok", "kh", "khg")

var (
	placed    = phrases("số", "thứ", "mục", "ý", "câu", "cái", "ô", "dòng", "án", "chọn", "loại")
	firstSaid = phrases("nhất")
	headSaid  = phrases("đầu tiên")
	lastSaid  = phrases("cuối cùng")
	endSaid   = phrases("cuối")
)

// empty are words that tell no option from another.
var empty = lexiconOf(`không, chưa, có, và, hoặc, của, các, những, được, là, ở, trong`)
