package campaign

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
)

// farAhead is how many years ahead no deadline lies that somebody meant.
const farAhead = 3

// oldSeries is how long before now the first day of a series is one that was copied.
const oldSeries = 300 * 24 * time.Hour

// days notes days and hours that are taken and mean nothing, or not what they seem to.
func (d *doubts) days(now time.Time) {
	if n := d.file.Node([]any{"working_days"}); n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		d.note(fault.New("working_days_none"), "working_days")
	}
	if d.Quiet.From == d.Quiet.To && d.written("quiet", "from") != "" {
		d.note(fault.New("quiet_none", "hour", d.Quiet.From), "quiet")
	}
	d.hours(now)
	for i, l := range d.Levels {
		switch {
		case l.Deadline.IsZero() || d.Recurs != nil:
		case !now.IsZero() && l.Deadline.After(now.AddDate(farAhead, 0, 0)):
			d.note(fault.New("deadline_far", "level", l.Level, "year", l.Deadline.In(d.Zone).Year()), "levels", i, "deadline")
		case l.Deadline.After(now) && d.file.Node([]any{"working_days"}) != nil && d.dayOff(dayOf(l.Deadline.In(d.Zone))):
			d.note(fault.New("deadline_day_off", "level", l.Level, "day", d.day(l.Deadline)), "levels", i, "deadline")
		}
	}
	for i, r := range d.Reminders {
		for _, word := range []struct {
			prefixes []string
			wrong    bool
			key      string
		}{
			{[]string{"truoc", "before", "sap"}, r.Days > 0 || r.Hours > 0, "reminder_is_after"},
			{[]string{"qua_han", "sau_", "overdue", "after", "late"}, r.Days < 0 || r.Hours < 0, "reminder_is_before"},
		} {
			for _, prefix := range word.prefixes {
				if word.wrong && strings.HasPrefix(r.ID, prefix) {
					d.note(fault.New(word.key, "id", r.ID, "n", r.Days+r.Hours, "meant", -r.Days-r.Hours), "reminders", i)
				}
			}
		}
	}
	if d.Recurs == nil {
		return
	}
	d.weekNumbers()
	d.early()
	if now.IsZero() {
		return
	}
	if first := d.Recurs.first; first.at(0).Sub(now) > oldSeries {
		d.note(fault.New("recurs_first_far", "day", first), "recurs", "first_day")
	} else if (d.Recurs.Every == Daily || d.Recurs.Every == Weekly) && now.Sub(first.at(0)) > oldSeries {
		d.note(fault.New("recurs_first_old", "day", first), "recurs", "first_day")
	}
}

// weekNumbers notes days of a week that are numbers: Vietnamese has a number for each day of the week, which is another.
func (d *doubts) weekNumbers() {
	note := func(keys ...any) {
		if n, err := strconv.Atoi(d.written(append(keys, "day")...)); err == nil && n > 7 && d.Recurs.Every == Weekly {
			d.note(fault.New("moment_week_long", "n", n), append(keys, "day")...)
		}
		if n, err := strconv.Atoi(d.written(append(keys, "day")...)); err == nil && n > 1 && n < 8 && d.Recurs.Every == Weekly {
			d.note(fault.New("moment_week_number", "n", n), append(keys, "day")...)
		}
	}
	note("recurs", "opens")
	for i := range d.Levels {
		note("levels", i, "deadline")
	}
}

// earlyDays is by which day of a month, a quarter or a year a deadline seems to be meant behind the one before.
const earlyDays = 10

// early notes deadlines at the beginning of long periods: what a period is asked for is known when it is over.
func (d *doubts) early() {
	if !slices.Contains([]Every{Monthly, Quarterly, Yearly}, d.Recurs.Every) {
		return
	}
	period := d.FirstPeriod()
	for i, l := range d.In(period).Levels {
		m, ok := d.due[l.Level]
		if !ok || m.after > 0 || m.weekday != nil || m.day < 1 || m.day > earlyDays {
			continue
		}
		left := int(period.last.at(0).Sub(l.Deadline).Hours()) / 24
		d.note(fault.New("moment_early", "level", l.Level, "deadline", d.day(l.Deadline), "left", left, "n", m.day), "levels", i, "deadline")
	}
}
