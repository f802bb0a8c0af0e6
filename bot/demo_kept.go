package main

import (
	"context"
	"slices"
	"strconv"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/roster"
	"giaoban/internal/simulator"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
)

// clockName names the record of where the demonstration's clock stands.
const clockName = "demo/clock"

// stood is where the clock of a kept demonstration stood, else where each begins: at seven in the morning of a Monday.
func (d *demo) stood() (time.Time, error) {
	at := campaign.Shown(d.plays.begins, d.bndl.campaign.Zone)
	err := d.kv.View(context.Background(), func(r store.Reader) error {
		kept, err := store.Times.Get(r, clockName)
		if kept.After(at) {
			at = kept.In(at.Location())
		}
		return err
	})
	return at, err
}

// stands keeps where the clock stands, to the minute.
func (d *demo) stands(ctx context.Context) error {
	now := d.clock.Now().Truncate(time.Minute)
	if !d.kept {
		return nil
	}
	return store.One(ctx, d.kv, func(tx store.Tx) error {
		kept, err := store.Times.Get(tx, clockName)
		if err == nil && now.After(kept) {
			store.Times.Put(tx, clockName, now)
		}
		return err
	})
}

// phones are those that the store knows, else the first ones. What they had been sent
// before stood in the simulator and is gone; they open the chat anew.
func (d *demo) phones(ctx context.Context) error {
	var members map[string]roster.Members
	err := d.kv.View(ctx, func(r store.Reader) (err error) {
		members, err = store.Members.Map(r, store.OnList{List: d.bndl.campaign.UnitList}.String())
		return err
	})
	if err != nil {
		return err
	}
	var known []simulator.Person
	for _, u := range d.bndl.units.All() {
		for _, m := range members[u.Code] {
			if id, err := strconv.ParseInt(m.Address.ID, 10, 64); err == nil && m.Address.Channel == telegram.Channel {
				known = append(known, simulator.Person{ID: id, Name: u.Full(), Role: d.post(m.Role), Unit: d.bndl.units.Path(u.Code), Shown: true})
			}
		}
	}
	if len(known) == 0 {
		for i, unit := range d.plays.phones {
			role := roster.Coordinator
			if i == 0 {
				role = roster.Officer
			}
			if _, err := d.add(ctx, unit, role); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(known, func(a, b simulator.Person) int { return int(a.ID - b.ID) })
	for _, p := range known {
		if _, err := d.sim.User(p).Start(0, ""); err != nil {
			return err
		}
	}
	return nil
}

// longestSettle is how long the clock waits for messages that are on their way.
const longestSettle = 3 * time.Second

// settle waits until what is said has reached the phones: it bears the time at which it
// was said, though the clock jumps then.
func (d *demo) settle(ctx context.Context) {
	a := d.app.Load()
	for end := time.Now().Add(longestSettle); a != nil && a.outbox.Leaving(telegram.Channel) > 0 && time.Now().Before(end) && ctx.Err() == nil; {
		time.Sleep(time.Millisecond)
	}
}
