package form

import (
	"giaoban/internal/fault"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// year is a year of our calendar, or a special answer such as «Trước năm 2006».
var year = kind{
	keys:        []string{"min", "max", "suggest", "default"},
	check:       checkYear,
	picks:       true,
	plain:       plainNumber,
	read:        readYear,
	initial:     initialNumber,
	comes:       Years,
	count:       countNumber,
	gather:      ADate,
	gatherWord:  func(_ *Question, say Writer) string { return say.Say("prepare_year") },
	notAFile:    "file_not_year",
	interpreted: true,
	fits: func(q *Question, v Value, _ Input) *Problem {
		if v.Name != "" {
			return nil
		}
		return fitsNumber(q, v, false)
	},
	show: func(q *Question, v Value, say Writer) string {
		if o, ok := q.Option(v.Name); ok {
			return viet.LowerFirst(say.Fill(o.Label))
		}
		return PlainNumber(v.Number)
	},
}

// checkYear refuses bounds that are no years, and warns of years of two digits.
func checkYear(p *parsing, q *Question, path []any) {
	checkNumber(true)(p, q, path)
	for key, bound := range map[string]string{"min": q.Min, "max": q.Max} {
		if n, ok := Bound(bound); ok && n > 0 && n < 100 {
			p.warn(append(path[:len(path):len(path)], key), fault.New("year_short", "code", q.Code, "written", bound, "meant", 2000+int(n)))
		}
	}
}

// firstYear is the first that is taken where the outline has no min.
const firstYear = 1900

func readYear(q *Question, in Input) (Value, *Problem) {
	from, to := firstYear, in.Now.Year()
	if lo, ok := Bound(q.Min); ok {
		from = int(lo)
	}
	if hi, ok := Bound(q.Max); ok {
		to = int(hi)
	}
	read, unclear := in.Reader.Year(in.Text, q.asked(in), in.Now, from, to)
	year := read.Value
	outside := unclear != nil && unclear.Why == language.OutOfPeriod || unclear == nil && (year < from || year > to)
	switch {
	case outside && len(q.Special) > 0:
		return Value{}, problem("year_outside_special", "from", from, "to", to, "special", q.Special[0].Label)
	case outside:
		return Value{}, problem("year_outside", "from", from, "to", to)
	case unclear != nil && unclear.Why == language.LeftOver && len(unclear.Values) == 1:
		return Value{}, besides(q, in, unclear, Value{Number: unclear.Values[0]})
	case unclear != nil:
		p := problem("year_unreadable")
		p.Left = unclear.Left
		return Value{}, p
	}
	return Value{Number: float64(year), Remark: read.Remark}, nil
}
