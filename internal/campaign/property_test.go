package campaign_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/campaign"
)

// zones have no change of clocks, one by night, one at midnight, and one that
// left out a whole day at the end of 2011.
func zones(t testing.TB) []*time.Location {
	t.Helper()
	var out []*time.Location
	for _, name := range []string{"Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, zone)
	}
	return out
}

// drawn is some campaign around a change of clocks.
func drawn(t *rapid.T, zones []*time.Location) *campaign.Campaign {
	c := &campaign.Campaign{Name: "drawn", Zone: rapid.SampledFrom(zones).Draw(t, "zone"), WorkingDays: map[time.Weekday]bool{}}
	hour := rapid.Map(rapid.IntRange(0, 95), func(n int) campaign.Hour { return campaign.Hour(n * 15) })
	c.Digests = rapid.SliceOfNDistinct(hour, 0, 3, rapid.ID).Draw(t, "digests")
	slices.Sort(c.Digests)
	from := hour.Draw(t, "from")
	// A change of clocks could swallow the rest of a longer night.
	c.Quiet = campaign.Quiet{From: from, To: (from + campaign.Hour(rapid.IntRange(0, 22*4).Draw(t, "quiet")*15)) % (24 * 60)}
	for _, day := range rapid.SliceOfN(rapid.IntRange(0, 6), 1, 7).Draw(t, "working") {
		c.WorkingDays[time.Weekday(day)] = true
	}
	for _, days := range rapid.SliceOfNDistinct(rapid.IntRange(-9, 9), 0, 5, rapid.ID).Draw(t, "days") {
		c.Reminders = append(c.Reminders, campaign.Reminder{ID: time.Duration(days).String(), Days: days, To: "officer"})
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "levels") {
		day := moment(t, c.Zone, "deadline")
		c.Levels = append(c.Levels, campaign.Level{Level: n + 1, Outline: "x.yaml",
			Deadline: time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, c.Zone)})
	}
	return c
}

// moment is an instant near a change of clocks in one of the zones.
func moment(t *rapid.T, zone *time.Location, label string) time.Time {
	around := rapid.SampledFrom([]time.Time{
		time.Date(2016, 3, 27, 1, 0, 0, 0, time.UTC), time.Date(2016, 10, 30, 1, 0, 0, 0, time.UTC),
		time.Date(2016, 10, 16, 3, 0, 0, 0, time.UTC), time.Date(2016, 2, 21, 2, 0, 0, 0, time.UTC),
		time.Date(2011, 12, 30, 10, 0, 0, 0, time.UTC),
	}).Draw(t, label)
	return around.Add(time.Duration(rapid.IntRange(-3*24*12, 3*24*12).Draw(t, label+" off")) * 5 * time.Minute).In(zone)
}

// TestNextWalksBetween goes from instant to instant with Next and must come by
// everything that Between gives, at strictly later instants.
func TestNextWalksBetween(t *testing.T) {
	all := zones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t, all)
		from := moment(t, c.Zone, "start")
		to := from.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, "span"))
		due := c.Between(from, to)
		for i, d := range due {
			if !d.At.After(from) || d.At.After(to) {
				t.Fatalf("%v lies outside %s to %s", d, from, to)
			}
			if i > 0 && d.At.Before(due[i-1].At) {
				t.Fatalf("%v comes after %v", d, due[i-1])
			}
			if slices.Contains(due[:i], d) {
				t.Fatalf("%v is there twice", d)
			}
		}
		for now := from; ; {
			next, ok := c.Next(now)
			if len(due) == 0 {
				if ok && !next.At.After(to) {
					t.Fatalf("Next gives %v after %s, Between has nothing up to %s", next, now, to)
				}
				return
			}
			if !ok || next != due[0] || !next.At.After(now) {
				t.Fatalf("Next(%s) = %v %v, Between gives %v", now, next, ok, due[0])
			}
			now = next.At
			for len(due) > 0 && due[0].At.Equal(now) {
				due = due[1:]
			}
		}
	})
}

// TestBetweenSplits cuts a span in two: nothing is lost or given twice.
func TestBetweenSplits(t *testing.T) {
	all := zones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t, all)
		from := moment(t, c.Zone, "start")
		cut := from.Add(time.Duration(rapid.IntRange(0, 20000).Draw(t, "cut")) * time.Minute)
		to := cut.Add(time.Duration(rapid.IntRange(0, 20000).Draw(t, "rest")) * time.Minute)
		if whole, parts := c.Between(from, to), append(c.Between(from, cut), c.Between(cut, to)...); !slices.Equal(whole, parts) {
			t.Fatalf("whole: %v\nparts: %v", whole, parts)
		}
	})
}

// TestEveryDayHasItsDigest counts: each day that there is has each hour once.
func TestEveryDayHasItsDigest(t *testing.T) {
	for _, zone := range zones(t) {
		c := &campaign.Campaign{Zone: zone, Digests: []campaign.Hour{30, 7*60 + 30}}
		from := time.Date(2016, 1, 1, 0, 0, 0, 0, zone)
		count := map[string]int{}
		for _, d := range c.Between(from, from.AddDate(1, 0, 0)) {
			count[d.At.Format(time.DateOnly)]++
		}
		for day := range 366 {
			name := time.Date(2016, 1, 1+day, 12, 0, 0, 0, zone).Format(time.DateOnly)
			if count[name] != 2 {
				t.Errorf("%s: %s has %d digests, want 2", zone, name, count[name])
			}
		}
	}
}

// TestAllowedLeavesQuiet: what is put off comes out of the quiet hours, is put
// off once only, and by no more than a day and the hour that clocks change.
func TestAllowedLeavesQuiet(t *testing.T) {
	all := zones(t)
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t, all)
		now := moment(t, c.Zone, "now")
		then := c.Allowed(now)
		quiet := func(at time.Time) bool {
			from, to, in := c.QuietAt(at)
			if in && (at.Before(from) || !at.Before(to)) {
				t.Fatalf("QuietAt(%s) = %s to %s", at, from, to)
			}
			return in
		}
		switch {
		case then.Before(now):
			t.Fatalf("Allowed(%s) = %s goes back", now, then)
		case quiet(then) || !c.Allowed(then).Equal(then):
			t.Fatalf("Allowed(%s) = %s is quiet too", now, then)
		case quiet(now) == then.Equal(now):
			t.Fatalf("QuietAt(%s) and Allowed = %s disagree", now, then)
		}
		length := (int(c.Quiet.To) - int(c.Quiet.From) + 24*60) % (24 * 60)
		if wait := then.Sub(now); wait > time.Duration(length+60)*time.Minute {
			t.Fatalf("Allowed(%s) waits %s, the quiet hours are %d minutes", now, wait, length)
		}
	})
}
