package form

import "time"

// date is a day. Its value's name is the day as 2016-07-05.
var date = kind{
	keys:  []string{"min", "max", "suggest", "default"},
	check: checkDate,
}

// today is a bound or a default that moves with the campaign's time.
const today = "today"

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// checkDate refuses bounds, suggestions and a default that are no days.
func checkDate(p *parsing, q *Question, path []any) {
	for _, bound := range []struct{ key, day string }{{"min", q.Min}, {"max", q.Max}} {
		if day := bound.day; day != "" && day != today && !isDay(day) {
			p.fault(append(path, bound.key), "as 2016-06-30, or today", "question %s: %s %q is not a day", q.Code, bound.key, day)
		}
	}
	if isDay(q.Min) && isDay(q.Max) && q.Min > q.Max {
		p.crossed(q, path)
	}
	for i, day := range q.Suggest {
		if !isDay(day) {
			p.fault(append(path, "suggest", i), "as 2016-06-30", "question %s: %q is not a day", q.Code, day)
		}
	}
	switch day := q.Default; {
	case day == "":
	case day != today && !isDay(day):
		p.noDefault(q, path, "as 2016-06-30, or today")
	case isDay(day) && (isDay(q.Min) && day < q.Min || isDay(q.Max) && day > q.Max):
		p.noDefault(q, path, "from "+q.Min+" to "+q.Max)
	}
}
