package calendar

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A reminder is what one person is to be reminded of: a report that is not in,
// or those below a unit that are late. One person may have several, which
// become one message.
type reminder struct {
	report.Reminder
	in  *campaigns.Campaign
	to  report.Audience
	due campaign.Due
	// keys are the identities: job, instant and receiver. Several where steps
	// fell together.
	keys []string
	// ahead marks what falls due later on the same day and is told with the rest;
	// later are the identities of such steps of a report that is due now.
	ahead bool
	later []string
}

// about names what the reminder is about. Of several about the same only the last is
// sent.
func (r reminder) about() string {
	if r.to.Above {
		return fmt.Sprintf("%s/%s/%d", r.to.Ladder, r.report(), r.due.Level)
	}
	return r.to.Ladder + "/" + r.report().String()
}

// report returns whose reminder it is.
func (r reminder) report() report.ID { return r.in.Report(r.Unit.Code) }

// reminders are those that each person is to get, by address.
type reminders map[chat.Address][]reminder

func (all reminders) add(to chat.Address, r reminder) {
	r.keys = []string{fmt.Sprintf("remind/%s/%s/%s/%s", r.report(), r.due.Step,
		r.in.Local(r.due.At).Format("2006-01-02T15:04"), to)}
	all.merge(to, r)
}

// merge puts a reminder in the place of an earlier one about the same.
func (all reminders) merge(to chat.Address, r reminder) {
	list := all[to]
	i := slices.IndexFunc(list, func(o reminder) bool { return o.about() == r.about() })
	if i < 0 {
		all[to] = append(list, r)
		return
	}
	if r.ahead && !list[i].ahead {
		list[i].later = append(list[i].later, r.keys...)
		return
	}
	for _, key := range list[i].keys {
		if !slices.Contains(r.keys, key) {
			r.keys = append(r.keys, key)
		}
	}
	for _, u := range list[i].Late {
		if !slices.ContainsFunc(r.Late, func(o roster.Unit) bool { return o.Code == u.Code }) {
			r.Late = append(r.Late, u)
		}
	}
	list[i] = r
}

// mostReminders is how many reports one message names, mostIdentities how many
// identities it may have: the transaction is small.
const (
	mostReminders  = 20
	mostIdentities = 70
)

// remindersOf finds the reminders that are due in all campaigns.
func remindersOf(rounds []*round) reminders {
	all := reminders{}
	for _, r := range rounds {
		r.remindersOf(all, r.dues, false)
	}
	return all
}

// takeStep notes which units the reminders are about. It is done before they are sent, so
// that a digest of the same hour tells of them; where that is cut off they are sent again.
func (r *round) takeStep(ctx context.Context, all reminders) error {
	step := report.Step{At: r.to.Truncate(time.Second)} // to which digests know when they last came
	for _, list := range all {
		for _, item := range list {
			if item.in == r.Campaign && !item.to.Above {
				step.Units = append(step.Units, item.Unit.Code)
			}
		}
	}
	if len(step.Units) == 0 {
		return nil
	}
	slices.Sort(step.Units)
	step.Units = slices.Compact(step.Units)
	return store.One(ctx, r.Set.KV, func(tx store.Tx) error {
		store.Ladder.Put(tx, store.LadderStep{Campaign: r.ID(), At: step.At}, step)
		return nil
	})
}

// remind sends them, one message to each person.
func (c *Calendar) remind(ctx context.Context, rounds []*round, all reminders, now time.Time) error {
	if len(all) == 0 {
		return nil
	}
	if err := c.lookAhead(ctx, rounds, all, now); err != nil {
		return err
	}
	people := make([]chat.Address, 0, len(all))
	for a := range all {
		people = append(people, a)
	}
	slices.SortFunc(people, func(a, b chat.Address) int { return cmp.Compare(a.String(), b.String()) })
	for some := range slices.Chunk(people, 50) {
		if err := c.remindSome(ctx, some, all, now); err != nil {
			return err
		}
	}
	return nil
}

// lookAhead adds what falls due later on this day, in another campaign or after
// the hour at which the program is back, for people who are reminded now anyhow:
// they get one message that names all, and not several.
func (c *Calendar) lookAhead(ctx context.Context, rounds []*round, all reminders, now time.Time) error {
	for _, r := range rounds {
		_, midnight := r.day()
		dues := slices.DeleteFunc(r.plan.Between(now, midnight.Add(-1)), func(due campaign.Due) bool { return due.Kind != campaign.Remind || due.Hourly })
		if len(dues) == 0 || r.Phase().Dormant() || notify.Allowed(r.Campaign, now).After(now) {
			continue
		}
		if r.overview.Units == nil {
			var err error
			if r.overview, err = r.Overview(ctx, now); err != nil {
				return err
			}
		}
		later := reminders{}
		r.remindersOf(later, dues, true)
		for to, list := range later {
			if _, now := all[to]; now {
				for _, item := range list {
					all.merge(to, item)
				}
			}
		}
	}
	return nil
}

// remindersOf finds whom these steps remind of what.
func (r *round) remindersOf(all reminders, dues []campaign.Due, ahead bool) {
	for _, due := range dues {
		to, ok := report.AudienceNamed(due.To)
		if due.Kind != campaign.Remind || !ok || r.Outlines[due.Level] == nil {
			continue
		}
		above := map[string][]roster.Unit{}
		for _, u := range r.Units.AtLevel(due.Level) {
			status := r.overview.Status[u.Code]
			switch {
			case !to.Hears(status.State) || !r.overview.Deadline(u.Code).Equal(due.Deadline):
			case to.Above:
				for _, up := range r.Units.Ancestors(u.Code) {
					above[up.Code] = append(above[up.Code], u)
				}
			default:
				r.remind(all, reminder{Reminder: report.Reminder{Unit: u, Status: status}, to: to, due: due, ahead: ahead})
			}
		}
		for _, over := range slices.Sorted(maps.Keys(above)) {
			up, _ := r.Units.Get(over)
			late := above[over]
			r.remind(all, reminder{Reminder: report.Reminder{Unit: up, Late: late}, to: to, due: due, ahead: ahead})
		}
	}
}

// told marks those whom a digest of the same hour told of the units below.
func (r *round) told(all reminders) {
	for to, list := range all {
		for i, item := range list {
			if item.in == r.Campaign && item.Role == roster.Coordinator {
				list[i].Told = r.digested[store.Coordinator{At: item.in.Seat(item.Unit.Code), Address: to}]
			}
		}
	}
}

// remind adds what the unit is to be reminded of for those whose turn it is: the first
// role that anybody has who can be reached. Who blocked the bot before that is tried.
func (r *round) remind(all reminders, item reminder) {
	item.in, item.Overview, item.Deadline = r.Campaign, &r.overview, item.due.Deadline
	for _, role := range item.to.Turn(item.Status.State) {
		to := notify.Receivers(r.overview.Members, []roster.Unit{item.Unit}, role)
		for _, p := range to {
			if item.Role = p.Role; !item.to.Above || !r.digestToday(p) {
				all.add(p.Address, item)
			}
		}
		if slices.ContainsFunc(to, func(p notify.Receiver) bool { return !p.Blocked }) {
			return
		}
	}
}

// digestToday reports whether the coordinator gets a digest on this day, which tells what
// those above are to hear.
func (r *round) digestToday(p notify.Receiver) bool {
	t := r.marks.digests[store.Coordinator{At: r.Seat(p.Unit), Address: p.Address}]
	from, to := r.day()
	_, today := r.plan.LastDigest(r.DigestHours(t), from.Add(-1), to.Add(-1))
	return today
}

// day returns the first instant of this day and of the next.
func (r *round) day() (from, to time.Time) {
	local := r.Local(r.to)
	from = time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, r.Plan.Zone)
	return from, from.AddDate(0, 0, 1)
}

// remindSome reminds up to fifty people, in one commit.
func (c *Calendar) remindSome(ctx context.Context, people []chat.Address, all reminders, now time.Time) error {
	sent := make([]*chat.Message, len(people))
	said := make([][]reminder, len(people))
	functions := make([]func(store.Tx) error, len(people))
	for i, to := range people {
		functions[i] = func(tx store.Tx) error {
			var err error
			sent[i], said[i], err = remindOne(tx, to, all[to], now)
			return err
		}
	}
	var failed error
	c.set.Counts.RemindersDue.Add(int64(len(people)))
	for i, err := range c.set.KV.Update(ctx, functions...) {
		switch {
		case err != nil:
			failed = fmt.Errorf("remind %s: %w", people[i], err)
		case sent[i] != nil:
			c.set.Counts.RemindersSent.Add(1)
			c.set.Deliver(*sent[i])
			c.ahead.reminded(people[i], said[i], now)
		}
	}
	return failed
}

// remindOne queues one person's message, unless they had as many today as they may have.
// What is left out is never sent. It returns the message and what it says, nil if there is nothing to send.
func remindOne(tx store.Tx, to chat.Address, list []reminder, now time.Time) (*chat.Message, []reminder, error) {
	set := list[0].in.Set
	record, err := store.Reminders.Get(tx, to)
	if err = set.Despite(err); err != nil { // it is only how many they had today
		return nil, nil, err
	}
	today := now.In(list[0].in.Plan.Zone).Format(time.DateOnly)
	if record.Day != today {
		record = store.Reminded{Day: today}
	}
	due := dueOf(tx, list[:min(len(list), mostReminders)], record.Sent, now)
	if len(due) == 0 {
		return nil, nil, nil
	}
	like := chat.Message{To: to, Priority: chat.Bulk}
	n := notify.Note{Kind: store.LostReminder, At: now}
	for _, r := range due {
		if r.Role == roster.Approver {
			if err := notify.Replace(tx, r.in, notify.Signing, r.report(), to, r.Status.Changed); err != nil {
				return nil, nil, err
			}
		}
		n.Reports = append(n.Reports, r.report())
		if next, ok := r.in.Plan.NextReminder(r.due, now); ok && (like.Until.IsZero() || next.Before(like.Until)) {
			like.Until = next
		}
	}
	like.Note = n.String()
	if slices.ContainsFunc(due, func(r reminder) bool { return !r.due.Hourly }) {
		record.Sent++
	}
	p, err := store.GetPerson(tx, to)
	if err = set.Despite(err); err != nil {
		return nil, nil, err
	}
	messages := due[0].in.Queue(tx, now, due[0].in.Phrases(p.Language), like, remindersSaid(due, p))
	record.At, record.About, record.Told = now, n.Reports, store.Told{Receiver: store.Receiver{Address: to}, Message: messages[0].ID}
	store.Reminders.Put(tx, to, record)
	return &messages[0], due, nil
}

// dueOf takes the identities and returns the reminders that are new. Where one is due
// now, what comes later that day is told with it; else that comes by itself.
func dueOf(tx store.Tx, list []reminder, sent int, now time.Time) (due []reminder) {
	identities := 0
	taken := make([]bool, len(list))
	take := func(i int, keys []string) {
		r, fresh := list[i], false
		for _, key := range keys {
			if identities++; identities <= mostIdentities {
				fresh = store.Once(tx, key, now) || fresh
			}
		}
		if fresh && !taken[i] && (r.due.Hourly || sent < max(1, r.in.Plan.RemindersPerDay)) {
			taken[i] = true
			due = append(due, list[i])
		}
	}
	for i, r := range list {
		if !r.ahead {
			take(i, r.keys)
		}
	}
	if len(due) == 0 {
		return nil
	}
	for i, r := range list {
		if r.ahead {
			take(i, r.keys)
		} else {
			take(i, r.later)
		}
	}
	return due
}
