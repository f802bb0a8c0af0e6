package command

import (
	"slices"
	"strings"

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

// ReadHours reads an order; no words ask how things stand.
func ReadHours(text string) (o HoursOrder, ok bool) {
	switch strings.ReplaceAll(viet.Fold(viet.Line(text)), " ", "") {
	case "":
		return HoursOrder{What: HoursShow}, true
	case "tat", "khongnhan", "dung":
		return HoursOrder{What: HoursOff}, true
	case "macdinh", "giochung":
		return HoursOrder{What: HoursDefault}, true
	case "imlang":
		return HoursOrder{What: HoursSilent}, true
	case "motdong":
		return HoursOrder{What: HoursLine}, true
	}
	at, ok := viet.ReadHours(text)
	slices.Sort(at)
	return HoursOrder{What: HoursAt, At: slices.Compact(at)}, ok
}
