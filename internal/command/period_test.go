package command_test

import (
	"fmt"
	"testing"

	"giaoban/internal/command"
)

// TestPeriodsAsked reads lines in which a period is named, for somebody whose campaigns recur in these kinds of periods.
func TestPeriodsAsked(t *testing.T) {
	readers := map[string]*command.Reader{"vi": reader(t), "en": readerOf(t, "en")}
	for _, c := range []struct{ language, kind, says, want string }{
		{"vi", "week", "tình hình tuần trước", "tinhhinh -1"},
		{"vi", "week", "tinh hinh tuan truoc", "tinhhinh -1"},
		{"vi", "week", "/chuanop kỳ trước", "chuanop -1"},
		{"vi", "week", "tuần trước nữa thế nào?", "tinhhinh -2"},
		{"vi", "week", "tuần 47", "tinhhinh week 47/0"},
		{"vi", "week", "tuần 2/2027 xã nào chưa nộp", "chuanop week 2/2027"},
		{"vi", "week", "tổng hợp tuần 2 năm 2027", "tonghop week 2/2027"},
		{"vi", "week", "tình hình tháng 10", "tinhhinh month 10/0"}, // there is none such, which whoever answers says
		{"vi", "month", "tháng mười một xã nào chưa nộp", "chuanop month 11/0"},
		{"vi", "month", "tổng hợp tháng 10 năm 2026", "tonghop month 10/2026"},
		{"vi", "month", "tháng trước", "tinhhinh -1"},
		{"vi", "quarter", "tổng hợp quý III", "tonghop quarter 3/0"},
		{"vi", "quarter", "quý 4/2026", "tinhhinh quarter 4/2026"},
		{"vi", "year", "tổng hợp năm 2025", "tonghop year 2025/2025"},
		{"vi", "day", "hôm qua", "tinhhinh -1"},
		{"vi", "day", "ngày 3/7 xã nào chưa nộp", "chuanop 2016-07-03"},
		{"vi", "dates", "tình hình kỳ từ 15/6", "tinhhinh 2016-06-15"},
		{"vi", "week", "/nhac Nga An tuần trước", "nhac -1"},

		// What names no period, or has one among words that are passed on.
		{"vi", "week", "so với tuần trước thế nào", "sovoi"},
		{"vi", "week", "tình hình kỳ này", "tinhhinh"},
		{"vi", "week", "tuần trước anh nhắc Nga An rồi", "tinhhinh"},
		{"vi", "week", "thông báo cho Nga An: tuần 47 họp", "thongbao"},
		{"vi", "", "tình hình Nga An", "tinhhinh"},
		{"vi", "week", "quỹ 3", ""},
		{"vi", "week", "tuần 60", ""},
		{"en", "week", "what about last week", "tinhhinh -1"},
		{"en", "month", "/missing in October", "chuanop month 10/0"},
		{"en", "quarter", "/figures q 3", "tonghop quarter 3/0"},
		{"en", "week", "/status week 47 of 2026", "tinhhinh week 47/2026"},
	} {
		who, _ := sender(t, head)
		if c.kind != "" {
			who.Periods = []string{c.kind}
		}
		got, _ := readers[c.language].Parse(c.says, who)
		if is := string(got.Name) + asWritten(got.Period); is != c.want {
			t.Errorf("%s, each %s: %q is %q, want %q", c.language, c.kind, c.says, is, c.want)
		}
	}
}

func asWritten(p command.Period) string {
	switch {
	case !p.Asked():
		return ""
	case p.Day != "":
		return " " + p.Day
	case p.Every == "":
		return fmt.Sprintf(" -%d", p.Back)
	}
	return fmt.Sprintf(" %s %d/%d", p.Every, p.N, p.Year)
}
