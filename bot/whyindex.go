package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// scattered is what lies in records that do not lie by person: read once, however many people an answer is about.
type scattered struct {
	// asked is when each person asked what is not answered yet, kept the ids of those updates.
	asked map[chat.Address][]time.Time
	kept  map[string]bool
	// members are who the records of units name, people in the order in which they were met.
	members map[chat.Address]*member
	people  []chat.Address
	notices map[chat.Address][]why.Notice
	// own are the people of each unit as their own records say it, which are there where the unit's is damaged.
	own map[store.OnList][]chat.Address
}

// A member is somebody as the records of units name them.
type member struct {
	name        string
	memberships []roster.Membership
}

// as returns what the records of units say of somebody; of whom they say nothing it is empty.
func (s *scattered) as(a chat.Address) member {
	if m := s.members[a]; m != nil {
		return *m
	}
	return member{}
}

// gather reads it, the first time that it is asked for.
func (q *inquiry) gather(ctx context.Context) (*scattered, error) {
	if q.all != nil {
		return q.all, nil
	}
	var s *scattered
	err := q.kv.View(ctx, func(r store.Reader) error {
		s = &scattered{asked: map[chat.Address][]time.Time{}, kept: map[string]bool{}, members: map[chat.Address]*member{}, notices: map[chat.Address][]why.Notice{}, own: map[store.OnList][]chat.Address{}}
		for row, err := range store.Kepts.All(r, "") {
			if u := row.Value.Update; err == nil {
				s.asked[u.From], s.kept[u.Key] = append(s.asked[u.From], u.At), true
			}
		}
		s.readMembers(r)
		s.readOwn(r)
		s.readNotices(r, q)
		return nil
	})
	q.all = s
	return s, err
}

func (s *scattered) readMembers(r store.Reader) {
	for row, err := range store.Members.All(r, "") {
		if err != nil {
			continue
		}
		list, unit, _ := strings.Cut(row.Key, "/")
		for _, m := range row.Value {
			known := s.members[m.Address]
			if known == nil {
				known = &member{}
				s.members[m.Address], s.people = known, append(s.people, m.Address)
			}
			known.name = m.Name
			known.memberships = append(known.memberships, roster.Membership{List: list, Unit: unit, Role: m.Role, Since: m.Since, Telephone: m.Telephone})
		}
	}
}

func (s *scattered) readOwn(r store.Reader) {
	for row, err := range store.People.All(r, "") {
		a, bad := chat.ParseAddress(row.Key)
		if err != nil || bad != nil {
			continue
		}
		for _, m := range row.Value.Memberships {
			if of := (store.OnList{List: m.List, Unit: m.Unit}); !slices.Contains(s.own[of], a) {
				s.own[of] = append(s.own[of], a)
			}
		}
	}
}

// readNotices reads those that wait for one person each.
func (s *scattered) readNotices(r store.Reader, q *inquiry) {
	now := q.now()
	for _, c := range q.d.All() {
		for row, err := range store.Notices.All(r, c.ID().String()) {
			n := row.Value
			if err != nil || n.Broadcast != nil {
				continue
			}
			before, waits := n.NotBefore.Add(-time.Second), n.NotBefore.After(now)
			s.notices[n.To.Address] = append(s.notices[n.To.Address], why.Notice{At: n.At, NotBefore: n.NotBefore, Ordered: waits && n.Ordered,
				Quiet: waits && notify.Allowed(c, before).After(before), Folded: waits && n.Fold != ""})
		}
	}
}
