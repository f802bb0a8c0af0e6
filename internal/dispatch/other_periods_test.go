package dispatch_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// recurring is the weekly report of testdata/dinh-ky that recurs otherwise: other lines of recurs, another deadline, other days off.
func recurring(t *testing.T, recurs, deadline, holidays string) *campaigns.Definition {
	t.Helper()
	dir, from := t.TempDir(), "testdata/dinh-ky"
	plan := string(read(t, from+"/campaign.yaml"))
	for was, is := range map[string]string{
		"  every: week\n  first_day: 2026-11-30\n  opens: {day: mon, hour: \"08:00\", days_off: after}\n": recurs,
		`{day: fri, hour: "16:00", days_off: before}`:                                                     deadline,
		"holidays: [2027-01-01]": "holidays: [" + holidays + "]",
	} {
		if !strings.Contains(plan, was) {
			t.Fatalf("no %q in the campaign", was)
		}
		plan = strings.Replace(plan, was, is, 1)
	}
	for name, content := range map[string]string{"campaign.yaml": plan, "units.csv": string(read(t, from+"/units.csv")), "tuan.yaml": string(read(t, from+"/tuan.yaml"))} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return collectionIn(t, dir)
}

// A turn is the opening of a period: when, and how it is named.
type turn struct{ opens, key, named, short, english, due string }

// opening is what somebody is told of one.
func (p turn) opening() string {
	return "Đã mở kỳ báo cáo " + p.named + " (báo cáo tuần).\nHạn nộp: " + p.due + "."
}

// kindsByTheClock are campaigns of each kind of period over some of them: years end, months are short, the day of an opening or of a
// deadline is a day off.
var kindsByTheClock = []struct {
	name, recurs, deadline, holidays string
	turns                            []turn
}{
	{"daily", "  every: day\n  first_day: 2026-12-29\n  opens: {day: 1, hour: \"07:30\", days_off: after}\n", `{day: 1, hour: "17:00"}`, "2027-01-01", []turn{
		{"2026-12-29 07:30", "2026-12-29", "ngày 29/12/2026", "ngày 29/12/2026", "29 December 2026", "17:00 ngày 29/12/2026"},
		{"2026-12-30 07:30", "2026-12-30", "ngày 30/12/2026", "ngày 30/12/2026", "30 December 2026", "17:00 ngày 30/12/2026"},
		{"2026-12-31 07:30", "2026-12-31", "ngày 31/12/2026", "ngày 31/12/2026", "31 December 2026", "17:00 ngày 31/12/2026"},
		{"2027-01-04 07:30", "2027-01-04", "ngày 04/01/2027", "ngày 04/01/2027", "4 January 2027", "17:00 ngày 04/01/2027"}, // a holiday, a Saturday, a Sunday
		{"2027-01-05 07:30", "2027-01-05", "ngày 05/01/2027", "ngày 05/01/2027", "5 January 2027", "17:00 ngày 05/01/2027"},
	}},
	{"monthly", "  every: month\n  first_day: 2026-12-01\n  opens: {day: 1, hour: \"08:00\", days_off: after}\n", `{day: 31, hour: "16:00", days_off: before}`, "2027-01-01, 2027-04-30, 2027-05-03", []turn{
		{"2026-12-01 08:00", "2026-12", "tháng 12/2026", "tháng 12", "December 2026", "16:00 ngày 31/12/2026"},
		{"2027-01-04 08:00", "2027-01", "tháng 1/2027", "tháng 1", "January 2027", "16:00 ngày 29/01/2027"},
		{"2027-02-01 08:00", "2027-02", "tháng 2/2027", "tháng 2", "February 2027", "16:00 ngày 26/02/2027"},
		{"2027-03-01 08:00", "2027-03", "tháng 3/2027", "tháng 3", "March 2027", "16:00 ngày 31/3/2027"},
		{"2027-04-01 08:00", "2027-04", "tháng 4/2027", "tháng 4", "April 2027", "16:00 ngày 29/4/2027"},
		{"2027-05-04 08:00", "2027-05", "tháng 5/2027", "tháng 5", "May 2027", "16:00 ngày 31/5/2027"},
	}},
	{"leap", "  every: month\n  first_day: 2028-01-29\n  ends: \"28\"\n  opens: {day: 1, hour: \"08:00\"}\n", `{day: -1, hour: "16:00"}`, "2028-01-03", []turn{
		{"2028-01-29 08:00", "2028-02", "tháng 2/2028, 29/01–28/02/2028", "tháng 2", "February 2028, 29 January–28 February 2028", "16:00 ngày 28/02/2028"},
		{"2028-02-29 08:00", "2028-03", "tháng 3/2028, 29/02–28/3/2028", "tháng 3", "March 2028, 29 February–28 March 2028", "16:00 ngày 28/3/2028"},
		{"2028-03-29 08:00", "2028-04", "tháng 4/2028, 29/3–28/4/2028", "tháng 4", "April 2028, 29 March–28 April 2028", "16:00 ngày 28/4/2028"},
	}},
	{"quarterly", "  every: quarter\n  first_day: 2026-07-01\n  opens: {day: 1, hour: \"08:00\", days_off: after}\n", `{after: 5, hour: "16:00", days_off: after}`, "2027-01-01", []turn{
		{"2026-07-01 08:00", "2026-Q3", "quý III/2026", "quý III", "Q3 2026", "16:00 ngày 05/10/2026"},
		{"2026-10-01 08:00", "2026-Q4", "quý IV/2026", "quý IV", "Q4 2026", "16:00 ngày 05/01/2027"},
		{"2027-01-04 08:00", "2027-Q1", "quý I/2027", "quý I", "Q1 2027", "16:00 ngày 05/4/2027"},
		{"2027-04-01 08:00", "2027-Q2", "quý II/2027", "quý II", "Q2 2027", "16:00 ngày 05/7/2027"},
	}},
	{"yearly", "  every: year\n  first_day: 2026-01-01\n  opens: {day: -15, hour: \"08:00\"}\n", `{day: -1, hour: "16:00", days_off: before}`, "2027-01-01", []turn{
		{"2026-12-17 08:00", "2026", "năm 2026", "năm 2026", "2026", "16:00 ngày 31/12/2026"},
		{"2027-12-17 08:00", "2027", "năm 2027", "năm 2027", "2027", "16:00 ngày 31/12/2027"},
	}},
	{"dates", "  every: dates\n  dates: [2026-11-20, 2026-12-15, 2027-01-01, 2027-02-10]\n  last_day: 2027-02-28\n  opens: {day: 1, hour: \"08:00\", days_off: after}\n", `{day: -1, hour: "16:00", days_off: before}`, "2027-01-01", []turn{
		{"2026-11-20 08:00", "2026-11-20", "20/11–14/12/2026", "20/11–14/12", "20 November–14 December 2026", "16:00 ngày 14/12/2026"},
		{"2026-12-15 08:00", "2026-12-15", "15/12–31/12/2026", "15/12–31/12", "15 December–31 December 2026", "16:00 ngày 31/12/2026"},
		{"2027-01-04 08:00", "2027-01-01", "01/01–09/02/2027", "01/01–09/02", "1 January–9 February 2027", "16:00 ngày 09/02/2027"},
		{"2027-02-10 08:00", "2027-02-10", "10/02–28/02/2027", "10/02–28/02", "10 February–28 February 2027", "16:00 ngày 26/02/2027"},
	}},
}

// TestPeriodsOfEachKindByTheClock lives through them: each opens at its hour and everybody is told once, what was reported last time stands
// beside the question, the sums over the periods are added up again from what was typed, and the old one closes.
func TestPeriodsOfEachKindByTheClock(t *testing.T) {
	for _, kind := range kindsByTheClock {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			w := recurringWorld(t, recurring(t, kind.recurs, kind.deadline, kind.holidays), at(t, kind.turns[0].opens).Add(-time.Minute))
			w.joins("an", "11", roster.Officer)
			w.joins("huyen", "1", roster.Coordinator)
			sum := 0
			for i, p := range kind.turns {
				opens := at(t, p.opens)
				w.goes(opens.Add(-time.Second))
				an, huyen := w.told("an"), w.told("huyen")
				w.goes(opens.Add(time.Minute))
				open := w.d.All()[0].Plan.Period
				if open.Key != p.key || open.Named(w.d.All()[0].Phrases("")) != p.named || open.Named(w.d.All()[0].Phrases("en")) != p.english || open.Short(w.d.All()[0].Phrases("")) != p.short {
					t.Errorf("open is %s, %q, %q, %q, want %+v", open.Key, open.Named(w.d.All()[0].Phrases("")), open.Short(w.d.All()[0].Phrases("")), open.Named(w.d.All()[0].Phrases("en")), p)
				}
				for who, said := range map[string]string{"an": an(), "huyen": huyen()} {
					if strings.Count(said, p.opening()) != 1 {
						t.Errorf("%s at %s is told %q, not %q once", who, p.opens, said, p.opening())
					}
				}
				asked := w.asksFigures("an")
				if was := fmt.Sprintf("Kỳ trước: %d", 10*i); i > 0 && !strings.Contains(asked, was) || i == 0 && strings.Contains(asked, "Kỳ trước") {
					t.Errorf("%s asks with %q, not with %q", p.key, asked, was)
				}
				n := 10 * (i + 1)
				sum += n
				if said := text(w.weekIn("an", fmt.Sprint(n), "0")); !strings.Contains(said, "Đã nộp") {
					t.Errorf("%s: %s", p.key, said)
				}
				want := fmt.Sprintf("số vụ việc: %d", n)
				if i > 0 {
					want += fmt.Sprintf(" – so với kỳ trước: +10, cộng dồn %d kỳ: %d", i+1, sum)
				}
				if said := text(w.types("huyen", "/tinhhinh")); !strings.Contains(said, want) {
					t.Errorf("%s: nothing of %q in %s", p.key, want, said)
				}
				if i > 0 {
					if said := text(w.types("huyen", "tình hình kỳ trước")); !strings.Contains(said, kind.turns[i-1].short) || !strings.Contains(said, fmt.Sprintf("số vụ việc: %d", n-10)) {
						t.Errorf("the period before %s: %s", p.key, said)
					}
				}
			}
			w.goes(w.now.AddDate(0, 0, 10))
			for _, c := range w.d.All()[1:] {
				if c.Plan.Period.Key == kind.turns[0].key && !c.Phase().Closed {
					t.Errorf("%s is open for ever", c.Plan.Period.Key)
				}
			}
		})
	}
}

// TestNextOpensBeforeTheLastIsDue: a quarter that is due behind its end is over when the next opens, and nothing of it is late yet.
func TestNextOpensBeforeTheLastIsDue(t *testing.T) {
	t.Parallel()
	quarters := kindsByTheClock[3]
	w := recurringWorld(t, recurring(t, quarters.recurs, quarters.deadline, quarters.holidays), at(t, "2026-12-01 08:00"))
	w.joins("an", "11", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	huyen := w.told("huyen")
	w.goes(at(t, "2027-01-04 08:01"))
	if got := huyen(); !strings.Contains(got, "Hạn nộp: 16:00 ngày 05/01/2027, còn 1 ngày.") || !strings.Contains(got, "vẫn nộp được đến hạn") || strings.Contains(got, "muộn") {
		t.Errorf("before the deadline the head hears:\n%s", got)
	}
}

// carried is the weekly report with an answer that may be taken over and a check against the last one.
const carried = `title: Báo cáo tuần
sections:
  - code: A
    title: Tình hình
    questions:
      - {code: A1.01, name: vu_viec, type: integer, label: Số vụ việc, required: true, carry: true}
      - {code: A1.02, name: giai_quyet, type: integer, label: Trong đó đã giải quyết, required: true}
figures:
  - {name: vu_viec, label: số vụ việc, value: vu_viec, headline: true, cumulative: true}
checks:
  - {id: tang, level: warning, constraint: vu_viec <= last.vu_viec * 1.5, message: "Tăng trên gấp rưỡi kỳ trước ({last.vu_viec})."}
`

// TestSkippedPeriod: behind a week that a unit did not report nothing stands as last week's, nothing can be taken over and nothing is compared,
// for what it reported before is older; once it hands that week in late, it is the last one.
func TestSkippedPeriod(t *testing.T) {
	t.Parallel()
	d := collectionIn(t, "testdata/dinh-ky")
	d.Outlines[2] = parseOutline(t, "tuan.yaml", []byte(carried))
	w := recurringWorld(t, d, at(t, "2026-11-30 07:40"))
	w.joins("an", "11", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	w.goes(at(t, "2026-11-30 08:01"))
	w.asksFigures("an")
	w.weekIn("an", "10", "0")
	w.goes(at(t, "2026-12-14 08:01")) // week 50 went by
	asked := w.asksFigures("an")
	if !strings.Contains(asked, "tuần 51") && !strings.Contains(asked, "Câu 1/2") || strings.Contains(asked, "Kỳ trước") || strings.Contains(asked, "Như kỳ trước") {
		t.Errorf("behind a skipped week it is asked:\n%s", asked)
	}
	if got := text(w.types("an", "như kỳ trước")); strings.Contains(got, "Đã ghi") {
		t.Errorf("taken over: %s", got)
	}
	if got := text(w.types("an", "40")); strings.Contains(got, "gấp rưỡi") {
		t.Errorf("compared with what is older: %s", got)
	}
	w.weekIn("an", "0")
	if got := text(w.types("huyen", "/tinhhinh")); !strings.Contains(got, "số vụ việc: 40") || strings.Contains(got, "so với kỳ trước") || !strings.Contains(got, ": 50") {
		t.Errorf("the head reads:\n%s", got)
	}
	w.types("an", "nộp bù báo cáo tuần trước")
	if said := text(w.weekIn("an", "14", "0")); !strings.Contains(said, "Đã nộp") {
		t.Fatalf("the late one: %s", said)
	}
	if got := text(w.types("huyen", "/tinhhinh")); !strings.Contains(got, "số vụ việc: 40 – so với kỳ trước: +26, cộng dồn 3 kỳ: 64") {
		t.Errorf("with the late one the head reads:\n%s", got)
	}
	w.goes(at(t, "2026-12-21 08:01"))
	if asked := w.asksFigures("an"); !strings.Contains(asked, "Kỳ trước: 40") || !strings.Contains(asked, "[Như kỳ trước: 40]") {
		t.Errorf("a week later it is asked:\n%s", asked)
	}
	if got := text(w.types("an", "70")); !strings.Contains(got, "Tăng trên gấp rưỡi kỳ trước (40).") {
		t.Errorf("compared: %s", got)
	}
}

// TestOnlyGreeted: whoever was greeted in a period and began nothing is not taken for somebody in the middle of it when the next opens.
func TestOnlyGreeted(t *testing.T) {
	t.Parallel()
	w := recurringWorld(t, collectionIn(t, "testdata/dinh-ky"), at(t, "2026-12-01 08:00"))
	w.joins("an", "11", roster.Officer)
	w.goes(at(t, "2026-12-07 08:01"))
	w.asksFigures("an")
	w.types("an", "7")
	if last, now := w.state("2026-W49", "11"), w.state("2026-W50", "11"); last != report.NotStarted || now != report.InProgress {
		t.Errorf("week 49 is %v, week 50 is %v", last, now)
	}
}

// recurringWorld opens a campaign on a database of its own.
func recurringWorld(t *testing.T, d *campaigns.Definition, now time.Time) *world {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return openWorldAt(t, kv, now, d)
}

// asksFigures has somebody begin the report and returns how the first figure is asked for.
func (w *world) asksFigures(who string) string {
	w.t.Helper()
	said := w.types(who, "bắt đầu")
	if len(said) > 0 && strings.Contains(text(said), "[Đúng]") {
		said = w.types(who, "đúng")
	}
	return text(said)
}

func at(t *testing.T, written string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", written, zone)
	if err != nil {
		t.Fatal(err)
	}
	return when
}
