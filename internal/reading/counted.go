package reading

import (
	"slices"
	"strings"
)

// parted reports whether the amount may be only some of what the question asks for
// together: it counts no more than a later thing of those that the question names, or
// another amount of the same sentence counts one of them, «3 trường học và 12 cơ quan».
func (l *tongue) parted(list []amount, p pairing) bool {
	if len(p.t.either) == 0 || p.a.table {
		return false
	}
	if next := l.syllables(l.same.Replace(l.lower(p.a.after))); len(next) > 0 && p.t.either[next[0]] && next[0] != p.t.first {
		return true
	}
	return slices.ContainsFunc(list, func(o amount) bool {
		if o.from != p.a.from || o.text == p.a.text || o.kind != counted {
			return false
		}
		next := l.syllables(l.same.Replace(l.lower(o.after)))
		return len(next) > 0 && p.t.either[next[0]]
	})
}

// counts tells whether an amount counts what the question asks for: what stands right
// behind it, or before it where nothing does.
func (r *report) counts(a *amount, t *target) float64 {
	if !t.q.IsNumber() {
		return 1
	}
	next := ""
	if words := r.syllables(r.same.Replace(r.lower(a.after))); len(words) > 0 && !strings.ContainsAny(a.after[:1], ",.;:)") {
		next = words[0]
	}
	switch {
	case len(t.heads) > 0 && !t.counted(a.near) && !t.counted(a.clause) && !t.counted(a.far):
		return 0.6
	case next != "" && !r.common[next] && !t.label[next] && !slices.Contains(t.unit, next) && !r.measure[next] && !t.begins(next):
		return 0.6
	case len(t.heads) > 0 && !t.counted(a.near) && !t.counted(a.clause):
		return 0.75
	}
	return 1
}

// begins reports whether a word begins what the question counts.
func (t *target) begins(w string) bool {
	return slices.ContainsFunc(t.heads, func(head []string) bool { return head[0] == w })
}

// counted reports whether words name one of the things that the question counts.
func (t *target) counted(b bag) bool {
	return slices.ContainsFunc(t.heads, func(head []string) bool {
		return !slices.ContainsFunc(head, func(w string) bool { return !b[w] })
	})
}

// headsOf are the things that a question counts, each by its first words: its unit, and
// what stands behind «bao nhiêu». either are the words of those things if they are several.
func (l *tongue) headsOf(label, unit string) (heads [][]string, either bag) {
	_, asked, _ := strings.Cut(l.lower(label), l.lower(howMany))
	asked, _, _ = strings.Cut(asked, "?")
	if asked = strings.TrimSpace(asked); strings.HasPrefix(asked, l.lower(isWord)) {
		asked = ""
	}
	asked, inBrackets, _ := strings.Cut(asked, "(")
	if at := strings.LastIndex(asked, ","); at >= 0 && len(l.syllables(asked[:strings.Index(asked, ",")])) <= 3 {
		last := l.syllables(asked[at:])
		either = l.bagOf(asked[:at], inBrackets)
		for _, w := range last[:min(3, len(last))] {
			either[w] = true
		}
	}
	for i, list := range []string{l.same.Replace(l.lower(unit)), l.same.Replace(asked)} {
		for _, one := range strings.SplitN(list, ",", 4)[:min(3, strings.Count(list, ",")+1)] {
			words := slices.DeleteFunc(l.syllables(one), func(w string) bool { return l.common[w] })
			if i == 1 {
				words = words[:min(2, len(words))]
			}
			if len(words) > 0 {
				heads = append(heads, words)
			}
		}
	}
	if member := l.syllables(memberWord); slices.ContainsFunc(heads, func(h []string) bool { return slices.Equal(h, member) }) {
		heads = append(heads, l.syllables(personWord))
	}
	return heads, either
}
