package viet

import (
	"testing"

	"giaoban/internal/language"
)

// TestYesNoMeant: a no behind which the question is affirmed is asked about, and what is no mere remark
// is asked with the yes or no before it.
func TestYesNoMeant(t *testing.T) {
	fuel := language.Question{Label: "Có cần xăng dầu không?"}
	schools := language.Question{Label: "Có dùng trường học làm nơi tránh trú không?"}
	road := language.Question{Label: "Có đường vào không?"}
	for _, c := range []struct {
		q           language.Question
		typed, want string // có, không; có? and không? are asked with that; ? is asked without
		remark      string
	}{
		{fuel, "không có xăng, cần lắm", "?", ""},
		{fuel, "không, chúng tôi cần", "?", ""},
		{fuel, "không, xã rất cần", "?", ""},
		{fuel, "không còn xăng, cần gấp", "?", ""},
		{fuel, "không, cần xăng dầu ngay", "?", ""},
		{fuel, "không cần", "không", ""},
		{fuel, "không, chưa cần", "không", "chưa cần"},
		{fuel, "không, bồn đầy", "không", "bồn đầy"},
		{road, "không, đường sạt", "không", "đường sạt"},
		{schools, "có, hai trường tiểu học", "có", "hai trường tiểu học"},
		{schools, "có hai trường tiểu học", "có?", ""},
		{fuel, "có 200 lít", "có?", ""},
		{schools, "có, nhưng ít", "có?", ""},
		{schools, "có thể", "?", ""},
		{schools, "không, trường vẫn dạy", "không", "trường vẫn dạy"},
	} {
		r, u := Reader{}.YesNo(c.typed, c.q)
		got := map[bool]string{true: "có", false: "không"}[r.Value]
		switch {
		case u != nil && len(u.Values) == 1:
			got = map[bool]string{true: "có?", false: "không?"}[u.Values[0] == 1]
		case u != nil:
			got = "?"
		}
		if got != c.want || r.Remark != c.remark {
			t.Errorf("%q: %s (remark %q, %+v), want %s (%q)", c.typed, got, r.Remark, u, c.want, c.remark)
		}
	}
}
