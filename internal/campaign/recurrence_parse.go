package campaign

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// fileRecurs is how a campaign recurs, as it is written.
type fileRecurs struct {
	Every    Every  `yaml:"every"`
	FirstDay string `yaml:"first_day"`
	LastDay  string `yaml:"last_day"`
	// Ends is on which day a period ends: of the week (mon), or of its last month (14).
	Ends string `yaml:"ends"`
	// Dates are the days on which periods begin, of every: dates.
	Dates []string `yaml:"dates"`
	Opens any      `yaml:"opens"` // see moment
}

// momentKeys are those of a moment.
var momentKeys = []string{"day", "after", "hour", "days_off"}

// inPeriod is an example of a moment.
const inPeriod = `{day: 5, hour: "16:30"}`

// recurs reads how the campaign recurs.
func (p *parsing) recurs(c *Campaign, f *fileRecurs) {
	if f == nil {
		return
	}
	r := &Recurrence{Every: f.Every}
	c.Recurs = r
	if !slices.Contains(everies, string(f.Every)) {
		unknown := fault.New("recurs_every", "every", f.Every, "words", strings.Join(everies, ", ")).Meant(string(f.Every), everies)
		if r.Every = everyMeant(string(f.Every)); r.Every == "" { // which days its periods have is not judged
			p.anyDay, r.Every = true, Daily
			if strings.ContainsAny(string(f.Every), "0123456789") {
				unknown = fault.New("recurs_every_several", "every", f.Every)
			}
		} else if unknown.Near == "" {
			unknown.Near = string(r.Every)
		}
		p.fault(unknown, "recurs", "every")
	}
	if f.FirstDay == "" && r.Every != ByDates {
		p.Missing([]any{"recurs"}, "first_day", fault.New("recurs_no_first"))
	}
	r.first, r.last = p.dayOr(f.FirstDay, "recurs", "first_day"), p.dayOr(f.LastDay, "recurs", "last_day")
	if f.LastDay != "" && r.first.after(r.last) {
		p.fault(fault.New("recurs_last", "last", f.LastDay, "first", f.FirstDay), "recurs", "last_day")
	}
	p.ends(r, f.Ends)
	p.dates(r, f)
	r.opens = moment{day: 1}
	if n := p.Node([]any{"recurs", "opens"}); n != nil {
		r.opens = p.moment(r, n, "recurs", "opens")
	}
}

// dayOr reads a day; none is the zero day.
func (p *parsing) dayOr(written string, keys ...any) day {
	if written == "" {
		return day{}
	}
	t, err := time.Parse(time.DateOnly, written)
	if err != nil {
		p.fault(fault.New("campaign_no_day", "day", written).WrittenDay(written), keys...)
		return day{}
	}
	return dayOf(t)
}

func (p *parsing) ends(r *Recurrence, written string) {
	if written == "" {
		return
	}
	weekday, named := weekdays[written]
	n, err := strconv.Atoi(written)
	switch {
	case p.anyDay:
	case r.Every == Weekly && named:
		r.ends = int(weekday)
	case r.months() > 0 && err == nil && n >= 1 && n <= 31:
		r.ends = n
	default:
		f := fault.New("recurs_ends", "ends", written, "every", string(r.Every))
		if r.Every == Weekly {
			f = weekdayMeant(f, written)
		}
		p.fault(f, "recurs", "ends")
	}
}

func (p *parsing) dates(r *Recurrence, f *fileRecurs) {
	for i, written := range f.Dates {
		d := p.dayOr(written, "recurs", "dates", i)
		if i > 0 && d != (day{}) && !d.after(r.dates[i-1]) {
			p.fault(fault.New("recurs_dates_order", "day", written), "recurs", "dates", i)
		}
		r.dates = append(r.dates, d)
	}
	switch by := r.Every == ByDates; {
	case by && len(r.dates) == 0:
		p.Missing([]any{"recurs"}, "dates", fault.New("recurs_no_dates"))
		r.dates = []day{epoch}
	case by && (r.last == day{} || !r.last.after(r.dates[len(r.dates)-1])):
		p.Missing([]any{"recurs"}, "last_day", fault.New("recurs_dates_last"))
	case by:
		r.first = r.dates[0]
	case len(r.dates) > 0:
		p.fault(fault.New("recurs_dates", "every", string(r.Every)), "recurs", "dates")
	}
}

// moment reads one.
func (p *parsing) moment(r *Recurrence, n *yaml.Node, path ...any) (m moment) {
	if n.Kind != yaml.MappingNode {
		p.fault(fault.New("moment_unknown", "written", n.Value, "example", inPeriod), path...)
		return m
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1].Value
		at := append(slices.Clone(path), key)
		switch key {
		case "day":
			p.dayOfPeriod(r, &m, value, at)
		case "after":
			if m.after = p.number(value, at); m.after < 1 || m.after > furthest {
				p.fault(fault.New("moment_after", "written", value), at...)
			}
		case "hour":
			if hour, ok := p.hour(value, at...); ok {
				m.hour = &hour
			}
		case "days_off":
			if m.off = value; value != "before" && value != "after" {
				p.fault(fault.New("moment_off", "written", value).Meant(value, []string{"before", "after"}), at...)
			}
		default:
			p.fault(fault.New("yaml_no_key", "key", key).Meant(key, momentKeys), at...)
		}
	}
	if m.after > 0 && (m.day != 0 || m.weekday != nil) {
		p.fault(fault.New("moment_both", "example", inPeriod), path...)
	}
	return m
}

// dayOfPeriod reads the number of a day, or a day of the week.
func (p *parsing) dayOfPeriod(r *Recurrence, m *moment, written string, at []any) {
	weekday, named := weekdays[written]
	switch {
	case p.anyDay:
		m.day = 1
		return
	case named && r.Every == Weekly:
		m.weekday = &weekday
		return
	case named:
		p.fault(fault.New("moment_weekday", "written", written, "every", string(r.Every)), at...)
		return
	}
	var err error
	if m.day, err = strconv.Atoi(written); err != nil || m.day == 0 || m.day < -furthest || m.day > furthest {
		f := fault.New("moment_day", "written", written)
		if r.Every == Weekly {
			f = weekdayMeant(f, written)
		}
		p.fault(f, at...)
	}
}

func (p *parsing) number(written string, at []any) int {
	n, err := strconv.Atoi(written)
	if err != nil {
		p.fault(fault.New("campaign_no_number", "written", written), at...)
		return 1 // nothing more is wrong with it
	}
	return n
}

// deadline reads that of a level: a day, perhaps with its hour, or a moment of each period.
func (p *parsing) deadline(c *Campaign, level *Level, i int) {
	n := p.Node([]any{"levels", i, "deadline"})
	switch {
	case n == nil || n.Kind == yaml.ScalarNode && n.Value == "":
	case c.Recurs != nil:
		if c.due == nil {
			c.due = map[int]moment{}
		}
		c.due[level.Level] = p.moment(c.Recurs, n, "levels", i, "deadline")
	case n.Kind != yaml.ScalarNode:
		p.fault(fault.New("deadline_recurs"), "levels", i, "deadline")
	default:
		var ok bool
		if level.Deadline, ok = LastInstant(n.Value, c.Zone); !ok {
			p.fault(fault.New("campaign_no_moment", "written", n.Value).WrittenDay(n.Value), "levels", i, "deadline")
		}
	}
}

// tried is in how many periods it is looked whether deadlines come behind the opening.
const tried = 60

// timely notes deadlines that are over when their period opens.
func (p *parsing) timely(c *Campaign) {
	if c.Recurs == nil || p.Err() != nil {
		return
	}
	period := c.FirstPeriod()
	for range tried {
		for i, l := range c.In(period).Levels {
			if !l.Deadline.IsZero() && !l.Deadline.After(period.Opens) {
				p.fault(fault.New("deadline_unopened", "level", l.Level, "deadline", l.Deadline.Format(dayAndHour), "opens", period.Opens.Format(dayAndHour)), "levels", i, "deadline")
				return
			}
		}
		next, ok := c.NextPeriod(period.Opens)
		if !ok {
			return
		}
		period = next
	}
}
