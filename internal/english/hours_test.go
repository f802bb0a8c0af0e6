package english

import (
	"fmt"
	"testing"
	"time"

	"giaoban/internal/language"
)

func TestHours(t *testing.T) {
	for input, want := range map[string]string{"7:30": "[450]", "7:30 am and 4 pm": "[450 960]", "noon": "[720]", "8 and 16": "[480 960]", "12 am": "[0]", "7.30, 16:00": "[450 960]",
		"every day at 8 o'clock": "[480]", "8 p.m.": "[1200]", "8 in the evening": "[1200]"} {
		if got, ok := (Reader{}).Hours(input); !ok || fmt.Sprint(got) != want {
			t.Errorf("%q is %v %v, want %s", input, got, ok, want)
		}
	}
	for _, input := range []string{"", "soon", "25", "7:75", "13 pm", "8 apples"} {
		if got, ok := (Reader{}).Hours(input); ok {
			t.Errorf("%q was taken as %v", input, got)
		}
	}
}

func TestUntil(t *testing.T) {
	deadline := time.Date(2026, 11, 30, 17, 0, 0, 0, time.UTC)
	for input, want := range map[string]string{"until Friday": "2026-12-04", "3 more days": "2026-12-03", "another week": "2026-12-07", "two days longer": "2026-12-02", "5 December": "2026-12-05", "till Dec 5": "2026-12-05",
		"the end of the week": "2026-11-29", "tomorrow": "2026-11-29", "until the end of the month": "2026-11-30", "by 2026-12-05": "2026-12-05", "5 days": "2026-12-05"} {
		if got, u := (Reader{}).Until(input, refDay, deadline); u != nil || got.String() != want {
			t.Errorf("%q is %v %v, want %s", input, got, u, want)
		}
	}
	for input, why := range map[string]language.Reason{"soon": language.VagueDate, "31 November": language.NoSuchDay, "12/5": language.Ambiguous, "": language.VagueDate, "not Friday": language.VagueDate} {
		if got, u := (Reader{}).Until(input, refDay, deadline); u == nil || u.Why != why {
			t.Errorf("%q was taken as %v %v", input, got, u)
		}
	}
	if rest, day := (Reader{}).CutUntil("Riverside until 5 December", refDay); rest != "Riverside" || day != "until 5 December" {
		t.Errorf("cut into %q and %q", rest, day)
	}
}

func TestWhen(t *testing.T) {
	for input, want := range map[string]string{"remind me tomorrow at 7:30": "Nov 29 07:30", "in 30 minutes": "Nov 28 09:30", "in an hour": "Nov 28 10:00", "tonight": "Nov 28 19:30", "at 8 tonight": "Nov 28 20:00",
		"on Friday": "Dec 4 08:00", "at 8": "Nov 29 08:00", "at 5 pm": "Nov 28 17:00", "later": "Nov 28 09:30", "on 5 December at 10:00": "Dec 5 10:00", "tomorrow afternoon": "Nov 29 14:00"} {
		if got, ok := (Reader{}).When(input, refDay); !ok || got.Format("Jan 2 15:04") != want {
			t.Errorf("%q is %v %v, want %s", input, got, ok, want)
		}
	}
	for _, input := range []string{"remind me", "5 houses", "yesterday"} {
		if got, ok := (Reader{}).When(input, refDay); ok {
			t.Errorf("%q was taken as %v", input, got)
		}
	}
}
