package campaign_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"giaoban/internal/campaign"
	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// whole is the least that is a campaign with everything in it.
const whole = `name: thu
title: Thử
time_zone: Asia/Ho_Chi_Minh
levels:
  - level: 3
    outline: xa.yaml
    deadline: 2016-07-05
digests: ["07:30"]
reminders:
  - {id: before_1, days: -1, to: officer}
  - {id: overdue_1, days: 1, to: approver}
quiet: {from: "20:00", to: "07:30"}
working_days: [mon, tue]
holidays: [2016-09-02]
`

// said are the faults of an error in a language.
func said(t *testing.T, language string, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var faults *fault.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("the error is no list of faults: %v", err)
	}
	return faults.Lines(in(t, language))
}

// in are the phrases of a language.
func in(t *testing.T, language string) locale.Phrases {
	t.Helper()
	catalog, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language(language)
	return say
}

// phrases are read once.
var phrases = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(locales.FS) })

func TestFaults(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []string
	}{
		{"nothing wrong", "", "", nil},
		{"no name", "name: thu", "name: ''", []string{
			"c.yaml:1:1: a campaign needs a name without spaces and slashes (for example thanhhoa-2016)"}},
		{"no title", "title: Thử\n", "", []string{
			"c.yaml:1:1: a campaign needs a title (what people read, for example Ten years of work)"}},
		{"no such zone", "Asia/Ho_Chi_Minh", "Asia/Thanh_Hoa", []string{
			`c.yaml:3:12: there is no time zone "Asia/Thanh_Hoa" (for example Asia/Ho_Chi_Minh)`}},
		{"the machine's zone", "Asia/Ho_Chi_Minh", "Local", []string{
			`c.yaml:3:12: there is no time zone "Local" (for example Asia/Ho_Chi_Minh)`}},
		{"no such day", "2016-07-05", "2016-06-31", []string{
			`c.yaml:7:15: there is no day 31 of month 6 in 2016 (a day is written year-month-day)`}},
		{"no outline", "    outline: xa.yaml\n", "", []string{
			"c.yaml:5:5: a level needs an outline (outline: xa.yaml)"}},
		{"a level twice", "digests:", "  - {level: 3, outline: b.yaml}\ndigests:", []string{
			"c.yaml:8:13: level 3 stands twice"}},
		{"no such hour", `["07:30"]`, `["07:30", "24:00"]`, []string{
			`c.yaml:8:20: "24:00" is no hour (for example 07:30) (did you mean "00:00"?)`}},
		{"an hour twice", `["07:30"]`, `["07:30", "07:30"]`, []string{
			"c.yaml:8:20: the digest of 07:30 stands twice"}},
		{"a digest at night", `["07:30"]`, `["07:29"]`, []string{
			"c.yaml:8:11: the digest of 07:29 lies in the quiet hours, 20:00 to 07:30 (nothing is sent then; move one of the two)"}},
		{"half of the quiet hours", `quiet: {from: "20:00", to: "07:30"}`, `quiet: {from: "20:00"}`, []string{
			`c.yaml:12:8: quiet needs both from and to, as quiet: {from: "20:00", to: "07:00"}`}},
		{"an id twice", "id: overdue_1", "id: before_1", []string{
			`c.yaml:11:10: reminder "before_1" needs an id of its own (for example before_7)`}},
		{"two on a day", "days: 1, to: approver", "days: -1, to: officer", []string{
			"c.yaml:11:27: reminder overdue_1 falls on the day of before_1 (of two on a day for the same receiver only one is sent)"}},
		{"two on a day for two receivers", "days: 1", "days: -1", nil},
		{"far away", "days: 1", "days: 1000", []string{
			"c.yaml:11:27: reminder overdue_1: 1000 days are too many (days from the deadline, at most a year)"}},
		{"no reminder on any day", "quiet:", "reminders_per_day: 0\nquiet:", []string{
			"c.yaml:12:20: 0 messages with reminders on a day (1 to 10; one is what people bear)"}},
		{"no way of asking for a telephone", "quiet:", "telephone: always\nquiet:", []string{
			`c.yaml:12:12: telephone: "always" (ask, or leave the line out)`}},
		{"again before the deadline", "days: 1, to: approver", "days: -1, every: 7, to: approver", []string{
			"c.yaml:11:38: reminder overdue_1: every 7 days from day -1 (for example days: 6, every: 7; a step before the deadline comes once)"}},
		{"a chase that ends before it is weekly", "quiet:", "chase: {daily: 70, until: 60}\nquiet:", []string{
			"c.yaml:12:8: a chase daily for 70 days and until day 60 (days after the deadline, for example daily: 14, until: 60; at most a year)"}},
		{"a deadline with its hour", "2016-07-05", "2016-07-05 16:30", nil},
		{"no such hour of a deadline", "2016-07-05", "2016-07-05 24:30", []string{
			`c.yaml:7:15: "2016-07-05 24:30" is no last day on time (for example 2016-07-05, to the end of that day, or 2016-07-05 16:30)`}},
		{"a step in hours", "days: 1, to: approver", "hours: -1, to: approver", nil},
		{"a step in days and hours", "days: 1, to: approver", "days: 1, hours: 2, to: approver", []string{
			"c.yaml:11:37: reminder overdue_1 is counted in hours or in days, and comes once if in hours (for example hours: -1, without days and every)"}},
		{"two in one hour", "days: -1, to: officer}\n  - {id: overdue_1, days: 1, to: approver", "hours: 2, to: officer}\n  - {id: overdue_1, hours: 2, to: officer", []string{
			"c.yaml:11:5: reminder overdue_1 falls on the day of before_1 (of two on a day for the same receiver only one is sent)"}},
		{"it closes never", "quiet:", "closes: never\nquiet:", nil},
		{"it closes after the last deadline", "quiet:", "closes: {days: 7, hours: 12}\nquiet:", nil},
		{"it closes at an hour", "quiet:", "closes: 2016-07-08 17:00\nquiet:", nil},
		{"it closes some day", "quiet:", "closes: nevr\nquiet:", []string{
			`c.yaml:12:9: "nevr" is no time to close (for example 2016-09-30, 2016-09-30 17:00, {days: 7} after the last deadline, or never) (did you mean "never"?)`}},
		{"it closes before the deadline", "quiet:", "closes: 2016-07-05 12:00\nquiet:", []string{
			"c.yaml:12:9: the campaign closes at 2016-07-05 12:00, before the deadline of level 3"}},
		{"it closes after weeks", "quiet:", "closes: {weeks: 1, days: two}\nquiet:", []string{
			`c.yaml:12:17: there is no key "weeks" here`, `c.yaml:12:26: "two" is no whole number (for example 7)`}},
		{"it closes after no deadline", "    deadline: 2016-07-05\n", "    deadline: \"\"\ncloses: {days: 7}\n", []string{
			"c.yaml:8:9: days or hours to close are counted from the last deadline, and no level has one (for example closes: 2016-09-30)"}},
		{"nobody", "approver", "boss", []string{
			`c.yaml:11:34: reminder overdue_1: nobody is called "boss" (officer, approver, coordinator_above)`}},
		{"no such weekday", "[mon, tue]", "[mon, thứ ba]", []string{
			`c.yaml:13:21: "thứ ba" is no day of the week (mon, tue, wed, thu, fri, sat, sun) (did you mean "tue"?)`}},
		{"no such holiday", "[2016-09-02]", "[2/9]", []string{
			`c.yaml:14:12: "2/9" is no day (for example 2016-07-05)`}},
		{"short for nothing", "digests:", "abbreviations: {TLG: Tổ liên gia, TQ: ' '}\ndigests:", []string{
			`c.yaml:8:39: abbreviation "TQ" stands for nothing (for example TL: team leader)`}},
		{"no such day of the order", "holidays:", "order: {number: 45/KH, date: 10/5/2016}\nholidays:", []string{
			`c.yaml:14:30: "10/5/2016" is no day (for example 2016-07-05) (did you mean "2016-05-10"?)`}},
		{"several at once, in the order of the file", "thu\ntitle: Thử\ntime_zone: Asia/Ho_Chi_Minh", "a b\ntitle: Thử\ntime_zone: Nowhere", []string{
			`c.yaml:1:7: "a b": a campaign needs a name without spaces and slashes (for example thanhhoa-2016)`,
			`c.yaml:3:12: there is no time zone "Nowhere" (for example Asia/Ho_Chi_Minh)`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(whole, test.old) {
				t.Fatalf("%q is not in the campaign", test.old)
			}
			_, err := campaign.Parse("c.yaml", []byte(strings.Replace(whole, test.old, test.new, 1)))
			got := said(t, "en", err)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// TestUnreadable: what YAML itself refuses is told with its place, together with
// what is wrong elsewhere. The words are the library's, so only places count.
func TestUnreadable(t *testing.T) {
	tests := []struct {
		name, content string
		want          []int // lines
	}{
		{"empty", "", []int{1}},
		{"only a comment", "# nothing\n", []int{1}},
		{"a list", "- a\n", []int{1}},
		{"broken", "name: [\n", []int{2}},
		{"unknown keys", strings.Replace(whole, "title: Thử", "title: Thử\nfarbe: rot", 1), []int{3}},
		{"a sentence of a step's own", strings.Replace(whole, "to: officer}", "to: officer, phrase: reminder_before}", 1), []int{10}},
		{"a word for a number", strings.Replace(whole, "days: 1", "days: soon", 1), []int{11}},
		{"both kinds", strings.NewReplacer("days: 1", "days: soon", "2016-07-05", "2016-06-31").Replace(whole), []int{7, 11}},
		{"a key twice", whole + "name: b\n", []int{15}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := campaign.Parse("c.yaml", []byte(test.content))
			var faults *fault.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("error is %v, want faults", err)
			}
			var got []int
			list, _ := faults.List()
			for _, f := range list {
				if len(got) == 0 || got[len(got)-1] != f.Line {
					got = append(got, f.Line)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s\n%v", diff, err)
			}
		})
	}
}

// TestNFC: a file that was written with letters and marks apart is the same.
func TestNFC(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "..", "conversations", "thanhhoa-2016", "campaign.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	apart, err := campaign.Parse("campaign.yaml", norm.NFD.Bytes(content))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(shipped(t).Levels, apart.Levels); diff != "" {
		t.Errorf("levels differ (-composed +apart):\n%s", diff)
	}
}
