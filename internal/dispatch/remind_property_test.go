package dispatch_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// smallUnits are a province, two districts and five communes.
const smallUnits = `code,parent_code,level,type,name
1,,1,tỉnh,An
21,1,2,huyện,Bắc
22,1,2,huyện,Nam
311,21,3,xã,Mai
312,21,3,xã,Lan
313,21,3,xã,Cúc
321,22,3,xã,Trúc
322,22,3,xã,Đào
`

const smallOutline = `title: T
sections: [{code: A1, title: T, questions: [{code: A1.1, name: a, type: integer, label: L}]}]
`

// small is one drawn case: two campaigns, members, submissions and outages.
type small struct {
	kv        store.KV
	options   campaigns.Options
	campaigns []*campaign.Campaign
	people    map[string]string // unit to officer
	submitted map[string]time.Time
	holes     [][2]time.Time
	now       time.Time
	before    time.Time // up to when submissions are stored
	got       []string
	names     map[string]string // a report's id in buttons to its name
}

var smallStart = day(2016, 7, 1, "00:10")

// drawSmall draws a case. People may have several communes, or both campaigns.
func drawSmall(t *rapid.T, kv store.KV, catalog *locale.Catalog, units *roster.Units, outline *form.Outline) *small {
	s := &small{kv: kv, people: map[string]string{}, submitted: map[string]time.Time{}, names: map[string]string{}}
	quiet := campaign.Quiet{From: campaign.Hour(rapid.IntRange(18, 23).Draw(t, "from") * 60), To: campaign.Hour(rapid.IntRange(5, 8).Draw(t, "to") * 60)}
	working := map[time.Weekday]bool{}
	for d := range time.Weekday(7) {
		working[d] = d != rapid.SampledFrom([]time.Weekday{0, 6, 3}).Draw(t, "off")
	}
	for n := range 2 {
		deadline := day(2016, 7, rapid.IntRange(3, 12).Draw(t, "deadline"), "23:59").Add(59 * time.Second)
		c := &campaign.Campaign{Name: fmt.Sprint("c", n), Title: fmt.Sprint("Đợt ", n), Language: "vi", UnitList: "s",
			Zone: smallStart.Location(), Quiet: quiet, WorkingDays: working, RemindersPerDay: 1,
			Digests: []campaign.Hour{campaign.Hour(rapid.IntRange(int(quiet.To)/60, 17).Draw(t, "hour") * 60)},
			Levels:  []campaign.Level{{Level: 3, Outline: "x.yaml", Deadline: deadline}}}
		for i, days := range rapid.SliceOfNDistinct(rapid.IntRange(-5, 3), 0, 5, rapid.ID).Draw(t, "days") {
			to := "officer"
			if days > 0 && i%2 == 0 {
				to = "approver"
			}
			c.Reminders = append(c.Reminders, campaign.Reminder{ID: strconv.Itoa(days), Days: days, To: to})
		}
		s.campaigns = append(s.campaigns, c)
		s.options.Campaigns = append(s.options.Campaigns, &campaigns.Definition{Campaign: c, Units: units, Outlines: map[int]*form.Outline{3: outline}})
	}
	at := smallStart
	for range rapid.IntRange(0, 3).Draw(t, "holes") {
		from := at.Add(time.Duration(rapid.IntRange(1, 90).Draw(t, "up")) * time.Hour)
		at = from.Add(time.Duration(rapid.IntRange(1, 60*60).Draw(t, "down")) * time.Minute)
		s.holes = append(s.holes, [2]time.Time{from, at})
	}
	for _, u := range units.AtLevel(3) {
		s.people[u.Code] = rapid.SampledFrom([]string{"", "x", "y", "z" + u.Code}).Draw(t, "officer")
		for _, c := range s.campaigns {
			key := c.Name + "/" + u.Code
			h := fnv.New32a()
			h.Write([]byte(key))
			s.names[strconv.FormatUint(uint64(h.Sum32()), 36)] = key
			if rapid.Bool().Draw(t, "submits") {
				s.submitted[key] = smallStart.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "when")) * time.Minute)
			}
		}
	}
	s.options.KV, s.options.Catalog, s.options.AlbumPause = kv, catalog, -1
	s.options.Deliver = func(ms ...chat.Message) {
		for _, m := range ms {
			s.got = append(s.got, s.now.In(smallStart.Location()).Format("02 15:04 ")+m.To.ID+s.about(m))
		}
	}
	return s
}

// about names the reports that a message leads to.
func (s *small) about(m chat.Message) string {
	var names []string
	for _, row := range m.Content.Choices {
		for _, c := range row {
			if a, _ := chat.Decode(c.Data); a.To == chat.Interview && s.names[a.For] != "" {
				names = append(names, s.names[a.For])
			}
		}
	}
	slices.Sort(names)
	return " " + strings.Join(names, " ")
}

func (s *small) play(t *rapid.T) {
	ctx := context.Background()
	update := func(f func(store.Tx) error) {
		if err := store.One(ctx, s.kv, f); err != nil {
			t.Fatal(err)
		}
	}
	for unit, name := range s.people {
		if name != "" {
			update(func(tx store.Tx) error {
				store.Members.Put(tx, store.OnList{List: "s", Unit: unit}, roster.Members{{Address: person(name), Role: roster.Officer}})
				return nil
			})
		}
	}
	d := dispatch.New(s.options)
	s.now = smallStart
	if err := d.Open(ctx, s.now); err != nil {
		t.Fatal(err)
	}
	for {
		done, err := d.Done(ctx, s.now)
		if err != nil {
			t.Fatal(err)
		}
		at, _, ok := d.Next(ctx, done)
		if !ok || at.After(day(2016, 7, 18, "12:00")) {
			return
		}
		if at.Before(s.now) {
			at = s.now
		}
		s.now = s.up(at)
		s.submits(t)
		for range rapid.IntRange(1, 2).Draw(t, "ticks") {
			if rapid.Bool().Draw(t, "restart") {
				d = dispatch.New(s.options)
			}
			if err := d.Do(ctx, done, s.now); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// submits stores the reports that came in by now, each once.
func (s *small) submits(t *rapid.T) {
	var functions []func(store.Tx) error
	for key, when := range s.submitted {
		if c, unit, _ := strings.Cut(key, "/"); !when.After(s.now) && when.After(s.before) {
			functions = append(functions, func(tx store.Tx) error {
				store.Statuses.Put(tx, report.ID{Campaign: c, Unit: unit}, report.Status{State: report.Submitted, Started: when, Changed: when, Submitted: when})
				return nil
			})
		}
	}
	s.before = s.now
	if len(functions) == 0 {
		return
	}
	for _, err := range s.kv.Update(context.Background(), functions...) {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// up is at, or when the program runs again.
func (s *small) up(at time.Time) time.Time {
	for _, h := range s.holes {
		if !at.Before(h[0]) && at.Before(h[1]) {
			at = h[1]
		}
	}
	return at
}

// sentAt is when what falls due can be sent.
func (s *small) sentAt(at time.Time) time.Time {
	quiet := s.campaigns[0].Quiet
	for {
		next := s.up(at)
		local := next.In(smallStart.Location())
		switch clock := campaign.Hour(local.Hour()*60 + local.Minute()); {
		case clock < quiet.To:
			next = day(local.Year(), local.Month(), local.Day(), quiet.To.String())
		case clock >= quiet.From:
			next = day(local.Year(), local.Month(), local.Day()+1, quiet.To.String())
		}
		if next.Equal(at) {
			return at
		}
		at = next
	}
}

// stepsOf are the instants of a campaign's ladder, counted by hand.
func stepsOf(c *campaign.Campaign) (out []time.Time) {
	at := func(days int) time.Time {
		return day(2016, 7, c.Levels[0].Deadline.In(smallStart.Location()).Day()+days, c.Digests[0].String())
	}
	free := func(days int) bool { return !c.WorkingDays[at(days).Weekday()] }
	taken := map[string]bool{}
	steps := slices.Clone(c.Reminders)
	slices.SortFunc(steps, func(a, b campaign.Reminder) int { return a.Days - b.Days })
	for _, moving := range []bool{false, true} {
		for _, s := range steps {
			if free(s.Days) != moving {
				continue
			}
			days := s.Days
			for tries := 0; free(days) && tries < 10; tries++ {
				if s.Days > 0 {
					days++
				} else {
					days--
				}
			}
			if key := at(days).String() + s.To; !taken[key] {
				taken[key] = true
				out = append(out, at(days))
			}
		}
	}
	return out
}

// expected is what is to be queued: for each person and day the first message
// that there is, with all that falls due on that day.
func (s *small) expected() (out []string) {
	type due struct{ at, sent time.Time }
	byPerson := map[string]map[string][]due{} // person, report
	for unit, name := range s.people {
		for _, c := range s.campaigns {
			for _, at := range stepsOf(c) {
				if sent := s.sentAt(at); name != "" && at.After(smallStart) {
					if byPerson[name] == nil {
						byPerson[name] = map[string][]due{}
					}
					byPerson[name][c.Name+"/"+unit] = append(byPerson[name][c.Name+"/"+unit], due{at, sent})
				}
			}
		}
	}
	waits := func(key string, at time.Time) bool {
		when, ok := s.submitted[key]
		return !ok || when.After(at)
	}
	date := func(at time.Time) string { return at.In(smallStart.Location()).Format("02") }
	for name, reports := range byPerson {
		for {
			// The first that is to come; of reports that are in nothing is.
			var first time.Time
			for key, dues := range reports {
				for _, d := range dues {
					if waits(key, d.sent) && (first.IsZero() || d.sent.Before(first)) {
						first = d.sent
					}
				}
			}
			if first.IsZero() || first.After(day(2016, 7, 18, "12:00")) {
				break
			}
			// It names what falls due later that day too; whatever else comes on
			// that day is dropped.
			var names []string
			for key, dues := range reports {
				ahead := func(d due) bool { return d.at.After(first) && date(d.at) == date(first) }
				if waits(key, first) && slices.ContainsFunc(dues, func(d due) bool { return d.sent.Equal(first) || ahead(d) }) {
					names = append(names, key)
				}
				reports[key] = slices.DeleteFunc(dues, func(d due) bool { return date(d.sent) == date(first) || ahead(d) })
			}
			slices.Sort(names)
			out = append(out, first.In(smallStart.Location()).Format("02 15:04 ")+name+" "+strings.Join(names, " "))
		}
	}
	return out
}

// TestRemindersOnSmallTrees: whatever the calendar, the outages and the
// submissions, everybody is reminded once a day at most, of all that is due to
// them and nothing else, at the first instant that is allowed.
func TestRemindersOnSmallTrees(t *testing.T) {
	inLine(t)
	catalog, units, outline := phrases(t), parseUnits(t, "units.csv", smallUnits), parseOutline(t, "x.yaml", []byte(smallOutline))
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		kv, err := boltkv.Open(filepath.Join(dir, fmt.Sprint(n)), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		s := drawSmall(t, kv, catalog, units, outline)
		s.play(t)
		want := s.expected()
		slices.Sort(want)
		slices.Sort(s.got)
		if diff := cmp.Diff(want, s.got); diff != "" {
			t.Fatalf("reminders (-want +got):\n%s\nholes %v", diff, s.holes)
		}
	})
}
