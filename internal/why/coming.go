package why

import (
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/report"
)

// What is a kind of thing that the program does on its own.
type What uint8

// The kinds.
const (
	DigestSent   What = iota // coordinators get the state of things below them
	Reminded                 // who works at a report that is not in is reminded
	Missed                   // those above hear who missed a deadline
	DeadlineOver             // what comes now is late
	OrderCarried             // an order whose hour has come
	NoticeTold               // a notice that waited
	Closed                   // the campaign, or a period of it, closes
	Opened                   // a period opens
)

// A Coming is what the program will do at one instant, all of one kind together.
type Coming struct {
	Campaign string
	What     What
	// At is when it is done, Due when it is by the plan, which is earlier where it was held back.
	At, Due time.Time
	Level   int // of units, 0 if it is of none
	// Deadline is the one that it belongs to, Moved the day off from which a reminder was moved; zero for none.
	Deadline, Moved time.Time
	Pace            report.Pace // of digests, as how they tell of what is missing
	Order           string      // the name of its notice, What it is
	Name            string
	Period          *campaign.Period // that opens or closes; nil if it is no period
	// People are told, of whom Own at hours of their own; Units are those it is about.
	People []chat.Address
	Own    int
	Units  []string
	// Till is the last hour of a day's digests at hours of people's own, which are told together; zero is At.
	Till time.Time
	// Again are later instants at which the same is done, which are told together.
	Again []time.Time
}

// Same reports whether the other belongs to it.
func (c Coming) Same(o Coming) bool {
	return c.Campaign == o.Campaign && c.What == o.What && c.At.Equal(o.At) && c.Due.Equal(o.Due) && c.Level == o.Level && c.Deadline.Equal(o.Deadline) &&
		c.Moved.Equal(o.Moved) && c.Pace == o.Pace && c.Order == o.Order && c.period() == o.period()
}

func (c Coming) period() string {
	if c.Period == nil {
		return ""
	}
	return c.Period.Key
}

// A Plan is what the program will do in a campaign on its own.
type Plan struct {
	ID             report.ID // the campaign's
	Campaign       string    // as people call it
	Now, Until     time.Time
	Zone           *time.Location
	Dormant, Trial bool
	Coming         []Coming
	Kinds          map[int]string // what units of a level are called
	Quiet          func(time.Time) bool
	Damaged        int  // records that could not be read
	Closes         bool // by itself
	// Supposed marks that nobody has joined yet, and that it is what comes if somebody joins everywhere.
	Supposed bool
}

// mostComing is how many things are named; of more it is told how many they are.
const mostComing = 60

// Lines tells it in order, a line each.
func (p Plan) Lines(say locale.Phrases) []string {
	lines := []string{say.Say("plan_title", "campaign", p.Campaign, "from", say.ClockMoment(p.Now), "to", say.ClockMoment(p.Until))}
	switch {
	case p.Dormant && slices.ContainsFunc(p.Coming, func(c Coming) bool { return c.What == Opened }):
		lines = append(lines, say.Say("plan_between"))
	case p.Dormant:
		lines = append(lines, say.Say("trace_closed"))
	case p.Trial:
		lines = append(lines, say.Say("trace_rehearsal"))
	}
	coming := repeated(p.folded(), p)
	for i, c := range coming {
		if i == mostComing {
			lines = append(lines, say.Say("plan_more", "n", len(coming)-i))
			break
		}
		lines = append(lines, p.line(c, say))
	}
	switch {
	case len(p.Coming) == 0:
		lines = append(lines, say.Say("plan_none"))
	case p.Supposed:
		lines = append(lines, say.Say("plan_supposed"))
	default:
		lines = append(lines, say.Say("plan_basis"))
	}
	if p.Damaged > 0 {
		lines = append(lines, say.Say("plan_damaged", "n", p.Damaged))
	}
	if !p.Dormant && !p.Closes {
		lines = append(lines, say.Say("plan_no_close"))
	}
	return lines
}

// folded is what will come with the digests of a day and a level that go at hours of people's own in one, where the first of
// them is: there may be as many hours as people.
func (p Plan) folded() (list []Coming) {
	for _, c := range p.Coming {
		own := c.What == DigestSent && c.Own > 0 && c.Own == len(c.People)
		i := slices.IndexFunc(list, func(o Coming) bool {
			return own && o.What == DigestSent && o.Own > 0 && o.Own == len(o.People) && o.Level == c.Level && o.Pace == c.Pace && p.day(o.At) == p.day(c.At)
		})
		if i < 0 {
			list = append(list, c)
			continue
		}
		o := &list[i]
		o.People, o.Units = slices.Clone(o.People), slices.Clone(o.Units)
		for _, to := range c.People {
			if !slices.Contains(o.People, to) {
				o.People = append(o.People, to)
			}
		}
		o.Own, o.Till = len(o.People), c.At
	}
	return list
}

// line is one thing with its hour, and why it is at that hour if the plan has another.
func (p Plan) line(c Coming, say locale.Phrases) string {
	at := c.At
	if c.What == DeadlineOver { // the last instant on time says more than the first after it
		at = c.Deadline
	}
	line := say.Say("plan_line", "at", say.Stamp(at)+p.again(c, say), "what", p.what(c, say))
	switch {
	case !c.At.After(c.Due):
	case p.Quiet != nil && p.Quiet(c.Due):
		line += say.Say("plan_held", "due", say.ClockMoment(c.Due))
	default:
		line += say.Say("plan_late", "due", say.ClockMoment(c.Due))
	}
	if !c.Moved.IsZero() {
		line += say.Say("plan_moved", "day", say.Day(c.Moved))
	}
	return line + "."
}

// what says what is done, to how many.
func (p Plan) what(c Coming, say locale.Phrases) string {
	people, units, kind, deadline := len(c.People), len(c.Units), p.Kinds[c.Level], say.In(p.Zone).Deadline(c.Deadline)
	switch c.What {
	case DigestSent:
		line := say.Say("plan_digest", "people", people, "kind", kind)
		if c.Pace == report.Chased || c.Pace == report.Between {
			line = say.Say("plan_chase", "people", people, "kind", kind)
		}
		if !c.Till.IsZero() {
			return line + say.Say("plan_own_till", "till", say.Clock(c.Till))
		}
		if c.Own > 0 {
			line += say.Say("plan_own", "n", c.Own)
		}
		return line
	case Reminded:
		switch days := p.day(c.Deadline) - p.day(c.At); {
		case days > 0:
			return say.Say("plan_before", "n", days, "deadline", deadline, "people", people, "units", units, "kind", kind)
		case days < 0:
			return say.Say("plan_after", "n", -days, "deadline", deadline, "people", people, "units", units, "kind", kind)
		}
		return say.Say("plan_last_day", "deadline", deadline, "people", people, "units", units, "kind", kind)
	case Missed:
		return say.Say("plan_missed", "deadline", deadline, "people", people, "units", units, "kind", kind)
	case DeadlineOver:
		return say.Say("plan_deadline", "deadline", deadline, "units", units, "kind", kind)
	case Opened:
		return say.Say("plan_open", "period", c.Period.Named(say))
	case Closed:
		if c.Period != nil {
			return say.Say("plan_close_period", "period", c.Period.Short(say))
		}
		return say.Say("plan_close")
	case OrderCarried:
		return say.Say("plan_order", "what", say.Say(orders[command.Name(c.Name)]), "people", people, "units", units)
	}
	return say.Say("plan_notice", "people", people)
}

// day counts days, so that those between two instants can be told.
func (p Plan) day(t time.Time) int {
	y, m, d := t.In(p.Zone).Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
