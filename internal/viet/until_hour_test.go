package viet

import (
	"testing"
	"time"
)

// TestUntilHour reads hours until which there is time, on a Monday at 14:05 with a deadline at 16:30 of that day.
func TestUntilHour(t *testing.T) {
	now := time.Date(2026, 11, 30, 14, 5, 0, 0, time.FixedZone("ICT", 7*60*60))
	due := time.Date(2026, 11, 30, 16, 30, 0, 0, now.Location())
	for text, want := range map[string]string{
		"đến 17 giờ hôm nay":        "30/11 17:00",
		"17h hôm nay":               "30/11 17:00",
		"đến 5 giờ chiều nay":       "30/11 17:00",
		"trước 9h sáng mai":         "01/12 09:00",
		"đến 8 giờ 30 ngày 02/12":   "02/12 08:30",
		"den 17h30":                 "30/11 17:30",
		"đến 10 giờ":                "01/12 10:00",
		"hôm nay, 18 giờ":           "30/11 18:00",
		"thứ 4 lúc 10h":             "02/12 10:00",
		"16:30 ngày 02/12/2026":     "02/12 16:30",
		"thêm 2 giờ":                "30/11 18:30",
		"cho thêm 2 tiếng nữa":      "30/11 18:30",
		"thêm 1 tiếng rưỡi":         "30/11 18:00",
		"thêm 45 phút ạ":            "30/11 17:15",
		"thêm nửa tiếng":            "30/11 17:00",
		"thêm 2 ngày":               "",
		"đến 8/12":                  "",
		"hôm nay":                   "",
		"2 giờ":                     "",
		"17h":                       "30/11 17:00",
		"17":                        "",
		"đến 17 giờ hôm nay chắc":   "",
		"Nga An đến 17 giờ hôm nay": "",
		"đến 25 giờ":                "",
	} {
		got := ""
		if at, ok := ReadUntilHour(text, now, due); ok {
			got = at.Format("02/01 15:04")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
