package viet

import (
	"slices"
	"strconv"

	"giaoban/internal/effort"
	"giaoban/internal/language"
)

// pick reads one option: its whole words, its place, or some of its words.
func (c *chooser) pick(r *reader) (int, *language.Unclear) {
	if len(r.ts) > c.atMost {
		return 0, noMatch(r)
	}
	exact, place := c.exact(r), c.place(r)
	c.byPlace = place.typed
	switch {
	case len(exact) == 1 && (!place.typed || !place.sure && (place.n < 1 || place.n > len(c.labels) || place.n-1 == exact[0])):
		return exact[0], nil
	case len(exact) > 1 && !c.alike(exact):
		return 0, c.severalMatch(exact)
	case len(exact) > 1:
		return exact[0], nil
	case place.typed:
		return c.atPlace(r, place, exact)
	}
	found := c.having(r)
	switch len(found) {
	case 0:
		return 0, noMatch(r)
	case 1:
		return found[0], nil
	}
	if own := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return !c.isOwn(r, i) }); len(own) == 1 {
		return own[0], nil
	}
	if whole := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return !c.isWhole(r, i) }); len(whole) == 1 {
		return whole[0], nil
	}
	return 0, c.severalMatch(found)
}

// isOwn tells whether every word typed is one of the option's: for another option «ban»
// may be «bạn», for «Nhà bán kiên cố» it is «bán».
func (c *chooser) isOwn(r *reader, i int) bool {
	return all(r.ts, func(t token) bool { return t.kind == signToken || c.options[i].has(t) })
}

// has tells whether a token is one of the option's words.
func (o *option) has(t token) bool {
	return slices.ContainsFunc(o.words, func(w token) bool { return t.same(w) || t.sameNo(w) })
}

// isWhole tells whether every word of an option was typed, in full or short.
func (c *chooser) isWhole(r *reader, i int) bool {
	typed := slices.Clone(r.ts)
	for at := range r.ts {
		for _, long := range c.short.at(r, at) {
			typed = append(typed, long.words...)
		}
	}
	isTyped := func(w token) bool {
		return slices.ContainsFunc(typed, func(t token) bool { return t.same(w) })
	}
	return all(c.options[i].need, func(ways [][]token) bool {
		return slices.ContainsFunc(ways, func(words []token) bool { return all(words, isTyped) })
	})
}

// all tells whether all of a list are so.
func all[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !is(x) })
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
func (c *chooser) atPlace(r *reader, typed place, also []int) (int, *language.Unclear) {
	n, at := float64(typed.n), typed.n-1
	exists := at >= 0 && at < len(c.labels)
	near := false
	for i, o := range c.options {
		if typed.sure {
			break
		}
		if c.has(o, n) && !slices.Contains(also, i) {
			also = append(also, i)
		}
		for _, v := range o.numbers {
			near = near || c.numbered && o.counts && v >= n-1 && v <= n+1
		}
	}
	switch {
	case len(also) == 0 && !near && exists:
		return at, nil
	case len(also) == 0 && !exists:
		return 0, noMatch(r)
	case exists && !slices.Contains(also, at):
		also = append(also, at)
	}
	if len(also) == 1 && c.has(c.options[also[0]], n) {
		return also[0], nil
	}
	slices.Sort(also)
	return 0, c.severalMatch(also)
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
			effort.Add(1)
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
	n, err := strconv.Atoi(ours.text)
	return err == nil && t.counts(n)
}

// counts tells whether the token is a number, in digits or said.
func (t token) counts(n int) bool {
	said, ok := wordDigit(t)
	return ok && said == n || t.text == strconv.Itoa(n)
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

// A place is one that was typed, by a number, a letter or a word. Sure ones can be no
// option's words: «thứ 2», «số 2», «cuối cùng».
type place struct {
	n           int
	typed, sure bool
}

func (c *chooser) place(r *reader) place {
	from, to := r.core()
	named := chosen.in(r, 0, from)
	for n := placed.from(r, from); n > 0; n = placed.from(r, from) {
		from, named = from+n, true
	}
	if to-from == 2 && r.ts[from].is(weekdaySaid) {
		if first := r.ts[from+1]; first.is(firstSaid) {
			return place{1, true, true}
		}
		from, named = from+1, true
	}
	switch {
	case to-from == 2 && r.at(from-r.i, lastSaid) == 2, to-from == 1 && r.ts[from].is(endSaid) && named:
		return place{len(c.labels), true, true}
	case to-from == 2 && r.at(from-r.i, headSaid) == 2:
		return place{1, true, true}
	case to == from && len(r.ts) == 1: // «a» is no «ạ» here
		from, to = 0, 1
	}
	if to-from != 1 {
		return place{}
	}
	t := r.ts[from]
	if t.kind == digitsToken {
		negative := t.glued && from > 0 && r.ts[from-1].sign("-")
		return place{shortNumber(t.text), !negative, named}
	}
	n := c.placeSaid(t, named)
	return place{n, n > 0, named}
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
		if all && !o.asksIn(r) && (score > 0 || o.isEmptyIn(r)) {
			found = append(found, i)
		}
	}
	return found
}

// isEmptyIn tells whether an option has no other words than «không», «chưa có», and one
// of them was typed.
func (o *option) isEmptyIn(r *reader) bool {
	return all(o.words, empty.has) && slices.ContainsFunc(r.ts, o.has)
}

// asksIn tells whether a no stands last that does not in the option: «tốt không» asks,
// and is not «Không tốt».
func (o *option) asksIn(r *reader) bool {
	_, to := r.core()
	return to > 1 && len(o.words) > 0 && r.at(to-1-r.i, noSaid) > 0 && !r.ts[to-1].same(o.words[len(o.words)-1])
}

// inOption returns how many tokens from the i-th on are the option's, in full or
// shortened, or else the question's; own tells that they are the option's and more than
// a word like «không».
func (c *chooser) inOption(r *reader, i int, o *option) (own bool, n int) {
	effort.Add(len(o.words))
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
	placed    = lexiconOf(`số, mục, ý, câu, cái, ô, dòng, phương án, đáp án, loại`)
	chosen    = lexiconOf(`chọn`)
	firstSaid = phrases("nhất")
	headSaid  = phrases("đầu tiên")
	lastSaid  = phrases("cuối cùng")
	endSaid   = phrases("cuối")
)

// empty are words that tell no option from another.
var empty = lexiconOf(`không, chưa, có, và, hoặc, của, các, những, được, là, ở, trong`)
