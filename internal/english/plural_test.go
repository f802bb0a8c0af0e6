package english

import "testing"

// TestPlural: nouns of lists of units, and of lists of an outline.
func TestPlural(t *testing.T) {
	for one, several := range map[string]string{
		"ward": "wards", "Ward": "Wards", "Sub-County": "Sub-Counties", "parish": "parishes", "branch": "branches", "office": "offices",
		"health post": "health posts", "valley": "valleys", "campus": "campuses", "glass": "glasses", "box": "boxes", "people": "people", "villages": "villages",
		"WARD": "WARDS", "TA": "TAs", "LGU": "LGUs", "xã": "xã", "": "",
	} {
		if got := (Reader{}).Plural(one); got != several {
			t.Errorf("several of %q are %q, want %q", one, got, several)
		}
	}
}

// TestTelephone: a number is one of any country, and nothing else is one.
func TestTelephone(t *testing.T) {
	for text, want := range map[string]string{
		"+254 722 123 456": "+254722123456", "0722 123 456": "0722123456", "(415) 555-0132": "4155550132", "020 7946 0000": "02079460000",
		"it's 0722 123 456": "", "1,250": "", "12": "", "0722 123 456 or 0733 123 456": "", "24/11/2026": "", "no": "", "+0": "",
	} {
		if got, ok := (Reader{}).Telephone(text); got != want || ok != (want != "") {
			t.Errorf("%q is the number %q %v, want %q", text, got, ok, want)
		}
	}
}
