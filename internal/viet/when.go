package viet

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Words about when somebody wants to be reminded, folded.
var (
	whenIn    = regexp.MustCompile(`\b(\d{1,3}|mot|hai|ba|bon|nam|nua) (phut|tieng|gio|hours?|minutes?)\b(?: nua| ruoi| sau)?`)
	whenHour  = regexp.MustCompile(`\b(\d{1,2}) ?(?:gio|h|g|:)(?: ?(\d{2})\b| (ruoi))?|\bat (\d{1,2})(?::(\d{2}))?\b`)
	whenDay   = regexp.MustCompile(`\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b`)
	whenWeek  = regexp.MustCompile(`\bthu (hai|ba|tu|nam|sau|bay|[2-7])\b|\bchu nhat\b`)
	whenParts = []struct {
		words    string
		from, at int // the first hour of that part of the day, and the one without an hour, in minutes
	}{
		{"sang", 0, 8 * 60}, {"morning", 0, 8 * 60}, {"trua", 11, 11*60 + 30}, {"chieu", 12, 14 * 60}, {"afternoon", 12, 14 * 60},
		{"toi", 18, 19*60 + 30}, {"tonight", 18, 19*60 + 30}, {"evening", 18, 19*60 + 30}, {"dem", 18, 20 * 60}, {"khuya", 18, 21 * 60},
	}
	whenNumbers = map[string]int{"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
)

// soon is when «lát nữa» is, at what «mai» without an hour is.
const (
	soon    = 30 * time.Minute
	morning = 8 * 60
)

// ReadWhen reads when somebody wants to be reminded: «tối nay 8h», «mai 7 giờ 30»,
// «sau 30 phút», «chiều mai», «lát nữa». It is always later than now, and within a
// month; ok is false if no time is named.
func ReadWhen(text string, now time.Time) (at time.Time, ok bool) {
	f := whenWords(text)
	if m := whenIn.FindStringSubmatch(f); m != nil && (strings.Contains(f, " nua") || strings.Contains(f, " sau ") || strings.Contains(f, " in ")) {
		n, isNumber := whenNumbers[m[1]]
		if !isNumber {
			n, _ = strconv.Atoi(m[1])
		}
		unit := time.Hour
		if m[2] == "phut" || strings.HasPrefix(m[2], "minute") {
			unit = time.Minute
		}
		d := time.Duration(n) * unit
		if m[1] == "nua" {
			d = unit / 2
		}
		return now.Add(d).Truncate(time.Minute), d > 0
	}
	minutes, named := whenMinutes(f)
	day, dayNamed := whenDate(f, now)
	switch {
	case strings.Contains(f, " lat ") || strings.Contains(f, " chut nua ") || strings.Contains(f, " ti nua ") || strings.Contains(f, " xiu nua ") || strings.Contains(f, " later "):
		if !named && !dayNamed {
			return now.Add(soon).Truncate(time.Minute), true
		}
	case !named && !dayNamed:
		return time.Time{}, false
	}
	if !named {
		minutes = morning
	}
	at = time.Date(day.Year(), day.Month(), day.Day(), minutes/60, minutes%60, 0, 0, now.Location())
	if !at.After(now) && !dayNamed {
		at = at.AddDate(0, 0, 1)
	}
	return at, at.After(now) && at.Before(now.AddDate(0, 1, 0))
}

// whenWords are the words folded; «tôi», which would be «tối» then, is left out.
// Without marks «toi» is the evening only beside a time.
func whenWords(text string) string {
	line := strings.ToLower(Line(text))
	words := strings.Fields(line)
	folded := make([]string, 0, len(words))
	for i, w := range words {
		f := Fold(w)
		besides := i > 0 && whenHour.MatchString(Fold(strings.Join(words[max(0, i-2):i], " "))) || i+1 < len(words) && (Fold(words[i+1]) == "nay" || Fold(words[i+1]) == "mai")
		if f == "toi" && (w == "tôi" || w == f && !besides) {
			continue
		}
		folded = append(folded, f)
	}
	return " " + strings.Join(folded, " ") + " "
}

// whenMinutes is the hour that is named, by itself or as a part of the day.
func whenMinutes(f string) (minutes int, named bool) {
	part := -1
	for i, p := range whenParts {
		if strings.Contains(f, " "+p.words+" ") {
			part = i
		}
	}
	if m := whenHour.FindStringSubmatch(f); m != nil {
		hour, _ := strconv.Atoi(m[1] + m[4])
		minute, _ := strconv.Atoi(m[2] + m[5])
		if m[3] != "" {
			minute = 30
		}
		if part >= 0 && whenParts[part].from >= 11 && hour < 11 {
			hour += 12
		}
		return hour*60 + minute, hour < 24 && minute < 60
	}
	if part < 0 {
		return 0, false
	}
	return whenParts[part].at, true
}

// whenDate is the day that is named; today if none is.
func whenDate(f string, now time.Time) (day time.Time, named bool) {
	switch {
	case strings.Contains(f, " ngay kia ") || strings.Contains(f, " mot ") && strings.Contains(f, " ngay mot "):
		return now.AddDate(0, 0, 2), true
	case strings.Contains(f, " mai ") || strings.Contains(f, " moi ") || strings.Contains(f, " tomorrow "):
		return now.AddDate(0, 0, 1), true
	}
	if m := whenWeek.FindStringSubmatch(f); m != nil {
		want := 0
		if m[1] != "" {
			want = map[string]int{"hai": 1, "2": 1, "ba": 2, "3": 2, "tu": 3, "4": 3, "nam": 4, "5": 4, "sau": 5, "6": 5, "bay": 6, "7": 6}[m[1]]
		}
		ahead := (want - int(now.Weekday()) + 7) % 7
		if ahead == 0 {
			ahead = 7
		}
		return now.AddDate(0, 0, ahead), true
	}
	if m := whenDay.FindString(f); m != "" {
		if d, unclear := ReadDate(m, now); unclear == nil && d.Day != 0 {
			return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, now.Location()), true
		}
	}
	return now, false
}
