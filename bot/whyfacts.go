package main

import (
	"cmp"
	"context"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/calendar"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// campaignOf is a campaign at run time.
type campaignOf = *campaigns.Campaign

// unit gathers what is known of a unit in a campaign.
func (q *inquiry) unit(ctx context.Context, u unitIn) (f why.Unit, err error) {
	now := q.now()
	q.met.unit(u.in, u.Code)
	seen, err := q.foresee(ctx, u)
	if err != nil {
		return f, err
	}
	phase := u.in.Phase()
	f = why.Unit{
		Name: u.in.Units.Path(u.Code), Code: u.Code, Campaign: u.in.Title(q.say), Closed: phase.Dormant(), Rehearsal: phase.Rehearsal,
		Now: now, Status: seen.Status, Deadline: seen.Deadline, Quiet: seen.Quiet, Reports: u.in.Reports(u.Level), Reminded: seen.Reminded, Reminder: seen.Reminder,
	}
	if len(q.trouble) > 0 { // which keeps more from them than quiet hours do
		f.Quiet = time.Time{}
	}
	if slices.Contains(q.damaged, store.Statuses.Key(u.in.Report(u.Code))) {
		f.Status = report.Status{State: report.Unreadable}
	}
	err = q.kv.View(ctx, func(r store.Reader) error {
		f.Invitations = 0
		for _, role := range roster.Roles() {
			codes, err := store.InvitedTo.Get(r, store.Invited{OnList: u.in.OnList(u.Code), Role: role})
			if err != nil {
				return err
			}
			f.Invitations += len(codes)
		}
		return nil
	})
	if err == nil {
		f.Lost, err = q.lostFiles(ctx, u)
	}
	if err == nil {
		f.Orders, err = q.ordersTo(ctx, u)
	}
	if err == nil {
		err = q.membersOf(ctx, u, seen, &f)
	}
	return f, err
}

// membersOf gathers what is known of those who work at a unit: of its list, or where that is damaged, of who say so themselves.
func (q *inquiry) membersOf(ctx context.Context, u unitIn, seen calendar.Foreseen, f *why.Unit) error {
	var people []chat.Address
	for _, m := range seen.Members {
		people = append(people, m.Address)
	}
	if f.MembersDamaged = slices.Contains(q.damaged, store.Members.Key(u.in.OnList(u.Code))); f.MembersDamaged {
		all, err := q.gather(ctx)
		if err != nil {
			return err
		}
		people = all.own[u.in.OnList(u.Code)]
	}
	for i, a := range people {
		if slices.Contains(people[:i], a) {
			continue
		}
		p, err := q.person(ctx, a)
		if err != nil {
			return err
		}
		f.Members = append(f.Members, p)
		if slices.Contains(seen.To, a) {
			f.To = append(f.To, p.Name)
		}
	}
	return nil
}

// foresee looks through the calendar for a unit, once: all who work there ask.
func (q *inquiry) foresee(ctx context.Context, u unitIn) (calendar.Foreseen, error) {
	if seen, ok := q.foreseen[u]; ok {
		return seen, nil
	}
	seen, err := q.d.Foresee(ctx, u.in, u.Unit, q.now())
	if err == nil {
		q.foreseen[u] = seen
	}
	return seen, err
}

// person gathers what is known of a person.
func (q *inquiry) person(ctx context.Context, a chat.Address) (p why.Person, err error) {
	var its store.Person
	now := q.now()
	q.met.person(a)
	all, err := q.gather(ctx)
	if err != nil {
		return p, err
	}
	waits := map[string]int{}
	err = q.kv.View(ctx, func(r store.Reader) error {
		c, err := store.Chats.Get(r, a)
		if err != nil {
			return err
		}
		if its, err = c.Whose(r, a); err != nil {
			return err
		}
		if its.Name == "" {
			its.Name = all.as(a).name
		}
		if its.Memberships == nil {
			its.Memberships = all.as(a).memberships
		}
		p = why.Person{Name: its.Name, Address: a.String(), Heard: instant(c.Heard), Blocked: c.Blocked, Since: instant(c.Since)}
		p.ChatDamaged = slices.Contains(q.damaged, store.Chats.Key(a))
		if c.Last != 0 {
			p.Decided = time.UnixMicro(c.Last)
		}
		p.Notices, p.Questions = all.notices[a], all.asked[a]
		reminded, err := store.Reminders.Get(r, a)
		p.Reminder = q.reminder(r, reminded, waits)
		if reminded.Day == q.in.Local(now).Format(time.DateOnly) {
			p.Reminded, p.MostReminders = reminded.Sent, max(1, q.in.Plan.RemindersPerDay)
		}
		return err
	})
	if err != nil {
		return p, err
	}
	if p.Waits, err = q.waiting(ctx, func(m chat.Message) bool { return m.To == a }); err != nil {
		return p, err
	}
	for _, m := range p.Waits {
		if _, ours := waits[m.ID]; ours {
			p.Reminder.Waits = append(p.Reminder.Waits, m)
		}
	}
	if q.running != nil {
		p.NotKept = q.running.NotKeptFrom(a)
	}
	if q.delivery != nil {
		p.Running, p.Reached = true, q.delivery.Reached(a)
	}
	p.Roles, err = q.roles(ctx, a, its.Memberships)
	for _, m := range its.Memberships {
		p.Telephone = cmp.Or(p.Telephone, m.Telephone)
	}
	return p, err
}

// roles are what somebody does for which units.
func (q *inquiry) roles(ctx context.Context, a chat.Address, memberships []roster.Membership) (out []why.Role, err error) {
	for _, m := range memberships {
		for _, c := range q.d.On(m.List) {
			u, ok := c.Units.Get(m.Unit)
			if !ok || q.named && c != q.in {
				continue
			}
			if m.Role == roster.Officer || m.Role == roster.Approver {
				q.met.unit(c, u.Code)
			}
			seen, err := q.foresee(ctx, unitIn{u, c})
			if err != nil {
				return out, err
			}
			out = append(out, roleOf(m.Role, c, u.Code, a, seen))
		}
	}
	return out, nil
}

// roleOf is what somebody does for a unit, and what the calendar will do about it.
func roleOf(r roster.Role, in campaignOf, unit string, a chat.Address, seen calendar.Foreseen) why.Role {
	out := why.Role{Role: r, Unit: in.Units.Path(unit), Code: unit, Reminder: seen.Reminder, Mine: slices.Contains(seen.To, a)}
	if d, ok := seen.Digests[a]; ok && r == roster.Coordinator {
		out.Digest = &why.Digest{Last: d.Last, Next: d.Next, Off: d.Off, Silent: d.Silent, Closed: in.Phase().Dormant(), Maybe: d.Maybe}
	}
	return out
}

// instant is one that is kept in seconds, 0 for none.
func instant(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}
