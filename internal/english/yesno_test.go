package english

import (
	"testing"

	"giaoban/internal/language"
)

// TestYesNoMeant: a no behind which the question is affirmed is asked about; a remark may count, and what is
// no mere remark is asked with the yes or no before it.
func TestYesNoMeant(t *testing.T) {
	fuel := language.Question{Label: "Do you need fuel?"}
	schools := language.Question{Label: "Are schools used as shelters?"}
	for _, c := range []struct {
		q      language.Question
		typed  string
		want   string // yes, no; yes? and no? are asked with that; ? is asked without
		remark string
	}{
		{fuel, "no fuel at all, we need it", "?", ""},
		{fuel, "no, we need it badly", "?", ""},
		{fuel, "no we need fuel", "?", ""},
		{fuel, "no, we really need it", "?", ""},
		{fuel, "no, fuel is needed", "?", ""},
		{fuel, "no, it is needed", "?", ""},
		{fuel, "no", "no", ""},
		{fuel, "no need", "no", ""},
		{fuel, "no, we don't need it", "no", ""},
		{fuel, "no fuel at all", "no", ""},
		{fuel, "no, the tank is full", "no", "the tank is full"},
		{fuel, "no, they fetch it from Garsen", "no", "they fetch it from Garsen"},
		{schools, "yes, two primary schools", "yes", "two primary schools"},
		{schools, "yes, 2", "yes", "2"},
		{schools, "yes, maybe two", "yes?", ""},
		{schools, "yes two primary schools", "yes?", ""},
		{schools, "no, they are used for classes", "?", ""},
		{schools, "no, but two may be", "no?", ""},
		{schools, "maybe", "?", ""},
	} {
		r, u := Reader{}.YesNo(c.typed, c.q)
		got := map[bool]string{true: "yes", false: "no"}[r.Value]
		switch {
		case u != nil && len(u.Values) == 1:
			got = map[bool]string{true: "yes?", false: "no?"}[u.Values[0] == 1]
		case u != nil:
			got = "?"
		}
		if got != c.want || r.Remark != c.remark {
			t.Errorf("%q: %s (remark %q, %+v), want %s (%q)", c.typed, got, r.Remark, u, c.want, c.remark)
		}
	}
}
