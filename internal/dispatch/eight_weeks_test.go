package dispatch_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// eightWeeks is what was said in them.
const eightWeeks = "testdata/dinh-ky/tam-tuan.txt"

// diary writes down who is told what, and when.
type diary struct {
	strings.Builder
	at string
}

// of has the world's messages written down.
func (d *diary) of(w *world) *world {
	w.deliver = func(ms ...chat.Message) {
		d.moment(w.now)
		for _, m := range ms {
			d.said(m.To.ID, "<", m.Content)
		}
	}
	return w
}

func (d *diary) moment(now time.Time) {
	if at := now.Format("15:04 02/01/2006"); at != d.at {
		fmt.Fprintf(d, "\n== %s\n", at)
		d.at = at
	}
}

func (d *diary) said(who, sign string, c chat.Content) {
	for _, line := range strings.Split(c.Text, "\n") {
		fmt.Fprintln(d, strings.TrimRight(who+" "+sign+" "+line, " "))
	}
	for _, row := range c.Choices {
		line := ""
		for _, choice := range row {
			line += " [" + choice.Label + "]"
		}
		fmt.Fprintln(d, who+" "+sign+line)
	}
}

// types writes down what somebody types.
func (d *diary) types(w *world, who string, lines ...string) {
	for _, line := range lines {
		d.moment(w.now)
		fmt.Fprintln(d, who+" > "+line)
		w.types(who, line)
	}
}

// TestEightWeeks lives through eight weeks of a weekly report by the clock: a deadline that a holiday moves, a unit that is late
// and hands in behind the next opening, one that never does, a restart in the middle of a switch. What was said stands in
// testdata/dinh-ky/tam-tuan.txt (-update rewrites it); the sums are added up again from what was typed.
func TestEightWeeks(t *testing.T) {
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	d := &diary{}
	w := d.of(weeklyOn(t, kv, day(2026, 11, 30, "07:40")))
	w.joins("an", "11", roster.Officer)
	w.joins("phu", "12", roster.Officer)
	w.joins("thai", "13", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	d.Reset() // how people join is told elsewhere
	sums := map[string]int{}
	first := day(2026, 11, 30, "08:00")
	for week := range 8 {
		opens := first.AddDate(0, 0, 7*week)
		if week == 3 { // the machine goes down as the period is to open, and is back an hour later
			w.goes(opens.Add(-time.Minute))
			w = d.of(weeklyOn(t, kv, opens.Add(time.Hour)))
		}
		w.goes(opens.Add(2 * time.Hour))
		period := w.d.All()[0].Plan.Period.Key
		n := week + 1
		d.types(w, "an", "bắt đầu", fmt.Sprint(10*n), fmt.Sprint(9*n), "nộp", "có")
		sums[period] += 10 * n
		switch week {
		case 2: // late, and behind the next opening
			d.types(w, "phu", "bắt đầu", "3")
		case 3: // goes on with the late one first
			d.types(w, "phu", "2", "nộp", "có")
			sums["2026-W51"] += 3
			fallthrough
		default:
			d.types(w, "phu", "bắt đầu", fmt.Sprint(n), "0", "nộp", "có")
			sums[period] += n
		}
		w.goes(opens.Add(52 * time.Hour)) // Wednesday at noon
		d.types(w, "huyen", "/tinhhinh")
	}
	w.goes(first.AddDate(0, 0, 8*7).Add(-time.Hour))

	all := 0
	for period, want := range sums {
		all += want
		if got := sumOf(t, kv, period); got != want {
			t.Errorf("%s: %v, want %d", period, got, want)
		}
	}
	if len(sums) != 8 {
		t.Errorf("%d periods", len(sums))
	}
	if want := fmt.Sprintf("cộng dồn 8 kỳ: %d\n", all); !strings.Contains(d.String(), want) {
		t.Errorf("no status says %q", want)
	}
	got := strings.TrimLeft(d.String(), "\n")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(eightWeeks, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, eightWeeks)), got); diff != "" {
		t.Errorf("what is said has changed (-want +got), -update rewrites it:\n%s", diff)
	}
}

// sumOf adds up the first figure of the reports that are in, of one period.
func sumOf(t *testing.T, kv store.KV, period string) (sum int) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) error {
		sum = 0
		statuses, err := store.StatusesOf(r, report.ID{Campaign: "bao-cao-tuan", Period: period})
		for _, s := range statuses {
			if s.State.In() {
				sum += int(s.Figures[0])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
