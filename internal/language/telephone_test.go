package language_test

import (
	"testing"

	"giaoban/internal/english"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// TestTelephone: numbers of any country are taken with its code, those of the own one as they are dialled there.
func TestTelephone(t *testing.T) {
	for tongue, numbers := range map[language.Reader]map[string]string{
		english.Reader{}: {
			"+254 722 123 456": "+254722123456", "+254-722-123456.": "+254722123456", "0722 123 456": "0722123456", "(020) 7946 0000": "02079460000",
			"+44 (0)20 7946 0000": "+442079460000", "00254 722 123 456": "+254722123456", "555-123-4567": "5551234567", "7946 0000": "79460000", "+1 (555) 123-4567": "+15551234567",
			"+63 917 123 4567": "+639171234567", "12": "", "+12 345": "", "+0722123456": "", "call 0722 123 456": "", "0722 123 456 or 0733 123 456": "", "+1234567890123456": "", "no": "",
		},
		viet.Reader{}: {
			"0912 345 678": "0912345678", "+84 912 345 678": "0912345678", "+254 722 123 456": "+254722123456", "912345678": "", "555-123-4567": "",
		},
	} {
		for typed, want := range numbers {
			if got, ok := tongue.Telephone(typed); got != want || ok != (want != "") {
				t.Errorf("%T: %q is %q, %v; want %q", tongue, typed, got, ok, want)
			}
		}
	}
}

// TestOnlyTelephone: what may be the answer to a question that waits beside is not taken for a telephone number.
func TestOnlyTelephone(t *testing.T) {
	for typed, want := range map[string]bool{
		"0722 123 456": true, "+254 722 123 456": true, "00254 722 123 456": true, "555-123-4567": true, "(555) 123 4567": true,
		"1250000": false, "1 250 000": false, "1.250.000.000": false, "1250000000": false, "7946 0000": false,
	} {
		number, ok := english.Reader{}.Telephone(typed)
		if got := ok && language.OnlyTelephone(typed, number); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}

// TestSameTelephone: a number is one with the code of its country and without.
func TestSameTelephone(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"0722123456", "+254722123456", true}, {"+254722123456", "0722123456", true}, {"+254722123456", "+254722123456", true}, {"0722123456", "0722123456", true},
		{"0722123457", "+254722123456", false}, {"722123456", "+254722123456", false}, {"0123456", "+254722123456", false}, {"", "+254722123456", false},
		{"+254722123456", "+44722123456", false}, {"", "", true},
	} {
		if got := language.SameTelephone(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}
