package content

import (
	"cmp"
	"slices"

	"giaoban/internal/viet"
)

// leastUnits is how many units must speak of something before it is a theme.
const leastUnits = 3

// A Spoken is a theme, or an addressee, with the sentences that speak of it, one for
// each unit and in the order of the texts.
type Spoken struct {
	Theme
	All []Said
	at  []place
	// Few marks what less than three units say.
	Few bool
}

// Themes returns what the texts speak of, the most units first. What nobody says is
// left out.
func (c *Corpus) Themes(themes []Theme) []Spoken {
	m := c.matcher(themes)
	all := make([]Spoken, len(themes))
	for i := range c.texts {
		c.themesOf(m, i, all)
	}
	return c.ranked(themes, all)
}

// themesOf adds what the i-th text speaks of: the first sentence for each theme.
func (c *Corpus) themesOf(m *matcher, i int, all []Spoken) {
	seen := make([]bool, m.themes)
	for j, s := range c.texts[i].sentences {
		for _, h := range m.hits(s.tokens, c.texts[i].marked) {
			if !seen[h.theme] {
				seen[h.theme] = true
				all[h.theme].at = append(all[h.theme].at, place{i, j})
			}
		}
	}
}

func (c *Corpus) ranked(themes []Theme, all []Spoken) []Spoken {
	var out []Spoken
	for i := range all {
		s := all[i]
		if len(s.at) == 0 {
			continue
		}
		s.Theme, s.Few = themes[i], len(s.at) < leastUnits
		for _, at := range s.at {
			s.All = append(s.All, c.said(at))
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b Spoken) int { return cmp.Compare(len(b.All), len(a.All)) })
	return out
}

// Where an addressee stands: a few syllables behind the word that proposes, or at the
// head of the sentence.
const (
	behindTrigger = 9
	atHead        = 5
)

// Unaddressed is the name of what is addressed to nobody by name.
const Unaddressed = "-"

// Addressed groups sentences by whom they are addressed to. A sentence that names
// nobody goes on with the one before; what comes before any name is Unaddressed.
func (c *Corpus) Addressed(to []Theme) []Spoken {
	themes := append(slices.Clone(to), Theme{Name: Unaddressed})
	m, t := c.matcher(to), c.matcher([]Theme{{Words: viet.Proposing}})
	all := make([]Spoken, len(themes))
	for i := range c.texts {
		last := []int{len(to)}
		for j, s := range c.texts[i].sentences {
			if named := addressees(m, t, s.tokens, c.texts[i].marked); len(named) > 0 {
				last = named
			}
			for _, n := range last {
				all[n].at = append(all[n].at, place{i, j})
			}
		}
	}
	out := c.ranked(themes, all)
	for i := range out {
		out[i].Few = Units(out[i].All) < leastUnits
	}
	return out
}

// addressees are those whom a sentence names in the right place.
func addressees(m, triggers *matcher, s []token, marked bool) (named []int) {
	from := 0
	for from < len(s) {
		part := s[from:]
		reach, next := atHead, len(s)
		if from > 0 {
			reach = behindTrigger
		}
		if h := triggers.hits(part, marked); len(h) > 0 {
			next = from + h[0].to
			reach = max(reach, 0)
			if from == 0 && h[0].from < atHead {
				reach = 0 // what proposes comes first
			}
		}
		for _, h := range m.hits(part[:min(reach+3, len(part), next-from)], marked) {
			if h.from < reach && !slices.Contains(named, h.theme) {
				named = append(named, h.theme)
			}
		}
		from = next
	}
	return named
}

// Units counts the units that say something.
func Units(all []Said) int {
	n, last := 0, ""
	for _, s := range all {
		if n == 0 || s.Unit != last {
			n++
		}
		last = s.Unit
	}
	return n
}
