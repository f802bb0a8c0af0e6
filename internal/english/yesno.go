package english

import (
	"slices"
	"strings"

	"giaoban/internal/language"
)

// YesNo reads a plain yes or a plain no: words that say so, the question's own words
// beside them, and nothing else. Both together are neither.
func (Reader) YesNo(input string, q language.Question) (language.Reading[bool], *language.Unclear) {
	a := understand(q)
	return withRemark(read(input), func(m *message) (bool, *language.Unclear) { return m.yesNo(a) }, mayFollowYes)
}

var (
	yesSaid = lexiconOf(`yes, y, yeah, yep, yup, yea, aye, indeed, of course, sure, certainly, definitely, absolutely, correct, right, true, affirmative, exactly, that's right, that is right, agreed, i agree, we agree, done, completed, finished, 👍, ✅, 👌,
		yes we do, yes we have, yes we did, we do, we did, we have, i do, i did, i have, it is, it was, it has, it does, it did, they are, they do, they did, they have, there is, there are, there was, there were, has been done, it has been done, it is done, already done, all done`)
	saidNo = lexiconOf(`no, n, nope, nah, not yet, negative, false, incorrect, wrong, not, never, none, that's wrong, that is wrong, 👎, ❌,
		we don't, we do not, we didn't, we did not, we haven't, we have not, i don't, i do not, i didn't, i did not, i haven't, i have not, it isn't, it is not, it wasn't, it was not, it hasn't, it has not, it doesn't, it does not, it didn't, it did not, not done, not done yet, not finished, not completed,
		they don't, they do not, they didn't, they did not, they haven't, they have not, there isn't, there is not, there aren't, there are not, there is none, there are none, there was none, there were none, there is no, there are no, there was no, there were no, we have no, we have none, i have no, hasn't, haven't, isn't, aren't, wasn't, weren't, didn't, don't, doesn't, has not, have not`)
	// plainlySo and plainlyNot answer a question that says no itself.
	plainlySo  = lexiconOf(`right, correct, that's right, that is right, true, that's correct, that is correct, that's true, that is true, exactly`)
	plainlyNot = lexiconOf(`wrong, incorrect, false, not true, not correct, not right, that's wrong, that is wrong, that's not right, that is not right, that's not true, that is not true`)
	// wavering is neither.
	wavering = lexiconOf(`maybe, perhaps, probably, possibly, partly, partially, half, some, sometimes, mostly, almost, nearly, unsure, not sure, don't know, do not know, dont know, no idea, unknown, i think, i guess, i hope, should, might, may, could, would, soon, later, tomorrow, will, but, if, except, or, depends, it depends, in progress, ongoing, not really, not all, not quite, not exactly, not everywhere, more or less, still`)
	// softening goes with either.
	softening = lexiconOf(`already, at all, so far, yet, to date, up to now, until now, any, one, it, we, they, i, he, she, there, this, that, do, does, did, has, have, had, is, are, was, were, be, been, all, fully, completely, entirely, the, a, an, of, in, our, us, to, for, on, with, very, much, now, at the moment, at present, for now, right now, currently, today, unfortunately, fortunately, sadly, happily, luckily, indeed, regrettably`)
)

func (m *message) yesNo(a *asked) (bool, *language.Unclear) {
	switch {
	case len(m.ts) == 0:
		return false, unclear(language.YesNoUnclear)
	case m.asksBack():
		return false, unclear(language.AsksBack)
	case m.wavers(a):
		return false, m.hesitating()
	}
	if a.isNegative() {
		return m.plainly()
	}
	c, yes, no := m.cover(), 0, 0
	for i := 0; i < len(m.ts); {
		y, n := yesSaid.from(m, i), saidNo.from(m, i)
		switch {
		case n > 0 && n >= y:
			no++
			c.take(i, i+n)
			i += n
		case y > 0:
			yes++
			c.take(i, i+y)
			i += y
		default:
			i++
		}
	}
	if no > 0 && m.affirms(a) {
		return false, unclear(language.Contradicted)
	}
	c.fill(a, courtesy, softening)
	left := c.left()
	if len(left) > 0 || (yes > 0) == (no > 0) {
		u := unclear(language.YesNoUnclear)
		u.Left = left
		if (yes > 0) != (no > 0) {
			u.Values = []float64{float64(flag(yes > 0))}
		}
		return false, u
	}
	return yes > 0, nil
}

// mayFollowYes: a remark on a yes or no may count, «yes, two primary schools».
func mayFollowYes(_ bool, remark *message) bool { return remark.isHarmless() }

// affirms tells whether somebody does what is asked about, «we need it», or it is done, «fuel is
// needed»: beside a no that is the other answer.
func (m *message) affirms(a *asked) bool {
	for i := range m.ts {
		n := doer.from(m, i)
		if n == 0 && a.does(m, i) && being.from(m, i+1) > 0 {
			n = 1 + being.from(m, i+1)
		}
		if n == 0 || saidNo.from(m, i) > 0 {
			continue
		}
		at := i + n
		for n := 1; n > 0; at += n {
			n = stressing.from(m, at)
		}
		if saidNo.from(m, at) == 0 && a.does(m, at) {
			return true
		}
	}
	return false
}

// does tells whether a token is a word of the question that says what is done, «need», «needed».
func (a *asked) does(m *message, i int) bool {
	t := m.at(i)
	if t.kind != wordToken || small[t.text] || saying.from(m, i) > 0 {
		return false
	}
	done, past := strings.CutSuffix(t.text, "ed")
	return a.words[stem(t.text)] || past && (a.words[done] || a.words[done+"e"])
}

var (
	// being is what is said of what is done.
	being = lexiconOf(`is, are, was, were, is being, are being, has been, have been`)
	// doer is who does something.
	doer = lexiconOf(`i, we, they, he, she, it, it is, it's, they are, they're, we are, we're, you, people, everyone, everybody, all of them`)
	// stressing may stand before what is done.
	stressing = lexiconOf(`do, really, still, urgently, badly, very, much, very much, also, certainly, definitely, already, now`)
)

// hesitating is a yes or no that is taken back in part, «yes but it is full», «not really»: it is
// asked about. What is unsure from the beginning is neither.
func (m *message) hesitating() *language.Unclear {
	u := unclear(language.YesNoUnclear)
	from, _ := m.core()
	no := saidNo.from(m, from) > 0
	if yes := yesSaid.from(m, from) > 0; yes == no || !partly.in(m) {
		return u
	}
	u.Left, u.Values = []string{m.words(0, len(m.ts))}, []float64{float64(flag(!no))}
	return u
}

// partly takes something back of what was said.
var partly = lexiconOf(`but, except, not really, not quite, not exactly, still`)

// wavers finds words that are neither, but for those of the question.
func (m *message) wavers(a *asked) bool {
	for i := range m.ts {
		n := wavering.from(m, i)
		if n > 1 || n == 1 && !a.words[stem(m.ts[i].text)] {
			return true
		}
	}
	return false
}

// isNegative tells whether the question says no itself: then a yes or no may mean either.
func (a *asked) isNegative() bool {
	return slices.ContainsFunc([]string{"not", "no", "without", "never", "isn't", "aren't", "don't", "doesn't", "didn't", "hasn't", "haven't"}, func(w string) bool { return a.words[w] })
}

// plainly reads «right» and «wrong».
func (m *message) plainly() (bool, *language.Unclear) {
	from, to := m.core()
	if n := plainlyNot.from(m, from); n > 0 && n == to-from {
		return false, nil
	}
	if from == to || plainlySo.from(m, from) > 0 && plainlySo.from(m, from) == to-from {
		if plainlySo.in(m) {
			return true, nil
		}
	}
	return false, unclear(language.NegativeQuestion)
}
