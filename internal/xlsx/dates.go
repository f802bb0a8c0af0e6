package xlsx

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// A format is what a style makes of a number.
type format struct{ day, hour bool }

// shown is a number as a day, an hour or both; ok is false where it is a number.
func (f format) shown(n float64, since1904 bool) (string, bool) {
	const most = 2_958_465 // 9999-12-31
	if !f.day && !f.hour || !(n >= 0 && n <= most) {
		return "", false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case since1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case n < 60: // the program counts a 29th of February 1900
		first = first.AddDate(0, 0, 1)
	}
	days, part := math.Modf(n)
	at := first.AddDate(0, 0, int(days)).Add(time.Duration(math.Round(part*86400)) * time.Second)
	switch {
	case !f.hour:
		return at.Format(time.DateOnly), true
	case !f.day:
		return at.Format(time.TimeOnly), true
	}
	return at.Format("2006-01-02T15:04:05"), true
}

// builtIn are the formats without a code that are days and hours.
var builtIn = map[int]format{
	14: {day: true}, 15: {day: true}, 16: {day: true}, 17: {day: true}, 18: {hour: true}, 19: {hour: true}, 20: {hour: true},
	21: {hour: true}, 22: {day: true, hour: true}, 45: {hour: true}, 46: {hour: true}, 47: {hour: true},
}

// readStyles reads which styles are days and hours.
func (r *reader) readStyles(content []byte) error {
	codes := map[int]format{}
	inCells := false
	return tokens(content, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			id, err := strconv.Atoi(attribute(t, "numFmtId"))
			switch t.Name.Local {
			case "numFmt":
				if err == nil {
					codes[id] = formatOf(attribute(t, "formatCode"))
				}
			case "cellXfs":
				inCells = true
			case "xf":
				if !inCells {
					break
				}
				f, own := codes[id]
				if !own {
					f = builtIn[id]
				}
				r.formats = append(r.formats, f)
			}
		case xml.EndElement:
			if t.Name.Local == "cellXfs" {
				inCells = false
			}
		}
		return nil
	})
}

// formatOf reads a code: days have y or d, hours h or s. What stands in quotes or brackets, or behind a backslash, is words.
func formatOf(code string) (f format) {
	quoted, bracket, skip := false, false, false
	for _, c := range strings.ToLower(code) {
		switch {
		case skip:
			skip = false
		case quoted:
			quoted = c != '"'
		case bracket:
			bracket = c != ']'
		case c == '\\', c == '_', c == '*':
			skip = true
		case c == '"':
			quoted = true
		case c == '[':
			bracket = true
		case c == ';':
			return f
		case c == 'y', c == 'd':
			f.day = true
		case c == 'h', c == 's':
			f.hour = true
		}
	}
	return f
}
