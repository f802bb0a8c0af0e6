package english

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// Around an hour until which there is time.
var (
	untilHourAhead = regexp.MustCompile(`^(?:(?:until|till|til|to|by|before|at|no later than) )+`)
	untilHourMore  = regexp.MustCompile(`^(?:another |an extra |(\d{1,3}|an|two|three|half an) more |(?:by )?)(\d{1,3}|an|one|two|three|half an)? ?(hour|minute)s?(?: (more|longer|extra))?$`)
	hourNumbers    = map[string]int{"an": 1, "one": 1, "two": 2, "three": 3}
)

// UntilHour reads an hour until which there is time: «until 5 pm today», or so many hours more than the deadline, «2 more hours».
func (e Reader) UntilHour(input string, now, deadline time.Time) (at time.Time, ok bool) {
	said := strings.ToLower(strings.Trim(viet.Line(input), " .!,"))
	if len(said) > 60 {
		return at, false
	}
	if m := untilHourMore.FindStringSubmatch(said); m != nil && (m[1] != "" || m[4] != "" || strings.HasPrefix(said, "an")) {
		number, unit := m[1]+m[2], time.Hour
		if m[3] == "minute" {
			unit = time.Minute
		}
		n, isWord := hourNumbers[number]
		if !isWord {
			n, _ = strconv.Atoi(number)
		}
		more := time.Duration(n) * unit
		if number == "half an" {
			more = unit / 2
		}
		return language.MoreHours(more, now, deadline), more > 0
	}
	return language.ReadHour(e, strings.Fields(untilHourAhead.ReplaceAllString(said, "")), now)
}
