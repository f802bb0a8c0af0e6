package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The words that may stand after within:, which units a unit question takes.
const (
	WithinOwn   = "own"   // the reporting unit only, and so where nothing is said
	WithinBelow = "below" // it and all below it
	WithinAll   = "all"   // the whole list
)

var endingForm = regexp.MustCompile(`^[a-z0-9]{1,8}$`)

// bounds refuses limits that are none, and keys that say nothing for the type.
func (p *parsing) bounds(q *Question, path []any) {
	p.misplaced(q, path)
	lo, hi := p.bound(q, path, "min", q.Min), p.bound(q, path, "max", q.Max)
	if q.Min != "" && q.Max != "" && (lo != nil && hi != nil && *lo > *hi || q.Type == Date && isDay(q.Min) && isDay(q.Max) && q.Min > q.Max) {
		p.fault(append(path, "min"), "", "question %s: min %s is above max %s", q.Code, q.Min, q.Max)
	}
	switch {
	case q.MinLength < 0 || q.MaxLength < 0:
		p.fault(append(path, "min_length"), "", "question %s: a length is 0 or more", q.Code)
	case q.MaxLength > 0 && q.MinLength > q.MaxLength:
		p.fault(append(path, "min_length"), "", "question %s: min_length %d is above max_length %d", q.Code, q.MinLength, q.MaxLength)
	}
	for i, ending := range q.Accept {
		if !endingForm.MatchString(ending) {
			hint := "small letters without a dot, such as pdf"
			p.fault(append(path, "accept", i), hint, "question %s: %q is not the ending of a file's name", q.Code, ending)
		}
	}
	if q.MaxFiles < 0 {
		p.fault(append(path, "max_files"), "", "question %s: max_files is 1 or more", q.Code)
	}
	for i, s := range q.Suggest {
		if q.Type == Date && !isDay(s) {
			p.fault(append(path, "suggest", i), "as 2016-06-30", "question %s: %q is not a day", q.Code, s)
		}
	}
	if q.Rows != nil && q.Rows.Max < 0 {
		p.fault(append(path, "rows", "max"), "", "question %s: rows.max is 0 or more", q.Code)
	}
	p.initial(q, path)
}

// bound reads min or max of a number; nil if it is none, or no number.
func (p *parsing) bound(q *Question, path []any, key, value string) *float64 {
	switch q.Type {
	case Integer, Decimal, Year:
		if value == "" {
			return nil
		}
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			p.fault(append(path, key), "digits only, 1000 and not 1.000 or 1,000", "question %s: %s %q is not a number", q.Code, key, value)
			return nil
		}
		if n != float64(int64(n)) && q.Type != Decimal {
			p.fault(append(path, key), "", "question %s: %s %q is not a whole number", q.Code, key, value)
		}
		return &n
	case Date:
		if value != "" && value != "today" && !isDay(value) {
			p.fault(append(path, key), "as 2016-06-30, or today", "question %s: %s %q is not a day", q.Code, key, value)
		}
	}
	return nil
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// misplaced refuses keys that have no meaning for the type: they are mistakes.
func (p *parsing) misplaced(q *Question, path []any) {
	text := []Type{ShortText, LongText}
	numbers := []Type{Integer, Decimal, Year}
	for _, k := range []struct {
		key     string
		there   bool
		allowed []Type
	}{
		{"min", q.Min != "", append(numbers, Date)},
		{"max", q.Max != "", append(numbers, Date)},
		{"min_length", q.MinLength != 0, text},
		{"max_length", q.MaxLength != 0, text},
		{"accept", q.Accept != nil, []Type{FileUpload}},
		{"max_files", q.MaxFiles != 0, []Type{FileUpload}},
		{"choices", q.Choices != nil, []Type{SelectOne, SelectMultiple}},
		{"suggest", q.Suggest != nil, append(numbers, Date)},
		{"calculation", q.Calculation != "", []Type{Calculate}},
		{"parts", q.Parts != nil, []Type{Calculate}},
		{"read_only", q.ReadOnly, []Type{Calculate}},
		{"within", q.Within != "", []Type{UnitName}},
		{"default", q.Default != "", []Type{Integer, Decimal, Year, Date, SelectOne, ShortText}},
	} {
		if k.there && slices.Contains(types, q.Type) && !slices.Contains(k.allowed, q.Type) {
			p.fault(append(path, k.key), "", "question %s: %s says nothing for type %s", q.Code, k.key, q.Type)
		}
	}
	if q.ConstraintMessage != "" && q.Constraint == "" {
		p.fault(append(path, "constraint_message"), "", "question %s: a constraint_message without a constraint is never said", q.Code)
	}
	if within := []string{WithinOwn, WithinBelow, WithinAll}; q.Within != "" && !slices.Contains(within, q.Within) {
		p.fault(append(path, "within"), strings.Join(within, ", "), "question %s: within %q", q.Code, q.Within)
	}
	if q.Forward != "" && q.Forward != "up" {
		p.fault(append(path, "forward"), "up", "question %s: forward %q", q.Code, q.Forward)
	}
}

// initial refuses a default that would not be taken as an answer.
func (p *parsing) initial(q *Question, path []any) {
	wrong := func(hint string) {
		p.fault(append(path, "default"), hint, "question %s: default %q is no answer to it", q.Code, q.Default)
	}
	if q.Default == "" {
		return
	}
	switch q.Type {
	case Integer, Decimal, Year:
		n, err := strconv.ParseFloat(q.Default, 64)
		lo, hasLo := Bound(q.Min)
		hi, hasHi := Bound(q.Max)
		switch {
		case err != nil || q.Type != Decimal && n != float64(int64(n)):
			wrong("a number")
		case hasLo && n < lo || hasHi && n > hi:
			wrong("from " + q.Min + " to " + q.Max)
		}
	case Date:
		day := q.Default
		switch {
		case day != "today" && !isDay(day):
			wrong("as 2016-06-30, or today")
		case isDay(day) && (isDay(q.Min) && day < q.Min || isDay(q.Max) && day > q.Max):
			wrong("from " + q.Min + " to " + q.Max)
		}
	case SelectOne:
		if _, ok := q.Option(q.Default); !ok {
			names := make([]string, len(q.Choices))
			for i, c := range q.Choices {
				names[i] = c.Name
			}
			wrong(meant(q.Default, names))
		}
	}
}
