package campaign_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
)

// TestDoubtfulHours: hours and steps that are taken, and that nobody will have meant.
func TestDoubtfulHours(t *testing.T) {
	before := time.Date(2016, 7, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ name, old, new, vi, en string }{
		{"quiet hours that are those of the office", `{from: "20:00", to: "07:30"}`, `{from: "07:31", to: "20:00"}`,
			"c.yaml:12:8: giờ yên lặng từ 07:31 đến 20:00 gồm cả giờ làm việc: bot KHÔNG gửi gì trong giờ ấy; có phải from và to đảo chỗ?",
			"c.yaml:12:8: the quiet hours from 07:31 to 20:00 have office hours among them: nothing is sent in them; are from and to the wrong way round?"},
		{"a deadline in the night", "deadline: 2016-07-05", "deadline: 2016-07-05 05:00",
			"c.yaml:7:15: hạn của cấp 3 là 05:00, lúc đêm; giờ ghi theo 24 giờ: buổi chiều là 17:00",
			"c.yaml:7:15: the deadline of level 3 is at 05:00, in the night; hours are those of 24: in the afternoon it is 17:00"},
		{"a deadline of the afternoon", "deadline: 2016-07-05", "deadline: 2016-07-05 16:30", "", ""},
		{"a reminder whose time is over", "days: -1", "days: -9", "c.yaml:10:5: lần nhắc before_1 đã qua: không gửi nữa", "c.yaml:10:5: the time of reminder before_1 is over: it is not sent any more"},
		{"a telephone without digits", "quiet:", "contact: {office: O, telephone: đang cập nhật}\nquiet:",
			"c.yaml:12:33: telephone «đang cập nhật» không có chữ số nào", `c.yaml:12:33: telephone "đang cập nhật" has no digit`},
		{"a mark behind a form of address", "title: Thử", "title: Thử\nform_of_address: đồng chí,",
			"c.yaml:3:18: form_of_address «đồng chí,» có dấu câu ở cuối: dấu ấy hiện ra giữa câu; bỏ đi", ""},
		{"a number sign that cuts a title off", "title: Thử", "title: Thử theo Hướng dẫn #12 của Sở",
			"c.yaml:2:8: «Thử theo Hướng dẫn»: từ dấu # trở đi (#12 của Sở) bị bỏ, là lời chú: đặt cả dòng chữ trong ngoặc kép",
			`c.yaml:2:8: "Thử theo Hướng dẫn": what stands from the # on (#12 của Sở) is a comment and left out: put all of the text between quotes`},
		{"a comment", "title: Thử", "title: Thử # 12 chữ", "", ""},
		{"a character that is not seen", "title: Thử", "title: Th\u00adử", "c.yaml:2:8: «Th\u00adử» có ký tự không nhìn thấy bên trong (chép từ Word hoặc trang web): gõ lại", ""},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if language == "en" && want == "" {
				continue
			}
			if got := strings.Join(doubts(t, language, c.old, c.new, before), "\n"); got != want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, want)
			}
		}
	}
}

// TestDoubtfulPeriods: the same of a campaign that recurs, and what its periods never come to.
func TestDoubtfulPeriods(t *testing.T) {
	for _, c := range []struct{ opens, closes, deadline, reminder, want string }{
		{`{day: mon, hour: "08:00"}`, "next", `{day: fri, hour: "16:00"}`, "days: -1", ""},
		{`{day: mon, hour: "23:00"}`, "next", `{day: fri, hour: "16:00"}`, "days: -1", "opens_quiet"},
		{`{day: mon, hour: "08:00"}`, "next", `{day: fri, hour: "04:00"}`, "days: -1", "deadline_night"},
		{`{day: mon, hour: "08:00"}`, "next", `{after: 30}`, "days: -1", "closes_unmet"},
		{`{day: mon, hour: "08:00"}`, "next", `{day: fri, hour: "16:00"}`, "days: -6", "reminder_unopened"},
		{`{day: mon, hour: "08:00"}`, "next", `{day: fri, hour: "21:00"}`, "hours: -1", "deadline_quiet reminder_quiet"},
		{`{day: mon, hour: "08:00"}`, "next", `{day: 8, hour: "16:00"}`, "days: -1", "moment_week_long"},
		{`{day: mon, hour: "08:00"}`, "next", `{day: 6, hour: "16:00"}`, "days: -1", "moment_week_number"},
	} {
		campaignFile := "name: t\ntitle: T\nunits: u.csv\nrecurs: {every: week, first_day: 2026-11-30, opens: " + c.opens + "}\ncloses: " + c.closes +
			"\nlevels:\n  - {level: 3, outline: xa.yaml, deadline: " + c.deadline + "}\nreminders: [{id: a, " + c.reminder + ", to: officer}]\nquiet: {from: '20:00', to: '07:00'}\n"
		p, err := campaign.Parse("c.yaml", []byte(campaignFile))
		if err != nil {
			t.Fatalf("%v: %v", c, err)
		}
		var keys []string
		for _, f := range p.Doubts(fewUnits(t), []string{"vi", "en"}, time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)) {
			keys = append(keys, f.Key)
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%v: %q", c, got)
		}
	}
}

// TestOldHolidays: days off that were copied from another year are told while somebody can still mend them.
func TestOldHolidays(t *testing.T) {
	if !strings.Contains(whole, "holidays: [") {
		t.Fatal("the campaign has no holidays")
	}
	i := strings.Index(whole, "holidays: [")
	end := i + strings.Index(whole[i:], "\n")
	source := whole[:i] + "holidays: ['2014-09-02']" + whole[end:]
	c, err := campaign.Parse("c.yaml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for now, want := range map[time.Time]bool{time.Date(2016, 7, 1, 0, 0, 0, 0, time.UTC): true, time.Date(2014, 10, 1, 0, 0, 0, 0, time.UTC): false, time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC): false, {}: false} {
		told := false
		for _, f := range c.Doubts(fewUnits(t), []string{"vi", "en"}, now) {
			told = told || f.Key == "holidays_old"
		}
		if told != want {
			t.Errorf("at %s: %v", now, told)
		}
	}
}
