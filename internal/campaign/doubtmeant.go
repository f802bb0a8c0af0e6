package campaign

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// meant notes values that have no effect beside the others, and those of the folder that this one was copied from.
func (d *doubts) meant(now time.Time) {
	d.copied()
	d.twice("working_days")
	d.twice("holidays")
	if day, err := time.ParseInLocation(time.DateOnly, d.Order.Date, d.Zone); err == nil && !now.IsZero() && day.After(now) {
		d.note(fault.New("order_ahead", "day", d.Order.Date), "order", "date")
	}
	if _, offset := time.Date(2016, 1, 1, 0, 0, 0, 0, d.Zone).Zone(); d.Language == usualLanguage && offset != 7*60*60 && !strings.HasPrefix(d.written("time_zone"), "Etc/") {
		d.note(fault.New("zone_elsewhere", "zone", d.Zone, "hours", offset/3600, "usual", usualZone), "time_zone")
	}
	d.ladder()
}

// ladder notes steps that never come.
func (d *doubts) ladder() {
	dated := 0
	for _, l := range d.Levels {
		if !l.Deadline.IsZero() || d.Recurs != nil {
			dated++
		}
	}
	if len(d.Reminders) > 0 && dated == 0 {
		d.note(fault.New("reminders_no_deadline"), "reminders")
	}
	of := d.Campaign
	if d.Recurs != nil {
		of = d.In(d.FirstPeriod())
	}
	closes, closed := of.ClosesAt()
	for i, r := range d.Reminders {
		after := closed && (r.Days > 0 || r.Hours > 0)
		for _, l := range of.Levels {
			after = after && (l.Deadline.IsZero() || !l.Deadline.AddDate(0, 0, r.Days).Add(time.Duration(r.Hours)*time.Hour).Before(closes))
		}
		if after && dated > 0 {
			d.note(fault.New("reminder_closed", "id", r.ID, "closes", closes.In(d.Zone).Format(dayAndHour)), "reminders", i)
		}
	}
}

// years are those that a text has.
var years = regexp.MustCompile(`\b20\d\d\b`)

// copied notes years of a name and of titles of which one is the old folder's.
func (d *doubts) copied() {
	named := years.FindAllString(d.Name, -1)
	for _, key := range []string{"title", "short_title"} {
		said := years.FindAllString(d.written(key), -1)
		if len(named) == 0 || len(said) == 0 || slices.ContainsFunc(said, func(year string) bool { return slices.Contains(named, year) }) {
			continue
		}
		d.note(fault.New("year_copied", "key", key, "year", said[len(said)-1], "name", d.Name), key)
	}
}

// twice notes what stands twice in a list of words.
func (d *doubts) twice(key string) {
	n := d.file.Node([]any{key})
	if n == nil || n.Kind != yaml.SequenceNode {
		return
	}
	seen := map[string]bool{}
	for i, word := range n.Content {
		if seen[word.Value] {
			d.note(fault.New("list_twice", "key", key, "word", word.Value), key, i)
		}
		seen[word.Value] = true
	}
}
