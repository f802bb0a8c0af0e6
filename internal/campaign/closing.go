package campaign

import (
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// dayAndHour is how a day with its hour is written.
const dayAndHour = "2006-01-02 15:04"

// LastInstant reads a day, of which it is 23:59:59, or a day with its hour, as the clocks of the zone show it.
func LastInstant(written string, zone *time.Location) (at time.Time, ok bool) {
	if t, err := time.Parse(time.DateOnly, written); err == nil {
		return endOf(dayOf(t), zone), true
	}
	t, err := time.Parse(dayAndHour, written)
	if err != nil {
		return at, false
	}
	return instant(dayOf(t), hourOf(t), zone), true
}

// Shown returns the last instant on time at which the clocks of a zone show what those of its own show.
func Shown(deadline time.Time, zone *time.Location) time.Time {
	if EndsDay(deadline) {
		return endOf(dayOf(deadline), zone)
	}
	return instant(dayOf(deadline), hourOf(deadline), zone)
}

// endOf is the last second of a day.
func endOf(d day, zone *time.Location) time.Time {
	return time.Date(d.year, d.month, d.day, 23, 59, 59, 0, zone)
}

// EndsDay reports whether an instant is a day's last, as the clocks show it that it is told by.
func EndsDay(t time.Time) bool { return t.Hour() == 23 && t.Minute() == 59 && t.Second() == 59 }

// hourOf is what the clock shows.
func hourOf(t time.Time) Hour { return Hour(t.Hour()*60 + t.Minute()) }

// A Closing is when a campaign takes nothing any more: at an instant, or so long after the last deadline in force.
// The zero Closing is never.
type Closing struct {
	At          time.Time
	Days, Hours int
	After       bool // so many Days and Hours after the last deadline
	Next        bool // when the next period opens
}

// inDays and inHours are examples of a closing.
const inDays, inHours = "{days: 7}", "{hours: 12}"

// afterLast is the hour at which the time is over: midnight behind a whole day.
func afterLast(deadline time.Time) time.Time {
	if EndsDay(deadline) {
		return deadline.Add(time.Second)
	}
	return deadline
}

// ClosesAt is when the campaign closes by itself; ok is false if it never does.
func (c *Campaign) ClosesAt() (at time.Time, ok bool) {
	var last time.Time
	for _, l := range c.Levels {
		last = later(last, l.Deadline)
	}
	if !c.Closes.After || last.IsZero() {
		return c.Closes.At, !c.Closes.At.IsZero()
	}
	at = afterLast(last.In(c.Zone)).AddDate(0, 0, c.Closes.Days)
	return at.Add(time.Duration(c.Closes.Hours) * time.Hour), true
}

// closes reads when the campaign closes: never, a day, a day with its hour, or {days: 7}, {hours: 12} after the last deadline.
func (p *parsing) closes(c *Campaign) {
	n := p.Node([]any{"closes"})
	switch {
	case n == nil || n.Value == "never":
	case n.Value == "next" && c.Recurs != nil:
		c.Closes.Next = true
	case n.Kind == yaml.ScalarNode:
		p.closesAt(c, n.Value)
	default:
		after := p.numbers(n, []string{"days", "hours"}, "closes")
		c.Closes = Closing{Days: after["days"], Hours: after["hours"], After: true}
		switch {
		case !c.dated():
			p.fault(fault.New("closes_no_deadline"), "closes")
		case c.Closes.Days < 0 || c.Closes.Hours < 0 || c.Closes.Days > furthest || c.Closes.Hours > 24*furthest:
			p.fault(fault.New("closes_far", "days", inDays, "hours", inHours), "closes")
		}
	}
}

func (p *parsing) closesAt(c *Campaign, written string) {
	last, ok := LastInstant(written, c.Zone)
	if !ok {
		p.fault(fault.New("closes_unknown", "written", written, "days", inDays).Meant(written, []string{"never", "next"}).WrittenDay(written), "closes")
		return
	}
	if c.Recurs != nil {
		p.fault(fault.New("closes_recurs", "written", written, "days", inDays), "closes")
		return
	}
	c.Closes.At = afterLast(last)
	for _, l := range c.Levels {
		if l.Deadline.After(last) {
			p.fault(fault.New("closes_early", "written", written, "level", l.Level), "closes")
			return
		}
	}
}

// numbers reads a mapping of these keys to whole numbers.
func (p *parsing) numbers(n *yaml.Node, keys []string, path ...any) map[string]int {
	out := map[string]int{}
	if n.Kind != yaml.MappingNode {
		p.fault(fault.New("closes_unknown", "written", n.Value, "days", inDays), path...)
		return out
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1].Value
		at := append(slices.Clone(path), key)
		if !slices.Contains(keys, key) {
			no := fault.New("yaml_no_key", "key", key).Meant(key, keys)
			if key == "hour" || key == "at" {
				no = fault.New("closes_span", "key", key, "days", inDays, "hours", inHours)
			}
			p.fault(no, at...)
			continue
		}
		out[key] = p.number(value, at)
	}
	return out
}
