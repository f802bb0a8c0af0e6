package viet

import (
	"slices"

	"giaoban/internal/effort"
	"giaoban/internal/language"
)

// Choice reads one choice out of options: by its place, by its whole words, or by
// words that only one option has. Every word is the option's, the question's, or
// courtesy. An abbreviation stands for its words.
func (v Reader) Choice(input string, q language.Question, options []string) (language.Reading[int], *language.Unclear) {
	return retyped(input, func(line string) (language.Reading[int], *language.Unclear) {
		c := v.choose(q, options)
		return withRemark(scan(line), c.one, c.mayFollowPick)
	})
}

// Choices reads several choices, in the order of the options. One pick that is not
// understood refuses the whole answer.
func (v Reader) Choices(input string, q language.Question, options []string) (language.Reading[[]int], *language.Unclear) {
	return retyped(input, func(line string) (language.Reading[[]int], *language.Unclear) {
		picks, unclear := v.choose(q, options).several(scan(line))
		return language.Reading[[]int]{Value: picks}, unclear
	})
}

// A chooser reads picks of some options.
type chooser struct {
	labels  []string
	q       *asked
	short   *Shorts
	options []*option
	// numbered: options are numbers, or begin with them, so that a typed number may be
	// the words of one rather than its place. One option may begin so by chance («Một
	// thôn»), two do not.
	numbered bool
	// byPlace tells that the last pick was a place: «1. Trưởng thôn» is one with words
	// that contradict it rather than a remark.
	byPlace bool
	// atMost is the most tokens that one pick may have, most that of all picks together
	// and what is said around them. Each is compared with each option's words, so that
	// what is longer costs time and is none.
	atMost, most int
}

// beside is how many words may stand around a pick.
const beside = 60

// An option is one choice as it is compared.
type option struct {
	*reader
	words []token // without signs
	// long are the words that its abbreviations stand for.
	long []token
	// need is, for each word, itself and what it may stand for.
	need [][][]token
	// numbers are those in its label, digits the ones of them that are not said in words.
	numbers, digits []float64
	// counts tells that it begins with one.
	counts bool
}

func (v Reader) choose(q language.Question, options []string) *chooser {
	c := &chooser{labels: options, q: v.understand(q), short: v.Short}
	counting := 0
	for _, label := range options {
		o := &option{reader: scan(Line(label))}
		for _, t := range o.ts {
			if t.kind != signToken {
				o.words = append(o.words, t)
			}
		}
		for i, t := range o.ts {
			if t.kind == signToken {
				continue
			}
			ways := [][]token{{t}}
			for _, long := range v.Short.at(o.reader, i) {
				o.long = append(o.long, long.words...)
				ways = append(ways, long.words)
			}
			o.need = append(o.need, ways)
		}
		for _, a := range nobody.numbers(o.reader).amounts() {
			o.counts = o.counts || a.from == 0
			o.numbers = append(o.numbers, a.values...)
			if o.ts[a.from].kind == digitsToken {
				o.digits = append(o.digits, a.values...)
			}
		}
		if o.counts {
			counting++
		}
		c.options = append(c.options, o)
	}
	c.numbered = counting > 1
	for _, o := range c.options {
		c.atMost = max(c.atMost, beside+2*len(o.ts))
		c.most += 4 + 2*len(o.ts)
	}
	c.most += 2 * beside
	return c
}

// has tells whether a number stands in an option.
func (c *chooser) has(o *option, n float64) bool {
	if c.numbered {
		return slices.Contains(o.numbers, n)
	}
	return slices.Contains(o.digits, n)
}

// one reads all tokens as one pick.
func (c *chooser) one(r *reader) (int, *language.Unclear) {
	i, u := c.pick(r)
	if u == nil || u.Why == language.SeveralMatch {
		return i, u
	}
	if u.Why == language.NoMatch {
		u.Values = c.inside(r)
	}
	picks, several := c.several(r)
	switch {
	case several == nil && len(picks) == 1:
		return picks[0], nil
	case several == nil && len(picks) > 1:
		return 0, &language.Unclear{Why: language.SeveralPicked, Readings: c.named(picks)}
	}
	return 0, u
}

// several cuts an answer into picks and reads each. An option may hold a comma or «và»
// itself: the longest option that begins at a part goes before the part.
func (c *chooser) several(r *reader) ([]int, *language.Unclear) {
	if len(r.ts) == 0 || len(r.ts) > c.most {
		return nil, noMatch(r)
	}
	if c.isAll(r) {
		return upTo(len(c.labels)), nil
	}
	if i, u := c.pick(r); u == nil {
		return []int{i}, nil
	}
	var picks []int
	for from := 0; from < len(r.ts); {
		if c.partEnds(r, from) {
			from += max(1, r.at(from-r.i, andSaid))
			continue
		}
		if i, n := c.longest(r, from); n > 0 {
			picks = append(picks, i)
			from += n
			continue
		}
		end := from + 1
		for end < len(r.ts) && !c.partEnds(r, end) {
			end++
		}
		part := r.piece(from, end)
		some, u := c.part(part)
		if u != nil {
			return nil, u
		}
		picks = append(picks, some...)
		from = end
	}
	if len(picks) == 0 {
		return nil, noMatch(r)
	}
	slices.Sort(picks)
	return slices.Compact(picks), nil
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func noMatch(r *reader) *language.Unclear {
	return &language.Unclear{Why: language.NoMatch, Left: []string{r.words(0, len(r.ts))}}
}

var andSaid = phrases("và", "với", "cùng", "cùng với")

// partEnds tells whether a separator stands at the i-th token.
func (c *chooser) partEnds(r *reader, i int) bool {
	return r.ts[i].sign(",;+") || r.ts[i].sign(".") && (i+1 == len(r.ts) || !r.ts[i+1].glued && i > 0 && r.ts[i-1].kind == wordToken) || r.at(i-r.i, andSaid) > 0
}

// longest is the option all of whose words stand from a token on up to the end of a
// part, across separators.
func (c *chooser) longest(r *reader, from int) (pick, n int) {
	for i, o := range c.options {
		at, same := from, 0
		for at < len(r.ts) && same < len(o.words) {
			effort.Add(1)
			if r.ts[at].kind == signToken {
				at++
				continue
			}
			if !r.ts[at].same(o.words[same]) {
				break
			}
			same++
			at++
		}
		if same == len(o.words) && same > 0 && at-from > n && (at == len(r.ts) || c.partEnds(r, at)) {
			pick, n = i, at-from
		}
	}
	return pick, n
}

// part reads what stands between separators: one pick, «1-3», or numbers in a row.
func (c *chooser) part(r *reader) ([]int, *language.Unclear) {
	if from, to, ok := r.span(); ok {
		if from < 1 || to > len(c.labels) || from > to || c.numbered {
			return nil, noMatch(r)
		}
		var picks []int
		for i := from; i <= to; i++ {
			picks = append(picks, i-1)
		}
		return picks, nil
	}
	if places := r.row(); len(places) > 1 && !c.numbered {
		var picks []int
		for _, n := range places {
			if n < 1 || n > len(c.labels) {
				return nil, noMatch(r)
			}
			picks = append(picks, n-1)
		}
		return picks, nil
	}
	i, u := c.pick(r)
	if u == nil {
		return []int{i}, nil
	}
	if picks := c.chain(r); len(picks) > 1 {
		return picks, nil
	}
	return nil, u
}

// chain reads whole options one behind the other, «Kinh Mường Thái»; none where a word
// is left between them.
func (c *chooser) chain(r *reader) (picks []int) {
	from, to := r.core()
	for from < to {
		i, n := c.longestOf(r, from, to)
		if n == 0 {
			return nil
		}
		picks = append(picks, i)
		from += n
	}
	return picks
}

// longestOf is the option all of whose words stand from a token on.
func (c *chooser) longestOf(r *reader, from, to int) (pick, n int) {
	for i, o := range c.options {
		effort.Add(1)
		if len(o.words) > n && from+len(o.words) <= to && r.repeatsAll(from, o.words) {
			pick, n = i, len(o.words)
		}
	}
	return pick, n
}

// core is where the tokens stand without what courtesy and «chọn», «gồm» put around
// them.
func (r *reader) core() (from, to int) {
	to = len(r.ts)
	for from < to {
		n := max(picking.from(r, from), courtesy.from(r, from))
		if n == 0 && !r.ts[from].sign(quiet) {
			break
		}
		from += max(n, 1)
	}
	for to > from {
		last := to - 1
		n := 0
		if r.ts[last].sign(quiet) {
			n = 1
		}
		for back := 1; back <= 3 && to-back >= from; back++ {
			if courtesy.from(r, to-back) >= back {
				n = back
			}
		}
		if n == 0 {
			break
		}
		to -= n
	}
	return from, to
}

// picking introduces a pick.
var picking = lexiconOf(`chọn, gồm, gồm có, có, đã làm, là, các, những, chỉ, chỉ có`)

// span reads «1-3», «từ 1 đến 3».
func (r *reader) span() (from, to int, ok bool) {
	at, end := r.core()
	if at < end && r.ts[at].is(fromSaid) {
		at++
	}
	if end-at != 3 || r.ts[at].kind != digitsToken || r.ts[at+2].kind != digitsToken {
		return 0, 0, false
	}
	if mid := r.ts[at+1]; !mid.sign("-") && !mid.is(untilSaid) {
		return 0, 0, false
	}
	return shortNumber(r.ts[at].text), shortNumber(r.ts[at+2].text), true
}

var untilSaid = phrases("đến", "tới")

// row reads «1 3 4»: nothing but digits.
func (r *reader) row() (places []int) {
	from, to := r.core()
	for _, t := range r.ts[from:to] {
		if t.kind != digitsToken {
			return nil
		}
		places = append(places, shortNumber(t.text))
	}
	return places
}

// isAll finds «tất cả», and «cả 4» where there are four.
func (c *chooser) isAll(r *reader) bool {
	cov := r.cover()
	said := false
	for i := 0; i < len(r.ts); {
		n := allSaid.from(r, i)
		if r.ts[i].is(allOf) && i+1 < len(r.ts) && r.ts[i+1].counts(len(c.labels)) {
			n = 2
		}
		if r.ts[i].is(alreadySaid) { // «hết rồi» is as well that nothing more comes
			return false
		}
		said = said || n > 0
		cov.take(i, i+n)
		i += max(n, 1)
	}
	if !said {
		return false
	}
	cov.from = -1
	cov.fill(nobody, courtesy)
	return len(cov.left()) == 0
}

var (
	allSaid     = lexiconOf(`tất cả, tất, hết, toàn bộ, tất cả các mục, chọn hết, chọn tất cả, có tất cả`)
	allOf       = phrases("cả")
	alreadySaid = phrases("rồi")
)

// mayFollowPick: no number, which might be a place, and no other option.
func (c *chooser) mayFollowPick(_ int, remark *reader) bool {
	if c.byPlace || !remark.isHarmless(false) {
		return false
	}
	for i := range remark.ts {
		if t := remark.ts[i]; t.kind == digitsToken && len(t.text) <= 2 {
			return false
		}
		for _, o := range c.options {
			if len(o.words) > 0 && remark.ts[i].same(o.words[0]) {
				return false
			}
		}
	}
	return true
}
