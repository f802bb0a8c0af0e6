package viet

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/language"
)

func TestFormatDate(t *testing.T) {
	for want, d := range map[string]language.Date{
		"05/7/2016":  {Year: 2016, Month: 7, Day: 5},
		"05/01/2016": {Year: 2016, Month: 1, Day: 5},
		"15/02/2016": {Year: 2016, Month: 2, Day: 15},
		"15/10/2016": {Year: 2016, Month: 10, Day: 15},
		"8/2016":     {Year: 2016, Month: 8, Day: 0},
	} {
		if got := FormatDate(d); got != want {
			t.Errorf("FormatDate(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDatesReadBack(t *testing.T) {
	ref := refDay
	rapid.Check(t, func(t *rapid.T) {
		day := ref.AddDate(0, 0, rapid.IntRange(-20_000, 7_000).Draw(t, "days"))
		want := language.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
		for _, written := range []string{FormatDate(want), want.String(), day.Format("02012006"),
			day.Format("ngày 2 tháng 1 năm 2006"), weekdayNames[day.Weekday()] + " " + FormatDate(want)} {
			if got, u := (Reader{}).Date(written, language.Question{}, ref); u != nil || got.Value != want {
				t.Fatalf("%q reads as %v, %+v", written, got, u)
			}
		}
	})
}

// A week begins on Monday, on whatever day the question is asked.
func TestWeeksBeginOnMonday(t *testing.T) {
	monday := time.Date(2016, time.July, 4, 23, 0, 0, 0, time.UTC)
	for i := range 7 {
		ref := monday.AddDate(0, 0, i)
		for input, want := range map[string]string{"thứ hai tuần này": "2016-07-04", "cn tuần này": "2016-07-10", "t6 tuần trước": "2016-07-01"} {
			if got, u := (Reader{}).Date(input, language.Question{}, ref); u != nil || got.Value.String() != want {
				t.Errorf("%q on %s reads as %v, %+v, want %s", input, ref.Format("Mon"), got, u, want)
			}
		}
	}
}
