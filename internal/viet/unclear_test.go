package viet

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/language"
)

// What a question back names.
func TestReadings(t *testing.T) {
	number := func(s string) *language.Unclear { _, u := Reader{}.Number(s, language.Question{}); return u }
	date := func(s string) *language.Unclear { _, u := Reader{}.Date(s, language.Question{}, refDay); return u }
	year := func(s string) *language.Unclear {
		_, u := Reader{}.Year(s, language.Question{}, refDay, 2006, 2016)
		return u
	}
	choice := func(s string) *language.Unclear {
		_, u := Reader{}.Choice(s, language.Question{}, []string{"Hoạt động tốt", "Hoạt động khá", "Không còn"})
		return u
	}
	for _, c := range []struct {
		got  *language.Unclear
		want language.Unclear
	}{
		{number("1,234"), language.Unclear{Why: language.Ambiguous, Readings: []string{"1.234 (một nghìn hai trăm ba mươi tư)", "1,234 (một phẩy hai ba tư)"}, Values: []float64{1234, 1.234}}},
		{number("5-7"), language.Unclear{Why: language.Span, Readings: []string{"5", "7"}, Values: []float64{5, 7}}},
		{number("năm 2015 có 12 mô hình"), language.Unclear{Why: language.SeveralNumbers, Readings: []string{"2.015", "12"}, Values: []float64{2015, 12}}},
		{date("31/6/2016"), language.Unclear{Why: language.NoSuchDay, Readings: []string{"31/6/2016"}}},
		{date("15/13/2016"), language.Unclear{Why: language.NoSuchDay, Readings: []string{"15/13/2016"}}},
		{date("thứ tư 5/7"), language.Unclear{Why: language.WeekdayDisagrees, Readings: []string{"thứ ba"}}},
		{date("5/7 hoặc 12/2"), language.Unclear{Why: language.SeveralDates, Readings: []string{"05/7/2016", "12/02/2016"}}},
		{year("2010-2012"), language.Unclear{Why: language.SeveralYears, Readings: []string{"2010", "2012"}}},
		{year("2005"), language.Unclear{Why: language.OutOfPeriod, Readings: []string{"2005"}}},
		{choice("hoạt động"), language.Unclear{Why: language.SeveralMatch, Readings: []string{"Hoạt động tốt", "Hoạt động khá"}}},
	} {
		if c.got == nil {
			t.Errorf("taken, want %+v", c.want)
		} else if d := cmp.Diff(c.want, *c.got); d != "" {
			t.Error(d)
		}
	}
}

func TestApproxOnlyWhereSaid(t *testing.T) {
	for input, want := range map[string]bool{
		"khoảng 20": true, "20 người (ước tính)": true, "hơn 20": true, "hon 20": true, "20+": true, "gần hai chục": true,
		"20": false, "trên địa bàn có 9 thôn": false, "có 6 cái": false, "co 6 cai": false,
	} {
		if n, u := (Reader{}).Number(input, language.Question{Label: "Có bao nhiêu người ở 9 thôn?", Names: ours}); u != nil || n.Value.Approx != want {
			t.Errorf("%q: %+v %+v, want approx %v", input, n, u, want)
		}
	}
}
