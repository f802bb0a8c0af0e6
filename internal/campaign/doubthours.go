package campaign

import (
	"strings"
	"time"
	"unicode"

	"giaoban/internal/fault"
)

// midMorning is an hour at which every office works.
const midMorning = Hour(10 * 60)

// hours notes hours at which nobody will have meant something to happen, and steps whose time is over before they begin.
func (d *doubts) hours(now time.Time) {
	if d.Quiet.From != d.Quiet.To && d.Quiet.Holds(midMorning) {
		d.note(fault.New("quiet_day", "from", d.Quiet.From, "to", d.Quiet.To), "quiet")
	}
	of := d.Campaign
	if d.Recurs != nil {
		of = d.In(d.FirstPeriod())
		d.opening(of)
	}
	for i, l := range of.Levels {
		at := l.Deadline.In(d.Zone)
		if l.Deadline.IsZero() || EndsDay(at) {
			continue
		}
		switch hour := hourOf(at); {
		case hour < 6*60:
			d.note(fault.New("deadline_night", "level", l.Level, "hour", hour, "meant", hour+12*60), "levels", i, "deadline")
		case d.Quiet.Holds(hour):
			d.note(fault.New("deadline_quiet", "level", l.Level, "hour", hour, "from", d.Quiet.From, "to", d.Quiet.To), "levels", i, "deadline")
		}
	}
	d.missed(of, now)
	ahead := d.Recurs != nil
	for _, l := range d.Levels {
		ahead = ahead || l.Deadline.After(now)
	}
	if n := len(d.Holidays); n > 0 && !now.IsZero() && ahead {
		old := 0
		for day := range d.Holidays {
			if day < now.AddDate(0, -6, 0).Format(time.DateOnly) {
				old++
			}
		}
		if old == n {
			d.note(fault.New("holidays_old"), "holidays")
		}
	}
	if written := d.written("contact", "telephone"); written != "" && !strings.ContainsFunc(written, unicode.IsDigit) && d.file.Node([]any{"contact", "telephone"}) != nil {
		d.note(fault.New("contact_no_digits", "written", written), "contact", "telephone")
	}
	if you := d.FormOfAddress.You; strings.TrimRight(you, ",.;:!") != you {
		d.note(fault.New("address_mark", "word", you), "form_of_address")
	}
	if you := []rune(d.FormOfAddress.You); len(you) > 1 && unicode.IsUpper(you[0]) && !unicode.IsUpper(you[1]) {
		d.note(fault.New("address_capital", "word", d.FormOfAddress.You, "meant", strings.ToLower(d.FormOfAddress.You)), "form_of_address")
	}
}

// opening notes periods that open in the quiet hours, and those that close before they are due.
func (d *doubts) opening(first *Campaign) {
	opens := first.Period.Opens.In(d.Zone)
	if _, _, quiet := d.QuietAt(opens); quiet && d.written("recurs", "opens", "hour") != "" {
		d.note(fault.New("opens_quiet", "hour", hourOf(opens), "from", d.Quiet.From, "to", d.Quiet.To), "recurs", "opens", "hour")
	}
	closes, ok := first.ClosesAt()
	for i, l := range first.Levels {
		if ok && !l.Deadline.IsZero() && l.Deadline.After(closes) {
			d.note(fault.New("closes_unmet", "level", l.Level, "closes", closes.In(d.Zone).Format(dayAndHour), "deadline", l.Deadline.In(d.Zone).Format(dayAndHour)), "levels", i, "deadline")
		}
	}
}

// missed notes reminders whose time is over before the campaign or its period begins.
func (d *doubts) missed(of *Campaign, now time.Time) {
	begins := now
	if of.Period != nil {
		begins = of.Period.Opens
	}
	if begins.IsZero() {
		return
	}
	for i, r := range d.Reminders {
		some, over := false, true
		for _, l := range of.Levels {
			if l.Deadline.IsZero() || !l.Deadline.After(begins) || r.Days >= 0 && r.Hours >= 0 {
				continue
			}
			at := l.Deadline.AddDate(0, 0, r.Days).Add(time.Duration(r.Hours) * time.Hour)
			some, over = true, over && dayOf(begins.In(d.Zone)).after(dayOf(at.In(d.Zone)))
		}
		switch {
		case !some || !over:
		case of.Period != nil:
			d.note(fault.New("reminder_unopened", "id", r.ID), "reminders", i)
		default:
			d.note(fault.New("reminder_past", "id", r.ID), "reminders", i)
		}
	}
}
