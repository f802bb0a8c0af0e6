package viet

import (
	"regexp"
	"strconv"
)

// hourParts are what hours of the day are written with.
var hourParts = regexp.MustCompile(`[0-9]+|[a-z]+|[^\s]`)

// ReadHours reads hours of the day, in minutes since midnight and in the order
// given: «7:30», «7h30, 16h», «7 giờ 30 và 4 giờ chiều». ok is false where
// anything else stands among them, or no hour at all.
func ReadHours(text string) (minutes []int, ok bool) {
	parts := hourParts.FindAllString(Fold(Line(text)), -1)
	for len(parts) > 0 {
		switch parts[0] {
		case ",", ";", "va", "luc", "vao", "hang", "moi", "ngay", "truoc":
			parts = parts[1:]
			continue
		}
		at, rest, ok := readHour(parts)
		if !ok {
			return nil, false
		}
		minutes, parts = append(minutes, at), rest
	}
	return minutes, len(minutes) > 0
}

// readHour takes one hour from the front.
func readHour(parts []string) (minutes int, rest []string, ok bool) {
	hour, err := strconv.Atoi(parts[0])
	if err != nil || hour > 23 || len(parts[0]) > 2 {
		return 0, nil, false
	}
	rest = parts[1:]
	minute := 0
	if stands(rest, ":", "h", "g", "gio", ".") {
		digital := stands(rest, ":", ".")
		rest = rest[1:]
		if n, isNumber := twoDigits(rest); isNumber && !stands(rest[1:], ":", "h", "g", "gio") {
			minute, rest = n, rest[1:]
			if stands(rest, "phut") {
				rest = rest[1:]
			}
		} else if digital {
			return 0, nil, false
		}
	}
	if minute == 0 && stands(rest, "ruoi") {
		minute, rest = 30, rest[1:]
	}
	switch {
	case stands(rest, "chieu", "toi"):
		if rest = rest[1:]; hour < 12 {
			hour += 12
		}
	case stands(rest, "trua"):
		if rest = rest[1:]; hour < 3 {
			hour += 12
		}
	case stands(rest, "dem", "khuya"):
		switch rest = rest[1:]; {
		case hour == 12:
			hour = 0
		case hour > 6 && hour < 12:
			hour += 12
		}
	case stands(rest, "sang"):
		rest = rest[1:]
	}
	return hour*60 + minute, rest, minute < 60
}

func twoDigits(parts []string) (int, bool) {
	if len(parts) == 0 || len(parts[0]) != 2 {
		return 0, false
	}
	n, err := strconv.Atoi(parts[0])
	return n, err == nil
}

// stands tells whether one of the words is in front.
func stands(parts []string, words ...string) bool {
	for _, w := range words {
		if len(parts) > 0 && parts[0] == w {
			return true
		}
	}
	return false
}
