package form

import (
	"strings"

	"giaoban/internal/language"
)

// Telephone is a telephone number.
const Telephone Type = "telephone"

// telephone keeps the number in its value's name as it is dialled inside the country, one of another with its code. No table
// of all units lists it.
var telephone = kind{
	read: func(_ *Question, in Input) (Value, *Problem) {
		number, ok := in.Reader.Telephone(in.Text)
		if !ok {
			return Value{}, telephoneAmong(in)
		}
		return Value{Name: number}, nil
	},
	show:        func(_ *Question, v Value, _ Writer) string { return spacedTelephone(v.Name) },
	notAFile:    "file_not_telephone",
	interpreted: true,
}

// offeredTelephones is how many numbers are offered that stand among words.
const offeredTelephones = 3

// telephoneAmong asks whether a number is meant that stands among other words: «call me on …».
func telephoneAmong(in Input) *Problem {
	found := language.TelephonesIn(in.Reader, in.Text)
	if len(found) == 0 || len(found) > offeredTelephones {
		return problem("telephone_unreadable")
	}
	p := problemCount("telephone_among", len(found))
	for _, number := range found {
		p.Likely = append(p.Likely, Value{Name: number})
	}
	return p
}

// spacedTelephone parts the digits as they are read aloud: 0912 345 678, +254 722 123 456.
func spacedTelephone(number string) string {
	if abroad, ok := strings.CutPrefix(number, "+"); ok && len(abroad) > 6 {
		n := len(abroad)
		return "+" + abroad[:n-6] + " " + abroad[n-6:n-3] + " " + abroad[n-3:]
	}
	if len(number) != 10 {
		return number
	}
	return number[:4] + " " + number[4:7] + " " + number[7:]
}
