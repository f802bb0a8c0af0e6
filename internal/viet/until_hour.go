package viet

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/language"
)

// Around an hour until which there is time, folded.
var (
	untilHourAhead = regexp.MustCompile(`^(?:(?:cho|den|toi|truoc|luc|vao|han|moi|la|cham nhat|muon nhat|gia han|keo dai|lui|doi) )+`)
	untilHourMore  = regexp.MustCompile(`^(?:(?:cho|xin|lui|gia han|keo dai) )*(?:them|cong)(?: cho)? (\d{1,3}|mot|hai|ba|bon|nam|sau|nua) (gio|tieng|h|phut|p)(?: (ruoi))?(?: nua)?$`)
	untilHourBare  = regexp.MustCompile(`^(\d{1,2}) ?(?:gio|h)$`)
)

// ReadUntilHour reads an hour until which there is time: «đến 17 giờ hôm nay», «trước 9h sáng mai», or so many hours more than the
// deadline, «thêm 2 giờ». Every word is accounted for.
func ReadUntilHour(input string, now, deadline time.Time) (at time.Time, ok bool) {
	said := strings.Join(strings.Fields(strings.ReplaceAll(Fold(strings.Trim(Line(input), " .!,")), ",", " ")), " ")
	if len(said) > 60 {
		return at, false
	}
	said = untilBehind.ReplaceAllString(said, "")
	if m := untilHourMore.FindStringSubmatch(said); m != nil {
		n, isWord := few[m[1]]
		if !isWord {
			n, _ = strconv.Atoi(m[1])
		}
		unit := time.Hour
		if m[2] == "phut" || m[2] == "p" {
			unit = time.Minute
		}
		more := time.Duration(n) * unit
		if m[1] == "nua" {
			more = unit / 2
		}
		if m[3] != "" {
			more += unit / 2
		}
		return language.MoreHours(more, now, deadline), more > 0
	}
	if m := untilHourBare.FindStringSubmatch(said); m != nil {
		if n, _ := strconv.Atoi(m[1]); n <= 12 { // an hour, or so many
			return at, false
		}
	}
	words := strings.Fields(untilHourAhead.ReplaceAllString(said, ""))
	return language.ReadHour(Reader{}, words, now)
}

// UntilHour is ReadUntilHour.
func (Reader) UntilHour(text string, now, deadline time.Time) (time.Time, bool) {
	return ReadUntilHour(text, now, deadline)
}
