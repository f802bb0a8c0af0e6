package lifecycle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/reform"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// toldAtOnce is how many people one transaction notifies.
const toldAtOnce = 30

// TellMoved notifies the people whose units were moved, and puts what became of each unit into the journals. One that was cut
// off goes on with the next start.
func (l *Lifecycle) TellMoved(ctx context.Context, now time.Time) error {
	var all []store.Reform
	err := l.set.KV.View(ctx, func(r store.Reader) (err error) {
		all, err = store.Reforms.List(r, "")
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range all {
		on := l.set.On(r.List)
		if r.Stage != store.Telling || len(on) == 0 {
			continue
		}
		if err := l.tellMoved(ctx, on, r, now); err != nil {
			return err
		}
	}
	return nil
}

func (l *Lifecycle) tellMoved(ctx context.Context, on []*campaigns.Campaign, r store.Reform, now time.Time) error {
	this := store.ReformOf{List: r.List, N: r.N}
	for _, c := range l.set.All() { // in late periods too something may wait
		if c.List() != r.List {
			continue
		}
		if err := l.handOver(ctx, c, r, now); err != nil {
			return err
		}
	}
	for _, c := range on {
		err := store.Each(ctx, l.set.KV, r.Moves, toldAtOnce, func(tx store.Tx, m roster.Move) error {
			noteMove(tx, c, r, m)
			return nil
		})
		if err == nil {
			err = l.askAgain(ctx, c, r, now)
		}
		if err != nil {
			return err
		}
	}
	var units []store.CarriedFrom
	err := l.set.KV.View(ctx, func(rd store.Reader) error {
		units = nil
		for _, m := range r.Moves {
			if key := (store.CarriedFrom{ReformOf: this, Unit: r.Former(m.Old)}); store.Carrieds.Has(rd, key) {
				units = append(units, key)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, unit := range units {
		for more := true; more; {
			err := store.One(ctx, l.set.KV, func(tx store.Tx) (err error) {
				more, err = tellSome(tx, on[0], r, unit, now)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return store.One(ctx, l.set.KV, func(tx store.Tx) error {
		r.Stage = store.Settled
		store.Reforms.Put(tx, this, r)
		return nil
	})
}

// askAgain has the people of units that took a place, or got another code, asked a quick poll that they can answer: the buttons that
// they had are of units that are no more.
func (l *Lifecycle) askAgain(ctx context.Context, c *campaigns.Campaign, r store.Reform, now time.Time) error {
	if !c.Plan.IsPoll() || now.After(campaigns.PollEnds(c)) {
		return nil
	}
	to := store.Audience{Roles: []roster.Role{roster.Officer, roster.Coordinator}}
	for _, m := range r.Moves {
		if u, ok := c.Units.Get(m.New); ok && (m.New != m.Old || m.Kind.Ends()) && c.Reports(u.Level) {
			to.Units = append(to.Units, m.New)
		}
	}
	if len(to.Units) == 0 {
		return nil
	}
	n := notify.Asking(c, now)
	n.ID, n.Priority = fmt.Sprintf("%s-%d-asks", movedKind, r.N), chat.Bulk
	return store.One(ctx, l.set.KV, func(tx store.Tx) error { return notify.Broadcast(tx, c, n, true, to) })
}

// noteMove puts what became of a unit into a campaign's journal.
func noteMove(tx store.Tx, c *campaigns.Campaign, r store.Reform, m roster.Move) {
	if m.Kind == roster.Added {
		return
	}
	unit := m.New
	if m.Kind.Ends() {
		unit = r.Former(m.Old)
	}
	store.Journal.Put(tx, store.Line{Campaign: c.ID(), Update: fmt.Sprintf("reform/%d/%s/%s", r.N, m.Old, m.New), At: r.At},
		report.Entry{Role: roster.Admin, When: r.At, Outreach: report.Reformed, Unit: unit, Old: r.Called[m.Old], New: c.UnitLabel(m.New)})
}

// tellSome notifies some of a unit's people, and reports whether there are more.
func tellSome(tx store.Tx, c *campaigns.Campaign, r store.Reform, unit store.CarriedFrom, now time.Time) (more bool, err error) {
	people, err := store.Carrieds.Get(tx, unit)
	if err != nil {
		return false, err
	}
	some := people[:min(len(people), toldAtOnce)]
	for i, p := range some {
		news := reform.Told(r, unit.Unit)
		news.To = p.To
		n := notify.About(movedKind, news)
		n.ID, n.At, n.To = fmt.Sprintf("%s-%d-%d-%s", movedKind, r.N, len(people)-i, unit.Unit), now, store.Receiver{Unit: p.To, Address: p.Address}
		err = errors.Join(err, notify.Put(tx, c, n))
	}
	if people = people[len(some):]; len(people) > 0 {
		store.Carrieds.Put(tx, unit, people)
		return true, err
	}
	store.Carrieds.Delete(tx, unit)
	return false, err
}

// movedKind is the notice that somebody's unit is another now.
const movedKind = "moved"

// wordMoved words it: what happened, and what to do next.
func wordMoved(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	var n reform.News
	if err := t.Read(0, &n); err != nil {
		return c, false, err
	}
	c = Moved(t.Campaign, n, t.Say)
	p, err := store.TimeRequests.Get(t.Tx, t.Campaign.Report(n.Former))
	if here, _ := t.Campaign.Units.Get(n.To); err == nil && n.Former != "" && n.To != n.Former && !p.At.IsZero() && !p.Declined {
		c.Text += " " + t.Say.Say("moved_time", "unit", here.Label())
	}
	if err := pleaOver(t, n, &c); err != nil {
		return c, false, err
	}
	return c, true, nil
}

// pleaOver tells somebody whose unit ended that nobody answers any more what it asked: to have its report opened again, in this period or
// in one that is late.
func pleaOver(t notify.Delivery, n reform.News, c *chat.Content) error {
	if n.Former == "" || n.To == n.Former {
		return nil
	}
	for _, in := range t.Campaign.Set.All() {
		if in.Name() != t.Campaign.Name() {
			continue
		}
		plea, err1 := store.ReopenRequests.Get(t.Tx, in.Report(n.Former))
		status, err2 := store.Statuses.Get(t.Tx, in.Report(n.Former))
		if err := in.Set.Despite(errors.Join(err1, err2)); err != nil {
			return err
		}
		if campaigns.PleaWaits(plea, status) {
			c.Text += " " + t.Say.Say("moved_plea", "former", in.UnitLabel(n.Former), "unit", in.UnitLabel(n.To), "contact", in.In(t.Say).Contact)
			return nil
		}
	}
	return nil
}

// Moved tells somebody that their unit is another now.
func Moved(c *campaigns.Campaign, n reform.News, say locale.Phrases) chat.Content {
	into := campaigns.Labels(c, n.Into)
	here, _ := c.Units.Get(n.To)
	above, _ := c.Units.Parent(n.To)
	day := say.StoredDay(cmp.Or(n.Day, ""))
	if n.Kind.Ends() && slices.Contains(into, n.Unit) { // «xã Nga An (cũ) đã nhập vào xã Nga An»
		n.Unit = c.UnitLabel(n.Former)
	}
	var text string
	switch {
	case n.Kind == roster.Renamed:
		text = say.Say("moved_renamed", "unit", n.Unit, "into", say.Join(into...))
	case n.Kind == roster.Moved && n.Unit != here.Label():
		text = say.Say("moved_elsewhere_as", "unit", n.Unit, "into", here.Label(), "above", above.Label())
	case n.Kind == roster.Moved:
		text = say.Say("moved_elsewhere", "unit", here.Full(), "above", above.Label())
	case n.Kind == roster.Closed:
		return chat.Content{Text: say.Say("moved_closed", "unit", n.Unit, "day", day, "contact", c.In(say).Contact)}
	case n.Kind == roster.Split:
		return chat.Content{Text: say.Say("moved_split", "unit", n.Unit, "day", day, "into", say.Join(into...)), Choices: campaigns.Which(c, n.Former, n.Into)}
	case n.To == n.Former:
		return chat.Content{Text: say.Say("moved_stay", "unit", n.Unit, "day", day, "into", say.Join(into...), "contact", c.In(say).Contact)}
	default:
		text = say.Say("moved_merged", "unit", n.Unit, "day", day, "into", here.Label(), "former", c.UnitLabel(n.Former))
	}
	content := chat.Content{Text: viet.UpperFirst(text)}
	if fillsIn(c, here) {
		content.Choices = [][]chat.Choice{{campaigns.StartButton(c.Report(n.To), say)}}
		if n.Kind == roster.Merged {
			content.Choices = append(content.Choices, []chat.Choice{session.UnitButton(command.Former, c.Report(n.To).Short(), say.Say("button_former"))})
		}
	}
	return content
}
