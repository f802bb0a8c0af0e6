package form

import "giaoban/internal/language"

// yesNo is a yes, the number 1, or a no.
var yesNo = kind{
	plain:    plainYes,
	read:     readYes,
	show:     showYes,
	notAFile: "file_not_choice",
	taps: func(say Writer) []Tap {
		return []Tap{{"yes", say.Say("yes"), Value{Number: 1}}, {"no", say.Say("no"), Value{}}}
	},
	comes: YesAndNo,
	count: func(t *Tally, _ string, v Value) {
		if v.Number != 0 {
			t.Yes++
		}
	},
}

func plainYes(v Value) any { return v.Number != 0 }

func readYes(q *Question, in Input) (Value, *Problem) {
	yes, unclear := in.Reader.YesNo(in.Text, q.asked(in))
	if unclear != nil {
		key := "yes_no_unclear"
		if unclear.Why == language.NegativeQuestion {
			key = "yes_no_negative"
		}
		p := problem(key)
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
