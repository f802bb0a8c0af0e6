package command_test

import (
	"fmt"
	"testing"
	"time"

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
		{"vi", "week", "kỳ 45", "tinhhinh week 45/0"},
		{"vi", "week", "ai chưa nộp kỳ 45/2026", "chuanop week 45/2026"},
		{"vi", "month", "số liệu kỳ 3", "tinhhinh month 3/0"},
		{"vi", "week", "số liệu quý trước", "tinhhinh quarter 0/0"}, // none such, and not silently the open one
		{"vi", "month", "xem lại báo cáo tháng trước", "tinhhinh -1"},
		{"vi", "week", "tuần trước đã nộp chưa", "tinhhinh -1"},
		{"vi", "week", "sửa báo cáo tuần trước", "mo -1"}, // an order on a past period, which is answered with buttons
		{"vi", "week", "xem các kỳ trước", "tinhhinh each 0/0"},
		{"vi", "week", "khi nào mở kỳ mới", "tinhhinh +1"},
		{"vi", "week", "hạn nộp tuần sau là bao giờ", "tinhhinh +1"},
		{"vi", "day", "so với hôm qua", "sovoi"},
		{"en", "week", "show me last week's report", "tinhhinh -1"},
		{"en", "week", "when does the next period open", "tinhhinh +1"},
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
	case p.Back == command.Coming:
		return " +1"
	case p.Every == "":
		return fmt.Sprintf(" -%d", p.Back)
	}
	return fmt.Sprintf(" %s %d/%d", p.Every, p.N, p.Year)
}

// TestPeriodsOfOnesOwn reads lines in which somebody who works at a report names another period of it.
func TestPeriodsOfOnesOwn(t *testing.T) {
	readers := map[string]*command.Reader{"vi": reader(t), "en": readerOf(t, "en")}
	for _, c := range []struct{ language, kind, says, want string }{
		{"vi", "week", "xem báo cáo tuần trước", "kytruoc -1"},
		{"vi", "week", "xem bao cao tuan truoc", "kytruoc -1"},
		{"vi", "week", "cho tôi xem lại số liệu tuần 45 với ạ", "kytruoc week 45/0"},
		{"vi", "month", "số liệu tháng trước", "kytruoc -1"},
		{"vi", "quarter", "báo cáo quý trước của đơn vị tôi đâu rồi", "kytruoc -1"},
		{"vi", "week", "tuần trước xã tôi nộp chưa?", "kytruoc -1"},
		{"vi", "week", "kỳ 45", "kytruoc/ky week 45/0"},
		{"vi", "week", "tuần trước", "kytruoc/ky -1"},
		{"vi", "week", "nộp bù báo cáo tuần trước", "kytruoc/lam -1"},
		{"vi", "week", "làm tiếp báo cáo tuần 47", "kytruoc/lam week 47/0"},
		{"vi", "week", "xin sửa báo cáo tuần trước", "kytruoc/sua -1"},
		{"vi", "week", "mở lại báo cáo tuần trước", "kytruoc/sua -1"},
		{"vi", "week", "báo cáo các kỳ trước", "kytruoc each 0/0"},
		{"vi", "week", "bao giờ mở kỳ sau", "kytruoc +1"},
		{"en", "week", "last week's report", "kytruoc -1"},
		{"en", "week", "what did we report last week?", "kytruoc -1"},
		{"en", "quarter", "show our figures of Q3", "kytruoc quarter 3/0"},
		{"en", "week", "did we submit last week?", "kytruoc -1"},
		{"en", "month", "correct last month's report", "kytruoc/sua -1"},
		{"en", "week", "period 45", "kytruoc/ky week 45/0"},

		// Answers, and what is said of this period.
		{"vi", "week", "tuần trước 7 vụ", ""},
		{"vi", "week", "tuần này", ""},
		{"vi", "week", "tuần trước xã tổ chức tập huấn cho cán bộ", ""},
		{"vi", "week", "tăng 3 vụ so với tuần trước", ""},
		{"vi", "", "xem báo cáo tuần trước", ""},
		{"en", "week", "last week we trained 12 officers", ""},
	} {
		who := command.Sender{May: command.Officers | command.Reporters, Now: time.Date(2026, 12, 14, 8, 0, 0, 0, time.UTC)}
		if c.kind != "" {
			who.Periods = []string{c.kind}
		}
		got, _ := readers[c.language].Parse(c.says, who)
		is := string(got.Name)
		if got.Part != "" {
			is += "/" + got.Part
		}
		if is += asWritten(got.Period); is != c.want {
			t.Errorf("%s, each %s: %q is %q, want %q", c.language, c.kind, c.says, is, c.want)
		}
	}
}
