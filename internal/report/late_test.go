package report

import (
	"os"
	"testing"
	"time"

	"giaoban/internal/locale"
)

func speak(t *testing.T, lang string) locale.Phrases {
	t.Helper()
	c, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	p, _ := c.Language(lang)
	return p
}

// TestDue walks over the deadline in the campaign's zone, while the clock is
// kept in another one.
func TestDue(t *testing.T) {
	zone := time.FixedZone("ICT", 7*60*60)
	deadline := time.Date(2016, 7, 5, 23, 59, 59, 0, zone)
	for _, c := range []struct {
		now    time.Time
		vi, en string
	}{
		{time.Date(2016, 6, 25, 8, 0, 0, 0, zone), "còn 10 ngày", "10 days left"},
		{time.Date(2016, 7, 3, 23, 59, 0, 0, zone), "còn 2 ngày", "2 days left"},
		{time.Date(2016, 7, 4, 0, 0, 0, 0, zone), "còn 1 ngày", "1 day left"},
		{time.Date(2016, 7, 5, 0, 0, 0, 0, zone), "hôm nay là ngày cuối", "today is the last day"},
		{time.Date(2016, 7, 5, 23, 59, 59, 0, zone), "hôm nay là ngày cuối", "today is the last day"},
		{time.Date(2016, 7, 6, 0, 0, 0, 0, zone), "quá hạn 1 ngày", "1 day overdue"},
		{time.Date(2016, 7, 7, 7, 30, 0, 0, zone), "quá hạn 2 ngày", "2 days overdue"},
		{time.Date(2016, 7, 15, 7, 30, 0, 0, zone), "quá hạn 10 ngày", "10 days overdue"},
	} {
		for lang, want := range map[string]string{"vi": c.vi, "en": c.en} {
			w := writer{Overview: Overview{Now: c.now.UTC(), Zone: zone}, say: speak(t, lang)}
			if got := w.due(deadline); got != want {
				t.Errorf("at %s: %q, want %q", c.now, got, want)
			}
		}
	}
	afternoon := writer{Overview: Overview{Now: time.Date(2016, 7, 5, 18, 0, 0, 0, zone), Zone: zone}, say: speak(t, "vi")}
	if got := afternoon.due(time.Date(2016, 7, 5, 17, 0, 0, 0, zone)); got != "đã quá hạn hôm nay" {
		t.Errorf("an hour after a deadline at 17:00: %q", got)
	}
}

func TestDelay(t *testing.T) {
	zone := time.FixedZone("ICT", 7*60*60)
	w := writer{Overview: Overview{Zone: zone}, say: speak(t, "vi")}
	deadline := time.Date(2016, 7, 5, 17, 0, 0, 0, zone)
	for submitted, want := range map[time.Time]string{
		{}:                                "",
		deadline:                          "đúng hạn",
		deadline.Add(time.Hour):           "nộp muộn trong ngày",
		deadline.Add(7 * time.Hour):       "nộp muộn 1 ngày",
		deadline.Add(10 * 24 * time.Hour): "nộp muộn 10 ngày",
	} {
		if got := w.delay(Status{First: submitted, Submitted: submitted, Revision: 1}, deadline); got != want {
			t.Errorf("submitted %s: %q, want %q", submitted, got, want)
		}
	}
	// A report that a head sent back is no later for that.
	again := Status{First: deadline, Submitted: deadline.Add(72 * time.Hour), Revision: 2}
	if got := w.delay(again, deadline); got != "lần đầu đúng hạn" {
		t.Errorf("submitted again after the deadline: %q", got)
	}
}

// TestPlurals says each counted phrase with 0, 1, 2 and 10 in a language that
// has a singular.
func TestPlurals(t *testing.T) {
	say := speak(t, "en")
	for n, want := range map[int]string{
		0: "0 units match “x”. Please choose one:", 1: "1 unit matches “x”. Please choose:",
		2: "2 units match “x”. Please choose one:", 10: "10 units match “x”. Please choose one:",
	} {
		if got := say.Count("scope_several", n, "input", "x"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	say = speak(t, "vi")
	for n, want := range map[int]string{0: "quá hạn 0 ngày", 1: "quá hạn 1 ngày", 2: "quá hạn 2 ngày", 10: "quá hạn 10 ngày"} {
		if got := say.Count("overview_over", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestClockAsTheOfficeWritesIt(t *testing.T) {
	zone := time.FixedZone("ICT", 7*60*60)
	say, now := speak(t, "vi").In(zone), time.Date(2016, 7, 7, 12, 0, 0, 0, zone)
	for at, want := range map[time.Time]string{
		time.Date(2016, 7, 7, 0, 30, 0, 0, time.UTC): "7 giờ 30 ngày 07/7",
		time.Date(2016, 7, 7, 13, 5, 0, 0, zone):     "13 giờ 05 ngày 07/7",
		time.Date(2016, 2, 1, 8, 0, 0, 0, zone):      "8 giờ ngày 01/02",
		time.Date(2015, 12, 31, 8, 0, 0, 0, zone):    "8 giờ ngày 31/12/2015",
	} {
		if got := say.ShortMoment(at, now); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}
