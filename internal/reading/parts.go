package reading

import (
	"slices"
	"strings"

	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A draft of an answer to a text question: its paragraphs, and whether each is sure.
type written struct {
	lines []string
	sure  bool
	from  string
	heads []*part
}

// placeParts puts the paragraphs below headings beside text questions.
func (r *report) placeParts() {
	texts := map[*form.Question]*written{}
	put := func(t *target, p *part, sure bool, lines ...string) {
		w := texts[t.q]
		if w == nil {
			w = &written{sure: true, from: p.text}
			texts[t.q] = w
		}
		if n := len(w.heads); n == 0 || w.heads[n-1] != p {
			sure = sure && n == 0
			w.heads = append(w.heads, p)
		}
		w.lines, w.sure = append(w.lines, lines...), w.sure && sure
	}
	for _, p := range r.parts {
		switch {
		case len(p.lines) == 0:
		case p.q != nil:
			put(p.q, p, !p.unsure, p.lines...)
		case len(p.joint) > 0:
			r.share(p, p.joint, put)
		case p.section >= 0:
			r.share(p, r.textsOf(p.section), put)
		default:
			r.leave(p.lines...)
		}
	}
	for i := range r.texts {
		if w := texts[r.texts[i].q]; w != nil {
			for i, line := range w.lines {
				w.lines[i] = r.noted(line)
			}
			text := strings.Join(w.lines, "\n")
			if len(text) > mostText {
				w.sure = false
				text = viet.Clip{Most: mostText / 3, Kept: mostText / 3, Mark: "…"}.Of(text)
			}
			r.answers = append(r.answers, answer{q: r.texts[i].q, text: text, from: w.from, sure: w.sure})
		}
	}
}

// leave lists lines that were not placed.
func (r *report) leave(lines ...string) {
	for _, l := range lines {
		if viet.Letters(l) > 2 {
			r.left = append(r.left, r.noted(l))
		}
	}
}

func (m *Matcher) textsOf(section int) (list []*target) {
	for i := range m.texts {
		if m.texts[i].q.Section == section {
			list = append(list, &m.texts[i])
		}
	}
	return list
}

// How much of a question's own words a paragraph must have.
const (
	paragraphSure = 0.5
	paragraphSome = 0.22
	paragraphMore = 0.2
)

// share gives each paragraph below a heading to one of the questions of its section. One
// that says nothing of its own goes with the paragraph before it.
func (r *report) share(p *part, pool []*target, put func(*target, *part, bool, ...string)) {
	pool = slices.DeleteFunc(slices.Clone(pool), func(t *target) bool { return denied(t.q) || !t.q.Required && t.q.Condition != nil })
	switch len(pool) {
	case 0:
		r.leave(p.lines...)
		return
	case 1:
		said := r.bagOf(append([]string{p.text}, p.lines...)...)
		put(pool[0], p, r.words.cover(pool[0].label, said) >= paragraphSome && !slices.ContainsFunc(p.lines, isCounting), p.lines...)
		return
	}
	own := ownWords(pool)
	main := r.main(p, pool)
	var last *target
	for _, line := range p.lines {
		words := r.bagOf(line)
		var best *target
		top, next := 0.0, 0.0
		for i, t := range pool {
			s := r.words.cover(own[i].label, words) + 0.3*r.words.cover(own[i].hint, words)
			if s > top {
				top, next, best = s, top, t
			} else {
				next = max(next, s)
			}
		}
		switch {
		case best != nil && top >= paragraphSome && top-next >= paragraphMore/2:
			last = best
			put(best, p, top >= paragraphSure && top-next >= paragraphMore && !isCounting(line), line)
		case last != nil:
			put(last, p, false, line)
		case strings.HasSuffix(line, ":"):
			r.leave(line)
		case best != nil && top >= paragraphSome:
			last = best
			put(best, p, false, line)
		case main != nil && (!isFigures(line) || r.words.shared(main.label, words) > 0):
			last = main
			put(main, p, false, line)
		default:
			r.leave(line)
		}
	}
}

// main is the question that a section begins with: what stands below the section's own
// heading and says nothing of another question answers it, if a person says so.
func (r *report) main(p *part, pool []*target) *target {
	if named := p.named || p.above != nil && p.above.named && p.above.q == nil && len(p.above.joint) == 0; !named || len(p.joint) > 0 {
		return nil
	}
	i := slices.IndexFunc(pool, func(t *target) bool { return t.q.Required })
	if i < 0 {
		return nil
	}
	return pool[i]
}

// isFigures reports whether a line has little but amounts.
func isFigures(line string) bool {
	return len(spansIn(line))*8 > len(strings.Fields(line))
}

// isCounting reports whether a line tells so many amounts that it may be none but them.
func isCounting(line string) bool {
	n := len(spansIn(line))
	return n >= 3 && n*12 > len(strings.Fields(line))
}

// ownWords are the words of each question that most of the others have not.
func ownWords(pool []*target) []target {
	in := map[string]int{}
	for _, t := range pool {
		for w := range t.label {
			in[w]++
		}
	}
	out := make([]target, len(pool))
	for i, t := range pool {
		out[i] = target{q: t.q, label: bag{}, hint: bag{}}
		for w := range t.label {
			if in[w] == 1 || in[w]*2 < len(pool) {
				out[i].label[w] = true
			}
		}
		if len(out[i].label) == 0 {
			out[i].label = t.label
		}
		for w := range t.hint {
			if in[w] == 0 {
				out[i].hint[w] = true
			}
		}
	}
	return out
}
