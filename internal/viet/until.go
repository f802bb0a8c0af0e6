package viet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/language"
)

// What people say around a day until which there is time, folded.
var (
	untilAhead  = regexp.MustCompile(`^(?:(?:cho|den|toi|sang|qua|het|vao|han|nop|ngay|dip|lui|gia han|keo dai|doi|den het|cham nhat|muon nhat|truoc khi het|trong) )+`)
	untilBehind = regexp.MustCompile(`(?: (?:a|nhe|nha|nghe|thoi|luon|di|duoc|cung duoc|la duoc|roi|em|anh|giup|ho|do|day|nhe em))+$`)
	untilMore   = regexp.MustCompile(`^(?:(?:cho|xin|lui|them|gia han|lui lai|keo dai|cong|nghi) )*(them )?(?:(?:lui|lui lai|keo dai|them) )?(\d{1,3}|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|vai) (ngay|hom|bua|tuan|thang)( nua| lam viec)?$`)
	untilDay    = regexp.MustCompile(`^(?:ngay|hom|mung|mong|mung ngay) (\d{1,2})(?: thang nay)?$`)
	untilWeek   = regexp.MustCompile(`^(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|t([2-7])|(chu nhat|cn))(?: (tuan nay|nay|toi|tuan sau|tuan toi|sap toi))?$`)
	untilEnd    = regexp.MustCompile(`^(?:(?:cho|den|toi|sang) )*(?:cuoi|het|cuoi ngay|ngay cuoi|trong)(?: cua)? (tuan|thang)(?: (nay|sau|toi|\d{1,2}))?$`)
	untilSpan   = regexp.MustCompile(`^(?:tu|ke tu) (.+?) (?:den|toi|cho den|-)(?: het)? (.+)$`)
	dayForm     = regexp.MustCompile(`^(?:ngay )?\d{1,2}(?:[/.-]| thang )\d{1,2}(?:[/.-]\d{4})?$`)
	untilSoon   = map[string]int{"mai": 1, "den mai": 1, "mot": 2, "ngay mot": 2, "nay": 0, "hom nay": 0, "toi nay": 0, "chieu nay": 0, "trong ngay": 0, "trong hom nay": 0,
		"sang mai": 1, "trua mai": 1, "chieu mai": 1, "toi mai": 1, "ngay mai": 1, "ngay kia": 2, "sang mot": 2}
	weekdays = map[string]int{"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}
	few      = map[string]int{"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
)

// ReadUntil reads the last day of a time that is given: a day, «đến hết thứ sáu», «cuối
// tháng», «từ 5/7 đến 8/7», or so many days more than the deadline, «thêm 3 ngày». Every
// word is accounted for.
func ReadUntil(input string, ref, deadline time.Time) (language.Date, *language.Unclear) {
	line := strings.Trim(Line(input), " .!,")
	said := strings.Join(strings.Fields(strings.ReplaceAll(Fold(line), ",", " ")), " ")
	vague := &language.Unclear{Why: language.VagueDate}
	if len(said) > 60 || said == "" {
		return language.Date{}, vague
	}
	typed := strings.Fields(strings.ReplaceAll(line, ",", " "))
	for _, until := range slices.Compact([]string{said, untilBehind.ReplaceAllString(said, "")}) {
		n := len(strings.Fields(until))
		for _, words := range slices.Compact([]string{until, untilAhead.ReplaceAllString(until, "")}) {
			if m := untilSpan.FindStringSubmatch(words); m != nil {
				if _, unclear := ReadDate(m[1], ref); unclear == nil {
					return ReadUntil(m[2], ref, deadline)
				}
				return language.Date{}, vague
			}
			if d, ok := readUntil(words, ref, deadline); ok {
				return d, nil
			}
			// With its marks: «đừng 8/7» is not «đúng 8/7».
			d, unclear := ReadDate(strings.Join(typed[n-len(strings.Fields(words)):n], " "), ref)
			switch {
			case unclear == nil && d.Day != 0:
				return d, nil
			case unclear != nil && unclear.Why == language.NoSuchDay && dayForm.MatchString(words):
				return language.Date{}, unclear
			}
		}
	}
	return language.Date{}, vague
}

// readUntil reads what people say of a day to come.
func readUntil(said string, ref, deadline time.Time) (language.Date, bool) {
	monday := ref.AddDate(0, 0, -(int(ref.Weekday())+6)%7)
	if days, ok := untilSoon[said]; ok {
		return dateOf(ref.AddDate(0, 0, days)), true
	}
	if m := untilMore.FindStringSubmatch(said); m != nil {
		n, ok := few[m[2]]
		if figure, err := strconv.Atoi(m[2]); err == nil {
			n, ok = figure, true
		}
		if deadline.IsZero() {
			deadline = ref
		}
		months, days := 0, n
		switch m[3] {
		case "tuan":
			days = 7 * n
		case "thang":
			months, days = n, 0
		}
		return dateOf(deadline.In(ref.Location()).AddDate(0, months, days)), ok && n > 0 && m[4] != " lam viec"
	}
	if m := untilDay.FindStringSubmatch(said); m != nil {
		n, _ := strconv.Atoi(m[1])
		d := language.Date{Year: ref.Year(), Month: int(ref.Month()), Day: n}
		return d, d.Exists()
	}
	if m := untilWeek.FindStringSubmatch(said); m != nil {
		day := 6 + weekdays[m[1]+m[2]] // of the week, Sunday last
		if m[3] == "" {
			day = weekdays[m[1]+m[2]] - 1
		}
		switch {
		case strings.HasPrefix(m[4], "tuan") && m[4] != "tuan nay":
			day += 7
		case m[4] != "tuan nay" && day < (int(ref.Weekday())+6)%7:
			day += 7
		}
		return dateOf(monday.AddDate(0, 0, day)), true
	}
	if m := untilEnd.FindStringSubmatch(said); m != nil {
		return endOf(m[1], m[2], ref, monday)
	}
	return language.Date{}, false
}

// UntilWeekday reads a day of the week that is named by itself, «đến hết thứ bảy».
func UntilWeekday(input string) (time.Weekday, bool) {
	said := untilBehind.ReplaceAllString(Fold(strings.Trim(Line(input), " .!,")), "")
	m := untilWeek.FindStringSubmatch(untilAhead.ReplaceAllString(said, ""))
	if len(said) > 60 || m == nil || m[4] != "" {
		return 0, false
	}
	return time.Weekday(weekdays[m[1]+m[2]]), true // Sunday is none of them
}

// endOf is the last day of a week, which is Sunday, or of a month.
func endOf(what, which string, ref, monday time.Time) (language.Date, bool) {
	next := 0
	if which == "sau" || which == "toi" {
		next = 1
	}
	if what == "tuan" {
		_, err := strconv.Atoi(which)
		return dateOf(monday.AddDate(0, 0, 6+7*next)), err != nil
	}
	month := int(ref.Month()) + next
	if n, err := strconv.Atoi(which); err == nil {
		month = n
	}
	return dateOf(time.Date(ref.Year(), time.Month(month)+1, 0, 0, 0, 0, 0, ref.Location())), month >= 1 && month <= 13
}

func dateOf(t time.Time) language.Date {
	y, m, d := t.Date()
	return language.Date{Year: y, Month: int(m), Day: d}
}

// IsUntil reports whether ReadUntil reads the words, be it a day that is in no calendar.
func IsUntil(text string, ref time.Time) bool {
	_, unclear := ReadUntil(text, ref, ref)
	return unclear == nil || unclear.Why == language.NoSuchDay
}

// CutUntil parts words from a day at their end or at their beginning, as many words of it
// as can be. Without a day all words are the rest.
func CutUntil(text string, ref time.Time) (rest, day string) {
	words := strings.Fields(text)
	reads := func(words []string) bool { return IsUntil(strings.Join(words, " "), ref) }
	for n := max(0, len(words)-mostUntil); n < len(words); n++ {
		if reads(words[n:]) {
			return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		}
	}
	for n := min(len(words), mostUntil); n > 0; n-- {
		if reads(words[:n]) {
			return strings.Join(words[n:], " "), strings.Join(words[:n], " ")
		}
	}
	return text, ""
}

// mostUntil is how many words a day takes at most.
const mostUntil = 9
