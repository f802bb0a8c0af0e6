package dispatch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

// doneName is where it is kept up to which instant the schedule is done.
func (d *drive) doneName() string { return "done/" + d.Campaign.Name }

// Done is the instant up to which the schedule is done, for all campaigns. The
// first call on a store opens a campaign here: what lies before is not due.
func (d *Dispatcher) Done(ctx context.Context, now time.Time) (time.Time, error) {
	var earliest time.Time
	for i, in := range d.drives {
		done, err := in.done(ctx, now)
		if err != nil {
			return time.Time{}, err
		}
		if i == 0 || done.Before(earliest) {
			earliest = done
		}
	}
	return earliest, nil
}

func (d *drive) done(ctx context.Context, now time.Time) (time.Time, error) {
	var done time.Time
	err := store.One(ctx, d.KV, func(tx store.Tx) error {
		var err error
		if done, err = store.GetTime(tx, d.doneName()); err != nil || !done.IsZero() {
			return err
		}
		done = now
		return store.PutTime(tx, d.doneName(), now)
	})
	return done, err
}

// Next is the next instant at which something falls due after done, and a word
// for it.
func (d *Dispatcher) Next(ctx context.Context, done time.Time) (at time.Time, label string, ok bool) {
	for _, in := range d.drives {
		if t, word, some := in.next(ctx, done); some && (!ok || t.Before(at)) {
			at, label, ok = t, word, true
		}
	}
	return at, label, ok
}

// next is Next for one campaign, which may be further than the others.
func (d *drive) next(ctx context.Context, done time.Time) (at time.Time, label string, ok bool) {
	var waiting []store.Untold
	err := d.KV.View(ctx, func(r store.Reader) error {
		own, err := store.GetTime(r, d.doneName())
		if err != nil {
			return err
		}
		if own.After(done) {
			done = own
		}
		waiting, err = store.AllUntold(r, d.Campaign.Name)
		return err
	})
	if err != nil {
		d.Log.Error("read the notices that wait", "error", err)
	}
	due, ok := d.Campaign.Next(done)
	if ok {
		at, label = due.At, d.labels(due.At)
	}
	if delayed, err := d.delayed(ctx, 1); err != nil {
		d.Log.Error("read the messages that wait", "error", err)
	} else if len(delayed) > 0 && (!ok || delayed[0].Until.Before(at)) {
		at, label, ok = later(delayed[0].Until, done), d.phrases("").Say("due_notice"), true
	}
	for _, w := range waiting {
		t := d.noticeDue(w.Told)
		if t.Before(done) {
			t = d.Campaign.Allowed(done)
		}
		if t.After(done) && (!ok || t.Before(at)) {
			at, label, ok = t, d.phrases("").Say("due_notice"), true
		}
	}
	return at, label, ok
}

// later is at, or just after done if that is over.
func later(at, done time.Time) time.Time {
	if at.After(done) {
		return at
	}
	return done.Add(time.Second)
}

// labels name all that falls due at one instant, in the order in which it is done.
func (d *drive) labels(at time.Time) string {
	var words []string
	for _, due := range d.Campaign.Between(at.Add(-1), at) {
		if word := d.label(due); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

func (d *drive) label(due campaign.Due) string {
	say := d.phrases("")
	switch due.Kind {
	case campaign.Remind:
		return say.Say("due_reminder")
	case campaign.Deadline:
		return say.Say("due_deadline")
	}
	return say.Say("due_digest")
}

// Do does what fell due after done and up to now, and returns when it is
// stored. Several instants missed while nothing ran are folded: of digests only
// the last is sent, of reminders only the last step of a level, at the first
// hour that is not quiet.
func (d *Dispatcher) Do(ctx context.Context, done, now time.Time) error {
	for _, in := range d.drives {
		if err := in.do(ctx, now); err != nil {
			return err
		}
	}
	return d.Prune(ctx, now)
}

// do does what fell due for one campaign since it was done last.
func (d *drive) do(ctx context.Context, now time.Time) error {
	done, err := d.done(ctx, now)
	if err != nil {
		return err
	}
	dues := fold(d.Campaign.Between(done, now))
	if len(dues) > 0 && d.Campaign.InQuiet(now) && now.Sub(dues[len(dues)-1].At) > time.Minute {
		return nil
	}
	for _, due := range dues {
		var err error
		switch due.Kind {
		case campaign.Digest:
			err = d.digest(ctx, due, now)
		case campaign.Remind:
			err = d.remind(ctx, due, now)
		}
		if err != nil {
			return err
		}
	}
	if err := d.release(ctx, now); err != nil {
		return err
	}
	if err := d.tellDue(ctx, now); err != nil {
		return err
	}
	return store.One(ctx, d.KV, func(tx store.Tx) error { return store.PutTime(tx, d.doneName(), now) })
}

// fold keeps of each kind, and of reminders of each level to each receiver, the
// last.
func fold(dues []campaign.Due) []campaign.Due {
	var out []campaign.Due
	for i, due := range dues {
		later := slices.ContainsFunc(dues[i+1:], func(x campaign.Due) bool {
			return x.Kind == due.Kind && (x.Kind == campaign.Digest || x.Level == due.Level && x.To == due.To)
		})
		if !later {
			out = append(out, due)
		}
	}
	return out
}

// receiver is a member to whom something is sent for a unit.
type receiver struct {
	unit string
	roster.Member
}

func receivers(members map[string]roster.Members, units []roster.Unit, roles ...roster.Role) []receiver {
	var out []receiver
	for _, u := range units {
		for _, m := range members[u.Code].With(roles...) {
			if !m.Blocked {
				out = append(out, receiver{u.Code, m})
			}
		}
	}
	return out
}

// all reads the scene and everybody's membership from one snapshot.
func (d *drive) all(ctx context.Context, now time.Time) (s report.Scene, members map[string]roster.Members, err error) {
	err = d.KV.View(ctx, func(r store.Reader) error {
		if s, err = d.sceneFrom(r, now); err != nil {
			return err
		}
		members, err = store.AllMembers(r, d.list())
		return err
	})
	return s, members, err
}

// digest sends every coordinator the state of what is below.
func (d *drive) digest(ctx context.Context, due campaign.Due, now time.Time) error {
	s, members, err := d.all(ctx, due.At)
	if err != nil {
		return fmt.Errorf("digest: %w", err)
	}
	for _, r := range receivers(members, d.Units.All(), roster.Coordinator) {
		if err := d.digestTo(ctx, r, due, s); err != nil {
			return fmt.Errorf("digest to %s: %w", r.Address, err)
		}
	}
	return nil
}

func (d *drive) digestTo(ctx context.Context, r receiver, due campaign.Due, s report.Scene) error {
	var told store.Told
	err := d.KV.View(ctx, func(snapshot store.Reader) error {
		var err error
		told, err = store.GetTold(snapshot, d.Campaign.Name, r.unit, r.Address)
		return err
	})
	if err != nil {
		return err
	}
	say := d.phrases("")
	maybe := make([]string, len(told.Maybe))
	for i, at := range told.Maybe {
		maybe[i] = say.Say("maybe_digest", "time", at.In(s.Zone).Format("15:04"), "date", date(at.In(s.Zone)))
	}
	contents := report.Digest(s, r.unit, report.Since{Last: told.Digest, Maybe: maybe, Questions: s.WaitingFor(r.unit)}, say)
	if len(contents) == 0 {
		return nil
	}
	key := fmt.Sprintf("digest/%s/%s/%s/%s", d.Campaign.Name, due.At.In(s.Zone).Format("2006-01-02T15:04"), r.unit, r.Address)
	return d.say(ctx, key, due.At, r.Address, chat.Bulk, d.named(contents), func(tx store.Tx) error {
		now, err := store.GetTold(tx, d.Campaign.Name, r.unit, r.Address)
		if err != nil {
			return err
		}
		now.Digest, now.Maybe = due.At, now.Maybe[min(len(told.Maybe), len(now.Maybe)):]
		return store.PutTold(tx, d.Campaign.Name, r.unit, r.Address, now)
	})
}

// remind sends one step of the ladder to those whose report is not in.
func (d *drive) remind(ctx context.Context, due campaign.Due, now time.Time) error {
	i := slices.IndexFunc(d.Campaign.Reminders, func(r campaign.Reminder) bool { return r.ID == due.Step })
	if i < 0 || d.Outlines[due.Level] == nil {
		return nil
	}
	step := d.Campaign.Reminders[i]
	s, members, err := d.all(ctx, due.At)
	if err != nil {
		return fmt.Errorf("remind: %w", err)
	}
	s.Level = due.Level
	if step.To == "coordinator_above" {
		return d.remindAbove(ctx, step, due, s, members)
	}
	for _, u := range d.Units.AtLevel(due.Level) {
		status := s.Status[u.Code]
		if status.State.In() || status.State == report.Exempt {
			continue
		}
		to := receivers(members, []roster.Unit{u}, roster.Approver)
		if step.To != string(roster.Approver) || len(to) == 0 {
			to = receivers(members, []roster.Unit{u}, roster.Officer)
		}
		content := d.reminder(step, u, status, due, s.Zone)
		for _, r := range to {
			if err := d.say(ctx, d.remindKey(step, due, r), due.At, r.Address, chat.Bulk, d.named([]chat.Content{content}), nil); err != nil {
				return fmt.Errorf("remind %s: %w", r.Address, err)
			}
		}
	}
	return nil
}

func (d *drive) remindKey(step campaign.Reminder, due campaign.Due, r receiver) string {
	return fmt.Sprintf("remind/%s/%s/%s/%s/%s", d.Campaign.Name, step.ID, due.At.In(d.Campaign.Zone).Format("2006-01-02T15:04"), r.unit, r.Address)
}

// remindAbove gives the coordinators above the names of who is late.
func (d *drive) remindAbove(ctx context.Context, step campaign.Reminder, due campaign.Due, s report.Scene, members map[string]roster.Members) error {
	parents := map[string]bool{}
	for _, u := range d.Units.AtLevel(due.Level) {
		if !s.Status[u.Code].State.In() {
			parents[u.Parent] = true
		}
	}
	for _, r := range receivers(members, d.Units.All(), roster.Coordinator) {
		if !parents[r.unit] {
			continue
		}
		contents := report.MissingList(s, r.unit, d.phrases(""))
		if len(contents) == 0 {
			continue
		}
		contents[0].Text = d.phrases("").Say("reminder_overdue_above") + "\n\n" + contents[0].Text
		if err := d.say(ctx, d.remindKey(step, due, r), due.At, r.Address, chat.Bulk, d.named(contents), nil); err != nil {
			return fmt.Errorf("remind %s: %w", r.Address, err)
		}
	}
	return nil
}

// reminder is the step's sentence for one unit.
func (d *drive) reminder(step campaign.Reminder, u roster.Unit, status report.Status, due campaign.Due, zone *time.Location) chat.Content {
	say := d.phrases("")
	deadline := d.deadline(u.Code).In(zone)
	unit := d.Units.Path(u.Code)
	var text string
	switch step.Phrase {
	case "reminder_last_day":
		text = say.Say("reminder_last_day", "unit", unit, "contact", d.contact())
	case "reminder_overdue":
		text = say.Say("reminder_overdue", "unit", unit, "contact", d.contact())
	default:
		days := int(deadline.Sub(due.At).Hours() / 24)
		if status.State == report.NotStarted {
			text = say.Count("reminder_not_started", days, "unit", unit, "deadline", date(deadline))
		} else {
			text = say.Count("reminder_before", days, "unit", unit, "done", status.Done, "total", status.Total)
		}
	}
	return chat.Content{Text: text, Choices: [][]chat.Choice{{d.startButton(store.Report{Campaign: d.Campaign.Name, Unit: u.Code})}}}
}

// date writes a day as an office does.
func date(t time.Time) string {
	return viet.FormatDate(viet.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}
