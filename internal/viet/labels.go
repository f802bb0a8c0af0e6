package viet

import (
	"slices"
	"strings"

	"giaoban/internal/language"
)

// A Labelled is one number of a message with the words beside it.
type Labelled = language.Labelled

// ByLabels matches the numbers of a message with questions by their words: «cá nhân xã
// 60», «nam 30», «Cấp xã: 24 tập thể, 60 cá nhân». Words of several questions mean the
// one that comes next, if it is among them. ok is false where no words are said, or
// some that no question has: then the place tells, and each number is read by its
// question.
func (v Reader) ByLabels(text string, questions []language.Question) (list []Labelled, ok bool) {
	var asked []*asked
	for _, q := range questions {
		q.Label, q.Names = q.Label+" "+q.Unit, nil
		asked = append(asked, v.understand(q))
	}
	header, marked := scan(""), isMarked(text)
	next, said := 0, false
	for _, piece := range labelledPieces(text) {
		head, rest, found := strings.Cut(piece, ":")
		if before := scanAs(head, marked); found && !before.hasDigits(0, len(before.ts)) {
			header, piece = before, strings.TrimSpace(rest)
			if piece == "" {
				continue
			}
		}
		r := scanAs(piece, marked)
		amounts := nobody.numbers(r).amounts()
		if len(amounts) > 1 || len(amounts) == 0 && !IsLater(piece) && !nobody.numbers(r).saysNone() {
			return nil, false
		}
		words := r.besides(amounts)
		one := Labelled{Text: piece, Nth: len(list) + 1, At: next}
		if len(amounts) == 1 && len(words.ts)+len(header.ts) > 0 {
			could := fitting(asked, words, header)
			switch {
			case len(could) == 0:
				return nil, false
			case len(could) == 1:
				one.At = could[0]
			case !slices.Contains(could, next):
				one.At = -1
			}
			said = true
			one.Text = r.words(amounts[0].from, amounts[0].ends())
		}
		list = append(list, one)
		if one.At >= 0 {
			next = one.At + 1
		}
	}
	return list, said && len(list) > 0 && !twice(list)
}

// twice tells whether two numbers are of one question.
func twice(list []Labelled) bool {
	seen := map[int]bool{}
	for _, l := range list {
		if l.At >= 0 && seen[l.At] {
			return true
		}
		seen[l.At] = true
	}
	return false
}

// labelledPieces cuts a message at line breaks, semicolons, full stops, brackets, commas
// that are no decimal sign, and «và», and so that no more than one number is in a piece.
func labelledPieces(text string) []string {
	var pieces []string
	for _, line := range Meaningful(text) {
		r := scan(Line(line))
		from := 0
		for i := 0; i <= len(r.ts); i++ {
			end := i == len(r.ts)
			cut := !end && (r.ts[i].sign("()") || r.ts[i].sign(",;") && !(i > 0 && i+1 < len(r.ts) && r.insideNumeral(i)) ||
				r.ts[i].sign(".") && (i+1 == len(r.ts) || !r.ts[i+1].glued) || r.ts[i].text == "và")
			if !end && !cut {
				continue
			}
			if from < i {
				pieces = append(pieces, r.eachNumber(from, i)...)
			}
			from = i + 1
		}
	}
	return pieces
}

// eachNumber cuts tokens that hold several numbers: before each where they begin with
// one, «24 tập thể 60 cá nhân», behind each where they end with one, «nam 35 nữ 25».
func (r *reader) eachNumber(from, to int) (pieces []string) {
	part := r.piece(from, to)
	found := nobody.numbers(part).amounts()
	if len(found) < 2 {
		return []string{r.words(from, to)}
	}
	at := 0
	cut := func(end int) {
		pieces = append(pieces, part.words(at, end))
		at = end
	}
	last := found[len(found)-1]
	switch {
	case found[0].from == 0 && last.ends() < len(part.ts):
		for _, a := range found[1:] {
			cut(a.from)
		}
		cut(len(part.ts))
	case found[0].from > 0 && last.ends() == len(part.ts):
		for _, a := range found {
			cut(a.ends())
		}
	default:
		return []string{r.words(from, to)}
	}
	return pieces
}

// besides is a message without its amounts, courtesy and signs.
func (r *reader) besides(amounts []amount) *reader {
	c := r.cover()
	for _, a := range amounts {
		c.take(a.from, a.ends())
	}
	c.from = -1
	c.fill(nobody, courtesy, vagueThing)
	return scanAs(strings.Join(c.left(), " "), r.marked)
}

// ends is where the amount itself ends, without a «nam» that may be «nam» too.
func (a amount) ends() int { return a.to - a.within() }

// fitting are the questions that have all the words.
func fitting(questions []*asked, words ...*reader) (found []int) {
	for i, q := range questions {
		if !slices.ContainsFunc(words, func(r *reader) bool { return !q.hasWords(r) }) {
			found = append(found, i)
		}
	}
	return found
}

// hasWords tells whether every word is one of the label's, in full or short.
func (a *asked) hasWords(r *reader) bool {
	for i := 0; i < len(r.ts); {
		n := max(a.repeats(r, i), a.shortened(r, i))
		if n == 0 && (saying.from(r, i) > 0 || r.ts[i].kind == signToken) {
			n = max(1, saying.from(r, i))
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}
