package dispatch_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// aheadDays is for how many days the trial looks ahead, and then lives through.
const aheadDays = 14

// TestAheadIsWhatTheCalendarDoes looks ahead in the campaign of 2016, at the moments where most comes together, and then lets
// the calendar go: everybody gets what was said, of that kind and at that minute, and nothing else. What is said of the
// plan is read from no record but from the messages. Looking ahead changes nothing.
func TestAheadIsWhatTheCalendarDoes(t *testing.T) {
	inLine(t)
	for _, from := range []time.Time{
		day(2016, 6, 27, "06:00"), // before the first step
		day(2016, 7, 1, "22:10"),  // in the quiet hours, before the deadline of the communes
		day(2016, 7, 13, "09:00"), // between two deadlines, chased
		day(2016, 8, 29, "12:00"), // over a holiday and the last deadline
	} {
		t.Run(from.Format(time.DateOnly), func(t *testing.T) {
			tr := newTrial(t)
			tr.holes, tr.asked = nil, nil
			before := tr.now
			for _, e := range tr.events { // all that happened until then, and nothing after
				if !e.at.After(from) {
					tr.write(func(tx store.Tx) error { tr.happens(tx, e); return nil })
				}
			}
			tr.events = nil
			tr.now = from
			tr.extend(before)
			tr.extended = nil
			tr.write(func(tx store.Tx) error { store.Times.Put(tx, "done/"+tr.c.Name+"/", from); return nil })
			tr.end = from.AddDate(0, 0, aheadDays)

			stored := tr.all()
			want := tr.ahead(from)
			if got := tr.all(); !maps.Equal(stored, got) {
				t.Fatal("looking ahead changed what is stored")
			}
			if len(tr.got) > 0 {
				t.Fatalf("looking ahead sent %d messages", len(tr.got))
			}
			tr.play()
			var got []string
			for _, line := range tr.got {
				words := strings.Fields(line)
				got = append(got, strings.Join(words[:3], " ")+" "+kindSaid[words[3]])
				if kindSaid[words[3]] == "remind" {
					got = append(got, strings.Join(words[:2], " ")+" about "+words[len(words)-1])
				}
			}
			got, want = sortedOnce(got), sortedOnce(want)
			t.Logf("%d", len(want))
			if len(want) < 50 {
				t.Errorf("only %d are foreseen", len(want))
			}
			if missing, extra := apart(got, want), apart(want, got); len(missing)+len(extra) > 0 {
				t.Errorf("%d not foreseen, %d did not come:\n%s", len(missing), len(extra), cmp.Diff(missing[:min(15, len(missing))], extra[:min(15, len(extra))]))
			}
		})
	}
}

// kindSaid is what the words of a message of the trial are.
var kindSaid = map[string]string{"digest": "digest", "missed": "missed", "left": "remind", "over": "remind", "sign": "remind", "returned": "remind"}

func sortedOnce(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// all is what is stored.
func (tr *trial) all() map[string]string {
	out := map[string]string{}
	err := tr.kv.View(context.Background(), func(r store.Reader) error {
		r.Range("", "", func(key string, value []byte) bool { out[key] = string(value); return true })
		return nil
	})
	if err != nil {
		tr.t.Fatal(err)
	}
	return out
}

// ahead is what is foreseen, a line for each person and kind.
func (tr *trial) ahead(from time.Time) (lines []string) {
	var plans []why.Plan
	began := time.Now()
	err := tr.kv.View(context.Background(), func(r store.Reader) (err error) {
		plans, err = tr.d.Ahead(context.Background(), r, from, from.AddDate(0, 0, aheadDays))
		return err
	})
	if err != nil {
		tr.t.Fatal(err)
	}
	tr.t.Logf("looked ahead in %v", time.Since(began).Round(time.Millisecond))
	say := tr.d.All()[0].Phrases("")
	if got := plans[0].Lines(say); len(got) < 10 {
		tr.t.Errorf("the plan is %q", got)
	}
	name := map[why.What]string{why.DigestSent: "digest", why.Reminded: "remind", why.Missed: "missed"}
	for _, c := range plans[0].Coming {
		minute := c.At.In(tr.start.Location()).Format("2006-01-02 15:04 ")
		for _, unit := range c.Units {
			if c.What == why.Reminded {
				lines = append(lines, minute+"about "+unit)
			}
		}
		for _, to := range c.People {
			lines = append(lines, minute+to.ID+" "+name[c.What])
		}
	}
	return lines
}

// An order with an hour is foreseen at it, to those whom it still concerns, and the deadline with who is missing then; a closed
// campaign has nothing to come.
func TestAheadSeesOrders(t *testing.T) {
	w := newWorld(t)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	w.joins("an", ngaAn, roster.Officer)
	w.joins("bach", "16147", roster.Officer)
	w.joins("huyen", "401", roster.Coordinator)
	for _, line := range []string{"10 giờ sáng mai nhắc Nga An, Nga Bạch", "gửi"} {
		w.types("huyen", line)
	}
	w.rewrites("16147", func(s *report.Status) { s.State = report.Submitted })
	ahead := func() (got []why.Coming) {
		err := w.kv.View(t.Context(), func(r store.Reader) error {
			plans, err := w.d.Ahead(t.Context(), r, w.now, w.now.AddDate(0, 0, 2))
			if err == nil {
				got = plans[0].Coming
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	one := func(what why.What) (found why.Coming) {
		for _, c := range ahead() {
			if c.What == what {
				found = c
			}
		}
		return found
	}
	hour := time.Date(2016, 7, 5, 10, 0, 0, 0, w.c.Zone)
	if c := one(why.OrderCarried); !c.At.Equal(hour) || !slices.Equal(c.People, []chat.Address{person("an")}) || len(c.Units) != 2 || c.Name != string(command.Remind) {
		t.Errorf("the order: %+v", c)
	}
	if c := one(why.DeadlineOver); len(c.Units) != 634 {
		t.Errorf("%d units are late, want all but the one that submitted: %v", len(c.Units), c.At)
	}
	told := len(w.texts("an"))
	w.goes(hour)
	if n := len(w.texts("an")) - told; n != 2 { // the reminder of the last day, and the order
		t.Errorf("an got %d messages", n)
	}
	if c := one(why.OrderCarried); !c.At.IsZero() {
		t.Errorf("the order is foreseen once more: %+v", c)
	}
	if err := store.One(t.Context(), w.kv, func(tx store.Tx) error {
		store.Phases.Put(tx, w.d.All()[0].ID(), campaign.Phase{Closed: true})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if got := ahead(); len(got) > 0 {
		t.Errorf("in a closed campaign comes %+v", got)
	}
}
