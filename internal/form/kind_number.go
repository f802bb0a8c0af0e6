package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/language"
)

// number is an amount: of anything, or only of what is whole.
func number(whole bool) *kind {
	return &kind{
		keys:    []string{"min", "max", "range", "suggest", "default"},
		check:   checkNumber(whole),
		counted: true,
		whole:   whole,
		adds:    true,
		plain:   plainNumber,
		comes:   Numbers,
		every:   everyWhole(whole),
		count:   countNumber,
		initial: initialNumber,
		show:    showNumber,
		read: func(q *Question, in Input) (Value, *Problem) {
			return readNumber(q, in, whole)
		},
		fits: func(q *Question, v Value, _ Input) *Problem {
			return fitsNumber(q, v, whole)
		},
		gather: AFigure,
		gatherWord: func(q *Question, say Writer) string {
			if unit := say.Fill(q.Unit); unit != "" {
				return unit
			}
			return say.Say("prepare_number")
		},
		notAFile:    "file_not_number",
		interpreted: true,
		convert: func(from Type, v Value) (Value, bool) {
			return v, from == Integer || whole && from == Decimal && areWhole(v)
		},
	}
}

func plainNumber(v Value) any { return v.Middle() }

func isWhole(n float64) bool { return n == float64(int64(n)) }

func areWhole(v Value) bool {
	return !slices.ContainsFunc(v.Ends(), func(n float64) bool { return !isWhole(n) })
}

// Bound reads min or max; ok is false when there is none.
func Bound(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// checkNumber refuses bounds that are no numbers, and a default outside them.
func checkNumber(whole bool) func(*parsing, *Question, []any) {
	return func(p *parsing, q *Question, path []any) {
		p.bound(q, path, "min", q.Min, whole)
		p.bound(q, path, "max", q.Max, whole)
		lo, hasLo := Bound(q.Min)
		hi, hasHi := Bound(q.Max)
		if hasLo && hasHi && lo > hi {
			p.crossed(q, path)
		}
		if q.Default == "" {
			return
		}
		switch n, err := strconv.ParseFloat(q.Default, 64); {
		case err != nil || whole && !isWhole(n):
			p.noDefault(path, fault.New("default_no_number", "code", q.Code, "default", q.Default))
		case hasLo && n < lo || hasHi && n > hi:
			p.noDefault(path, fault.New("default_outside", "code", q.Code, "default", q.Default, "min", q.Min, "max", q.Max))
		}
	}
}

// thousands is a number as an office writes it and a file does not: 5.000.
var thousands = regexp.MustCompile(`^[1-9]\d{0,2}\.\d{3}$`)

// bound refuses a min or max that is no number, and warns of one that is read otherwise than
// it is meant.
func (p *parsing) bound(q *Question, path []any, key, value string, whole bool) {
	if value == "" {
		return
	}
	switch n, err := strconv.ParseFloat(value, 64); {
	case err != nil:
		f := fault.New("bound_no_number", "code", q.Code, "key", key, "value", value)
		if nameForm.MatchString(value) && value != "today" {
			f = fault.New("bound_name", "code", q.Code, "key", key, "value", value, "meant", q.Name+map[string]string{"min": " >= ", "max": " <= "}[key]+value)
		}
		p.Note(append(path, key), f)
	case thousands.MatchString(value):
		p.warn(append(path, key), fault.New("bound_thousands", "code", q.Code, "key", key, "value", value, "read", PlainNumber(n),
			"meant", value, "plain", strings.ReplaceAll(value, ".", "")))
	case whole && !isWhole(n):
		p.Note(append(path, key), fault.New("bound_not_whole", "code", q.Code, "key", key, "value", value))
	}
}

// readNumber reads one number. Of two that it may be, both are told.
func readNumber(q *Question, in Input, whole bool) (Value, *Problem) {
	n, unclear := in.Reader.Number(in.Text, q.asked(in))
	if unclear != nil {
		return Value{}, unclearNumber(q, in, n.Value, unclear, whole)
	}
	v := Value{Number: n.Value.Value, Upper: n.Value.Upper, Approx: n.Value.Approx, Remark: n.Remark}
	if p := fitsNumber(q, v, whole); p != nil {
		return Value{}, p
	}
	return v, nil
}

func unclearNumber(q *Question, in Input, n language.Number, u *language.Unclear, whole bool) *Problem {
	switch u.Why {
	case language.LeftOver:
		if len(u.Values) != 1 {
			break
		}
		if v := (Value{Number: u.Values[0], Approx: n.Approx}); fitsNumber(q, v, whole) == nil {
			return besides(q, in, u, v)
		}
	case language.OtherUnit:
		p := problem("other_unit", "found", Typed(strings.Join(u.Readings, ", ")), "unit", Label(q.Unit))
		p.Left = u.Left
		return p
	case language.SeveralNumbers:
		return severalNumbers(q, in, u, whole)
	case language.Vague:
		return problem("number_vague", "input", Quoted(in.Text))
	case language.NotKnown:
		return problem("number_not_known")
	case language.Ambiguous, language.Span:
		if len(u.Values) != 2 {
			break
		}
		key := "number_ambiguous"
		if u.Why == language.Span {
			key = "number_span"
		}
		p := problem(key, "input", Quoted(in.Text), "a", u.Readings[0], "b", u.Readings[1])
		for _, v := range u.Values {
			p.Likely = append(p.Likely, Value{Number: v, Approx: n.Approx})
		}
		return p
	case language.Negative:
		lo, _ := Bound(q.Min)
		return problem("number_min", "min", lo)
	}
	p := problem("number_unreadable")
	p.Left = u.Left
	return p
}

// namedNumbers is how many of several numbers a refusal repeats, offeredNumbers how many it
// offers.
const namedNumbers, offeredNumbers = 5, 3

// severalNumbers refuses more than one number, and offers a few. Where an answer is corrected
// it says how several are corrected at once.
func severalNumbers(q *Question, in Input, u *language.Unclear, whole bool) *Problem {
	list := strings.Join(u.Readings[:min(namedNumbers, len(u.Readings))], "; ")
	if len(u.Readings) > namedNumbers {
		list += "; …"
	}
	p := problem("number_several", "list", list)
	if in.Fixing {
		p = problem("number_several_fix", "list", list, "code", q.Code)
	}
	p.Several = true
	for _, n := range u.Values {
		v := Value{Number: n}
		if fitsNumber(q, v, whole) == nil && !slices.ContainsFunc(p.Likely, func(other Value) bool { return other.Number == n }) {
			p.Likely = append(p.Likely, v)
		}
	}
	switch {
	case len(p.Likely) < 2 || len(p.Likely) > offeredNumbers:
		p.Likely = nil
	case !in.Fixing:
		p.Key = "number_several_press"
	}
	return p
}

// fitsNumber holds a number against what is whole and against min and max.
func fitsNumber(q *Question, v Value, whole bool) *Problem {
	if whole && !areWhole(v) {
		return problem("number_whole")
	}
	least, most := v.Number, v.Ends()[len(v.Ends())-1]
	lo, hasLo := Bound(q.Min)
	hi, hasHi := Bound(q.Max)
	switch {
	case (!hasLo || least >= lo) && (!hasHi || most <= hi):
		return nil
	case hasLo && hasHi:
		return problem("number_range", "min", lo, "max", hi)
	case hasLo:
		return problem("number_min", "min", lo)
	}
	return problem("number_max", "max", hi)
}

func initialNumber(q *Question, _ Input) (Value, string) {
	n, _ := strconv.ParseFloat(q.Default, 64)
	return Value{Number: n}, PlainNumber(n)
}

func showNumber(q *Question, v Value, say Writer) string {
	s := say.Number(v.Number)
	if v.Upper != nil {
		s = say.Say("value_span", "from", s, "to", say.Number(*v.Upper))
	}
	if v.Approx {
		s = say.Say("value_approx", "number", s)
	}
	if q.Unit != "" {
		s += " " + say.Fill(q.Unit)
	}
	return s
}

// countNumber counts a special answer by its name, any other as a number.
func countNumber(t *Tally, unit string, v Value) {
	if v.Name != "" {
		t.Counts[v.Name]++
		return
	}
	t.number(unit, v.Number)
	if v.Upper != nil {
		t.upTo(unit, *v.Upper-v.Number, *v.Upper)
	}
}

// manyTried is how many numbers are tried against a constraint.
const manyTried = 1000

// everyWhole lists the whole numbers from min to max.
func everyWhole(whole bool) func(*Question) []Value {
	return func(q *Question) (list []Value) {
		lo, hasLo := Bound(q.Min)
		hi, hasHi := Bound(q.Max)
		if !whole || !hasLo || !hasHi || hi-lo >= manyTried || len(q.Special) > 0 {
			return nil
		}
		for n := lo; n <= hi; n++ {
			list = append(list, Value{Number: n})
		}
		return list
	}
}
