package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/operation"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// A courseIn is an order of a campaign, under way or kept.
type courseIn struct {
	store.Course
	in  campaignOf
	due time.Time // when its receivers are found and told; zero once they are
}

// courses reads all orders, the newest of each campaign first.
func (q *inquiry) courses(r store.Reader) (list []courseIn, err error) {
	for _, in := range q.d.All() {
		if q.named && in != q.in {
			continue
		}
		due := map[string]time.Time{}
		for row, err := range store.Notices.All(r, in.ID().String()) {
			if n := row.Value; err == nil && n.Broadcast != nil && !n.Broadcast.Found {
				due[n.ID] = notify.Due(in, n, n.NotBefore)
			}
		}
		all, err := notify.Courses(r, in)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			list = append(list, courseIn{c, in, due[c.Notice]})
		}
	}
	return list, nil
}

// ordersTo tells which orders went to a unit, whoever received them there.
func (q *inquiry) ordersTo(ctx context.Context, u unitIn) (list []why.Received, err error) {
	waits := map[string]int{}
	err = q.kv.View(ctx, func(r store.Reader) error {
		list, waits = nil, map[string]int{}
		courses, err := q.courses(r)
		for _, c := range courses {
			if c.in != u.in || !slices.Contains(c.Units, u.Code) {
				continue
			}
			first := len(list)
			for _, to := range c.To {
				if to.Unit == u.Code || slices.Contains(to.Also, u.Code) {
					list = append(list, q.receivedBy(r, c, u.Code, to, waits, len(list)))
					list[len(list)-1].To = q.called(r, to.Address)
				}
			}
			if len(list) > first {
				continue
			}
			none := why.Received{Order: q.ordered(r, c), Unit: u.in.Units.Path(u.Code), Came: operation.Missed}
			for how := range notify.Far(r, c.in, c.Course, []string{u.Code}).Missed {
				none.How = how
			}
			list = append(list, none)
		}
		return err
	})
	if err == nil {
		err = q.addWaits(ctx, waits, func(i int, m why.Message) { list[i].Waits = append(list[i].Waits, m) })
	}
	return list, err
}

// ordersToPerson tells which orders went to a person.
func (q *inquiry) ordersToPerson(ctx context.Context, a chat.Address) (list []why.Received, err error) {
	waits := map[string]int{}
	err = q.kv.View(ctx, func(r store.Reader) error {
		list, waits = nil, map[string]int{}
		its, err := store.GetPerson(r, a)
		if err != nil || its.Memberships == nil {
			its.Memberships = q.all.as(a).memberships
		}
		courses, err := q.courses(r)
		for _, c := range courses {
			for _, to := range c.To {
				if to.Address == a {
					list = append(list, q.receivedBy(r, c, to.Unit, to, waits, len(list)))
				}
			}
			for _, m := range its.Memberships {
				if !c.due.IsZero() && m.List == c.in.List() && slices.Contains(c.Units, m.Unit) && slices.Contains(campaigns.Workers(), m.Role) {
					list = append(list, why.Received{Order: q.ordered(r, c), Unit: c.in.Units.Path(m.Unit)})
					break
				}
			}
		}
		return err
	})
	if err == nil {
		err = q.addWaits(ctx, waits, func(i int, m why.Message) { list[i].Waits = append(list[i].Waits, m) })
	}
	return list, err
}

// ordersBy tells of the orders that an update gave, or with which they were begun.
func (q *inquiry) ordersBy(ctx context.Context, id string) (list []why.Given, err error) {
	begun := "/" + session.OperationID(chat.Update{Key: id})
	waits, to := map[string]int{}, map[string]string{}
	err = q.kv.View(ctx, func(r store.Reader) error {
		list, waits, to = nil, map[string]int{}, map[string]string{}
		courses, err := q.courses(r)
		for _, c := range courses {
			if c.Update != id && !strings.HasSuffix(c.Notice, begun) {
				continue
			}
			for _, told := range c.To {
				if came, _ := notify.CameTo(r, told); came == operation.Underway && told.Message != "" {
					waits[told.Message], to[told.Message] = len(list), q.called(r, told.Address)
				}
			}
			list = append(list, why.Given{Order: q.ordered(r, c), Units: c.in.Units, All: c.Units, Progress: notify.Far(r, c.in, c.Course, c.Units)})
		}
		return err
	})
	if err == nil {
		err = q.addWaits(ctx, waits, func(i int, m why.Message) {
			m.To = to[m.ID]
			list[i].Waits = append(list[i].Waits, m)
		})
	}
	return list, err
}

// receivedBy is an order as one of its receivers met it. The message that waits for them is noted under the place in the
// list.
func (q *inquiry) receivedBy(r store.Reader, c courseIn, unit string, to store.Told, waits map[string]int, place int) why.Received {
	out := why.Received{Order: q.ordered(r, c), Unit: c.in.Units.Path(unit)}
	out.Came, out.How = notify.CameTo(r, to)
	if out.Came == operation.Underway && to.Message != "" {
		waits[to.Message] = place
	}
	return out
}

// reminder is the last one that the calendar sent to a person, nil if that is not known.
func (q *inquiry) reminder(r store.Reader, last store.Reminded, waits map[string]int) *why.Reminder {
	if last.At.IsZero() {
		return nil
	}
	out := &why.Reminder{Received: why.Received{Order: why.Order{At: last.At}}}
	out.Came, out.How = notify.CameTo(r, last.Told)
	if out.Came == operation.Underway {
		waits[last.Told.Message] = 0
	}
	for _, about := range last.About {
		if c := q.d.Named(about); c != nil {
			out.Units, out.Codes = append(out.Units, c.Units.Path(about.Unit)), append(out.Codes, about.Unit)
		}
	}
	return out
}

// ordered is an order, whoever received it.
func (q *inquiry) ordered(r store.Reader, c courseIn) why.Order {
	return why.Order{What: command.Name(c.What), Corrects: c.Like != "", By: q.called(r, c.By), At: c.At, Due: c.due, Ended: c.Ended, Vain: c.Vain}
}

// called names somebody, with the address.
func (q *inquiry) called(r store.Reader, a chat.Address) string {
	its, _ := store.GetPerson(r, a) // of whom nothing can be read the address is known
	name := its.Name
	if q.all != nil {
		name = cmp.Or(name, q.all.as(a).name)
	}
	return strings.TrimPrefix(name+", "+a.String(), ", ")
}

// addWaits finds the messages that wait, and hands each over with its place.
func (q *inquiry) addWaits(ctx context.Context, places map[string]int, add func(place int, m why.Message)) error {
	if len(places) == 0 {
		return nil
	}
	waiting, err := q.waiting(ctx, func(m chat.Message) bool { _, ours := places[m.ID]; return ours })
	for _, m := range waiting {
		add(places[m.ID], m)
	}
	return err
}
