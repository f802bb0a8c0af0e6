package form

import (
	"strings"

	"giaoban/internal/language"
)

// yesNo is a yes, the number 1, or a no.
var yesNo = kind{
	plain:    plainYes,
	read:     readYes,
	show:     showYes,
	notAFile: "file_not_choice",
	taps: func(q *Question, say Writer) []Tap {
		yes, no := q.yesAndNo(say)
		return []Tap{{"yes", yes, Value{Number: 1}}, {"no", no, Value{}}}
	},
	every: func(*Question) []Value { return []Value{{Number: 1}, {}} },
	comes: YesAndNo,
	count: func(t *Tally, _ string, v Value) {
		if v.Number != 0 {
			t.Yes++
		}
	},
}

func plainYes(v Value) any { return v.Number != 0 }

// yesAndNo are the two answers in the question's own words: «Rồi», «Chưa» to «… chưa?».
func (q *Question) yesAndNo(say Writer) (yes, no string) {
	done, not := say.Say("yes_done"), say.Say("no_done")
	if strings.HasSuffix(strings.ToLower(strings.TrimRight(q.Label, "?. ")), " "+strings.ToLower(not)) {
		return done, not
	}
	return say.Say("yes"), say.Say("no")
}

func readYes(q *Question, in Input) (Value, *Problem) {
	yes, unclear := in.Reader.YesNo(in.Text, q.asked(in))
	if unclear != nil {
		if len(unclear.Values) == 1 && len(unclear.Left) > 0 { // «no it's flooded»
			return Value{}, besides(q, in, unclear, Value{Number: unclear.Values[0]})
		}
		yes, no := q.yesAndNo(in.Say)
		p := problem("yes_no_unclear", "yes", Label(yes), "no", Label(no))
		switch unclear.Why {
		case language.NegativeQuestion:
			p = problem("yes_no_negative")
		case language.Contradicted:
			p = problem("yes_no_both", "input", Quoted(in.Text), "yes", Label(yes), "no", Label(no))
		}
		p.Left = unclear.Left
		return Value{}, p
	}
	return Value{Number: float64(Flag(yes.Value)), Remark: yes.Remark}, nil
}

func showYes(_ *Question, v Value, say Writer) string {
	if v.Number != 0 {
		return say.Say("yes")
	}
	return say.Say("no")
}
