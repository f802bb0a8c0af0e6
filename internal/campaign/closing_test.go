package campaign_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
)

// parsed is a small campaign with further lines.
func parsed(t *testing.T, lines ...string) *campaign.Campaign {
	t.Helper()
	c, err := campaign.Parse("c.yaml", []byte("name: thu\ntitle: Thử\n"+strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(strings.Join(said(t, "en", err), "\n"))
	}
	return c
}

// TestLastInstant: a day is on time to its end, an hour to that hour.
func TestLastInstant(t *testing.T) {
	zone := time.FixedZone("", 7*3600)
	for written, want := range map[string]string{
		"2016-07-15":          "2016-07-15 23:59:59",
		"2016-07-15 16:30":    "2016-07-15 16:30:00",
		"2016-02-29 00:00":    "2016-02-29 00:00:00",
		"2015-02-29":          "",
		"2016-07-15 24:00":    "",
		"2016-07-15T16:30":    "",
		"15/7/2016":           "",
		"2016-07-15 16:30:00": "",
		"":                    "",
	} {
		got, ok := campaign.LastInstant(written, zone)
		if ok != (want != "") || ok && got.Format(time.DateTime) != want {
			t.Errorf("%q: %v %v, want %s", written, got, ok, want)
		}
	}
}

// TestShown: where the machine's configuration names another zone, a deadline keeps what the clocks show.
func TestShown(t *testing.T) {
	hanoi, tonga := time.FixedZone("", 7*3600), time.FixedZone("", 13*3600)
	for _, written := range []string{"2016-07-15", "2016-07-15 16:30"} {
		there, _ := campaign.LastInstant(written, hanoi)
		want, _ := campaign.LastInstant(written, tonga)
		if got := campaign.Shown(there, tonga); !got.Equal(want) {
			t.Errorf("%s: %v, want %v", written, got, want)
		}
	}
}

// TestCloses: a campaign closes at its instant, or so long after the last deadline in force, which moves with that deadline.
func TestCloses(t *testing.T) {
	levels := "levels:\n- {level: 3, outline: a, deadline: 2016-07-05}\n- {level: 2, outline: b, deadline: 2016-07-08 16:30}\n"
	for closes, want := range map[string]string{
		"":                              "",
		"closes: never":                 "",
		"closes: 2016-07-20":            "2016-07-21 00:00:00",
		"closes: 2016-07-20 17:00":      "2016-07-20 17:00:00",
		"closes: {days: 3}":             "2016-07-11 16:30:00",
		"closes: {hours: 2}":            "2016-07-08 18:30:00",
		"closes: {days: 1, hours: 2}":   "2016-07-09 18:30:00",
		"closes: {days: 0}":             "2016-07-08 16:30:00",
		"closes: '2016-07-08 16:30'":    "2016-07-08 16:30:00",
		"closes: {days: 1, hours: -0}":  "2016-07-09 16:30:00",
		"closes: {days: 30, hours: 24}": "2016-08-08 16:30:00",
	} {
		c := parsed(t, levels+closes)
		got, ok := c.ClosesAt()
		if ok != (want != "") || ok && got.Format(time.DateTime) != want {
			t.Errorf("%q: %v %v, want %s", closes, got, ok, want)
		}
		var dues []campaign.Due
		for _, d := range c.Between(at(t, c, "2016-06-01"), at(t, c, "2017-06-01")) {
			if d.Kind == campaign.Closure {
				dues = append(dues, d)
			}
		}
		if ok != (len(dues) == 1) || ok && !dues[0].At.Equal(got) {
			t.Errorf("%q: due %v", closes, dues)
		}
	}
	c := parsed(t, levels+"closes: {days: 3}").Also(3, time.Date(2016, 7, 12, 16, 59, 59, 0, time.UTC)) // 23:59:59 on the clocks there
	if got, _ := c.ClosesAt(); got.Format(time.DateTime) != "2016-07-16 00:00:00" {
		t.Errorf("with an extension it closes at %v", got)
	}
}

// TestHours: a step in hours comes at its hour, whatever day it is, beside those in days.
func TestHours(t *testing.T) {
	c := parsed(t, "levels:\n- {level: 3, outline: a, deadline: 2016-07-03 16:30}\n- {level: 2, outline: b, deadline: 2016-07-03}\n"+
		"working_days: [mon, tue, wed, thu, fri]\ndigests: ['07:30']\nreminders:\n"+
		"- {id: today, days: 0, to: officer}\n- {id: soon, hours: -2, to: officer}\n- {id: over, hours: 1, to: officer}")
	var got []string
	for _, d := range c.Between(at(t, c, "2016-07-01"), at(t, c, "2016-07-06")) {
		if d.Kind == campaign.Remind {
			hourly := ""
			if d.Hourly {
				hourly = " hourly"
			}
			got = append(got, d.At.Format("Mon 15:04 ")+d.Step+hourly)
		}
	}
	// The day is a Sunday: what is counted in days moves to Friday.
	want := "Fri 07:30 today, Fri 07:30 today, Sun 14:30 soon hourly, Sun 17:30 over hourly, Sun 22:00 soon hourly, Mon 01:00 over hourly"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
