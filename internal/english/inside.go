package english

import (
	"slices"

	"giaoban/internal/effort"
)

// inside is the one option all of whose words stand in a row among others; none where there are
// several, or something is turned around.
func (c *chooser) inside(m *message) (found []float64) {
	if denial.in(m) && !c.says(m) {
		return nil
	}
	for i, o := range c.options {
		for at := 0; at+len(o.words) <= len(m.ts) && len(o.words) > 0; at++ {
			effort.Add(1)
			if slices.EqualFunc(m.ts[at:at+len(o.words)], o.words, func(t token, w string) bool { return stem(t.text) == stem(w) }) {
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
