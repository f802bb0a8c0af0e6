package campaigns

import (
	"context"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/form"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// pollShown is how long after its end a poll is among the open campaigns: what was answered can be
// read as long.
const pollShown = 30 * 24 * time.Hour

// LoadPolls opens the quick polls that were begun before the program was started.
func (s *Set) LoadPolls(ctx context.Context, now time.Time) error {
	var polls []*Definition
	err := s.KV.View(ctx, func(r store.Reader) (err error) {
		polls, err = s.pollsIn(r, s.All(), now)
		return err
	})
	for _, d := range polls {
		s.Add(d)
	}
	return err
}

// pollsIn are those of the store beside a list of campaigns in which they are not.
func (s *Set) pollsIn(r store.Reader, beside []*Campaign, now time.Time) (polls []*Definition, err error) {
	for row, err := range store.Polls.All(r, "") {
		if err != nil {
			if err = s.Despite(err); err != nil {
				return nil, err
			}
			continue
		}
		id, err := report.ParseID(row.Key)
		if err != nil {
			return nil, fmt.Errorf("read a poll: %w", err)
		}
		if find(beside, id.Campaign) != nil || over(row.Value, now) {
			continue
		}
		if d, err := pollIn(r, find(beside, row.Value.Of), id, row.Value); err != nil {
			s.Log.Error("poll left out", "poll", id.Campaign, "error", err)
		} else {
			polls = append(polls, d)
		}
	}
	return polls, nil
}

func over(p store.Poll, now time.Time) bool { return now.Sub(p.Until) > pollShown }

func pollIn(r store.Getter, of *Campaign, id report.ID, p store.Poll) (*Definition, error) {
	if of == nil {
		return nil, fmt.Errorf("it is of the campaign %q, which is not open", p.Of)
	}
	source, err := store.Outlines.Get(r, p.Outline)
	if err != nil {
		return nil, err
	}
	o, err := form.Parse(id.Campaign, source)
	if err != nil {
		return nil, err
	}
	return NewPoll(of, id.Campaign, p, o), nil
}

// NewPoll returns what a quick poll of this campaign is opened from.
func NewPoll(c *Campaign, name string, p store.Poll, o *form.Outline) *Definition {
	for _, code := range p.Units { // whoever took the place of one that ended is asked too
		p.Units = append(p.Units[:len(p.Units):len(p.Units)], c.Units.Successors(code)...)
	}
	if _, ended := c.Units.Ended(p.From); ended {
		p.From = Heir(c, p.From)
	}
	d := &Definition{Units: c.Units.Only(p.Units), Outlines: map[int]*form.Outline{}, People: c.People}
	var levels []int
	for _, code := range p.Units {
		if u, ok := c.Units.Get(code); ok && d.Outlines[u.Level] == nil {
			d.Outlines[u.Level] = o
			levels = append(levels, u.Level)
		}
	}
	d.Campaign = c.Plan.PollOf(name, p.Title, levels, p.Until)
	d.poll = p
	return d
}

// RetirePolls takes those that ended long ago from the open campaigns.
func (s *Set) RetirePolls(now time.Time) {
	s.changing.Lock()
	defer s.changing.Unlock()
	open := s.live.Load()
	stay := slices.DeleteFunc(slices.Clone(open.of), func(d *Definition) bool { return d.Campaign.Polled != "" && over(d.poll, now) })
	if len(stay) < len(open.of) {
		s.put(stay, open.series)
	}
}

// AskedBy returns the unit in whose name a poll is asked, or what took its place.
func AskedBy(c *Campaign) string { return c.from.poll.From }

// PollOffice is the body that asks a poll, in words.
func PollOffice(c *Campaign) string {
	if office := c.from.poll.Office; office != "" {
		return office
	}
	from, _ := c.Units.Get(AskedBy(c)) // of before the words were kept
	return c.Office(from, c.Phrases(""))
}

// polled is what is told of a poll beside its answers; nothing of another campaign.
func polled(c *Campaign) (p oversight.Poll) {
	if !c.Plan.IsPoll() {
		return p
	}
	if p.From = AskedBy(c); c.Phase().Closed {
		p.Ended = c.Local(c.Phase().Since)
	}
	return p
}

// PollEnds is until when a poll is to be answered.
func PollEnds(c *Campaign) time.Time { return c.from.poll.Until }

// PollBegan is when it was asked.
func PollBegan(c *Campaign) time.Time { return c.from.poll.At }

// QuestionsOf is how many questions a poll has.
func QuestionsOf(c *Campaign) int {
	for _, o := range c.Outlines { // all are the same
		return len(o.Top)
	}
	return 0
}

// Parts returns the memberships by which somebody has a part in the campaign: those on its list,
// and in a poll those that have to do with it.
func Parts(c *Campaign, ms []roster.Membership) []roster.Membership {
	ms = roster.OnList(ms, c.List())
	if !c.Plan.IsPoll() {
		return ms
	}
	return slices.DeleteFunc(slices.Clone(ms), func(m roster.Membership) bool {
		u, ok := c.Units.Get(m.Unit)
		return !ok || m.Role != roster.Coordinator && !c.Reports(u.Level)
	})
}
