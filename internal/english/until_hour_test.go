package english

import (
	"testing"
	"time"
)

// TestUntilHour reads hours until which there is time, on a Monday at 14:05 with a deadline at 16:30 of that day.
func TestUntilHour(t *testing.T) {
	now := time.Date(2026, 11, 30, 14, 5, 0, 0, time.FixedZone("ICT", 7*60*60))
	due := time.Date(2026, 11, 30, 16, 30, 0, 0, now.Location())
	for text, want := range map[string]string{
		"until 5 pm today":       "30/11 17:00",
		"5pm":                    "30/11 17:00",
		"by 9:30 am tomorrow":    "01/12 09:30",
		"to 17:00 on 2 December": "02/12 17:00",
		"2 more hours":           "30/11 18:30",
		"another 45 minutes":     "30/11 17:15",
		"half an hour more":      "30/11 17:00",
		"3 more days":            "",
		"until Friday":           "",
		"Riverside until 5 pm":   "",
		"in 2 hours or so":       "",
	} {
		got := ""
		if at, ok := (Reader{}).UntilHour(text, now, due); ok {
			got = at.Format("02/01 15:04")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
