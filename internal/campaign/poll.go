package campaign

import (
	"cmp"
	"slices"
	"time"

	"giaoban/internal/fault"
)

// Polls is who may ask units a few questions at once, in a small campaign of its own.
type Polls string

// Who may.
const (
	PollsByCoordinators Polls = "coordinators" // of the units below their own
	PollsByAdmins       Polls = "admins"       // only those who are admins too
	PollsByNobody       Polls = "none"
)

// pollers are all of them.
var pollers = []string{string(PollsByCoordinators), string(PollsByAdmins), string(PollsByNobody)}

// IsPoll reports whether it is a quick poll of another campaign.
func (c *Campaign) IsPoll() bool { return c.Polled != "" }

// lateAnswers is how many days after its deadline a poll takes answers.
const lateAnswers = 7

// PollOf returns the plan of a quick poll of this campaign: its own questions and deadline, nothing
// that falls due beside that, and otherwise the way in which this campaign speaks to its people.
func (c *Campaign) PollOf(name, title string, levels []int, deadline time.Time) *Campaign {
	out := *c
	out.Name, out.Title, out.ShortTitle, out.About, out.Previous = name, title, "", "", ""
	out.Polled, out.Polls = c.Name, PollsByNobody
	out.Called, out.Order, out.AsksTelephone, out.Featured = "", Order{}, false, nil
	out.Digests, out.Reminders, out.further = nil, nil, nil
	out.Recurs, out.Period, out.due, out.next = nil, nil, nil, time.Time{}
	out.Closes = Closing{After: true, Days: lateAnswers}
	out.worded, out.Levels = c.Levels, nil
	for _, level := range levels {
		l, _ := c.Level(level)
		out.Levels = append(out.Levels, Level{Level: level, Outline: name, Deadline: deadline.In(c.Zone), Words: l.Words, SignOff: SignOffNone})
	}
	slices.SortFunc(out.Levels, func(a, b Level) int { return a.Level - b.Level })
	return &out
}

func (p *parsing) polls(c *Campaign, word string) {
	c.Polls = cmp.Or(Polls(word), PollsByCoordinators)
	if !slices.Contains(pollers, string(c.Polls)) {
		p.fault(fault.New("campaign_polls", "word", word).Meant(word, pollers), "polls")
	}
}

// resultAt is when whoever asked a poll hears what was answered: at its end, which they named,
// but after the quiet hours where that is the end of a day.
func (c *Campaign) resultAt(deadline time.Time) time.Time {
	at := deadline.Add(time.Second)
	if deadline.Second() == 59 {
		return c.Allowed(at)
	}
	return at
}
