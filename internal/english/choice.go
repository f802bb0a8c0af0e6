package english

import (
	"slices"
	"strings"

	"giaoban/internal/effort"
	"giaoban/internal/language"
)

// Choice reads which one of the options is meant, by number or by words.
func (Reader) Choice(input string, q language.Question, options []string) (language.Reading[int], *language.Unclear) {
	c := choose(q, options)
	return withRemark(read(input), func(m *message) (int, *language.Unclear) {
		if c.asksBack(m) {
			return 0, unclear(language.AsksBack)
		}
		i, u := c.pick(m)
		if u != nil && u.Why == language.NoMatch {
			if picks, several := c.several(m); several == nil && len(picks) > 1 {
				return 0, unclear(language.SeveralPicked)
			}
			u.Values = c.inside(m)
		}
		return i, u
	}, noSecond)
}

// Choices reads which of the options are meant, each once and in their order.
func (Reader) Choices(input string, q language.Question, options []string) (language.Reading[[]int], *language.Unclear) {
	c := choose(q, options)
	return withRemark(read(input), func(m *message) ([]int, *language.Unclear) {
		if c.asksBack(m) {
			return nil, unclear(language.AsksBack)
		}
		return c.several(m)
	}, noSecond)
}

// asksBack tells whether the message is a question, and no option that reads like one.
func (c *chooser) asksBack(m *message) bool {
	if m.hasSign("?") {
		return !slices.ContainsFunc(c.labels, func(label string) bool { return strings.Contains(label, "?") })
	}
	return m.asksBack() && len(c.exact(m)) == 0
}

// A chooser compares answers with options.
type chooser struct {
	q       *asked
	labels  []string
	options []option
}

type option struct {
	words []string        // as they are written, without signs
	stems map[string]bool // of the words that tell it from others
	any   map[string]bool // of all words
	digit bool            // a word of it is a number
}

// small are words that tell no option from another.
var small = words(`a an the of in at on for to and or by with from is are be was were it its this that our we have has there do does did`)

func choose(q language.Question, labels []string) *chooser {
	c := &chooser{q: understand(q), labels: labels}
	for _, label := range labels {
		o := option{stems: map[string]bool{}, any: map[string]bool{}}
		for _, t := range read(label).ts {
			if t.kind == signToken {
				continue
			}
			o.words = append(o.words, t.text)
			o.any[stem(t.text)] = true
			o.digit = o.digit || t.kind == digitsToken
			if !small[t.text] {
				o.stems[stem(t.text)] = true
			}
		}
		c.options = append(c.options, o)
	}
	return c
}

// exact are the options all of whose words were typed and no others but courtesy.
func (c *chooser) exact(m *message) []int {
	if found := c.same(m, 0, len(m.ts)); len(found) > 0 {
		return found
	}
	from, to := c.core(m)
	return c.same(m, from, to)
}

// same are the options whose words are just these tokens.
func (c *chooser) same(m *message, from, to int) (found []int) {
	var typed []string
	for _, t := range m.ts[from:to] {
		if t.kind != signToken {
			typed = append(typed, t.text)
		}
	}
	for i, o := range c.options {
		effort.Add(len(o.words))
		if len(typed) > 0 && slices.EqualFunc(typed, o.words, func(a, b string) bool { return stem(a) == stem(b) }) {
			found = append(found, i)
		}
	}
	return found
}

// picking introduces a pick.
var picking = lexiconOf(`i choose, i chose, i pick, i select, choose, pick, select, selected, my choice is, my answer is, the answer is, answer, we choose, we chose, it is, it's, it was, that is, this is, we have, we are, put, take, only, just, the, i'd say, i would say, i think, i say, we think, we say, definitely, clearly, mostly, mainly, primarily, for sure, certainly, of course, surely, i guess it is, going with, i go for, we go for`)

// mused ends a pick.
var mused = lexiconOf(`i'd say, i would say, i think, we think, mostly, mainly, primarily, for sure, definitely, certainly, clearly, of course, in my view, in our view, please`)

// core is where the tokens stand without courtesy and what introduces a pick.
func (c *chooser) core(m *message) (from, to int) {
	from, to = m.core()
	for from < to {
		n := picking.from(m, from)
		if n == 0 || from+n >= to {
			break
		}
		from += n
	}
	for n := 1; n <= min(3, to-from-1); {
		if mused.from(m, to-n) == n {
			to, n = to-n, 1
			continue
		}
		n++
	}
	return from, to
}

// pick reads one option: its whole words, its place, or some of its words.
func (c *chooser) pick(m *message) (int, *language.Unclear) {
	if exact := c.exact(m); len(exact) > 0 {
		if place, sure := c.place(m); len(m.ts) == 1 && m.ts[0].kind == digitsToken && !sure && place >= 1 && place <= len(c.labels) && place-1 != exact[0] {
			exact = append(exact, place-1) // one option is called so, another stands there
		}
		return c.only(exact)
	}
	if place, sure := c.place(m); place != 0 {
		return c.atPlace(m, place, sure)
	}
	if denial.in(m) && !c.says(m) {
		return 0, noMatch(m)
	}
	found := c.having(m)
	if len(found) == 0 {
		return 0, noMatch(m)
	}
	return c.only(found)
}

// says tells whether some option says no itself: then a no may pick it.
func (c *chooser) says(m *message) bool {
	return slices.ContainsFunc(m.ts, func(t token) bool {
		return slices.ContainsFunc(c.options, func(o option) bool { return o.any[stem(t.text)] && denial[t.text] != nil })
	})
}

func (c *chooser) only(found []int) (int, *language.Unclear) {
	if len(found) == 1 {
		return found[0], nil
	}
	u := unclear(language.SeveralMatch)
	for _, i := range found {
		u.Readings = append(u.Readings, c.labels[i])
	}
	return 0, u
}

// atPlace takes the place that was typed. A number that is a word of another option is
// asked about.
func (c *chooser) atPlace(m *message, place int, sure bool) (int, *language.Unclear) {
	exists := place >= 1 && place <= len(c.options)
	if !sure {
		var also []int
		for i, o := range c.options {
			if o.digit && slices.ContainsFunc(m.ts, func(t token) bool { return t.kind == digitsToken && o.any[t.text] }) {
				also = append(also, i)
			}
		}
		if exists && !slices.Contains(also, place-1) && len(also) > 0 {
			also = append(also, place-1)
			slices.Sort(also)
		}
		if len(also) > 0 {
			return c.only(also)
		}
	}
	if !exists {
		return 0, noMatch(m)
	}
	return place - 1, nil
}

var (
	placed   = lexiconOf(`number, no, no ., option, choice, item, answer, line, row, the`)
	places   = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "last": -1}
	placeEnd = words(`one option choice item answer`)
)

// place is one that was typed, by a number, a letter or a word; 0 if none was. Sure ones
// can be no option's words.
func (c *chooser) place(m *message) (place int, sure bool) {
	from, to := c.core(m)
	for n := placed.from(m, from); n > 0 && from+n < to; n = placed.from(m, from) {
		from, sure = from+n, sure || m.ts[from].text != "the"
	}
	if to-from == 2 && placeEnd[m.ts[from+1].text] && places[m.ts[from].text] != 0 {
		to--
		sure = true
	}
	if to-from == 2 && m.ts[from+1].glued && ordinals[m.ts[from+1].text] {
		return short(m.ts[from].text), true
	}
	if to-from != 1 {
		return 0, false
	}
	t := m.ts[from]
	switch n, ok := cardinals[t.text]; {
	case t.kind == digitsToken:
		return short(t.text), sure
	case places[t.text] == -1:
		return len(c.options), true
	case places[t.text] > 0:
		return places[t.text], true
	case ok && n > 0:
		return int(n), sure
	case len(t.text) == 1 && t.text[0] >= 'a' && t.text[0] <= 'f':
		return int(t.text[0]-'a') + 1, sure
	}
	return 0, false
}

// having are the options that have every word typed that is not the question's or
// courtesy, and at least one that tells them apart.
func (c *chooser) having(m *message) (found []int) {
	from, to := c.core(m)
	for i, o := range c.options {
		score, all := 0, true
		for at := from; at < to && all; {
			effort.Add(1)
			t := m.ts[at]
			switch s := stem(t.text); {
			case t.kind != signToken && o.stems[s]:
				score++
				at++
			case o.any[s] || t.sign(quiet) || small[t.text] || c.q.covers(m, at):
				at++
			default:
				n := max(courtesy.from(m, at), picking.from(m, at))
				all = n > 0
				at += n
			}
		}
		if all && score > 0 {
			found = append(found, i)
		}
	}
	return found
}

var allSaid = lexiconOf(`all, all of them, all of it, everything, every one, all options, both, both of them, all of the above, the whole lot`)

// several reads picks between commas, «and» and lines.
func (c *chooser) several(m *message) ([]int, *language.Unclear) {
	if len(m.ts) == 0 {
		return nil, noMatch(m)
	}
	if exact := c.exact(m); len(exact) == 1 {
		return exact, nil
	}
	from, to := m.core()
	if n := allSaid.from(m, from); n > 0 && n == to-from && (m.ts[from].text != "both" || len(c.options) == 2) {
		all := make([]int, len(c.options))
		for i := range all {
			all[i] = i
		}
		return all, nil
	}
	picked := map[int]bool{}
	for from < to {
		end := c.partEnd(m, from, to)
		picks, u := c.part(m.piece(from, end))
		if u != nil {
			return nil, u
		}
		for _, i := range picks {
			picked[i] = true
		}
		from = end
		for from < to && (m.ts[from].sign(",;+&") || m.ts[from].text == "and" || m.ts[from].sign(".")) {
			from++
		}
	}
	if len(picked) == 0 {
		return nil, noMatch(m)
	}
	var picks []int
	for i := range c.options {
		if picked[i] {
			picks = append(picks, i)
		}
	}
	return picks, nil
}

// partEnd is where the part ends that begins with a token: the longest option from there
// on, or up to a separator.
func (c *chooser) partEnd(m *message, from, to int) int {
	longest := 0
	for _, o := range c.options {
		at, n := from, 0
		for at < to && n < len(o.words) {
			effort.Add(1)
			if m.ts[at].kind == signToken {
				at++
				continue
			}
			if stem(m.ts[at].text) != stem(o.words[n]) {
				break
			}
			at, n = at+1, n+1
		}
		if n == len(o.words) && n > 0 {
			longest = max(longest, at)
		}
	}
	if longest > 0 {
		return longest
	}
	for i := from; i < to; i++ {
		if m.ts[i].sign(",;+&") || m.ts[i].text == "and" || m.ts[i].sign(".") && !(m.at(i+1).glued) {
			return max(i, from+1)
		}
	}
	return to
}

// part reads what stands between separators: one pick, «1-3», or numbers in a row.
func (c *chooser) part(m *message) ([]int, *language.Unclear) {
	from, to := c.core(m)
	if to-from == 3 && m.ts[from].kind == digitsToken && m.ts[from+2].kind == digitsToken && (m.ts[from+1].sign("-") || m.ts[from+1].text == "to") {
		first, last := short(m.ts[from].text), short(m.ts[from+2].text)
		return c.places(m, first, last)
	}
	if to-from > 1 && !slices.ContainsFunc(m.ts[from:to], func(t token) bool { return t.kind != digitsToken }) {
		var picks []int
		for _, t := range m.ts[from:to] {
			one, u := c.places(m, short(t.text), short(t.text))
			if u != nil {
				return nil, u
			}
			picks = append(picks, one...)
		}
		return picks, nil
	}
	i, u := c.pick(m)
	if u != nil {
		return nil, u
	}
	return []int{i}, nil
}

func (c *chooser) places(m *message, first, last int) (picks []int, u *language.Unclear) {
	if first < 1 || last > len(c.options) || first > last {
		return nil, noMatch(m)
	}
	for i := first; i <= last; i++ {
		picks = append(picks, i-1)
	}
	return picks, nil
}

func noMatch(m *message) *language.Unclear {
	u := unclear(language.NoMatch)
	if len(m.ts) > 0 {
		u.Left = []string{m.words(0, len(m.ts))}
	}
	return u
}
