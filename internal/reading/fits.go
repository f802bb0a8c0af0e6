package reading

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// How sure a figure is.
const (
	figureSure = 0.66
	figureSome = 0.46
	figureMore = 0.1
)

// A pairing is an amount beside a question.
type pairing struct {
	a     *amount
	t     *target
	score float64
}

// pair gives each question the amount that fits it best, and no amount to two questions.
func (r *report) pair(list []amount) {
	var all []pairing
	for i := range list {
		for j := range r.figures {
			if s := r.fits(&list[i], &r.figures[j]); s >= figureSome-0.1 {
				all = append(all, pairing{&list[i], &r.figures[j], s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pairing) int { return cmp.Compare(b.score, a.score) })
	used, given := map[*amount]bool{}, map[*target]bool{}
	var other []string
	for _, p := range all {
		if used[p.a] || given[p.t] || p.score < figureSome {
			continue
		}
		if r.otherUnit(p) {
			other = append(other, p.a.from)
			continue
		}
		used[p.a], given[p.t] = true, true
		r.left = slices.DeleteFunc(r.left, func(line string) bool { return strings.Contains(line, p.a.from) })
		sure := p.score >= figureSure && !p.a.shaky && r.agrees(p) && !rivals(all, p) && !r.parted(list, p)
		text := p.a.text
		if unit := r.unitBehind(p.a, p.t); unit != "" {
			text += " " + unit
		}
		r.answers = append(r.answers, answer{q: p.t.q, text: text, line: p.a.from, from: p.a.around(), sure: sure, score: p.score})
	}
	for _, line := range slices.Compact(other) {
		if !slices.ContainsFunc(r.answers, func(a answer) bool { return a.line == line }) {
			r.leave(line)
		}
	}
}

// rivals reports whether another question fits the amount nearly as well, or another
// amount with another value the question.
func rivals(all []pairing, p pairing) bool {
	for _, o := range all {
		if (o.a == p.a && o.t != p.t || o.t == p.t && o.a != p.a && o.a.text != p.a.text) && o.score > p.score-figureMore {
			return true
		}
	}
	return false
}

// fits tells how well an amount fits a question, from 0 to 1.
func (r *report) fits(a *amount, t *target) float64 {
	switch q := t.q; {
	case q.Type == form.Year && a.kind != yearly, q.Type == form.Date && a.kind != daily, q.IsNumber() && a.kind != counted:
		return 0
	case a.lasting && !(len(t.unit) == 1 && strings.HasPrefix(r.lower(a.after), t.unit[0])):
		return 0
	case q.IsNumber() && len(t.unit) > 0 && !r.measure[strings.Join(t.unit, " ")] && !r.unitStands(a, t) && r.measureBehind(a.after) != "": // money is no model
		return 0
	case a.future != t.future, strings.HasPrefix(a.after, "%") && !strings.Contains(q.Unit, "%"):
		return 0
	case t.year != "" && a.year != "" && a.year != t.year, t.q.Type == form.Integer && strings.Contains(a.text, ","):
		return 0
	}
	all, met, some := 0.0, 0.0, t.counted(a.near)
	for w := range t.label {
		v := r.words.of(w)
		all += v
		switch {
		case a.near[w], some && t.either[w]:
			met += v
		case a.clause[w]:
			met += 0.75 * v
		case a.far[w]:
			met += 0.5 * v
		}
	}
	if all == 0 {
		return 0
	}
	cover := met / all
	known, said := 0.0, 0.0
	for w := range a.near {
		if r.words.in[w] == 0 {
			continue
		}
		v := r.words.of(w)
		known += v
		if t.label[w] || slices.Contains(t.unit, w) {
			said += v
		}
	}
	if known == 0 || said == 0 {
		return 0
	}
	precise := said / known
	score := r.placed(a, t, 2*cover*precise/(cover+precise)*r.counts(a, t))
	if t.total && score < bare && r.isBare(a, t) {
		score = bare
	}
	if !t.isOwn(a) {
		score *= 0.8
	}
	return min(score*r.contrast(a, t), 1)
}

// placed looks at where an amount stands, at its unit and its year.
func (r *report) placed(a *amount, t *target, score float64) float64 {
	switch {
	case a.section >= 0 && a.section == t.q.Section:
		score += 0.1
	case a.section >= 0 && a.section != t.q.Section:
		score -= 0.08
	}
	if r.unitBehind(a, t) != "" {
		score += 0.06
	}
	if t.year == "" && a.year != "" && t.q.IsNumber() && (a.section != t.q.Section || a.year != r.latest) {
		score -= 0.12
	}
	return score
}

// contrast tells how well an amount agrees with a question that asks for one of several
// things: «cấp tỉnh» is not «cấp huyện», «tập thể» not «cá nhân».
func (r *report) contrast(a *amount, t *target) float64 {
	for _, kinds := range r.contrasts {
		said, asked := only(kinds, a.near), only(kinds, t.label)
		if said < 0 {
			said = only(kinds, a.clause)
		}
		if said >= 0 && asked >= 0 && asked != said {
			return 0.5
		}
	}
	return 1
}

// only is which one of the words a bag has; -1 if it has none or several.
func only(words []string, b bag) int {
	at := -1
	for i, w := range words {
		if b[w] {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

// bare is how well an amount fits the question for the total that says nothing but what
// it counts: «Hiện có 9 mô hình».
const bare = 0.6

// isBare reports whether an amount says nothing but what it counts.
func (r *report) isBare(a *amount, t *target) bool {
	if !t.counted(a.near) {
		return false
	}
	for w := range a.near {
		if r.words.in[w] > 0 && !t.label[w] && !slices.Contains(t.unit, w) {
			return false
		}
	}
	return true
}

// isOwn reports whether what stands around an amount has a word that only this question
// has, if it has one: «ngừng» of «bao nhiêu mô hình đã ngừng hoạt động».
func (t *target) isOwn(a *amount) bool {
	return len(t.own) == 0 || slices.ContainsFunc(t.own, func(w string) bool { return a.near[w] || a.clause[w] || a.far[w] })
}

// unitBehind is the question's unit, or another measure, that stands right behind an amount.
func (r *report) unitBehind(a *amount, t *target) string {
	words := strings.Fields(a.after)
	if r.unitStands(a, t) {
		return strings.Trim(strings.Join(words[:len(t.unit)], " "), ".,;:)")
	}
	return r.measureBehind(a.after)
}

// unitStands reports whether the question's unit stands right behind an amount.
func (r *report) unitStands(a *amount, t *target) bool {
	words := strings.Fields(a.after)
	n := len(t.unit)
	return n > 0 && len(words) >= n && slices.Equal(r.syllables(strings.Join(words[:n], " ")), t.unit)
}

// measureBehind is the measure that stands right behind an amount.
func (r *report) measureBehind(after string) string {
	words := strings.Fields(after)
	if said := r.syllables(after); len(said) > 1 && said[0] == r.key(comrade[0]) && said[1] == r.key(comrade[1]) {
		return ""
	}
	for n := min(3, len(words)); n > 0; n-- {
		if said := strings.Trim(strings.Join(words[:n], " "), ".,;:)"); r.measure[strings.Join(r.syllables(said), " ")] {
			return said
		}
	}
	return ""
}

// How many words are shown before and behind an amount.
const wordsBefore, wordsBehind = 6, 4

// around is what is shown of the sentence of an amount.
func (a *amount) around() string {
	if a.table {
		return viet.Shorten(a.from, 160)
	}
	before, behind := strings.Fields(a.from[:a.at]), strings.Fields(a.from[a.at:])
	cut := ""
	if n := len(before) - wordsBefore; n > 1 {
		before, cut = before[n:], "… "
	}
	end := ""
	if len(behind) > wordsBehind+2 {
		behind, end = behind[:wordsBehind+1], " …"
	}
	return viet.Shorten(cut+strings.TrimSpace(strings.Join(append(before, behind...), " "))+end, 160)
}

// otherUnit reports whether an amount counts something where the question measures:
// «40 hộ» are no hectares.
func (r *report) otherUnit(p pairing) bool {
	first, _ := utf8.DecodeRuneInString(p.a.after)
	if r.agrees(p) || !unicode.IsLetter(first) {
		return false
	}
	word := r.syllables(p.a.after)[0]
	return !r.common[word] && !p.t.label[word]
}

// agrees reports whether what stands behind an amount is no other unit where the
// question's is a measure.
func (r *report) agrees(p pairing) bool {
	measured := r.measure[strings.Join(p.t.unit, " ")]
	return !measured || p.a.table || r.unitBehind(p.a, p.t) != ""
}
