package pattern

import "giaoban/internal/effort"

// An Effort is what may be spent to read one message, in all that it is tried as: so many
// steps for each of its words. What takes more is no sentence of a table; whoever asks again
// is told the same, so that nothing is read from a half of what it may be.
type Effort struct{ steps, most int }

// leastSteps may be taken for any message, and so many more for each of its words. No
// sentence of a person's took more than 160,000.
const (
	leastSteps = 100_000
	stepsAWord = 5_000
)

// Take counts steps, and reports whether there are more to be taken.
func (e *Effort) Take(n int) bool {
	effort.Add(n)
	if e == nil {
		return true
	}
	e.steps += n
	return e.steps <= e.most
}

// Spent reports whether the message takes more steps than may be spent on it.
func (e *Effort) Spent() bool { return e != nil && e.steps > e.most }

// Steps are those that were taken.
func (e *Effort) Steps() int { return e.steps }

// Effort is what is spent to read the message.
func (s *Sentence) Effort() *Effort { return s.effort }

// Within reads a part of a message at the expense of all of it.
func (s *Sentence) Within(e *Effort) { s.effort = e }
