package command

import (
	"slices"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// What a coordinator may order about the digests. The words are those of the
// buttons too.
const (
	HoursShow    = "xem"
	HoursOff     = "tat"
	HoursDefault = "macdinh"
	HoursSilent  = "imlang" // nothing on a day without news
	HoursLine    = "motdong"
	HoursAt      = "gio" // at these hours
)

// An HoursOrder is what is to be done about the hours of digests; At are minutes
// since midnight, sorted.
type HoursOrder struct {
	What string
	At   []int
}

// hoursWords are the phrases that list how orders without hours are written.
var hoursWords = []struct{ what, spelled string }{
	{HoursOff, "spelled_hours_off"},
	{HoursDefault, "spelled_hours_default"},
	{HoursSilent, "spelled_hours_silent"},
	{HoursLine, "spelled_hours_line"},
}

// ReadHours reads an order; no words ask how things stand.
func ReadHours(text string, say locale.Phrases) (o HoursOrder, ok bool) {
	run := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	typed := run(viet.Fold(viet.Line(text)))
	if typed == "" {
		return HoursOrder{What: HoursShow}, true
	}
	for _, w := range hoursWords {
		if slices.ContainsFunc(Listed(say.Say(w.spelled)), func(form string) bool { return run(form) == typed }) {
			return HoursOrder{What: w.what}, true
		}
	}
	at, ok := say.Tongue().Hours(text)
	slices.Sort(at)
	return HoursOrder{What: HoursAt, At: slices.Compact(at)}, ok
}
