package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// nothing is a store that has no records, as that of a campaign that nobody has begun.
type nothing struct{}

// Get implements store.Reader.
func (nothing) Get(string) []byte { return nil }

// Range implements store.Reader.
func (nothing) Range(string, string, func(string, []byte) bool) {}

// planned is the plan of a campaign that would be served from now on, for whoever has only its files yet. Without a
// configuration it is more likely that the folder is the wrong one: ok is false.
func (c Config) planned(ctx context.Context, order planOrder) (reply planReply, ok bool, err error) {
	if _, err := os.Stat(c.Database()); !errors.Is(err, fs.ErrNotExist) || c.configAt() == "" {
		return reply, false, nil
	}
	bundles, err := c.bundles()
	if err != nil {
		return reply, true, err
	}
	a := &admin{kv: store.WhatIf(nothing{}), begins: true, bundles: bundles, now: time.Now}
	d, err := a.idle(ctx)
	if err != nil {
		return reply, true, err
	}
	if err := d.OpenFirst(ctx, a.now()); err != nil {
		return reply, true, err
	}
	reply, err = a.Plan(ctx, order)
	return reply, true, err
}

// supposed is a store as it is, with somebody at each unit of the campaigns that nobody has joined yet, whose names it returns:
// what comes by the calendar is sent to people, and without them nothing could be seen of it.
func (a *admin) supposed(ctx context.Context, r store.Reader) (kv store.KV, of []string, err error) {
	kv = store.WhatIf(r)
	return kv, of, store.One(ctx, kv, func(tx store.Tx) error {
		for _, b := range a.bundles {
			joined, err := b.joined(tx)
			if err != nil {
				return err
			}
			if !joined {
				b.suppose(tx)
				of = append(of, b.campaign.Name)
			}
		}
		return nil
	})
}

// joined reports whether anybody has who is reminded or gets digests.
func (b *bundle) joined(r store.Getter) (bool, error) {
	for _, u := range b.units.All() {
		members, err := store.Members.Get(r, store.OnList{List: b.campaign.UnitList, Unit: u.Code})
		if err != nil || len(members.With(roster.Officer, roster.Approver, roster.Coordinator)) > 0 {
			return err == nil, err
		}
	}
	return false, nil
}

// suppose puts an officer wherever a report is due, and a coordinator wherever there are units below.
func (b *bundle) suppose(tx store.Tx) {
	above := map[string]bool{}
	for _, u := range b.units.All() {
		above[u.Parent] = true
	}
	for _, u := range b.units.All() {
		var there roster.Members
		for role, fits := range map[roster.Role]bool{roster.Officer: b.campaign.Expects(u), roster.Coordinator: above[u.Code]} {
			if fits {
				there = append(there, roster.Member{Address: chat.Address{Channel: "telegram", ID: u.Code + "-" + string(role)}, Role: role})
			}
		}
		if len(there) > 0 {
			store.Members.Put(tx, store.OnList{List: b.campaign.UnitList, Unit: u.Code}, there)
		}
	}
}
