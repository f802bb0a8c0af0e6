// Package trial_test are the long trials: the built program serves hundreds of people over
// HTTP, while it is killed and the platform fails, for as long as the environment says.
//
//	GIAOBAN_TRIAL=10m go test ./bot/trial -v -run Chaos -timeout 2h
//
// GIAOBAN_TRIAL_RATE is how many answers come a second (60), GIAOBAN_TRIAL_SEED another
// course of the same (1); GIAOBAN_TRIAL_RACE=1 has the program built with the race
// detector. Without GIAOBAN_TRIAL nothing of it runs. All that people write
// is known and said once, so that in the end it can be counted in the store, in the chats
// and in the platform's own log of what it took. When something is wrong, the database and
// the program's log are kept, and the report says for each kind of fault how often, and of
// the first ones whose and when: look there in serve.log and in the chat's messages.
package trial_test

import (
	"context"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/simulator"
	"giaoban/internal/store"
)

// TestChaos kills the program every few seconds for as long as GIAOBAN_TRIAL says.
func TestChaos(t *testing.T) {
	long := trialFor(t)
	w := newWorld(t, 3*time.Minute, "messages_per_second: 0\nmessages_per_second_to_one: 0\n")
	p := w.populate()
	x := &wreck{world: w}
	w.spoil()
	begin := time.Now()
	p.live(x, long)
	w.sim.ClearFaults()
	p.settle()
	state := p.asksAll()
	end, err := w.program.end()
	if err != nil {
		t.Errorf("the last SIGTERM: after %v: %v", end, err)
	}
	r := newRecount(x)
	r.open(func(reader store.Reader) error {
		for _, o := range p.answering {
			r.officer(reader, o)
		}
		for _, o := range p.reporting {
			r.whole(reader, p.calm, o)
		}
		r.left(reader)
		r.state(reader, p, state)
		return nil
	})
	for _, h := range p.heads {
		r.head(h)
	}
	for _, o := range p.sending {
		r.filesOf(o)
	}
	r.tells(time.Since(begin))
}

// people are all who have a part.
type people struct {
	*world
	answering, reporting, sending []*officer
	calm                          *officer // typed a whole report before the trouble began
	heads                         []*head
}

// populate has an officer of each commune join, and three coordinators; a first officer
// writes a whole report in peace.
func (w *world) populate() *people {
	p := &people{world: w}
	all := map[string]*officer{}
	var officers []*officer
	for i, member := range w.join("--unit", "38", "--role", "officer", "--below", "--level", "3") {
		o := &officer{person: member, first: i * 97 % numbers}
		officers, all[member.unit] = append(officers, o), o
	}
	district, named := map[string][]*officer{}, map[string]string{}
	for _, line := range w.units() {
		named[line[0]] = line[3] + " " + strings.TrimSpace(line[4])
		if o := all[line[0]]; o != nil {
			o.path = o.name + " (" + named[line[1]] + ")"
			district[line[1]] = append(district[line[1]], o)
		}
	}
	for _, code := range []string{"38", "401", "389"} {
		h := &head{person: w.join("--unit", code, "--role", "coordinator")[0], below: district[code]}
		if code == "38" {
			h.below = officers
		}
		for _, o := range h.below[:min(27, len(h.below))] {
			h.places = append(h.places, o.name)
		}
		p.heads = append(p.heads, h)
	}
	var communes []*officer
	for _, o := range officers {
		switch ward := !strings.HasPrefix(o.name, "xã "); {
		case ward || len(communes) > 16 && len(p.sending) > 15:
			p.answering = append(p.answering, o)
		case len(communes) > 16:
			p.sending = append(p.sending, o)
		default:
			communes = append(communes, o)
		}
	}
	p.calm, p.reporting = communes[0], communes[1:]
	p.calm.plays(w.t.Context(), w.wholeReport(), 0)
	return p
}

// live has everybody at work while the program breaks.
func (p *people) live(x *wreck, long time.Duration) {
	ctx, cancel := context.WithTimeout(p.t.Context(), long)
	defer cancel()
	every := time.Duration(len(p.answering)) * time.Second / time.Duration(setting("GIAOBAN_TRIAL_RATE", 60))
	script := p.wholeReport()
	var all sync.WaitGroup
	all.Go(func() { x.breaks(ctx) })
	all.Go(func() { p.repeats(ctx) })
	for _, o := range p.answering {
		all.Go(func() { o.answers(ctx, every) })
	}
	for _, o := range p.reporting {
		all.Go(func() { o.plays(context.WithoutCancel(ctx), script, long*7/10/time.Duration(len(script))) })
	}
	for _, o := range p.sending {
		all.Go(func() { o.sendsFiles(ctx, 8, long/20) })
	}
	for _, h := range p.heads {
		all.Go(func() { h.works(ctx, 2*time.Second) })
	}
	all.Wait()
}

// settle waits until the bot has taken all updates and says nothing more.
func (p *people) settle() {
	last, still := 0, time.Now()
	for begin := time.Now(); time.Since(begin) < 4*time.Minute; time.Sleep(time.Second) {
		p.mu.Lock()
		calls := len(p.calls)
		p.mu.Unlock()
		if calls != last || p.sim.Pending(p.bot) > 0 {
			last, still = calls, time.Now()
		}
		if time.Since(still) > 65*time.Second { // the longest that an order is not looked at
			return
		}
	}
}

// asksAll has the province ask for the state of all communes.
func (p *people) asksAll() string {
	h := p.heads[0]
	asked := h.types("/tinhhinh")
	ctx, cancel := context.WithTimeout(p.t.Context(), time.Minute)
	defer cancel()
	m, _ := h.hears(ctx, asked, func(m simulator.Shown) bool { return strings.Contains(m.Text, "chưa bắt đầu") })
	// What took long to read was said to be under way, and that is rewritten last.
	_, _ = h.user.Await(ctx, h.bot, func(c simulator.Chat) bool {
		return !slices.ContainsFunc(c.Messages, func(m simulator.Shown) bool {
			return !m.Own && m.ID > asked && strings.HasPrefix(m.Text, "Đang lập")
		})
	})
	return m.Text
}

// tells reports what came of it, shortly; each kind of fault is an error.
func (r *recount) tells(took time.Duration) {
	sent, unknown, limited := 0, 0, 0
	for _, c := range r.calls {
		if c.Taken {
			sent++
		}
		if c.Spoiled {
			unknown++
		}
		if c.Code == 429 {
			limited++
		}
	}
	r.t.Logf("%v: %d kills, %d SIGTERM (longest end %v, longest start %v)", took.Round(time.Second), r.kills, r.terms,
		r.worstEnd.Round(10*time.Millisecond), r.worstStart.Round(10*time.Millisecond))
	r.t.Logf("%d answers, %d questions, %d orders, %d digests, %d reminders; %d replies dropped because the platform refused the person, %d wait for a last try",
		r.answers, r.asked, r.orders, r.digests, r.reminders, r.refused, len(r.waiting))
	r.t.Logf("%d messages taken, %d calls of unknown outcome, %d × 429; %d came twice (%.2f %%), %d of them because the program ended, at most %v later", sent, unknown, limited,
		r.doubles, 100*float64(r.doubles)/float64(max(sent, 1)), r.byEnds, r.worstDouble.Round(10*time.Millisecond))
	for words, n := range r.program.complaints() {
		r.t.Logf("serve.log, %d times: %s", n, words)
	}
	for _, trouble := range r.troublesome {
		r.t.Error(trouble)
	}
	r.faults(r.t)
}

// faults reports what is wrong.
func (r *recount) faults(t testing.TB) {
	t.Helper()
	for _, kind := range slices.Sorted(maps.Keys(r.wrong)) {
		list := r.wrong[kind]
		t.Errorf("%s: %d\n    %s", kind, len(list), strings.Join(list[:min(len(list), 8)], "\n    "))
	}
}

// units are the lines of the list of units.
func (w *world) units() (lines [][]string) {
	w.t.Helper()
	content, err := os.ReadFile(w.program.path("own/thanhhoa-2016/units.csv"))
	if err != nil {
		w.t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		if fields := strings.Split(line, ","); len(fields) > 4 {
			lines = append(lines, fields)
		}
	}
	return lines
}
