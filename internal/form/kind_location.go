package form

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"giaoban/internal/chat"
)

// Location is a place on the map: sent from the phone, or typed as two numbers.
const Location Type = "location"

// location keeps latitude and longitude, in that order, in its value's name:
// 19.8067,105.7852. Six decimals are a hand's breadth.
//
// A channel that cannot send a place delivers what is unsupported, so that the
// person learns how it is typed.
var location = kind{
	takes:       []chat.Kind{chat.Location, chat.Unsupported},
	read:        readLocation,
	how:         func(_ *Question, in Input) string { return in.Say.Say("location_how") },
	plain:       func(v Value) any { return pointOf(v) },
	show:        showLocation,
	cell:        func(v Value) string { return pointOf(v).String() },
	interpreted: true,
	notAFile:    "location_not_file",
}

// point is how expressions see a place.
type point struct {
	Latitude  float64 `expr:"latitude"`
	Longitude float64 `expr:"longitude"`
}

// pointOf reads the place out of a value; the zero point if there is none.
func pointOf(v Value) point {
	latitude, longitude, _ := strings.Cut(v.Name, ",")
	var p point
	p.Latitude, _ = strconv.ParseFloat(latitude, 64)
	p.Longitude, _ = strconv.ParseFloat(longitude, 64)
	return p
}

// String returns the pair as maps take it: 19.8067, 105.7852.
func (p point) String() string { return PlainNumber(p.Latitude) + ", " + PlainNumber(p.Longitude) }

// value is the place to be stored; ok is false for none on earth.
func (p point) value() (v Value, ok bool) {
	if !(math.Abs(p.Latitude) <= 90 && math.Abs(p.Longitude) <= 180) {
		return Value{}, false
	}
	round := func(degrees float64) string { return PlainNumber(math.Round(degrees*1e6)/1e6 + 0) }
	return Value{Name: round(p.Latitude) + "," + round(p.Longitude)}, true
}

// pair is two numbers of degrees. Where the comma is the decimal sign, a space or a
// semicolon parts them.
var pair = regexp.MustCompile(`^\(?([+-]?\d{1,3}(?:[.,]\d+)?)°?(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:[.,]\d+)?)°?\)?$`)

func readLocation(_ *Question, in Input) (Value, *Problem) {
	var p point
	switch typed := pair.FindStringSubmatch(strings.TrimSpace(in.Text)); {
	case in.Kind == chat.Location && in.Position != nil:
		p = point(*in.Position)
	case in.Kind == chat.Unsupported:
		return Value{}, problem("location_unsupported")
	case typed == nil:
		return Value{}, problem("location_unreadable")
	default:
		p.Latitude, _ = strconv.ParseFloat(strings.Replace(typed[1], ",", ".", 1), 64)
		p.Longitude, _ = strconv.ParseFloat(strings.Replace(typed[2], ",", ".", 1), 64)
	}
	v, ok := p.value()
	if !ok {
		return Value{}, problem("location_outside")
	}
	return v, nil
}

// showLocation writes the pair and a link that opens the map of the reader's phone.
func showLocation(_ *Question, v Value, say Writer) string {
	return say.Say("location_shown", "pair", pointOf(v), "link", "https://www.google.com/maps?q="+v.Name)
}
