package form

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/language"
)

// date is a day. Its value's name is the day as 2016-07-05.
var date = kind{
	keys:        []string{"min", "max", "suggest", "default"},
	check:       checkDate,
	read:        readDate,
	fits:        fitsDate,
	show:        func(_ *Question, v Value, say Writer) string { return say.Day(v.Name) },
	comes:       Days,
	count:       func(t *Tally, unit string, v Value) { t.date(unit, v.Name) },
	gather:      ADate,
	gatherWord:  func(_ *Question, say Writer) string { return say.Say("prepare_date") },
	notAFile:    "file_not_date",
	interpreted: true,
	initial: func(q *Question, in Input) (Value, string) {
		v := Value{Name: in.day(q.Default)}
		return v, in.Say.Day(v.Name)
	},
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
			p.Note(append(path, bound.key), fault.New("bound_no_day", "code", q.Code, "key", bound.key, "day", day).WrittenDay(day))
		}
	}
	if isDay(q.Min) && isDay(q.Max) && q.Min > q.Max {
		p.crossed(q, path)
	}
	for i, day := range q.Suggest {
		if !isDay(day) {
			p.Note(append(path, "suggest", i), fault.New("suggest_no_day", "code", q.Code, "day", day).WrittenDay(day))
		}
	}
	switch day := q.Default; {
	case day == "":
	case day != today && !isDay(day):
		p.noDefault(path, fault.New("default_no_day", "code", q.Code, "default", q.Default).WrittenDay(q.Default))
	case isDay(day) && (isDay(q.Min) && day < q.Min || isDay(q.Max) && day > q.Max):
		p.noDefault(path, fault.New("default_outside", "code", q.Code, "default", q.Default, "min", q.Min, "max", q.Max))
	}
}

func readDate(q *Question, in Input) (Value, *Problem) {
	d, unclear := in.Reader.Date(in.Text, q.asked(in), in.Now)
	if unclear != nil {
		return Value{}, unclearDate(q, in, unclear)
	}
	if d.Value.Day == 0 {
		return Value{}, problem("date_vague", "input", Quoted(in.Text))
	}
	v := Value{Name: d.Value.String(), Remark: d.Remark}
	if slices.Contains(q.Suggest, v.Name) {
		return v, nil
	}
	if p := fitsDate(q, v, in); p != nil {
		return Value{}, p
	}
	return v, nil
}

func unclearDate(q *Question, in Input, u *language.Unclear) *Problem {
	switch u.Why {
	case language.LeftOver:
		if len(u.Dates) == 1 && u.Dates[0].Day != 0 {
			return besides(q, in, u, Value{Name: u.Dates[0].String()})
		}
	case language.Ambiguous:
		if len(u.Dates) > 0 {
			return eitherDay(in, u)
		}
	case language.NoSuchDay:
		return problem("date_no_such_day", "input", Quoted(in.Text))
	case language.SeveralDates:
		return problem("date_several", "list", strings.Join(u.Readings, "; "))
	case language.WeekdayDisagrees:
		return problem("date_weekday", "date", Quoted(in.Text), "weekday", strings.Join(u.Readings, ", "))
	case language.VagueDate:
		return problem("date_vague", "input", Quoted(in.Text))
	}
	p := problem("date_unreadable", "example", Day(exampleDay(q, in)))
	p.Left = u.Left
	return p
}

// exampleDay is a day that the question would take: today, or the nearest to it.
func exampleDay(q *Question, in Input) string {
	day := in.day(today)
	if hi := in.day(q.Max); hi != "" {
		day = min(day, hi)
	}
	return max(day, in.day(q.Min))
}

// eitherDay asks which of two days is meant, or whether one is.
func eitherDay(in Input, u *language.Unclear) *Problem {
	p := problem("date_ambiguous_one", "input", Quoted(in.Text), "a", u.Readings[0])
	if len(u.Dates) > 1 {
		p = problem("date_ambiguous", "input", Quoted(in.Text), "a", u.Readings[0], "b", u.Readings[1])
	}
	for _, d := range u.Dates {
		p.Likely = append(p.Likely, Value{Name: d.String()})
	}
	return p
}

// fitsDate holds a day against min and max.
func fitsDate(q *Question, v Value, in Input) *Problem {
	lo, hi := in.day(q.Min), in.day(q.Max)
	switch {
	case (lo == "" || v.Name >= lo) && (hi == "" || v.Name <= hi):
		return nil
	case lo == "":
		return problem("date_max", "max", Day(hi))
	case hi == "":
		return problem("date_min", "min", Day(lo))
	}
	return problem("date_range", "min", Day(lo), "max", Day(hi))
}
