package form

import (
	"strconv"

	"giaoban/internal/fault"
)

// Scale is a whole number on a scale, from min to max in steps.
const Scale Type = "scale"

// scale is tapped where it has few values, and typed like any other number.
var scale = kind{
	keys:        []string{"min", "max", "step", "low", "high"},
	check:       checkScale,
	plain:       plainNumber,
	comes:       Numbers,
	count:       countNumber,
	show:        showNumber,
	every:       func(q *Question) []Value { return steps(q) },
	notAFile:    "file_not_number",
	interpreted: true,
	read: func(q *Question, in Input) (Value, *Problem) {
		v, p := readNumber(q, in, true)
		if p == nil {
			p = fitsScale(q, v, in)
		}
		if p != nil {
			return Value{}, p
		}
		return v, nil
	},
	fits: fitsScale,
	how: func(q *Question, in Input) string {
		if q.Low == "" && q.High == "" {
			return ""
		}
		return in.Say.Say("scale_ends", "min", q.Min, "low", in.Say.Fill(q.Low), "max", q.Max, "high", in.Say.Fill(q.High))
	},
	taps: func(q *Question, say Writer) (list []Tap) {
		if stepCount(q) > mostSteps {
			return nil
		}
		for _, v := range steps(q) {
			list = append(list, Tap{Name: "s" + PlainNumber(v.Number), Label: say.Number(v.Number), Value: v})
		}
		return list
	},
	convert: func(from Type, v Value) (Value, bool) { return v, from == Integer && v.Upper == nil },
}

// mostSteps is how many values of a scale are put as buttons.
const mostSteps = 11

// steps are the values of a scale; every whole number where nothing is said.
func steps(q *Question) (list []Value) {
	lo, _ := Bound(q.Min)
	for i := range min(stepCount(q), manyTried) {
		list = append(list, Value{Number: lo + float64(i*max(1, q.Step))})
	}
	return list
}

func stepCount(q *Question) int {
	lo, _ := Bound(q.Min)
	hi, _ := Bound(q.Max)
	return max(0, int(hi-lo)/max(1, q.Step)+1)
}

// checkScale refuses a scale without ends, and one that does not reach its end in steps.
func checkScale(p *parsing, q *Question, path []any) {
	lo, err := strconv.Atoi(q.Min)
	hi, err2 := strconv.Atoi(q.Max)
	switch {
	case err != nil || err2 != nil:
		p.Note(path, fault.New("scale_no_ends", "code", q.Code))
	case lo >= hi:
		p.crossed(q, path)
	case q.Step < 0 || q.Step > hi-lo || q.Step > 0 && (hi-lo)%q.Step != 0:
		p.Note(append(path[:len(path):len(path)], "step"), fault.New("scale_step", "code", q.Code, "step", q.Step, "min", lo, "max", hi))
	case stepCount(q) > widestScale:
		p.warn(append(path[:len(path):len(path)], "max"), fault.New("scale_wide", "code", q.Code, "n", stepCount(q)))
	}
}

// widestScale is how many values a scale has that anybody means as one: 0 to 100.
const widestScale = 101

// fitsScale holds a number against the ends and the steps.
func fitsScale(q *Question, v Value, _ Input) *Problem {
	if p := fitsNumber(q, v, true); p != nil {
		return p
	}
	lo, _ := Bound(q.Min)
	hi, _ := Bound(q.Max)
	if q.Step > 1 && int(v.Number-lo)%q.Step != 0 {
		return problem("scale_between", "min", lo, "next", lo+float64(q.Step), "max", hi)
	}
	return nil
}
