package main

import (
	"context"
	"io/fs"
	"log/slog"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// populate makes the other communes' reports, unless the folder has them already, and has
// their officers go on as the clock moves.
func (d *demo) populate(ctx context.Context, a *app) error {
	planted := false
	err := d.kv.View(ctx, func(r store.Reader) error {
		statuses, err := store.StatusesOf(r, report.ID{Campaign: d.bndl.campaign.Name})
		planted = len(statuses) > 0
		return err
	})
	if err != nil {
		return err
	}
	folder, err := fs.Sub(shippedFolder(d.plays.campaign), demoFolder)
	if err != nil {
		return err
	}
	script, err := seed.ReadScript(folder)
	if err != nil {
		return err
	}
	now := d.clock.Now()
	communes := seed.Seed{
		From: now.AddDate(0, 0, -12), To: now.Add(-10 * time.Hour), Started: 0.8, Submitted: 0.45, Number: uint64(d.plays.begins.Year()), Script: script,
		Skip: func(u roster.Unit) bool { return u.Code == d.plays.phones[0] },
	}
	if !planted {
		if err := seed.Plant(ctx, a.dispatcher.Set, communes); err != nil {
			return err
		}
	}
	life, err := seed.NewLife(a.dispatcher.Set.All()[0], communes, seed.Road{Clock: d.clock, Code: d.code,
		Updates: func(ctx context.Context, updates []chat.Update) error {
			err := a.dispatcher.Updates(ctx, updates)
			d.settle(ctx)
			return err
		}})
	d.life.Store(life)
	return err
}

// code is an invitation for somebody who is made up.
func (d *demo) code(ctx context.Context, unit string) (string, error) {
	reply, err := d.admin.Invite(ctx, inviteOrder{Unit: unit, Role: roster.Officer, Count: 1, Expires: 30 * 24 * time.Hour})
	if err != nil {
		return "", err
	}
	if len(reply.Invited) == 0 {
		return "", fails("cli_demo_no_code", "unit", unit)
	}
	return reply.Invited[0].Code, nil
}

// pass lets the others do what they do before an instant.
func (d *demo) pass(ctx context.Context, to time.Time) error {
	if life := d.life.Load(); life != nil {
		return life.Pass(ctx, to)
	}
	return nil
}

// breath is how often the others are looked after while nobody moves the clock.
const breath = 2 * time.Second

// live lets the others go on while the clock runs by itself, until ctx ends.
func (d *demo) live(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(breath)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := d.pass(ctx, d.clock.Now()); err != nil && ctx.Err() == nil {
			log.Error("the others go on", "error", err)
		}
		if err := d.stands(ctx); err != nil && ctx.Err() == nil {
			log.Error("keep the clock", "error", err)
		}
	}
}
