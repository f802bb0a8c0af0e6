package english

import (
	"testing"
	"time"

	"giaoban/internal/language"
)

// TestTill: so many days more keep the deadline's hour, a day of the week is the one behind it, and a day that is named is a whole one.
func TestTill(t *testing.T) {
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC) // a Saturday
	deadline := time.Date(2026, 12, 2, 16, 0, 0, 0, time.UTC)
	for typed, want := range map[string]string{"two more days": "4 Dec 16:00:00", "another week": "9 Dec 16:00:00", "until Saturday": "5 Dec 23:59:59", "Wednesday": "9 Dec 23:59:59",
		"4 December": "4 Dec 23:59:59", "tomorrow": "29 Nov 23:59:59", "2 more hours": "2 Dec 18:00:00"} {
		if at, unclear := language.Till(Reader{}, typed, now, deadline); unclear != nil || at.Format("2 Jan 15:04:05") != want {
			t.Errorf("%q is %v, %v; want %s", typed, at, unclear, want)
		}
	}
	if at, unclear := language.Till(Reader{}, "until Saturday", now, time.Time{}); unclear != nil || at.Day() != 28 {
		t.Errorf("without a deadline: %v, %v", at, unclear)
	}
}

func TestRetyped(t *testing.T) {
	for typed, want := range map[string]string{"who hasnt sent yet": "who hasn't sent yet", "Dont know": "Don't know", "whos late": "who's late", "wont": "", "hasn't": "", "ants": ""} {
		got, changed := (Reader{}).Retyped(typed)
		if changed != (want != "") || changed && got != want {
			t.Errorf("%q is %q, %v", typed, got, changed)
		}
	}
}
