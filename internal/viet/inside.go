package viet

import (
	"slices"

	"giaoban/internal/effort"
)

// inside is the one option all of whose words stand in a row among others; none where there are
// several, or something is turned around.
func (c *chooser) inside(r *reader) (found []float64) {
	if r.firstNo() >= 0 || len(r.ts) > c.atMost {
		return nil
	}
	for i, o := range c.options {
		for at := 0; at+len(o.words) <= len(r.ts) && len(o.words) > 1; at++ {
			effort.Add(1)
			if slices.EqualFunc(r.ts[at:at+len(o.words)], o.words, token.same) {
				found = append(found, float64(i))
				break
			}
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found
}
