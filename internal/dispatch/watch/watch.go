// Package watch tells the admins how the program itself does: each in a private chat, what needs a person, once and folded, with what to
// do; and when it is over.
//
// What is wrong is found and worded by package health; when something goes out is package notify's.
package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/health"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// kind is the kind of notice, and the key under which what waits is folded.
const kind = "system"

// pause is how long an admin is left alone after such a notice, if what comes next can wait.
const pause = 10 * time.Minute

// mostAdmins is how many are told.
const mostAdmins = 30

// Kinds are the notices of this room.
func Kinds() map[string]notify.Kind { return map[string]notify.Kind{kind: {Word: word}} }

// word words all that waited for an admin.
func word(t notify.Delivery) (c chat.Content, wanted bool, err error) {
	all := make([]health.News, len(t.Notice.What))
	for i := range all {
		if err := t.Read(i, &all[i]); err != nil {
			return c, false, err
		}
	}
	c.Text = health.Join(all...).Tell(t.Say)
	return c, c.Text != "", nil
}

// An Admin is somebody who looks after the program, in the first campaign in which they do.
type Admin struct {
	*campaigns.Campaign
	notify.Receiver
}

// Admins finds them.
func Admins(ctx context.Context, s *campaigns.Set) (admins []Admin, err error) {
	err = s.KV.View(ctx, func(r store.Reader) error {
		admins = nil
		known := map[chat.Address]bool{}
		for _, c := range s.All() {
			members, err := store.Members.Map(r, c.OnList("").String())
			if err = s.Despite(err); err != nil {
				return err
			}
			for _, found := range notify.Receivers(func(unit string) roster.Members { return members[unit] }, c.Units.All(), roster.Admin) {
				if !known[found.Address] && len(admins) < mostAdmins {
					known[found.Address] = true
					admins = append(admins, Admin{c, found})
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find the admins: %w", err)
	}
	return admins, nil
}

// Tell tells all admins news, and takes down what they know then. It writes something in any case: so it shows whether the store takes
// anything. Flush is to follow.
func Tell(ctx context.Context, s *campaigns.Set, admins []Admin, now time.Time, news health.News) error {
	if news.Silent() {
		admins = nil
	}
	functions := []func(store.Tx) error{func(tx store.Tx) error { note(tx, news); return nil }}
	for _, a := range admins {
		functions = append(functions, func(tx store.Tx) error { return notify.Put(tx, a.Campaign, a.notice(now, news)) })
	}
	return errors.Join(s.KV.Update(ctx, functions...)...)
}

// notice tells one admin. What cannot wait for the morning does not wait for what waits, either.
func (a Admin) notice(now time.Time, news health.News) store.Notice {
	n := notify.About(kind, news)
	n.At, n.To, n.Priority = now, store.Receiver{Unit: a.Unit, Address: a.Address}, chat.Notice
	if n.Urgent = news.Urgent(); n.Urgent {
		n.ID = fmt.Sprintf("%s-%d-%s", kind, now.UnixNano(), a.Address)
	} else {
		n.Fold, n.Pause = kind, pause
	}
	return n
}

// note takes down what admins know.
func note(tx store.Tx, news health.News) {
	store.Alarms.Delete(tx, "nothing") // a commit, with or without news
	for _, k := range append(news.Begun[:len(news.Begun):len(news.Begun)], news.Noted...) {
		b, _ := json.Marshal(k) // it has nothing that cannot be written
		store.Alarms.Put(tx, string(k.Code), b)
	}
	for _, k := range append(news.Over[:len(news.Over):len(news.Over)], news.Past...) {
		store.Alarms.Delete(tx, string(k.Code))
	}
}

// Known reads what admins knew before a start.
func Known(ctx context.Context, s *campaigns.Set) (all []health.Known, err error) {
	err = s.KV.View(ctx, func(r store.Reader) error {
		all = nil
		for row, err := range store.Alarms.All(r, "") {
			var k health.Known
			if err == nil {
				err = json.Unmarshal(row.Value, &k)
			}
			if err != nil {
				s.Log.Error("what admins knew cannot be read, they may hear of it again", "alarm", row.Key, "error", err)
				continue
			}
			all = append(all, k)
		}
		return nil
	})
	return all, err
}
