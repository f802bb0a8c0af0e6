package form

import (
	"strings"
)

// Aggregate is how answers of several units come together.
type Aggregate string

// The ways.
const (
	// Sum adds numbers up.
	Sum Aggregate = "sum"
	// Max is for what several units count each for itself, so that adding up
	// would count it again: the right number lies between the largest and the
	// sum.
	Max Aggregate = "max"
	// None shows numbers side by side only.
	None Aggregate = "none"
)

// Together is how the question's numbers come together: as the outline says,
// else by their type. Years and percentages add up to nothing.
func (q *Question) Together() Aggregate {
	if q.Aggregate != "" {
		return q.Aggregate
	}
	if q.of().adds && !strings.Contains(q.Unit, "%") {
		return Sum
	}
	return None
}
