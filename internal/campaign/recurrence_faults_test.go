package campaign_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/campaign"
)

// TestRecurrenceFaults: what can be wrong in how a campaign recurs, each with its place.
func TestRecurrenceFaults(t *testing.T) {
	for _, tt := range []struct {
		recurs, deadline string
		want             []string
	}{
		{"{every: week, first_day: 2026-11-30, last_day: 2027-12-31, ends: thu, opens: {day: mon, hour: '08:00', days_off: after}}", "{after: 3, hour: '16:00'}", nil},
		{"{every: fortnight, first_day: 2026-11-30}", "{day: 5}", []string{
			"c.yaml:4:17: a campaign does not recur every \"fortnight\" (day, week, month, quarter, year, dates)"}},
		{"{every: weak, first_day: 2026-11-30}", "{day: 5}", []string{
			"c.yaml:4:17: a campaign does not recur every \"weak\" (day, week, month, quarter, year, dates) (did you mean \"week\"?)"}},
		{"{every: week}", "{day: 5}", []string{
			"c.yaml:4:9: a campaign that recurs needs a first day (first_day: 2026-10-05; the first period is the one that has it)"}},
		{"{every: week, first_day: 30/11/2026}", "{day: 5}", []string{
			"c.yaml:4:34: \"30/11/2026\" is no day (for example 2016-07-05) (did you mean \"2026-11-30\"?)"}},
		{"{every: weekly, first_day: 2026-11-30, ends: thu, opens: {day: mon}}", "{day: fri}", []string{ // and nothing that follows from it
			"c.yaml:4:17: a campaign does not recur every \"weekly\" (day, week, month, quarter, year, dates) (did you mean \"week\"?)"}},
		{"{every: fortnight, first_day: 2026-11-30, ends: thu, opens: {day: mon}}", "{day: fri}", []string{
			"c.yaml:4:17: a campaign does not recur every \"fortnight\" (day, week, month, quarter, year, dates)"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: friday}}", "{day: thứ sáu}", []string{
			"c.yaml:4:59: \"friday\" is no day of a period (1 is its first, -1 its last; in a week also mon to sun) (did you mean \"fri\"?)",
			"c.yaml:6:49: \"thứ sáu\" is no day of a period (1 is its first, -1 its last; in a week also mon to sun) (did you mean \"fri\"?)"}},
		{"{every: month, first_day: 2026-11-30, last_day: 2026-10-31}", "{day: 5}", []string{
			"c.yaml:4:57: the last day, 2026-10-31, comes before the first, 2026-11-30"}},
		{"{every: week, first_day: 2026-11-30, ends: 14}", "{day: 5}", []string{
			"c.yaml:4:52: no period of every: week ends on \"14\" (a week on mon to sun, a month, quarter or year on day 1 to 31 of its last month; leave it out for the calendar's own)"}},
		{"{every: month, first_day: 2026-11-30, ends: mon}", "{day: 5}", []string{
			"c.yaml:4:53: no period of every: month ends on \"mon\" (a week on mon to sun, a month, quarter or year on day 1 to 31 of its last month; leave it out for the calendar's own)"}},
		{"{every: month, first_day: 2026-11-30, ends: 32}", "{day: 5}", []string{
			"c.yaml:4:53: no period of every: month ends on \"32\" (a week on mon to sun, a month, quarter or year on day 1 to 31 of its last month; leave it out for the calendar's own)"}},
		{"{every: day, first_day: 2026-11-30, ends: sun}", "{hour: '16:00'}", []string{
			"c.yaml:4:51: no period of every: day ends on \"sun\" (a week on mon to sun, a month, quarter or year on day 1 to 31 of its last month; leave it out for the calendar's own)"}},
		{"{every: dates, last_day: 2026-12-31}", "{after: 1}", []string{
			"c.yaml:4:9: every: dates needs the days on which periods begin (dates: [2026-10-05, 2026-10-20])"}},
		{"{every: dates, dates: [2026-11-01, 2026-12-01], last_day: 2026-12-01}", "{after: 1}", []string{
			"c.yaml:4:9: every: dates needs the day on which the last period ends (last_day: 2026-12-31), behind the last of its dates"}},
		{"{every: dates, dates: [2026-11-01, 2026-12-01]}", "{after: 1}", []string{
			"c.yaml:4:9: every: dates needs the day on which the last period ends (last_day: 2026-12-31), behind the last of its dates"}},
		{"{every: dates, dates: [2026-12-01, 2026-11-01], last_day: 2026-12-31}", "{after: 1}", []string{
			"c.yaml:4:44: 2026-11-01 comes before the day above it"}},
		{"{every: dates, dates: [2026-11-01, 32/11], last_day: 2026-12-31}", "{after: 1}", []string{
			"c.yaml:4:44: \"32/11\" is no day (for example 2016-07-05)"}},
		{"{every: week, first_day: 2026-11-30, dates: [2026-11-01]}", "{day: 5}", []string{
			"c.yaml:4:53: dates are for every: dates, and this is every: week"}},
		{"{every: week, first_day: 2026-11-30, opens: monday}", "{day: 5}", []string{
			"c.yaml:4:53: \"monday\" is no day of each period (for example {day: 5, hour: \"16:30\"})"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: 0}}", "{day: 5}", []string{
			"c.yaml:4:59: \"0\" is no day of a period (1 is its first, -1 its last; in a week also mon to sun)"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: thứ hai}}", "{day: 5}", []string{
			"c.yaml:4:59: \"thứ hai\" is no day of a period (1 is its first, -1 its last; in a week also mon to sun) (did you mean \"mon\"?)"}},
		{"{every: month, first_day: 2026-11-30, opens: {day: mon}}", "{day: 5}", []string{
			"c.yaml:4:60: a day of the week (\"mon\") is for every: week, and this is every: month: write the number of the day in the period (1 is the first, -1 the last)"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: mon, hour: 25:00}}", "{day: 5}", []string{
			"c.yaml:4:70: \"25:00\" is no hour (for example 07:30)"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: mon, days_off: skip}}", "{day: 5}", []string{
			"c.yaml:4:74: \"skip\" is no way to move from a day off (before or after; leave it out to stay)"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: mon, weeks: 1}}", "{day: 5}", []string{
			"c.yaml:4:71: there is no key \"weeks\" here"}},
		{"{every: week, first_day: 2026-11-30}", "{after: 0}", []string{
			"c.yaml:6:51: \"0\" days after the period (1 to 366)"}},
		{"{every: week, first_day: 2026-11-30}", "{after: 400}", []string{
			"c.yaml:6:51: \"400\" days after the period (1 to 366)"}},
		{"{every: week, first_day: 2026-11-30}", "{after: two}", []string{
			"c.yaml:6:51: \"two\" is no whole number (for example 7)"}},
		{"{every: week, first_day: 2026-11-30}", "{day: fri, after: 2}", []string{
			"c.yaml:6:43: a day of the period or one after it, not both (for example {day: 5, hour: \"16:30\"})"}},
		{"{every: week, first_day: 2026-11-30}", "2026-12-04", []string{
			"c.yaml:6:43: \"2026-12-04\" is no day of each period (for example {day: 5, hour: \"16:30\"})"}},
		{"{every: week, first_day: 2026-11-30, opens: {day: fri}}", "{day: tue}", []string{
			"c.yaml:6:43: the deadline of level 3, 2026-12-01 23:59, is over when its period opens (2026-12-04 07:30)"}},
		{"", "{day: 5}", []string{
			"c.yaml:5:43: a deadline in each period is for a campaign that recurs (recurs:); this one needs a day (for example 2016-07-05)"}},
	} {
		file := "name: thu\ntitle: Thử\nunits: units.csv\n"
		if tt.recurs != "" {
			file += "recurs: " + tt.recurs + "\n"
		}
		file += "levels:\n  - {level: 3, outline: a.yaml, deadline: " + tt.deadline + "}\n"
		_, err := campaign.Parse("c.yaml", []byte(file))
		if diff := cmp.Diff(tt.want, said(t, "en", err)); diff != "" {
			t.Errorf("recurs: %s, deadline: %s (-want +got):\n%s", tt.recurs, tt.deadline, strings.TrimSpace(diff))
		}
	}
}
