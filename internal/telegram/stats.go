package telegram

import (
	"errors"

	"giaoban/internal/measure"
)

// Stats are counts since the start.
type Stats struct {
	// Polls are how many ended in which way.
	Polls map[string]int64
	// Together is how many updates a poll brought.
	Together *measure.Histogram
	// Dropped counts the updates that were confirmed without being handed over: groups,
	// channels, other bots, and what is no act of a person.
	Dropped int64
}

// pollOutcomes are how a poll may end: its updates are stored; the server did not answer, or
// said no; somebody else polls; the updates could not be stored; the token is refused.
var pollOutcomes = [...]string{answered: "answered", failed: "failed", conflict: "conflict", unstored: "not_stored", refused: "token_refused"}

const (
	answered = iota
	failed
	conflict
	unstored
	refused
)

// batchSizes is how many of measure.Sizes a poll can reach.
const batchSizes = 7

// Stats counts.
func (b *Bot) Stats() Stats {
	s := Stats{Polls: map[string]int64{}, Together: b.together, Dropped: b.dropped.Load()}
	for i, name := range pollOutcomes {
		s.Polls[name] = b.polls[i].Load()
	}
	return s
}

// outcomeOf says how a poll ended.
func outcomeOf(err error) int {
	var (
		another *conflictError
		store   *handlerError
	)
	switch {
	case err == nil:
		return answered
	case errors.Is(err, ErrUnauthorized):
		return refused
	case errors.As(err, &store):
		return unstored
	case errors.As(err, &another):
		return conflict
	}
	return failed
}
