package viet

import (
	"testing"
	"time"
)

func TestReadWhen(t *testing.T) {
	now := time.Date(2016, 7, 4, 9, 10, 0, 0, time.UTC) // a Monday
	for text, want := range map[string]string{
		"nhắc tôi tối nay 8h":       "04 20:00",
		"8h tối nhắc anh nhé":       "04 20:00",
		"mai 7h30 nhắc lại giúp em": "05 07:30",
		"nhắc em lúc 14h chiều mai": "05 14:00",
		"nhắc lại sau 30 phút":      "04 09:40",
		"2 tiếng nữa nhắc lại":      "04 11:10",
		"nửa tiếng nữa nhắc":        "04 09:40",
		"chiều nhắc lại tôi":        "04 14:00",
		"sáng mai 8 giờ nhắc nhé":   "05 08:00",
		"mai nhắc lại":              "05 08:00",
		"nhắc tôi 8 rưỡi":           "",
		"nhắc tôi 8 giờ rưỡi tối":   "04 20:30",
		"7h nhắc tôi":               "05 07:00", // seven has passed
		"lát nữa nhắc tôi":          "04 09:40",
		"nhắc tôi thứ 6 lúc 9h":     "08 09:00",
		"nhắc tôi ngày 6/7 lúc 15h": "06 15:00",
		"nhắc tôi":                  "",
		"nhắc tôi ngày 1/7":         "",
		"remind me tomorrow at 9":   "05 09:00",
		"remind me in 20 minutes":   "04 09:30",
		"nhac toi 8h toi nay":       "04 20:00",
		"nhắc em 3h chiều":          "04 15:00",
		"nhắc em trưa nay":          "04 11:30",
		"nhắc tôi 25h":              "",
	} {
		got := ""
		if at, ok := ReadWhen(text, now); ok {
			got = at.Format("02 15:04")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
