package seed

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// A Going is how units go on after the seed: parts of all, and what they say.
type Going struct {
	// LastDay and DayBefore are the parts that submit on the day of the deadline and on
	// the working day before it; Earlier before that, where there is time, Late after it.
	// The others never do.
	LastDay   float64 `yaml:"last_day"`
	DayBefore float64 `yaml:"day_before"`
	Earlier   float64 `yaml:"earlier"`
	Late      float64 `yaml:"late"`
	// Asks is the part that asks something, Excused the part of the late that say why,
	// MoreTime the part of the late that want more time before.
	Asks     float64 `yaml:"asks"`
	Excused  float64 `yaml:"excused"`
	MoreTime float64 `yaml:"more_time"`
	// Questions, Reasons and Corrections are what is typed.
	Questions   []string `yaml:"questions"`
	Reasons     []string `yaml:"reasons"`
	Corrections []string `yaml:"corrections"`
}

// A visit is a time at which an officer takes the phone.
type visit struct {
	at time.Time
	// say is what the officer does first, whatever is asked.
	say []chat.Input
	// answers is how many questions are answered then; the report is submitted when
	// none is left.
	answers int
}

// everything is more answers than a report has.
const everything = 600

// person is a made-up officer and what is ahead of them.
type person struct {
	*player
	seed   *Seed
	random *rand.Rand
	going  *Going
	code   string // of an invitation
	joined bool
	// arriving marks who joined just now, and is asked for the post.
	arriving bool
	// correcting marks a report that came back.
	correcting bool
	visits     []visit
	next       time.Time
	every      time.Duration
	tried      int // how often the same was typed at the same place
	last       string
}

func newPerson(c *campaigns.Campaign, u roster.Unit, seed *Seed, now time.Time) *person {
	code, _ := strconv.ParseUint(u.Code, 10, 64)
	p := &person{player: newPlayer(c, u), seed: seed, random: rand.New(rand.NewPCG(seed.Number+3, code)), going: &seed.Script.Going}
	p.plan(now)
	return p
}

// prepared draws what the officer answers, once it is needed.
func (p *person) prepared() error {
	if p.given != nil {
		return nil
	}
	return p.prepare(&p.seed.Script, p.seed.Number)
}

func (p *person) busy() bool { return len(p.visits) > 0 }

// plan lays the days on which the officer does something.
func (p *person) plan(now time.Time) {
	due := p.deadline()
	if due.IsZero() {
		return
	}
	before, after := p.workingDays(now, due)
	luck := p.random.Float64()
	g := p.going
	var end time.Time
	took := func(part float64) bool { luck -= part; return luck < 0 }
	switch n := len(before); {
	case n > 0 && took(g.LastDay):
		end = before[n-1]
	case n > 1 && took(g.DayBefore):
		end = before[n-2]
	case n > 2 && took(g.Earlier):
		end = before[p.random.IntN(n-2)]
	case took(g.Late):
		end = after[min(len(after)-1, int(p.random.ExpFloat64()*3))]
	}
	days := append(slices.Clone(before), after...)
	if !end.IsZero() {
		p.visit(visit{at: p.hour(end), answers: everything})
	}
	for range p.random.IntN(3) {
		at := p.hour(days[p.random.IntN(min(len(days), max(2, len(before))))])
		if end.IsZero() || at.Before(p.visits[0].at) {
			p.visit(visit{at: at, answers: 12 + p.random.IntN(40)})
		}
	}
	if len(g.Questions) > 0 && p.random.Float64() < g.Asks && p.busy() {
		text := p.fill(g.Questions)
		p.visit(visit{at: p.visits[p.random.IntN(len(p.visits))].at.Add(-time.Minute), say: []chat.Input{said("/vuongmac " + text), said(p.types.send)}})
	}
	if end.IsZero() || end.After(due) {
		p.late(before, after, end)
	}
	p.begin()
}

// deadline is that of the unit's level; zero if it has none.
func (p *person) deadline() (due time.Time) {
	for _, l := range p.d.Plan.Levels {
		if l.Level == p.unit.Level && !l.Deadline.IsZero() {
			due = p.d.Local(l.Deadline)
		}
	}
	return due
}

// late is what an officer says who will not make it.
func (p *person) late(before, after []time.Time, end time.Time) {
	promise := end
	if end.IsZero() {
		promise = after[min(len(after)-1, 3)]
	}
	day := day(promise, p.say)
	if n := len(before); n > 0 && len(p.going.Reasons) > 0 && p.random.Float64() < p.going.MoreTime {
		p.visit(visit{at: p.hour(before[n-1]), say: []chat.Input{said(fmt.Sprintf(p.types.moreTime, day, lowered(p.fill(p.going.Reasons))))}})
	}
	if p.random.Float64() < p.going.Excused {
		why := report.Whys[p.random.IntN(len(report.Whys))]
		say := []chat.Input{{Kind: chat.Press, Data: session.UnitButton(session.ActWhy, p.rep.Short(), "", string(why)).Data}}
		if why == report.OtherWhy {
			say = append(say, said(p.fill(p.going.Reasons)))
		}
		p.visit(visit{at: after[0].Add(8*time.Hour + time.Duration(p.random.IntN(150))*time.Minute), say: append(say, said(day))})
	}
}

// corrects plans the visit after a report came back.
func (p *person) corrects(now time.Time) {
	p.correcting = true
	_, days := p.workingDays(now, now)
	at := now.Add(time.Duration(90+p.random.IntN(240)) * time.Minute)
	if !p.inHours(at) {
		at = days[0].Add(7*time.Hour + time.Duration(40+p.random.IntN(150))*time.Minute)
	}
	v := visit{at: at, answers: everything}
	for _, q := range p.outline.Topics {
		if len(p.given[q.Name]) > 0 && p.draft.Cell(q, 0).State == answers.Answered && len(p.going.Corrections) > 0 {
			v.say = []chat.Input{said(p.types.fix + q.Code), said(p.fill(p.going.Corrections))}
			break
		}
	}
	p.visits = nil
	p.visit(v)
	p.begin()
}

func said(words string) chat.Input { return chat.Input{Kind: chat.Text, Text: words} }

// fill is one of the words, with what the unit is called.
func (p *person) fill(words []string) string {
	return viet.UpperFirst(form.Fill(words[p.random.IntN(len(words))], p.d.AboutUnit(p.unit, p.say).Words))
}

func (p *person) visit(v visit) {
	p.visits = append(p.visits, v)
	slices.SortStableFunc(p.visits, func(a, b visit) int { return a.at.Compare(b.at) })
}

// begin waits for the next visit.
func (p *person) begin() {
	if p.busy() && p.next.Before(p.visits[0].at) {
		p.next = p.visits[0].at
	}
	p.every = time.Duration(7+p.random.IntN(14)) * time.Second
	p.tried = 0
}

func (p *person) leave() {
	p.visits = p.visits[1:]
	p.begin()
}

// chased is for how many working days after the deadline officers still submit.
const chased = 18

// workingDays are the days from now to the deadline, and those after both.
func (p *person) workingDays(now, due time.Time) (before, after []time.Time) {
	for day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location()); len(after) < chased; day = day.AddDate(0, 0, 1) {
		switch {
		case p.d.Plan.DayOff(day):
		case day.After(due):
			after = append(after, day)
		case day.Add(16 * time.Hour).After(now):
			before = append(before, day)
		}
	}
	return before, after
}

// hour is a time of that day at which somebody sits down to a report: mostly in office
// hours, seldom in the evening.
func (p *person) hour(day time.Time) time.Time {
	from, minutes := 13*60+32, 140
	switch n := p.random.IntN(100); {
	case n < 48:
		from, minutes = 7*60+34, 165
	case n > 94:
		from, minutes = 18*60+40, 70
	}
	return day.Add(time.Duration(from)*time.Minute + time.Duration(p.random.IntN(minutes*60))*time.Second)
}

func (p *person) inHours(at time.Time) bool {
	at = p.d.Local(at)
	n := at.Hour()*60 + at.Minute()
	return !p.d.Plan.DayOff(at) && (n >= 7*60+30 && n < 10*60+30 || n >= 13*60+30 && n < 16*60)
}

// patience is how often the same is typed at the same place before the officer goes away.
const patience = 4

// says is what the officer does next; ok is false where there is nothing to do any more.
func (p *person) says(r store.Reader) (in chat.Input, ok bool, err error) {
	p.next = p.next.Add(p.every)
	if !p.joined {
		if p.joined, err = p.known(r); err != nil {
			return in, false, err
		}
		if !p.joined {
			p.joined, p.arriving = true, true
			return said("/start " + p.code), true, nil
		}
	}
	if p.arriving {
		p.arriving = false
		if post, err := p.post(r); post != "" || err != nil {
			return said(post), true, err
		}
	}
	v := &p.visits[0]
	if err := errors.Join(p.prepared(), p.look(r)); err != nil || p.status.State.In() || p.status.State == report.Exempt {
		p.leave()
		return in, false, err
	}
	switch {
	case len(v.say) > 0:
		in, v.say = v.say[0], v.say[1:]
	case v.answers == 0:
		p.leave()
		return in, false, nil
	default:
		v.answers--
		in = said(p.reply())
	}
	at := fmt.Sprint(p.focus.Mode, p.focus.Place, in.Text)
	if p.tried++; at != p.last {
		p.last, p.tried = at, 0
	}
	if p.tried >= patience {
		p.leave()
		return in, false, nil
	}
	return in, true, nil
}

// post is what the officer says to be, if that is not known yet.
func (p *person) post(r store.Reader) (string, error) {
	who, err := store.GetPerson(r, p.address())
	ms := who.With(p.d.List(), roster.Officer)
	q := p.outline.PostQuestion()
	if err := errors.Join(err, p.prepared()); err != nil || len(ms) == 0 || ms[0].Post != "" || q == nil || len(p.given[q.Name]) == 0 {
		return "", err
	}
	return p.given[q.Name][0], nil
}

// look reads how the report stands, and where the officer is in it.
func (p *person) look(r store.Reader) error {
	var err error
	if p.status, err = store.Statuses.Get(r, p.rep); err != nil {
		return err
	}
	d, err := store.Drafts.Get(r, p.rep)
	if err != nil {
		return err
	}
	if d != nil {
		p.draft = d
	}
	c, err := store.Chats.Get(r, p.address())
	if err != nil {
		return err
	}
	p.focus, err = session.FocusIn(c, p.rep)
	return err
}

// reply is what is typed where the officer is.
func (p *person) reply() string {
	switch p.focus.Mode {
	case exchange.Doubtful:
		if p.tried%2 == 1 {
			return p.say.Say("button_rows_one")
		}
		return p.say.Say("button_store")
	case exchange.Adding:
		return p.say.Say("button_more")
	case exchange.Asking:
		if p.correcting && !p.focus.Writing() {
			if q := p.newTurn("").Asked(); q != nil && p.draft.Cell(q, p.focus.Row).State == answers.Answered {
				return p.types.keep
			}
		}
	}
	return strings.TrimSpace(p.words())
}
