package english

import (
	"strings"

	"giaoban/internal/effort"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// asked is a question as readers compare words with it.
type asked struct {
	language.Question
	words map[string]bool // stems of the label, the unit and the names
	// unit are the stems of the unit without its scale, which is 1 or what «thousand»,
	// «million» before it say.
	unit  map[string]bool
	scale float64
	// money tells that the unit is a currency.
	money bool
	years map[string]bool // four digits of the label
}

// askedLetters is how much of a question is looked at. Longer ones explain.
const askedLetters = 600

func understand(q language.Question) *asked {
	a := &asked{Question: q, words: map[string]bool{}, unit: map[string]bool{}, scale: 1, years: map[string]bool{}}
	for i, part := range append([]string{q.Label, q.Unit}, q.Names...) {
		letters := []rune(part)
		m := read(string(letters[:min(len(letters), askedLetters)]))
		for j, t := range m.ts {
			switch {
			case t.kind == digitsToken && len(t.text) == 4:
				a.years[t.text] = true
			case i == 1 && j == 0 && scales[t.text] > 0:
				a.scale = scales[t.text]
			case i == 1 && t.kind == wordToken, i == 1 && t.sign("%$€£"):
				a.unit[stem(t.text)], a.words[stem(t.text)] = true, true
				a.inMoney(stem(t.text))
			case t.kind == wordToken:
				a.words[stem(t.text)] = true
			}
		}
	}
	return a
}

// currencies are the ways to write each of them, as stems.
var currencies = []map[string]bool{
	words("kes ksh kshs sh shs shilling bob"), words("ugx ush ushs sh shs shilling"), words("tzs tsh tshs sh shs shilling"),
	words("usd us$ $"), words("dollar $ buck"), words("gbp £ pound quid"), words("eur € euro"), words("inr rs ₹ rupee"), words("vnd đ dong"),
	words("ngn ₦ naira"), words("zar r rand"), words("ghs cedi"),
}

// inMoney adds the other ways to write the currency that a word of the unit is one of.
func (a *asked) inMoney(word string) {
	for _, c := range currencies {
		for other := range c {
			if !c[word] {
				break
			}
			a.money = true
			a.unit[other], a.words[other] = true, true
		}
	}
}

// nobody asked anything.
var nobody = understand(language.Question{})

// covers tells whether a token only repeats the question.
func (a *asked) covers(m *message, i int) bool {
	t := m.at(i)
	switch {
	case t.sign("$€£₹₦"):
		return a.unit[t.text]
	case t.kind != wordToken, turning.from(m, i) > 0, isNumberWord(t.text):
		return false
	case months[t.text] > 0 && (m.at(i-1).kind == digitsToken || m.at(i+1).kind == digitsToken):
		return false // «Nov 24» is a day, whatever month was asked about
	}
	return a.words[stem(t.text)]
}

// says tells whether one of the stems is of the question.
func (a *asked) says(stems ...string) bool {
	for _, s := range stems {
		if a.words[s] {
			return true
		}
	}
	return false
}

// A cover is which tokens of a message are accounted for.
type cover struct {
	m    *message
	done []bool
}

func (m *message) cover() *cover { return &cover{m: m, done: make([]bool, len(m.ts))} }

// take accounts for the tokens of the value.
func (c *cover) take(from, to int) {
	for i := max(from, 0); i < min(to, len(c.done)); i++ {
		c.done[i] = true
	}
}

// quiet are the signs that set words apart, and the pictures that thank or nod.
const quiet = ".,;:!\"'()[]-=~≈*«»…_👍👌✅🙏😊😀😁🙂😄❤💪🌹👏🤝♥💐☺"

// fill accounts for what else may stand in an answer: the phrases of some lexicons, the
// words of the question, and quiet signs.
func (c *cover) fill(q *asked, may ...lexicon) {
	for i := 0; i < len(c.done); {
		effort.Add(1)
		if c.done[i] {
			i++
			continue
		}
		n := most(c.m, i, may)
		if n == 0 && (q.covers(c.m, i) || c.m.ts[i].sign(quiet)) {
			n = 1
		}
		c.take(i, i+n)
		i += max(n, 1)
	}
}

// left are the words that nothing accounts for, each run of them by itself.
func (c *cover) left() (out []string) {
	for i := 0; i < len(c.done); i++ {
		if c.done[i] {
			continue
		}
		from := i
		for i+1 < len(c.done) && !c.done[i+1] {
			i++
		}
		out = append(out, c.m.words(from, i+1))
	}
	return out
}

func unclear(why language.Reason) *language.Unclear { return &language.Unclear{Why: why} }

// leftOver says which words are left of a message.
func leftOver(left []string) *language.Unclear {
	return &language.Unclear{Why: language.LeftOver, Left: left}
}

// Same reports whether the input is one of these words, with courtesy around them or
// without.
func (Reader) Same(input string, words ...string) bool {
	line := viet.Fold(strings.Trim(viet.Line(input), quiet+" "))
	if len(line) > longestSame {
		return false
	}
	polite := viet.Fold(politely(line))
	for _, w := range words {
		if w = viet.Fold(strings.Trim(w, quiet+" ")); w != "" && (w == line || w == polite) {
			return true
		}
	}
	return false
}

// longestSame is how long an input is at most that is compared with words.
const longestSame = 400

// politely drops courtesy before and behind an answer; a word that is all there is stays.
func politely(line string) string {
	m := scan(line)
	from, to := m.core()
	if from >= to {
		return line
	}
	return m.words(from, to)
}

// core is where the tokens stand without courtesy and quiet signs around them.
func (m *message) core() (from, to int) {
	to = len(m.ts)
	for from < to {
		n := courtesy.from(m, from)
		if n == 0 && m.ts[from].sign(quiet) {
			n = 1
		}
		if n == 0 {
			break
		}
		from += n
	}
	for to > from {
		n := 0
		if m.ts[to-1].sign(quiet) {
			n = 1
		}
		for back := 1; back <= 4 && to-back >= from; back++ {
			if courtesy.from(m, to-back) == back {
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
