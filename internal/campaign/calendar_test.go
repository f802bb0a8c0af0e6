package campaign_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/campaign"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// shipped is the campaign that everybody gets.
func shipped(t testing.TB) *campaign.Campaign {
	t.Helper()
	file := filepath.Join("..", "..", "conversations", "thanhhoa-2016", "campaign.yaml")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := campaign.Parse("campaign.yaml", content)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at reads an instant of the campaign, 2016-07-05 07:30.
func at(t testing.TB, c *campaign.Campaign, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04:05"
	i, err := time.ParseInLocation(layout[:len(s)], s, c.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// TestCalendar compares the whole calendar of 2016 with one that a person can
// check against a wall calendar. Days with nothing but the digest are counted.
func TestCalendar(t *testing.T) {
	c := shipped(t)
	var b strings.Builder
	digests := 0
	flush := func() {
		if digests > 0 {
			fmt.Fprintf(&b, "                      %d × digest\n", digests)
		}
		digests = 0
	}
	for _, d := range c.Between(at(t, c, "2016-06-27 00:00"), at(t, c, "2017-06-27 00:00")) {
		switch d.Kind {
		case campaign.Digest:
			digests++
			if d.At.Format("15:04") != "07:30" {
				t.Errorf("a digest at %s", d.At)
			}
		case campaign.Remind:
			flush()
			fmt.Fprintf(&b, "%s  level %d  %s\n", d.At.Format("Mon 2006-01-02 15:04"), d.Level, d.Step)
		case campaign.Deadline:
			flush()
			fmt.Fprintf(&b, "%s  level %d  deadline passed\n", d.At.Format("Mon 2006-01-02 15:04"), d.Level)
		}
	}
	flush()
	want, err := os.ReadFile(filepath.Join("testdata", "calendar-2016.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("calendar (-want +got):\n%s", diff)
	}
}

func TestLadderOnDaysOff(t *testing.T) {
	steps := []campaign.Reminder{{ID: "-3", Days: -3}, {ID: "-1", Days: -1}, {ID: "0", Days: 0}, {ID: "+1", Days: 1}, {ID: "+2", Days: 2}}
	tests := []struct {
		name, deadline string
		holidays       []string
		steps          []campaign.Reminder
		want           string
	}{
		{"nothing moves", "2016-07-07", nil, steps[:4], "Mon 04:-3 Wed 06:-1 Thu 07:0 Fri 08:+1"},
		{"back to Friday, which has one: dropped", "2016-07-18", nil, steps, "Fri 15:-3 Mon 18:0 Tue 19:+1 Wed 20:+2"},
		{"deadline on Sunday", "2016-07-17", nil, steps, "Thu 14:-3 Fri 15:-1 Mon 18:+1 Tue 19:+2"},
		{"late steps go forward", "2016-07-14", nil, steps, "Mon 11:-3 Wed 13:-1 Thu 14:0 Fri 15:+1 Mon 18:+2"},
		{"over a holiday", "2016-09-05", []string{"2016-09-02"}, steps, "Thu 01:-3 Mon 05:0 Tue 06:+1 Wed 07:+2"},
		{"what was moved gives way, not what stands there", "2016-07-15", nil,
			[]campaign.Reminder{{ID: "+1", Days: 1}, {ID: "+3", Days: 3}}, "Mon 18:+3"},
		{"those above hear on the day itself", "2016-07-15", nil,
			[]campaign.Reminder{{ID: "+1", Days: 1, To: "approver"}, {ID: "+1c", Days: 1, To: "coordinator_above"}, {ID: "+2b", Days: 2, To: "approver"}},
			"Sat 16:+1c Mon 18:+1"},
		{"again every week until day 20", "2016-07-05", nil,
			[]campaign.Reminder{{ID: "+6", Days: 6, Every: 7}}, "Mon 11:+6 Mon 18:+6 Mon 25:+6"},
		{"the order of the file does not matter", "2016-07-18", nil,
			[]campaign.Reminder{{ID: "-1", Days: -1}, {ID: "-3", Days: -3}}, "Fri 15:-3"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := shipped(t)
			c.Reminders, c.Holidays = test.steps, map[string]bool{}
			c.Chase.Until = 20
			for _, h := range test.holidays {
				c.Holidays[h] = true
			}
			c.Levels = []campaign.Level{{Level: 3, Outline: "xa.yaml", Deadline: at(t, c, test.deadline+" 23:59:59")}}
			var got []string
			for _, d := range c.Between(at(t, c, "2016-06-01 00:00"), at(t, c, "2016-10-01 00:00")) {
				if d.Kind == campaign.Remind {
					got = append(got, d.At.Format("Mon 02:")+d.Step)
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("steps (-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuiet(t *testing.T) {
	c := shipped(t)
	tests := []struct{ at, want string }{
		{"2016-07-05 07:29:59", "2016-07-05 07:30:00"},
		{"2016-07-05 07:30:00", "2016-07-05 07:30:00"},
		{"2016-07-05 19:59:59", "2016-07-05 19:59:59"},
		{"2016-07-05 20:00:00", "2016-07-06 07:30:00"},
		{"2016-07-06 00:00:00", "2016-07-06 07:30:00"},
	}
	for _, test := range tests {
		from := at(t, c, test.at)
		// The instant may come in any zone.
		if got := c.Allowed(from.UTC()); !got.Equal(at(t, c, test.want)) {
			t.Errorf("Allowed(%s) = %s, want %s", test.at, got, test.want)
		}
		if _, _, got := c.QuietAt(from); got != (test.at != test.want) {
			t.Errorf("QuietAt(%s) = %v", test.at, got)
		}
	}
}

func TestWords(t *testing.T) {
	c := shipped(t)
	ngaSon := roster.Unit{Code: "401", Parent: "38", Level: 2, Type: "huyện", Name: "Nga Sơn"}
	province := roster.Unit{Code: "38", Level: 1, Type: "tỉnh", Name: "Thanh Hóa"}
	tests := []struct {
		name   string
		unit   roster.Unit
		parent *roster.Unit
		want   map[string]string
	}{
		{"commune", roster.Unit{Level: 3, Type: "xã", Name: "Nga An"}, &ngaSon, map[string]string{
			"xung_ho": "đồng chí", "danh_xung": "đồng chí", "thua": "thưa đồng chí", "loai": "xã", "ten": "Nga An", "don_vi": "xã Nga An", "cap_tren": "huyện", "don_vi_tren": "huyện Nga Sơn",
			"thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố", "cong_an_vien": "công an viên ở thôn", "chuc_danh_cong_an": "công an viên thường trực"}},
		{"district", ngaSon, &province, map[string]string{
			"xung_ho": "đồng chí", "danh_xung": "đồng chí", "thua": "thưa đồng chí", "loai": "huyện", "ten": "Nga Sơn", "don_vi": "huyện Nga Sơn", "cap_tren": "tỉnh", "don_vi_tren": "tỉnh Thanh Hóa",
			"cap": "cấp huyện", "cap_uy": "Huyện ủy", "co_quan": "Ban Chỉ đạo 138"}},
		{"nothing above", province, nil, map[string]string{
			"xung_ho": "đồng chí", "danh_xung": "đồng chí", "thua": "thưa đồng chí", "loai": "tỉnh", "co_quan": "Ban Chỉ đạo 138", "ten": "Thanh Hóa", "don_vi": "tỉnh Thanh Hóa"}},
		{"a type of which nothing is known", roster.Unit{Level: 3, Type: "đặc khu", Name: "Hòn Mê"}, nil, map[string]string{
			"xung_ho": "đồng chí", "danh_xung": "đồng chí", "thua": "thưa đồng chí", "loai": "đặc khu", "ten": "Hòn Mê", "don_vi": "đặc khu Hòn Mê"}},
		{"below a city of central rank", roster.Unit{Level: 3, Type: "đặc khu", Name: "Cát Hải"},
			&roster.Unit{Level: 1, Type: "thành phố trực thuộc trung ương", Name: "Hải Phòng"}, map[string]string{
				"xung_ho": "đồng chí", "danh_xung": "đồng chí", "thua": "thưa đồng chí", "loai": "đặc khu", "ten": "Cát Hải", "don_vi": "đặc khu Cát Hải",
				"cap_tren": "thành phố", "don_vi_tren": "thành phố Hải Phòng"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent, hasParent := roster.Unit{}, test.parent != nil
			if hasParent {
				parent = *test.parent
			}
			if diff := cmp.Diff(test.want, c.Words(test.unit, parent, hasParent)); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
		})
	}
}

func TestShipped(t *testing.T) {
	c := shipped(t)
	if !c.Expects(roster.Unit{Level: 3}) || c.Expects(roster.Unit{Level: 4}) {
		t.Error("communes are expected to report, departments are not")
	}
	for level, want := range map[int]string{3: "2016-07-05 23:59:59", 2: "2016-07-14 23:59:59", 1: "2016-08-31 23:59:59"} {
		if l, ok := c.Level(level); !ok || !l.Deadline.Equal(at(t, c, want)) {
			t.Errorf("deadline of level %d is %s, want %s", level, l.Deadline, want)
		}
	}
}

// TestPace goes from day to day after the communes' deadline: each working day for two
// weeks, then Mondays or the working day after, and no more after 60 days.
func TestPace(t *testing.T) {
	c := shipped(t)
	c.Holidays["2016-08-15"] = true
	l, _ := c.Level(3)
	got := map[report.Pace][]string{}
	for day := at(t, c, "2016-07-05 07:30"); day.Before(at(t, c, "2016-09-08 00:00")); day = day.AddDate(0, 0, 1) {
		pace := c.Pace(l.Deadline, day)
		got[pace] = append(got[pace], day.Format("02/1"))
	}
	got[report.Between] = nil
	want := map[report.Pace][]string{
		report.Collecting: {"05/7"},
		report.Chased: {"06/7", "07/7", "08/7", "11/7", "12/7", "13/7", "14/7", "15/7", "18/7", "19/7",
			"25/7", "01/8", "08/8", "16/8", "22/8", "29/8"},
		report.DayOff: {"09/7", "10/7", "16/7", "17/7"}, report.Between: nil,
		report.Over: {"04/9", "05/9", "06/9", "07/9"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paces (-want +got):\n%s", diff)
	}
}

// TestRhythm: a district is told of its communes, the province of the districts too, whose
// deadline is later and breaks no day off.
func TestRhythm(t *testing.T) {
	c := shipped(t)
	for _, want := range []struct {
		level  int
		at     string
		rhythm report.Pace
		next   string
	}{
		{2, "2016-07-04 09:00", report.Collecting, "2016-07-05 07:30"},
		{2, "2016-07-08 09:00", report.Chased, "2016-07-11 07:30"},
		{1, "2016-07-08 09:00", report.Chased, "2016-07-11 07:30"},
		{2, "2016-07-20 09:00", report.Between, "2016-07-25 07:30"},
		{1, "2016-07-20 09:00", report.Chased, "2016-07-21 07:30"},
		{1, "2016-08-03 09:00", report.Between, "2016-08-08 07:30"},
		{2, "2016-09-10 09:00", report.Over, ""},
	} {
		if got := c.Rhythm(want.level, at(t, c, want.at)); got != want.rhythm {
			t.Errorf("level %d at %s: rhythm %d, want %d", want.level, want.at, got, want.rhythm)
		}
		next, ok := c.NextDigest(want.level, c.Digests, at(t, c, want.at))
		if ok != (want.next != "") || ok && !next.Equal(at(t, c, want.next)) {
			t.Errorf("level %d at %s: the next digest comes %s, %v, want %s", want.level, want.at, next, ok, want.next)
		}
	}
}
