package viet

import (
	"testing"

	"giaoban/internal/language"
)

// TestFigure: digits by themselves are read without the question as they would be with it.
func TestFigure(t *testing.T) {
	questions := []language.Question{
		{},
		{Label: "Năm 2015 và 6 tháng đầu năm 2016, thôn có bao nhiêu hộ?", Unit: "hộ"},
		{Label: "Thu nhập bình quân 9 tháng năm 2016", Unit: "triệu đồng"},
		{Label: "Số lượt khách", Unit: "nghìn lượt", Below: true},
		{Label: "Bao nhiêu năm?", Unit: "tháng", Names: []string{"xã Nga An", "xã"}},
	}
	for _, line := range []string{"0", "00", "007", "0912", "1", "9", "12", "2015", "2016", "1.234", "1 234", "1'234", "12,5", "12.5", "0.5", "999999", "12.345,5"} {
		got, ok := scan(line).figure()
		for _, q := range questions {
			a := Reader{}.understand(q)
			want, unclear := a.numbers(scan(line)).number()
			if ok != (unclear == nil) || ok && (want.Value != got || want.Approx) {
				t.Errorf("%q of %q is %v, %v by itself and %v, %v with the question", line, q.Label, got, ok, want, unclear)
			}
		}
	}
	for _, line := range []string{"1000000", "15.000.000", "1,234", "-9", "9 hộ", "9.", "9?", "9 8", "chín", ""} {
		if got, ok := scan(line).figure(); ok {
			t.Errorf("%q is %v by itself", line, got)
		}
	}
}
