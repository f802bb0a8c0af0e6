package form

import "strings"

// Telephone is a telephone number.
const Telephone Type = "telephone"

// telephone keeps the number in its value's name as it is dialled inside the country, one of another with its code. No table
// of all units lists it.
var telephone = kind{
	read: func(_ *Question, in Input) (Value, *Problem) {
		number, ok := in.Reader.Telephone(in.Text)
		if !ok {
			return Value{}, problem("telephone_unreadable")
		}
		return Value{Name: number}, nil
	},
	show:        func(_ *Question, v Value, _ Writer) string { return spacedTelephone(v.Name) },
	notAFile:    "file_not_telephone",
	interpreted: true,
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
