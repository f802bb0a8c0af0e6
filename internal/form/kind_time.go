package form

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// TimeOfDay is an hour of the day, which belongs to no day.
const TimeOfDay Type = "time"

// timeOfDay keeps the hour in its value's name as 07:30, so that earlier is less.
var timeOfDay = kind{
	keys:        []string{"min", "max", "default"},
	check:       checkTime,
	read:        readTime,
	fits:        fitsTime,
	show:        func(_ *Question, v Value, say Writer) string { return showTime(v.Name, say) },
	comes:       Days,
	count:       func(t *Tally, unit string, v Value) { t.date(unit, v.Name) },
	notAFile:    "file_not_time",
	interpreted: true,
	initial: func(q *Question, in Input) (Value, string) {
		return Value{Name: q.Default}, showTime(q.Default, in.Say)
	},
}

var timeForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// checkTime refuses bounds and a default that are no hours as 07:30.
func checkTime(p *parsing, q *Question, path []any) {
	for key, at := range map[string]string{"min": q.Min, "max": q.Max, "default": q.Default} {
		if at != "" && !timeForm.MatchString(at) {
			p.Note(append(path[:len(path):len(path)], key), fault.New("bound_no_time", "code", q.Code, "key", key, "value", at).WrittenHour(at))
		}
	}
	if timeForm.MatchString(q.Min) && timeForm.MatchString(q.Max) && q.Min > q.Max {
		p.crossed(q, path)
	}
}

// A clock reads hours of the day in one language, in minutes since midnight.
type clock interface {
	Hours(text string) (minutes []int, ok bool)
}

func readTime(q *Question, in Input) (Value, *Problem) {
	text := viet.Polite(viet.Line(in.Text))
	minutes, ok := viet.ReadHours(text)
	if reader, has := in.Reader.(clock); has {
		minutes, ok = reader.Hours(text)
	}
	switch {
	case !ok:
		return Value{}, problem("time_unreadable")
	case len(minutes) > 1:
		return Value{}, problem("time_several")
	}
	v := Value{Name: fmt.Sprintf("%02d:%02d", minutes[0]/60, minutes[0]%60)}
	if p := fitsTime(q, v, in); p != nil {
		return Value{}, p
	}
	return v, nil
}

// fitsTime holds an hour against min and max.
func fitsTime(q *Question, v Value, in Input) *Problem {
	lo, hi := q.Min, q.Max
	switch {
	case (lo == "" || v.Name >= lo) && (hi == "" || v.Name <= hi):
		return nil
	case lo == "":
		return problem("time_max", "max", showTime(hi, in.Say))
	case hi == "":
		return problem("time_min", "min", showTime(lo, in.Say))
	}
	return problem("time_range", "min", showTime(lo, in.Say), "max", showTime(hi, in.Say))
}

// showTime writes an hour as it is spoken: «7 giờ 30».
func showTime(at string, say Writer) string {
	hour, minute, ok := strings.Cut(at, ":")
	h, err := strconv.Atoi(hour)
	switch {
	case !ok || err != nil:
		return at
	case minute == "00":
		return say.Say("value_hour", "hour", h)
	}
	return say.Say("value_time", "hour", h, "minute", minute)
}
