package efforttest

import (
	"os"
	"slices"
	"testing"

	"giaoban/internal/effort"
)

// slack are steps that a message costs whatever its length.
const slack = 2000

// Grows holds the steps that each of some readers takes for a message against those for one
// of half the length and of a quarter: doubling it twice does not take more than 2.7 times as
// many steps each time, so that no reader is slower than its input is long. Once may be more,
// where a longer message is looked at in one more way. None takes more than so many steps for
// a letter.
func Grows(t *testing.T, letters, mostForLetter int, readers map[string]func(text string), messages []Message) {
	t.Helper()
	names := make([]string, 0, len(readers))
	for name := range readers {
		names = append(names, name)
	}
	slices.Sort(names)
	share := min(oneOf, len(messages)) // so that each reader is tried with one
	for i, name := range names {
		worst, of := 0, ""
		for j, m := range messages {
			if j%share != i%share && os.Getenv("GIAOBAN_EVERY_MESSAGE") == "" {
				continue
			}
			var steps [3]int
			for k := range steps {
				text := m.Of(letters >> (2 - k))
				steps[k] = effort.Of(func() { readers[name](text) })
			}
			if grows(steps[0], steps[1], slack) && grows(steps[1], steps[2], slack) {
				t.Errorf("%s, %s: %v steps for a quarter, half and all of it", name, m.Name, steps)
			}
			if steps[2] > worst {
				worst, of = steps[2], m.Name
			}
		}
		if worst > mostForLetter*letters {
			t.Errorf("%s takes %d steps for %s of %d letters", name, worst, of, letters)
		}
		t.Logf("%s: at most %d steps, for %s", name, worst, of)
	}
}

// grows reports whether twice the letters take far more than twice the steps.
func grows(once, twice, slack int) bool { return 10*twice > 27*once+10*slack }
