package form

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

func readYes(_ *Question, in Input) (Value, *Problem) {
	yes, unclear := in.Reader.YesNo(in.Text)
	if unclear != nil {
		return Value{}, problem("yes_no_unclear")
	}
	return Value{Number: float64(Flag(yes))}, nil
}

func showYes(_ *Question, v Value, say Writer) string {
	if v.Number != 0 {
		return say.Say("yes")
	}
	return say.Say("no")
}
