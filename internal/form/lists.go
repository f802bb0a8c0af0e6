package form

import (
	"maps"
	"slices"
	"strings"
)

// Nouns are what the rows of the outline's lists are called that show(list), in order.
func (o *Outline) Nouns(show func(list *Question) bool) (nouns []string) {
	if o == nil {
		return nil // a level that reports nothing
	}
	for _, q := range o.Top {
		if q.IsGroup() && show(q) && !slices.Contains(nouns, q.Rows.Noun) {
			nouns = append(nouns, q.Rows.Noun)
		}
	}
	return nouns
}

// Lists names in few words what the lists of campaigns are of that everybody may see, those
// of the lowest level first: «điểm sạt lở, cầu hỏng». "" if there is none. A menu has room for
// the first words of a noun, and for some nouns.
func Lists(campaigns ...map[int]*Outline) string {
	return lists(campaigns, func(q *Question) bool { return q.VisibleTo == "" })
}

// RestrictedLists is Lists of those that only some may see.
func RestrictedLists(campaigns ...map[int]*Outline) string {
	return lists(campaigns, func(q *Question) bool { return q.VisibleTo != "" })
}

func lists(campaigns []map[int]*Outline, show func(list *Question) bool) string {
	var short []string
	for _, outlines := range campaigns {
		levels := slices.Sorted(maps.Keys(outlines))
		for _, level := range slices.Backward(levels) {
			for _, noun := range outlines[level].Nouns(show) {
				if noun, _, _ = strings.Cut(noun, ","); !slices.Contains(short, noun) {
					short = append(short, noun)
				}
			}
		}
	}
	return strings.Join(short[:min(len(short), mostNouns)], ", ")
}

// mostNouns is how many nouns a line of a menu names.
const mostNouns = 3
