package campaign_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
)

// recurring is a campaign that recurs so, with further lines.
func recurring(t *testing.T, recurs, deadline string, lines ...string) *campaign.Campaign {
	t.Helper()
	return parsed(t, append([]string{"recurs: " + recurs, "levels:", "- {level: 3, outline: a, deadline: " + deadline + "}"}, lines...)...)
}

// told are periods in a line each: key, days, opening, deadline, closing.
func told(c *campaign.Campaign, periods []campaign.Period) (lines []string) {
	for _, p := range periods {
		first, last := p.Days()
		in := c.In(p)
		line := fmt.Sprintf("%s %s..%s opens %s", p.Key, first, last, p.Opens.Format("Mon 2006-01-02 15:04"))
		if d := in.Levels[0].Deadline; !d.IsZero() {
			line += " due " + d.Format("Mon 2006-01-02 15:04")
		}
		if at, ok := in.ClosesAt(); ok {
			line += " closes " + at.Format("Mon 2006-01-02 15:04")
		}
		lines = append(lines, line)
	}
	return lines
}

// TestPeriods: what an office writes, and the periods that it means, as somebody finds them in a wall calendar.
func TestPeriods(t *testing.T) {
	for _, tt := range []struct {
		name, recurs, deadline, lines, from, to string
		want                                    []string
	}{
		{"weeks, due on Friday, over the New Year", "{every: week, first_day: 2026-12-21, opens: {day: mon, hour: '08:00'}}", "{day: fri, hour: '16:00'}", "closes: next",
			"2026-12-20", "2027-01-11 08:00", []string{
				"2026-W52 2026-12-21..2026-12-27 opens Mon 2026-12-21 08:00 due Fri 2026-12-25 16:00 closes Mon 2026-12-28 08:00",
				"2026-W53 2026-12-28..2027-01-03 opens Mon 2026-12-28 08:00 due Fri 2027-01-01 16:00 closes Mon 2027-01-04 08:00",
				"2027-W01 2027-01-04..2027-01-10 opens Mon 2027-01-04 08:00 due Fri 2027-01-08 16:00 closes Mon 2027-01-11 08:00",
				"2027-W02 2027-01-11..2027-01-17 opens Mon 2027-01-11 08:00 due Fri 2027-01-15 16:00 closes Mon 2027-01-18 08:00"}},
		{"weeks from Friday to Thursday, and holidays", "{every: week, first_day: 2026-09-01, ends: thu, opens: {day: -1, hour: '13:30', days_off: before}}", "{after: 1, hour: '10:00', days_off: after}",
			"closes: {days: 7}\nworking_days: [mon, tue, wed, thu, fri]\nholidays: [2026-09-02, 2026-09-03, 2026-09-04]", "2026-08-28", "2026-09-18", []string{
				"2026-W36 2026-08-28..2026-09-03 opens Tue 2026-09-01 13:30 due Mon 2026-09-07 10:00 closes Mon 2026-09-14 10:00",
				"2026-W37 2026-09-04..2026-09-10 opens Thu 2026-09-10 13:30 due Fri 2026-09-11 10:00 closes Fri 2026-09-18 10:00",
				"2026-W38 2026-09-11..2026-09-17 opens Thu 2026-09-17 13:30 due Fri 2026-09-18 10:00 closes Fri 2026-09-25 10:00"}},
		{"months with the cut of the 14th, over a February", "{every: month, first_day: 2027-01-01, ends: '14', last_day: 2027-03-14, opens: {day: -1}}", "{after: 3}", "digests: ['06:45']",
			"2026-12-01", "2027-06-01", []string{
				"2027-01 2026-12-15..2027-01-14 opens Thu 2027-01-14 06:45 due Sun 2027-01-17 23:59 closes Fri 2027-03-19 00:00",
				"2027-02 2027-01-15..2027-02-14 opens Sun 2027-02-14 06:45 due Wed 2027-02-17 23:59 closes Mon 2027-04-19 00:00",
				"2027-03 2027-02-15..2027-03-14 opens Sun 2027-03-14 06:45 due Wed 2027-03-17 23:59 closes Mon 2027-05-17 00:00"}},
		{"months whose 31st is their last day", "{every: month, first_day: 2028-01-10, opens: {day: 25}}", "{day: 31, hour: '17:00'}", "closes: next", "2028-01-01", "2028-04-30", []string{
			"2028-01 2028-01-01..2028-01-31 opens Tue 2028-01-25 07:30 due Mon 2028-01-31 17:00 closes Fri 2028-02-25 07:30",
			"2028-02 2028-02-01..2028-02-29 opens Fri 2028-02-25 07:30 due Tue 2028-02-29 17:00 closes Sat 2028-03-25 07:30",
			"2028-03 2028-03-01..2028-03-31 opens Sat 2028-03-25 07:30 due Fri 2028-03-31 17:00 closes Tue 2028-04-25 07:30",
			"2028-04 2028-04-01..2028-04-30 opens Tue 2028-04-25 07:30 due Sun 2028-04-30 17:00 closes Thu 2028-05-25 07:30"}},
		{"quarters", "{every: quarter, first_day: 2026-10-01, last_day: 2027-04-01}", "{after: 10}", "closes: {days: 5}", "2026-09-30", "2028-01-01", []string{
			"2026-Q4 2026-10-01..2026-12-31 opens Thu 2026-10-01 07:30 due Sun 2027-01-10 23:59 closes Sat 2027-01-16 00:00",
			"2027-Q1 2027-01-01..2027-03-31 opens Fri 2027-01-01 07:30 due Sat 2027-04-10 23:59 closes Fri 2027-04-16 00:00",
			"2027-Q2 2027-04-01..2027-06-30 opens Thu 2027-04-01 07:30 due Sat 2027-07-10 23:59 closes Fri 2027-07-16 00:00"}},
		{"years to the 14th of December", "{every: year, first_day: 2026-11-01, ends: '14', opens: {day: -20}}", "{after: 5}", "closes: never", "2026-01-01", "2028-01-01", []string{
			"2026 2025-12-15..2026-12-14 opens Wed 2026-11-25 07:30 due Sat 2026-12-19 23:59 closes Thu 2027-02-18 00:00",
			"2027 2026-12-15..2027-12-14 opens Thu 2027-11-25 07:30 due Sun 2027-12-19 23:59 closes Fri 2028-02-18 00:00"}},
		{"days of work", "{every: day, first_day: 2026-11-27, opens: {hour: '14:00', days_off: after}}", "{hour: '16:30', days_off: after}", "closes: next\nworking_days: [mon, tue, wed, thu, fri]",
			"2026-11-26", "2026-12-02", []string{
				"2026-11-27 2026-11-27..2026-11-27 opens Fri 2026-11-27 14:00 due Fri 2026-11-27 16:30 closes Mon 2026-11-30 14:00",
				"2026-11-30 2026-11-30..2026-11-30 opens Mon 2026-11-30 14:00 due Mon 2026-11-30 16:30 closes Tue 2026-12-01 14:00",
				"2026-12-01 2026-12-01..2026-12-01 opens Tue 2026-12-01 14:00 due Tue 2026-12-01 16:30 closes Wed 2026-12-02 14:00"}},
		{"dates", "{every: dates, dates: [2026-09-05, 2026-11-20, 2027-01-15], last_day: 2027-05-31}", "{after: 2}", "", "2026-01-01", "2028-01-01", []string{
			"2026-09-05 2026-09-05..2026-11-19 opens Sat 2026-09-05 07:30 due Sat 2026-11-21 23:59 closes Thu 2027-01-21 00:00",
			"2026-11-20 2026-11-20..2027-01-14 opens Fri 2026-11-20 07:30 due Sat 2027-01-16 23:59 closes Thu 2027-03-18 00:00",
			"2027-01-15 2027-01-15..2027-05-31 opens Fri 2027-01-15 07:30 due Wed 2027-06-02 23:59 closes Mon 2027-08-02 00:00"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := recurring(t, tt.recurs, tt.deadline, tt.lines)
			got := told(c, c.PeriodsBetween(at(t, c, tt.from), at(t, c, tt.to)))
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// TestAWeekWithoutWork: a period that would open together with the next is none, and the one before stays open until then.
func TestAWeekWithoutWork(t *testing.T) {
	c := recurring(t, "{every: week, first_day: 2027-01-25, opens: {day: mon, hour: '08:00', days_off: after}}", "{day: fri}", "closes: next",
		"working_days: [mon, tue, wed, thu, fri]", "holidays: [2027-02-01, 2027-02-02, 2027-02-03, 2027-02-04, 2027-02-05, 2027-02-08]")
	got := told(c, c.PeriodsBetween(at(t, c, "2027-01-01"), at(t, c, "2027-02-10")))
	want := []string{
		"2027-W04 2027-01-25..2027-01-31 opens Mon 2027-01-25 08:00 due Fri 2027-01-29 23:59 closes Tue 2027-02-09 08:00",
		"2027-W06 2027-02-08..2027-02-14 opens Tue 2027-02-09 08:00 due Fri 2027-02-12 23:59 closes Mon 2027-02-15 08:00",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// TestPeriodsByTheirLaws holds random campaigns over years against what is true of any: days are in one period each, those that
// open do so one after the other, and whoever asks by instant, by key or for the one before hears of the same.
func TestPeriodsByTheirLaws(t *testing.T) {
	zones := []string{"Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"}
	random := rand.New(rand.NewPCG(13, 2))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	n := 0
	for range 80 {
		every := pick("day", "week", "month", "quarter", "year")
		ends := ""
		switch every {
		case "week":
			ends = pick("", ", ends: "+pick("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
		case "month", "quarter", "year":
			ends = pick("", fmt.Sprintf(", ends: '%d'", 1+random.IntN(31)))
		}
		opens := pick("", fmt.Sprintf(", opens: {day: %d%s}", 1+random.IntN(31), pick("", ", hour: '02:30'", ", hour: '00:00', days_off: after")),
			fmt.Sprintf(", opens: {day: -%d%s}", 1+random.IntN(9), pick("", ", days_off: before", ", hour: '23:59', days_off: after")),
			fmt.Sprintf(", opens: {after: %d}", 1+random.IntN(20)))
		first := time.Date(2008+random.IntN(10), time.Month(1+random.IntN(12)), 1+random.IntN(28), 0, 0, 0, 0, time.UTC)
		recurs := fmt.Sprintf("{every: %s, first_day: %s%s%s}", every, first.Format(time.DateOnly), ends, opens)
		c := recurring(t, recurs, "{after: 366}", "time_zone: "+pick(zones...), pick("", "working_days: [mon, tue, wed, thu, fri]\nholidays: [2012-01-02, 2012-01-03, 2012-01-04, 2012-01-05, 2012-01-06]"))
		from := first.AddDate(-1, 0, 0)
		until := from.AddDate(4, 0, 0)
		if every == "day" {
			until = first.AddDate(0, 4, 0)
		}
		periods := c.PeriodsBetween(from, until)
		if len(periods) == 0 {
			t.Fatalf("%s: no period", recurs)
		}
		n += len(periods)
		lawful(t, c, recurs, periods)
	}
	t.Logf("%d periods", n)
}

func lawful(t *testing.T, c *campaign.Campaign, recurs string, periods []campaign.Period) {
	t.Helper()
	if first := c.FirstPeriod(); first != periods[0] {
		t.Fatalf("%s: the first is %v, want %v", recurs, periods[0], first)
	}
	if _, ok := c.PeriodAt(periods[0].Opens.Add(-time.Second)); ok {
		t.Errorf("%s: one is open before the first", recurs)
	}
	if _, ok := c.PeriodBefore(periods[0]); ok {
		t.Errorf("%s: there is one before the first", recurs)
	}
	for i, p := range periods {
		first, last := p.Days()
		if first > last {
			t.Fatalf("%s: %s from %s to %s", recurs, p.Key, first, last)
		}
		if named, ok := c.PeriodNamed(p.Key); !ok || named != p {
			t.Errorf("%s: %s is %v %v, want %v", recurs, p.Key, named, ok, p)
		}
		if at, ok := c.PeriodAt(p.Opens); !ok || at != p {
			t.Errorf("%s: as %s opens, %v is open", recurs, p.Key, at)
		}
		if i == 0 {
			continue
		}
		before := periods[i-1]
		_, end := before.Days()
		next, _ := time.Parse(time.DateOnly, end)
		if day := next.AddDate(0, 0, 1).Format(time.DateOnly); day > first || day < first && len(c.WorkingDays)+len(c.Holidays) == 0 {
			t.Errorf("%s: %s begins on %s, and %s ends on %s", recurs, p.Key, first, before.Key, end)
		}
		if before.Key >= p.Key || !before.Opens.Before(p.Opens) {
			t.Errorf("%s: %s comes behind %s", recurs, before.Key, p.Key)
		}
		if at, ok := c.PeriodAt(p.Opens.Add(-time.Second)); !ok || at != before {
			t.Errorf("%s: before %s opens, %v is open", recurs, p.Key, at)
		}
		if got, ok := c.NextPeriod(before.Opens); !ok || got != p {
			t.Errorf("%s: after %s comes %v", recurs, before.Key, got)
		}
		if got, ok := c.PeriodBefore(p); !ok || got != before {
			t.Errorf("%s: before %s came %v", recurs, p.Key, got)
		}
	}
}

// TestPeriodNames: a period in words, of either language.
func TestPeriodNames(t *testing.T) {
	for _, tt := range []struct{ recurs, key, vi, short, en string }{
		{"{every: week, first_day: 2026-01-05}", "2026-W48", "tuần 48, 23/11–29/11/2026", "tuần 48", "week 48, 23 November–29 November 2026"},
		{"{every: week, first_day: 2026-01-05}", "2026-W53", "tuần 53, 28/12/2026–03/01/2027", "tuần 53", "week 53, 28 December 2026–3 January 2027"},
		{"{every: week, first_day: 2026-01-05, ends: thu}", "2026-W48", "tuần 48, 20/11–26/11/2026", "tuần 48", "week 48, 20 November–26 November 2026"},
		{"{every: month, first_day: 2026-01-05}", "2026-11", "tháng 11/2026", "tháng 11", "November 2026"},
		{"{every: month, first_day: 2026-01-05, ends: '14'}", "2026-11", "tháng 11/2026, 15/10–14/11/2026", "tháng 11", "November 2026, 15 October–14 November 2026"},
		{"{every: quarter, first_day: 2026-01-05}", "2026-Q4", "quý IV/2026", "quý IV", "Q4 2026"},
		{"{every: year, first_day: 2026-01-05}", "2026", "năm 2026", "năm 2026", "2026"},
		{"{every: day, first_day: 2026-01-05}", "2026-11-28", "ngày 28/11/2026", "ngày 28/11/2026", "28 November 2026"},
		{"{every: dates, dates: [2026-11-20], last_day: 2026-12-31}", "2026-11-20", "20/11–31/12/2026", "20/11–31/12", "20 November–31 December 2026"},
	} {
		c := recurring(t, tt.recurs, "{after: 1}")
		p, ok := c.PeriodNamed(tt.key)
		if !ok {
			t.Errorf("%s: no period %s", tt.recurs, tt.key)
			continue
		}
		if vi, short, en := p.Named(in(t, "vi")), p.Short(in(t, "vi")), p.Named(in(t, "en")); vi != tt.vi || short != tt.short || en != tt.en {
			t.Errorf("%s: %q %q %q", tt.key, vi, short, en)
		}
	}
	for _, key := range []string{"", "2026", "2026-11", "2026-W54", "2026-W00", "2025-W01", "2026-W48x", "2026-11-23"} {
		if p, ok := recurring(t, "{every: week, first_day: 2026-01-05}", "{after: 1}").PeriodNamed(key); ok {
			t.Errorf("%q is %v", key, p)
		}
	}
}

// TestPeriodDues: a period's own plan has its ladder, its deadline, its closing and the next opening; digests end as the next begins.
func TestPeriodDues(t *testing.T) {
	c := recurring(t, "{every: week, first_day: 2026-11-23, opens: {day: mon, hour: '08:00'}}", "{day: fri, hour: '16:00'}", "digests: ['07:30']",
		"reminders: [{id: last, days: 0, to: officer}, {id: soon, hours: -1, to: officer}, {id: late, days: 3, to: officer}]", "closes: {days: 7}")
	p, _ := c.PeriodNamed("2026-W48")
	var got []string
	for _, d := range c.In(p).Between(p.Opens, at(t, c, "2026-12-31")) {
		got = append(got, d.At.Format("Mon 15:04:05 ")+map[campaign.Kind]string{campaign.Digest: "digest", campaign.Remind: d.Step, campaign.Deadline: "deadline", campaign.Closure: "closure", campaign.Opening: "opening"}[d.Kind])
	}
	want := "Tue 07:30:00 digest, Wed 07:30:00 digest, Thu 07:30:00 digest, Fri 07:30:00 digest, Fri 07:30:00 last, Fri 15:00:00 soon, Fri 16:00:01 deadline, " +
		"Sat 07:30:00 digest, Sun 07:30:00 digest, Mon 07:30:00 digest, Mon 07:30:00 late, Mon 08:00:00 opening, Fri 16:00:00 closure"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
