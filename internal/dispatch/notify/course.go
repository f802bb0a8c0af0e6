package notify

import (
	"cmp"
	"slices"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// Courses reads all orders of a campaign that are under way or kept, the newest first. What cannot be read is logged, and
// hides no other.
func Courses(r store.Reader, c *campaigns.Campaign) (list []store.Course, err error) {
	kept := map[string]bool{}
	for row, err := range store.Courses.All(r, c.ID().String()) {
		if err = c.Set.Despite(err); err != nil {
			return nil, err
		}
		if row.Value.Notice != "" {
			kept[row.Value.Notice] = true
			list = append(list, row.Value)
		}
	}
	for row, err := range store.Orders.All(r, c.ID().String()) {
		if err = c.Set.Despite(err); err != nil {
			return nil, err
		}
		if o := row.Value; o.Notice != "" && !kept[o.Notice] {
			course, err := courseOf(r, c, o)
			if err != nil {
				return nil, err
			}
			list = append(list, course)
		}
	}
	slices.SortFunc(list, func(a, b store.Course) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Notice, b.Notice)) })
	return list, nil
}

// CourseOf reads one order, under way or kept, by the name of its notice.
func CourseOf(r store.Reader, c *campaigns.Campaign, notice string) (course store.Course, ok bool, err error) {
	o := store.Order{Campaign: c.ID(), Notice: notice}
	if course, ok, err = store.Courses.Find(r, o); ok || err != nil {
		return course, ok, err
	}
	if o, ok, err = store.Orders.Find(r, o); !ok || err != nil {
		return course, false, err
	}
	course, err = courseOf(r, c, o)
	return course, err == nil, err
}

// courseOf reads the receivers of an order that is under way. Of whom a part cannot be read nobody knows.
func courseOf(r store.Reader, c *campaigns.Campaign, o store.Order) (store.Course, error) {
	course := store.Course{Order: o}
	for i := range o.Parts {
		part, ok, err := store.Parts.Find(r, store.PartOf{Campaign: o.Campaign, Notice: o.Notice, N: i})
		if err = c.Set.Despite(err); err != nil {
			return course, err
		}
		course.Lacks = course.Lacks || !ok
		course.To = append(course.To, part.To...)
	}
	return course, nil
}

// InVain keeps an order that is not sent, as nobody of its units can be reached.
func InVain(tx store.Tx, c *campaigns.Campaign, o store.Order, perUnit bool, members func(unit string) roster.Members) {
	of := map[string]roster.Members{}
	for _, unit := range o.Units {
		of[unit] = members(unit)
	}
	course := store.Course{Order: o, Ended: o.At, Vain: true,
		To: audience(c, store.Broadcast{To: []store.Audience{{Units: o.Units, Roles: campaigns.Workers()}}, PerUnit: perUnit}, of)}
	for i := range course.To {
		course.To[i].Ended = chat.Gone
	}
	store.Courses.Put(tx, o, course)
}

// settle writes down what came of an order with each receiver, so that nothing else is to be looked at to know it, and
// leaves out what nobody will ask for.
func settle(r store.Reader, course *store.Course, now time.Time) {
	for i := range course.To {
		to := &course.To[i]
		switch came, how := CameTo(r, *to); came {
		case operation.Reached:
			to.Ended = chat.Delivered
		case operation.Missed:
			to.Ended = how
		case operation.Underway: // it is over without them
			to.Ended = chat.MaybeSent
		}
		to.Message = ""
	}
	course.Ended, course.Answer, course.Edit, course.Said, course.Words = now, "", "", "", ""
}

// Far counts how far an order has come with some of its units. Nothing is written when a message arrives: it has arrived
// when its row is gone and no other end is noted.
func Far(r store.Getter, c *campaigns.Campaign, course store.Course, units []string) operation.Progress {
	p := operation.Progress{What: command.Name(course.What), Units: len(units), Vain: course.Vain}
	far, why := map[string]operation.Came{}, map[string]chat.Outcome{}
	for _, to := range course.To {
		at, how := CameTo(r, to)
		for _, unit := range append(to.Also[:len(to.Also):len(to.Also)], to.Unit) {
			far[unit], why[unit] = max(far[unit], at), max(why[unit], how)
		}
	}
	for _, unit := range units {
		switch far[unit] {
		case operation.Reached:
			p.Reached = append(p.Reached, unit)
		case operation.Underway:
			p.Underway = append(p.Underway, unit)
		case operation.Needless:
			p.Needless = append(p.Needless, unit)
		default:
			if p.Missed == nil {
				p.Missed = map[chat.Outcome][]string{}
			}
			how := why[unit]
			if far[unit] == 0 && course.Lacks {
				how = chat.MaybeSent
			}
			if _, ok := c.Units.Get(unit); ok {
				p.Missed[how] = append(p.Missed[how], unit)
			}
		}
	}
	return p
}

// CameTo returns how far it has come with one receiver, and how it ended if it did not arrive.
func CameTo(r store.Getter, to store.Told) (operation.Came, chat.Outcome) {
	switch {
	case to.Needless:
		return operation.Needless, 0
	case to.Ended == chat.Delivered:
		return operation.Reached, 0
	case to.Ended != 0:
		return operation.Missed, to.Ended
	case to.Address.Channel == store.ForgottenChannel: // nothing goes there, and their message is gone
		return operation.Needless, 0
	case to.Message == "":
		return operation.Underway, 0
	case store.Damages.Has(r, store.Outbox.Key(to.Message)):
		return operation.Missed, chat.MaybeSent
	case store.Outbox.Has(r, to.Message):
		return operation.Underway, 0
	}
	return operation.Reached, 0
}
