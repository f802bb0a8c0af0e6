package viet

import (
	"strings"

	"giaoban/internal/language"
)

// Reading by full cover
//
// Each reader finds its value among the tokens of a message and notes which of them
// belong to it. A cover then goes through the others. A token is accounted for if
// it is courtesy, a word that says nothing but «here is the number», a word of the
// question or a sign that ends or sets apart. If one is not, there is no value:
// the reader returns LeftOver with the value that it would have been, and the
// words, so that the caller can tell what else was meant.
//
// Behind the first comma, full stop or bracket after a whole value any words may
// stand, if they change nothing: remark.go says which do.
//
// What a person adds to an answer is open, what turns it around is not; so the
// words that are let pass are listed, and nothing else is.

// A cover is which tokens of a message are accounted for.
type cover struct {
	r    *reader
	done []bool
	// from and to are where the value stands.
	from, to int
}

func (r *reader) cover() *cover { return &cover{r: r, done: make([]bool, len(r.ts)), from: -1, to: -1} }

// take accounts for the tokens of the value.
func (c *cover) take(from, to int) {
	for i := from; i < min(to, len(c.done)); i++ {
		c.done[i] = true
	}
	if c.from < 0 || from < c.from {
		c.from = from
	}
	c.to = max(c.to, to)
}

// fill accounts for what else may stand in an answer: the words of some lexicons and
// those of the question.
func (c *cover) fill(q *asked, may ...lexicon) { c.fillPart(0, len(c.done), q, may...) }

// fillPart is fill between two tokens.
func (c *cover) fillPart(from, to int, q *asked, may ...lexicon) {
	for i := from; i < to; {
		if c.done[i] {
			i++
			continue
		}
		n := q.covers(c.r, i, c.from)
		for _, l := range may {
			n = max(n, l.from(c.r, i))
		}
		if n == 0 && c.r.ts[i].sign(quiet) {
			n = 1
		}
		if n > 0 && c.isCalled(i+n) {
			n = 0
		}
		for j := i; j < min(i+n, to); j++ {
			c.done[j] = true
		}
		i += max(n, 1)
	}
}

// quiet are the signs that set words apart, and the pictures that thank or nod.
const quiet = ".,;:!\"'()[]-=~≈+*«»…_👍👌✅🙏😊😀😁🙂😄❤💪🌹👏🤝♥💐☺"

// isCalled tells whether a value of one word, or of one digit, stands right behind an
// address: then it is somebody's name, «chị Bảy», «anh 2».
func (c *cover) isCalled(at int) bool {
	if at != c.from || at == 0 || c.from+1 != c.to || calling.from(c.r, at-1) == 0 {
		return false
	}
	return c.r.ts[at].kind == wordToken || len(c.r.ts[at].text) == 1
}

// bridge accounts for the signs inside a date: «tháng 3/2014».
func (c *cover) bridge() {
	for i := 1; i+1 < len(c.done); i++ {
		t, next := c.r.ts[i], c.r.ts[i+1]
		if t.sign("/-.") && c.done[i-1] && c.done[i+1] && next.kind == digitsToken && c.r.ts[i-1].kind == digitsToken {
			c.done[i] = true
		}
	}
}

// left are the words that nothing accounts for, each run of them by itself.
func (c *cover) left() []string {
	var out []string
	for i := 0; i < len(c.done); i++ {
		if c.done[i] {
			continue
		}
		from := i
		for i+1 < len(c.done) && !c.done[i+1] {
			i++
		}
		out = append(out, c.r.words(from, i+1))
	}
	return out
}

// words are tokens as they were typed.
func (r *reader) words(from, to int) string {
	if from >= to {
		return ""
	}
	return strings.TrimSpace(r.typed[r.extents[from].from:r.extents[to-1].to])
}

// leftOver says which words are left of a message.
func leftOver(left []string) *language.Unclear {
	return &language.Unclear{Why: language.LeftOver, Left: left}
}
