package dispatch_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// event is what happens to a unit's report, straight in the store.
type event struct {
	at     time.Time
	unit   string
	status report.Status
	// move is what somebody above did, excuse what the unit said.
	move   report.Move
	excuse report.Excuse
}

// extension is a deadline that was moved at an instant.
type extension struct{ set, deadline time.Time }

// trial is the campaign of 2016 with everybody in it, on a real store.
type trial struct {
	t       *testing.T
	kv      store.KV
	c       *campaign.Campaign
	units   *roster.Units
	options campaigns.Options
	d       *dispatch.Dispatcher
	now     time.Time
	start   time.Time
	end     time.Time
	rand    *rand.Rand
	members map[string]roster.Members
	holes   [][2]time.Time
	events  []event // in order
	// own are the hours of coordinators who chose theirs, by unit.
	own map[string][]string
	// extended are units whose deadline a coordinator moved.
	extended map[string]extension
	// codes are the units' by path.
	codes map[string]string
	// asked are when questions came, by unit.
	asked map[string]time.Time
	// got is what was queued, a line each; seen what the store had then.
	got  []string
	seen map[int64]records
	// byUnit are the events of one report; reminded is when the ladder reminded a unit.
	byUnit   map[string][]event
	reminded map[string][]time.Time
}

// records are what a digest is made from, as the test reads it.
type records struct {
	status  map[string]report.Status
	excuses map[string]report.Excuse
}

// TestCalendarOfThePlan replays the calendar of 2016 with 635 communes, 27
// districts and the province, with holes, restarts and double ticks, and counts
// again what is due to whom and when.
func TestCalendarOfThePlan(t *testing.T) {
	inLine(t)
	tr := newTrial(t)
	tr.play()
	want := tr.expected()
	slices.Sort(tr.got)
	slices.Sort(want)
	t.Logf("%d messages", len(want))
	missing, extra := apart(want, tr.got), apart(tr.got, want)
	if len(missing)+len(extra) > 0 {
		t.Errorf("%d missing, %d too many of %d:\n%s", len(missing), len(extra), len(want),
			cmp.Diff(missing[:min(15, len(missing))], extra[:min(15, len(extra))]))
	}
}

// apart gives what is in a more often than in b; both are sorted.
func apart(a, b []string) (out []string) {
	for _, line := range a {
		for len(b) > 0 && b[0] < line {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == line {
			b = b[1:]
			continue
		}
		out = append(out, line)
	}
	return out
}

func newTrial(t *testing.T) *trial {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "trial.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	c, units, _ := shippedCampaign(t)
	outlines := map[int]*form.Outline{}
	for _, l := range c.Levels {
		outlines[l.Level] = parseOutline(t, l.Outline, read(t, shipped+"/"+l.Outline))
	}
	tr := &trial{t: t, kv: kv, c: c, units: units, rand: rand.New(rand.NewPCG(2016, 7)), members: map[string]roster.Members{},
		own: map[string][]string{"401": {"07:30", "16:00"}, "395": {}, "389": {"10:15"}}, seen: map[int64]records{}, asked: map[string]time.Time{},
		start: day(2016, 6, 27, "06:00"), end: day(2016, 11, 5, "12:00")}
	tr.holes = [][2]time.Time{
		{day(2016, 6, 30, "22:00"), day(2016, 7, 2, "03:00")},    // a day and the night: back in the quiet hours
		{day(2016, 7, 4, "07:00"), day(2016, 7, 4, "14:20")},     // over the hour itself
		{day(2016, 7, 5, "19:00"), day(2016, 7, 6, "22:10")},     // over a deadline, back in the quiet hours
		{day(2016, 7, 12, "20:30"), day(2016, 7, 14, "09:00")},   // over two steps of the districts
		{day(2016, 8, 29, "21:00"), day(2016, 9, 2, "10:00")},    // over the province's deadline and a holiday
		{day(2016, 10, 29, "12:00"), day(2016, 10, 31, "08:00")}, // over the last digests
	}
	tr.options = campaigns.Options{KV: kv, Random: rand.NewChaCha8([32]byte{}), Catalog: phrases(t), AlbumPause: -1, Deliver: tr.deliver,
		Campaigns: []*campaigns.Definition{{Campaign: c, Units: units, Outlines: outlines}}}
	tr.codes = map[string]string{}
	for _, l := range c.Levels {
		for _, u := range units.AtLevel(l.Level) {
			tr.codes[units.Path(u.Code)] = u.Code
		}
	}
	tr.joined()
	tr.planned()
	tr.restarted()
	tr.now = tr.start
	if err := tr.d.Open(context.Background(), tr.start); err != nil {
		t.Fatal(err)
	}
	return tr
}

// day is an instant of 2016 in Vietnam.
func day(year int, month time.Month, d int, clock string) time.Time {
	at, err := time.Parse("15:04", clock)
	if err != nil {
		panic(err)
	}
	return time.Date(year, month, d, at.Hour(), at.Minute(), 0, 0, time.FixedZone("", 7*60*60))
}

func (tr *trial) restarted() { tr.d = dispatch.New(tr.options) }

// write runs transactions in one commit.
func (tr *trial) write(functions ...func(store.Tx) error) {
	tr.t.Helper()
	for _, err := range tr.kv.Update(context.Background(), functions...) {
		if err != nil {
			tr.t.Fatal(err)
		}
	}
}

// joined makes members: some units have none, some an approver, some a chat
// that is blocked, one person has three communes.
func (tr *trial) joined() {
	var functions []func(store.Tx) error
	put := func(unit string, ms roster.Members) {
		tr.members[unit] = ms
		functions = append(functions, func(tx store.Tx) error {
			store.Members.Put(tx, store.OnList{List: tr.c.UnitList, Unit: unit}, ms)
			return nil
		})
	}
	member := func(name string, role roster.Role) roster.Member {
		return roster.Member{Address: person(name), Role: role, Since: tr.start}
	}
	for i, u := range tr.units.AtLevel(3) {
		var ms roster.Members
		switch tr.rand.IntN(12) {
		case 0: // nobody
		case 1:
			ms = roster.Members{member("o"+u.Code, roster.Officer), member("a"+u.Code, roster.Approver)}
		case 2:
			ms = roster.Members{member("o"+u.Code, roster.Officer), member("a"+u.Code, roster.Approver)}
			ms[tr.rand.IntN(2)].Blocked = true
		case 3:
			ms = roster.Members{member("o"+u.Code, roster.Officer), member("b"+u.Code, roster.Officer)}
		default:
			ms = roster.Members{member("o"+u.Code, roster.Officer)}
		}
		if i%200 == 7 {
			ms = roster.Members{member("three", roster.Officer)}
		}
		put(u.Code, ms)
	}
	for i, u := range tr.units.AtLevel(2) {
		ms := roster.Members{member("c"+u.Code, roster.Coordinator)}
		if i%3 == 0 {
			ms = append(ms, member("o"+u.Code, roster.Officer))
		}
		if i == 5 {
			ms = nil
		}
		put(u.Code, ms)
	}
	put("38", roster.Members{member("c38", roster.Coordinator), member("o38", roster.Officer)})
	for unit, hours := range tr.own {
		told := store.Digests{Own: true}
		for _, h := range hours {
			at, _ := time.Parse("15:04", h)
			told.Hours = append(told.Hours, at.Hour()*60+at.Minute())
		}
		functions = append(functions, func(tx store.Tx) error {
			store.DigestsOf.Put(tx, store.Coordinator{At: report.ID{Campaign: tr.c.Name, Unit: unit}, Address: person("c" + unit)}, told)
			return nil
		})
	}
	tr.write(functions...)
	tr.extended = map[string]extension{}
	for i, u := range tr.units.AtLevel(3) {
		switch {
		case u.Parent == "394": // all of a district, on the eve of the last day
			tr.extended[u.Code] = extension{day(2016, 7, 4, "16:00"), day(2016, 7, 9, "23:59").Add(59 * time.Second)}
		case i%40 == 3: // before anything was sent but the first step
			tr.extended[u.Code] = extension{day(2016, 6, 29, "10:00"), day(2016, 7, 12, "23:59").Add(59 * time.Second)}
		case i%40 == 4: // too late for the last day, which was told
			tr.extended[u.Code] = extension{day(2016, 7, 5, "09:00"), day(2016, 7, 7, "23:59").Add(59 * time.Second)}
		}
	}
}

// extend stores the deadlines that are moved by now.
func (tr *trial) extend(before time.Time) {
	for unit, e := range tr.extended {
		if u, _ := tr.units.Get(unit); e.set.After(before) && !e.set.After(tr.now) {
			tr.write(func(tx store.Tx) (err error) {
				of := report.ID{Campaign: tr.c.Name}
				if u.Parent == "394" {
					_, err = store.SetDeadline(tx, store.Level{Campaign: of, Level: 3}, store.Deadline{Unit: u.Parent, At: e.deadline})
					tr.note(tx, report.Entry{When: e.set, Move: report.MoveExtend, Unit: u.Parent, Level: 3})
					return err
				}
				tr.note(tx, report.Entry{When: e.set, Move: report.MoveExtend, Unit: unit})
				of.Unit = unit
				store.Extensions.Put(tx, of, e.deadline)
				return nil
			})
		}
	}
}

// note writes a line of the journal.
func (tr *trial) note(tx store.Tx, e report.Entry) {
	store.Journal.Put(tx, store.Line{Campaign: report.ID{Campaign: tr.c.Name}, Update: e.Unit, At: e.When}, e)
}

// planned draws what happens to each report.
func (tr *trial) planned() {
	around := func(from, to time.Time) time.Time {
		for {
			at := from.Add(time.Duration(tr.rand.Int64N(int64(to.Sub(from))))).Truncate(time.Second)
			if tr.hole(at).IsZero() {
				return at
			}
		}
	}
	add := func(at time.Time, unit string, s report.Status) {
		s.Changed = at
		tr.events = append(tr.events, event{at: at, unit: unit, status: s})
	}
	// later has somebody above do something a few hours to days after.
	later := func(at time.Time, unit string, s report.Status, m report.Move) time.Time {
		s.Changed = around(at.Add(time.Hour), at.AddDate(0, 0, 3))
		tr.events = append(tr.events, event{at: s.Changed, unit: unit, status: s, move: m})
		return s.Changed
	}
	for _, l := range []int{3, 2, 1} {
		level, _ := tr.c.Level(l)
		for _, u := range tr.units.AtLevel(l) {
			from, to := level.Deadline.AddDate(0, 0, -8), level.Deadline.AddDate(0, 0, 4)
			what := tr.rand.IntN(20)
			begun := report.Status{State: report.InProgress, Done: 10, Total: 49, Section: "X2"}
			begun.Started = around(from, to)
			if what > 1 {
				add(begun.Started, u.Code, begun)
			}
			in := begun
			in.State, in.Revision = report.Submitted, 1
			in.Submitted = around(begun.Started, to.AddDate(0, 0, 1))
			in.First = in.Submitted
			switch {
			case what <= 1: // nothing ever
			case what == 2:
				add(around(from, to), u.Code, report.Status{State: report.Exempt})
			case what == 3: // waits for a signature for ever
				waits := in
				waits.State, waits.Submitted, waits.First = report.AwaitingSignOff, time.Time{}, time.Time{}
				add(in.Submitted, u.Code, waits)
			case what == 4: // never ends, and is worked at again
				begun.Done = 20 + tr.rand.IntN(30)
				add(around(to, to.AddDate(0, 0, 6)), u.Code, begun)
			default:
				add(in.Submitted, u.Code, in)
			}
			switch what {
			case 5:
				in.State = report.Accepted
				later(in.Submitted, u.Code, in, report.MoveAccept)
			case 6: // returned, and mended or not
				in.State, in.Round = report.Returned, 1
				back := later(in.Submitted, u.Code, in, report.MoveReturn)
				add(around(back, back.AddDate(0, 0, 2)), u.Code, in)
				if again := around(back.AddDate(0, 0, 2), back.AddDate(0, 0, 9)); tr.rand.IntN(2) == 0 {
					in.State, in.Submitted, in.Revision = report.Submitted, again, 2
					add(again, u.Code, in)
				}
			case 7: // reopened, and never submitted again
				in.State = report.InProgress
				later(in.Submitted, u.Code, in, report.MoveReopen)
			}
			if said := around(level.Deadline, level.Deadline.AddDate(0, 0, 9)); what < 5 && tr.rand.IntN(2) == 0 {
				e := report.Excuse{Why: report.Whys[tr.rand.IntN(4)], Said: said}
				if tr.rand.IntN(3) > 0 {
					day := said.AddDate(0, 0, tr.rand.IntN(6))
					e.Promised = time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, tr.start.Location())
				}
				tr.events = append(tr.events, event{at: said, unit: u.Code, excuse: e})
			}
			if tr.rand.IntN(40) == 0 {
				tr.asked[u.Code] = around(from, to)
			}
		}
	}
	slices.SortStableFunc(tr.events, func(a, b event) int { return a.at.Compare(b.at) })
	tr.byUnit = map[string][]event{}
	for _, e := range tr.events {
		if !e.excuse.Given() {
			tr.byUnit[e.unit] = append(tr.byUnit[e.unit], e)
		}
	}
}

// hole is when the program comes back if it is down at t, else zero.
func (tr *trial) hole(t time.Time) time.Time {
	for _, h := range tr.holes {
		if !t.Before(h[0]) && t.Before(h[1]) {
			return h[1]
		}
	}
	return time.Time{}
}

// play goes from instant to instant as the schedule does.
func (tr *trial) play() {
	ctx := context.Background()
	events := tr.events
	for turn := 0; ; turn++ {
		done, err := tr.d.Done(ctx, tr.now)
		if err != nil {
			tr.t.Fatal(err)
		}
		at, _, ok := tr.d.Next(ctx, done)
		if !ok || at.After(tr.end) {
			return
		}
		if at.Before(tr.now) {
			tr.t.Fatalf("after %s comes %s", tr.now, at)
		}
		if back := tr.hole(at); !back.IsZero() {
			at = back
			tr.restarted()
		}
		for len(events) > 0 && !events[0].at.After(at) {
			e := events[0]
			events = events[1:]
			tr.write(func(tx store.Tx) error {
				tr.happens(tx, e)
				return nil
			})
		}
		before := tr.now
		tr.now = at
		tr.extend(before)
		tr.ask(before)
		tr.recount()
		if err := tr.d.Do(ctx, done, at); err != nil {
			tr.t.Fatal(err)
		}
		switch turn % 5 {
		case 1: // the same tick again
			err = tr.d.Do(ctx, done, at)
		case 2: // a second machine, which begins where the first began
			tr.write(func(tx store.Tx) error { store.Times.Put(tx, "done/"+tr.c.Name+"/", done); return nil })
			second := dispatch.New(tr.options)
			err = second.Do(ctx, done, at)
		case 3:
			tr.restarted()
		}
		if err != nil {
			tr.t.Fatal(err)
		}
	}
}

// happens writes what an event does to the records. A reason goes with the submission.
func (tr *trial) happens(tx store.Tx, e event) {
	of := report.ID{Campaign: tr.c.Name, Unit: e.unit}
	if e.excuse.Given() {
		if status, _ := store.Statuses.Get(tx, of); !status.State.In() && status.State != report.Exempt {
			store.Excuses.Put(tx, of, e.excuse)
		}
		return
	}
	store.Statuses.Put(tx, of, e.status)
	if e.status.State.In() || e.status.State == report.Exempt {
		store.Excuses.Delete(tx, of)
	}
	if e.move != "" {
		tr.note(tx, report.Entry{When: e.at, Move: e.move, Unit: e.unit})
	}
}

// ask opens the questions that came by now.
func (tr *trial) ask(before time.Time) {
	for unit, at := range tr.asked {
		if at.After(before) && !at.After(tr.now) {
			tr.write(func(tx store.Tx) error {
				n, err := store.NewIssue(tx)
				if err != nil {
					return err
				}
				return store.PutIssue(tx, report.Issue{Number: n, Report: report.ID{Campaign: tr.c.Name, Unit: unit}, Asked: at, Open: true,
					Said: []report.Said{{Unit: unit, At: at, Text: "?"}}})
			})
		}
	}
}

// recount keeps the records as the database has them now.
func (tr *trial) recount() {
	var now records
	err := tr.kv.View(context.Background(), func(r store.Reader) (err error) {
		if now.status, err = store.StatusesOf(r, report.ID{Campaign: tr.c.Name}); err == nil {
			now.excuses, err = store.ExcusesOf(r, report.ID{Campaign: tr.c.Name})
		}
		return err
	})
	if err != nil {
		tr.t.Fatal(err)
	}
	tr.seen[tr.now.Unix()] = now
}

var (
	daysLeft = regexp.MustCompile(`[cC]òn (\d+) ngày`)
	overDays = regexp.MustCompile(`quá hạn (\d+) ngày`)
)

// deliver notes what was queued, as a line.
func (tr *trial) deliver(ms ...chat.Message) {
	for _, m := range ms {
		text := m.Content.Text
		if quiet := tr.now.In(day(2016, 1, 1, "00:00").Location()).Format("15:04"); quiet < "07:30" || quiet >= "20:00" {
			tr.t.Errorf("in the quiet hours, %s: %s", quiet, text)
		}
		line := tr.now.In(tr.start.Location()).Format("2006-01-02 15:04 ") + m.To.ID + " "
		switch {
		case strings.HasPrefix(text, "Tình hình nộp báo cáo") || strings.Contains(text, "không có thay đổi"):
			tr.got = append(tr.got, line+"digest "+toldOf(text))
			continue
		case strings.HasPrefix(text, "Danh sách") || strings.HasPrefix(text, "(tiếp theo)"):
			continue // the rest of a digest
		}
		for _, part := range strings.Split(text, "\n\n") {
			switch {
			case strings.HasSuffix(part, "quá hạn hôm nay:"):
			case strings.HasPrefix(part, "Hết hạn"):
				tr.got = append(tr.got, line+"missed "+missedOf(part))
			default:
				tr.got = append(tr.got, line+reminded(part)+" "+tr.named(part))
			}
		}
	}
}

// named finds the unit that a reminder names: the longest path that begins
// behind «của» and ends with a word.
func (tr *trial) named(text string) string {
	for from := range text {
		path, ok := strings.CutPrefix(text[from:], "của ")
		if !ok {
			continue
		}
		for end := len(path) - 1; end > 0; end-- {
			if code, ok := tr.codes[path[:end]]; ok && (path[end] == ' ' || path[end] == '.') {
				return code
			}
		}
	}
	return "?" + text
}

// reminded is what a reminder says.
func reminded(text string) string {
	switch {
	case strings.Contains(text, "đang chờ"):
		return "sign"
	case strings.Contains(text, "được trả lại"):
		return "returned"
	case strings.HasPrefix(text, "Đã quá hạn"):
		return "over " + overDays.FindStringSubmatch(text)[1]
	case strings.HasPrefix(text, "Hôm nay là ngày cuối"):
		return "left 0"
	}
	if m := daysLeft.FindStringSubmatch(text); m != nil {
		return "left " + m[1]
	}
	return fmt.Sprintf("? %q", text)
}
